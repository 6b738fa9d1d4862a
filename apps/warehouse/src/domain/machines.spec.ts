import { faultsOf } from '@huiliu/kernel';
import fc from 'fast-check';
import { putAwayMachine } from './put-away-machine';
import { rejectionMachine } from './rejection-machine';
import { repairMachine } from './repair-machine';
import { answerOfWms, askAgain, askFor, chooseVariant, orderPicking, pickingDone, pickingTaskIdOf, release, reservationTaskIdOf, sendAgain, waitForStock, type Reservation } from './reservation';
import { reservationMachine } from './reservation-machine';
import { typesThatSend } from './words';

it.each([putAwayMachine, rejectionMachine, repairMachine, reservationMachine])('the state machine of a $name is sound', (machine) => {
  expect(faultsOf(machine as typeof reservationMachine)).toEqual([]);
});

it('what is rejected may be accepted after all, or be back where it was, and what came back is to go again', () => {
  expect(rejectionMachine.moves).toMatchObject({ disputed: { accept: { to: 'settled' }, uphold: { to: 'awaiting_choice' } }, handed_over: { take_back: { to: 'going_back' } } });
});

it('what goes to customers from stock is what they get in exchange, or what was missing', () => {
  expect(typesThatSend).toEqual(['exchange', 'resend']);
});

it('a reservation only goes where its machine leads, whatever is heard of it in whatever order', () => {
  const line = { caseLineId: 'l1', sku: 'MUG', quantity: 2 };
  const order = { trackingNumber: 'GR1', carrierCode: 'ground', lines: [line] };
  const variant = { caseLineId: 'l1', sku: 'MUG', unitPriceMinor: '1', chosenAt: '2026-11-05T08:00:00Z' };
  const valueOf = (result: ReturnType<typeof release>): Reservation | undefined => (result.ok ? result.value : undefined);
  const happening = fc.constantFrom<(before: Reservation) => Reservation | undefined>(
    (before) => valueOf(answerOfWms(before, reservationTaskIdOf(before), 'reserved')),
    (before) => valueOf(answerOfWms(before, reservationTaskIdOf(before), 'out_of_stock')),
    (before) => waitForStock(before, before.choices),
    (before) => chooseVariant(before, { ...variant, number: before.choices }),
    (before) => askAgain(before),
    (before) => valueOf(orderPicking(before, before.attempt, order)),
    (before) => valueOf(pickingDone(before, pickingTaskIdOf(before), [line])),
    (before) => valueOf(sendAgain(before, before.attempt)),
    (before) => valueOf(release(before)),
  );
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 40 }), (happenings) => {
      let reservation = askFor({ caseId: 'c1', caseNumber: 'AS-1', orderId: 'o1' }, [line], '2026-11-05T08:00:00Z');
      for (const happen of happenings) {
        const next = happen(reservation);
        if (!next) continue;
        expect(Object.values(reservationMachine.moves[reservation.status]).map(({ to }) => to)).toContain(next.status);
        expect([next.asked - reservation.asked, next.attempt - reservation.attempt].every((more) => more === 0 || more === 1)).toBe(true);
        expect(next.order === undefined).toBe(!['picking', 'picked'].includes(next.status));
        reservation = next;
      }
    }),
  );
});
