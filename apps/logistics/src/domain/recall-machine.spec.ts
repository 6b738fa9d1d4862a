import { faultsOf, step } from '@huiliu/kernel';
import { recallMachine, tooLateToCancelRecall, type RecallStatus } from './recall-machine';

describe('the state machine of goods that are stopped or recalled', () => {
  it('is sound', () => {
    expect(faultsOf(recallMachine)).toEqual([]);
  });

  it('never goes back', () => {
    const ranks: Readonly<Record<RecallStatus, number>> = { stopping: 0, stopped: 9, recalling: 1, coming_back: 2, lost: 3, delivered: 4, written_off: 9, called_off: 9, not_possible: 9 };
    for (const [from, moves] of Object.entries(recallMachine.moves)) for (const { to } of Object.values(moves)) expect(ranks[to]).toBeGreaterThan(ranks[from as RecallStatus]);
  });

  it('lets the customer sign for a parcel until it is back, and not after', () => {
    for (const status of ['recalling', 'coming_back', 'lost'] as const) expect(step(recallMachine, status, 'sign')).toEqual({ ok: true, value: 'not_possible' });
    expect(step(recallMachine, 'delivered', 'sign')).toMatchObject({ ok: false, error: { code: 'ILLEGAL_MOVE' } });
  });
});

describe('a wish to cancel', () => {
  it('comes too late where, and only where, the machine lets nobody call it off; what was refused at the door comes back whatever the customer says', () => {
    for (const status of Object.keys(recallMachine.moves) as RecallStatus[]) {
      const ended = status === 'called_off' || status === 'not_possible';
      if (!ended) expect([status, tooLateToCancelRecall(status, true) === undefined]).toEqual([status, step(recallMachine, status, 'call_off').ok]);
    }
    expect(tooLateToCancelRecall('recalling', false)).toBe('PARCEL_MOVING');
    expect(tooLateToCancelRecall('stopping', false)).toBeUndefined();
  });
});
