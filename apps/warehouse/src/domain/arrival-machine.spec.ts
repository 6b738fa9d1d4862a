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

  it('gives up only what never came, and docks nothing that was given up', () => {
    expect(step(arrivalMachine, 'expected', 'write_off')).toEqual({ ok: true, value: 'written_off' });
    expect(step(arrivalMachine, 'never_came', 'write_off')).toEqual({ ok: true, value: 'written_off' });
    for (const state of ['receiving', 'inspected'] as const) expect(step(arrivalMachine, state, 'write_off')).toMatchObject({ ok: false, error: { code: 'ILLEGAL_MOVE' } });
    expect(step(arrivalMachine, 'written_off', 'dock')).toMatchObject({ ok: false, error: { code: 'ILLEGAL_MOVE' } });
  });

  it('has never received only what nothing was reported of, and takes no report from then on', () => {
    expect(step(arrivalMachine, 'at_dock', 'miss')).toEqual({ ok: true, value: 'never_came' });
    expect(step(arrivalMachine, 'receiving', 'miss').ok).toBe(false);
    expect(step(arrivalMachine, 'at_dock', 'end_as_reported').ok).toBe(false);
    for (const action of ['receive', 'finish'] as const) expect(step(arrivalMachine, 'never_came', action)).toMatchObject({ ok: false, error: { code: 'ILLEGAL_MOVE' } });
  });
});
