import { faultsOf, step } from '@huiliu/kernel';
import { arrivalMachine } from './arrival-machine';

describe('the state machine of an expected arrival', () => {
  it('is sound', () => {
    expect(faultsOf(arrivalMachine)).toEqual([]);
  });

  it('takes no report before the goods are at the dock, and none once they are inspected', () => {
    expect(step(arrivalMachine, 'expected', 'receive')).toMatchObject({ ok: false, error: { code: 'ILLEGAL_MOVE' } });
    expect(step(arrivalMachine, 'inspected', 'receive')).toMatchObject({ ok: false, error: { code: 'ILLEGAL_MOVE' } });
  });
});
