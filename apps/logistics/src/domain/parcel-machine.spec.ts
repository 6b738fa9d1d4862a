import { faultsOf, step } from '@huiliu/kernel';
import { parcelMachine } from './parcel-machine';

describe('the state machine of a returned parcel', () => {
  it('is sound', () => {
    expect(faultsOf(parcelMachine)).toEqual([]);
  });

  it('never goes back', () => {
    const ranks = { authorised: 0, in_transit: 1, lost: 2, delivered: 3, called_off: 3, written_off: 3 };
    for (const [from, moves] of Object.entries(parcelMachine.moves)) {
      for (const { to } of Object.values(moves)) expect(ranks[to]).toBeGreaterThan(ranks[from as keyof typeof ranks]);
    }
  });

  it('lets a lost parcel turn up, and none be lost that was delivered', () => {
    expect(step(parcelMachine, 'lost', 'deliver')).toEqual({ ok: true, value: 'delivered' });
    expect(step(parcelMachine, 'delivered', 'lose')).toMatchObject({ ok: false, error: { code: 'ILLEGAL_MOVE' } });
  });
});
