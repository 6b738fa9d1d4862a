import { cancellationPends } from './cancellation';
import { currentTask, evidenceAwaited, rejectionOf, statusOf, type IntakeCase } from './intake-case';

/** Whom a case may wait for: the word by which it is asked for, and how it is said. */
export const waitedFor = {
  customer: 'customer',
  review: 'review',
  logistics: 'logistics',
  carrier: 'carrier',
  warehouse: 'warehouse',
  refund: 'refund',
  provider: 'payment provider',
  intake: 'intake',
} as const;
export type WaitedFor = keyof typeof waitedFor;

type Waiting = `${(typeof waitedFor)[WaitedFor]}: ${string}`;

/** Whom the case waits for; undefined when it is closed. */
export function whoHas(it: IntakeCase): WaitedFor | undefined {
  const said = waitingFor(it);
  return (Object.keys(waitedFor) as WaitedFor[]).find((who) => said.startsWith(`${waitedFor[who]}: `));
}

/** Who the case waits for and what for, `who: what`; empty when it is closed. */
export function waitingFor(it: IntakeCase): Waiting | '' {
  if (cancellationPends(it) && !it.decision) return 'review: takes the case back, if nobody has decided';
  if (cancellationPends(it) && it.type === 'return') return 'logistics: calls the return off, if it has not been sent';
  switch (statusOf(it)) {
    case 'submitted':
      return 'review: the rules decide';
    case 'in_review':
      return personDecides(it);
    case 'awaiting_return':
      return it.rma ? `customer: send the goods by ${it.rma.sendBy}` : 'logistics: authorises the return';
    case 'in_transit':
      return it.parcel === 'lost' ? 'carrier: looks for the lost parcel; if it does not turn up in time, the goods are paid back all the same' : 'carrier: brings the parcel';
    case 'at_warehouse':
      return 'warehouse: inspects the goods';
    case 'refunding':
      return refundFollows(it);
    case 'refunded':
      return it.decision ? 'warehouse: the inspection is still to be heard of' : 'review: the decision is still to be heard of';
    case 'called_off':
      return it.calledOff?.by === 'logistics' && it.decision?.verdict !== 'approved' ? 'review: the decision is still to be heard of' : 'intake: closes the case';
    case 'awaiting_evidence':
      return evidenceFollows(it);
    case 'rejected': {
      const until = rejectionOf(it)?.supplementUntil;
      return until === undefined ? 'intake: closes the case' : `customer: may supplement the application until ${until}; then it closes`;
    }
    case 'closed':
      return '';
  }
}

function evidenceFollows(it: IntakeCase): Waiting {
  const { reasonCode = '', dueAt = '' } = evidenceAwaited(it) ?? {};
  return `customer: supply evidence (${reasonCode}) by ${dueAt}; without it the application is rejected`;
}

function personDecides(it: IntakeCase): Waiting {
  const task = currentTask(it);
  if (!task && it.supplements.length > 0) return 'review: looks at what was supplemented';
  const who = task?.claimedBy ?? 'a person';
  if (!task || task.dueAt === '') return `review: ${who} decides`;
  return task.overdue ? `review: ${who} decides; overdue since ${task.dueAt}` : `review: ${who} decides by ${task.dueAt}`;
}

function refundFollows({ refundDue, refundApproval, refundDecline, legFailure }: IntakeCase): Waiting {
  if (refundDecline?.ended === 'exception') return `refund: declined (${refundDecline.reasonCode}) and not taken up again; somebody of finance has to see to it`;
  if (refundDecline) return `refund: declined (${refundDecline.reasonCode}); finance may take it up again until ${refundDecline.until}`;
  if (refundApproval === 'needed') return 'refund: a second person approves the amount';
  if (!refundDue) return 'refund: works out what is due';
  if (!legFailure) return 'payment provider: pays the refund';
  return legFailure.willRetry ? `payment provider: refused with ${legFailure.code}; tried again by itself` : `refund: a person has to look at ${legFailure.legId}, which failed with ${legFailure.code}`;
}
