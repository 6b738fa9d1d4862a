import { faultsOf, step } from '@huiliu/kernel';
import { parcelMachine } from './parcel-machine';

describe('the state machine of a returned parcel', () => {
  it('is sound', () => {
    expect(faultsOf(parcelMachine)).toEqual([]);
  });

  it('never goes back, but when the customer has the parcel again', () => {
    const ranks = { authorised: 0, in_transit: 1, lost: 2, delivered: 3, called_off: 4, written_off: 4 };
    for (const [from, moves] of Object.entries(parcelMachine.moves)) {
      for (const { to } of Object.entries(moves).filter(([action]) => action !== 'return').map(([, move]) => move)) expect(ranks[to]).toBeGreaterThan(ranks[from as keyof typeof ranks]);
    }
  });

  it('begins anew once the carrier has brought it back, and no other way', () => {
    for (const from of ['authorised', 'in_transit', 'lost'] as const) expect(step(parcelMachine, from, 'return')).toEqual({ ok: true, value: 'authorised' });
    for (const from of ['delivered', 'called_off', 'written_off'] as const) expect(step(parcelMachine, from, 'return')).toMatchObject({ ok: false });
  });

  it('lets a lost parcel turn up, and none be lost that was delivered', () => {
    expect(step(parcelMachine, 'lost', 'deliver')).toEqual({ ok: true, value: 'delivered' });
    expect(step(parcelMachine, 'delivered', 'lose')).toMatchObject({ ok: false, error: { code: 'ILLEGAL_MOVE' } });
  });
});
