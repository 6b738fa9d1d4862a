import { InspectionTaskIssued, OutboundStopRequested, PickingReported, PickingTaskIssued, PutAwayTaskIssued, RepairTaskIssued, ReservationOutcome, ReservationReported, ReservationTaskIssued } from '@huiliu/contracts';
import { say } from '../../feed/say';
import { named } from '../../mix/branches';
import { everyday, type Mix } from '../../mix/mix';
import { isoTime } from '../../orders/shop-time';
import { randomOf } from '../../random/random';
import type { Answer } from '../../store/heard';
import { keep, type AnsweringSystem } from '../answering';
import { isOf, type Heard } from '../heard';
import { answerToInspection } from './inspection';
import { eager, momentOf, type Senders } from '../carrier/carrier';
import { outboundSilenceOf } from '../carrier/silence';
import { answerToPutAway } from './put-away';
import { answerToRepair } from './repair';
import { answerToStop, type Shipping } from './stop';

const hourMs = 3_600_000;

const nothingLeaves: Shipping = { outboundOf: () => undefined, mayBeSilent: false };

/** Inspects what its tasks say and reports it, in one report or two, now and then only when it is asked again, in part, or never; some reports are sent twice. Sets aside what is there, and picks it. Stops what has not left, repairs what it can, and puts away what comes to a shelf. */
export function wms(seed: string, mix: Mix = everyday, shipping: Shipping = nothingLeaves, senders: Senders = eager): AnsweringSystem {
  const system: AnsweringSystem = {
    name: 'wms',
    sameAs: (heard) => {
      if (isOf(heard, OutboundStopRequested)) return `stop ${heard.data.stopId} ${heard.data.attempt}`;
      if (isOf(heard, RepairTaskIssued)) return `repair ${heard.data.taskId} ${heard.data.attempt}`;
      if (isOf(heard, PutAwayTaskIssued)) return `put-away ${heard.data.taskId} ${heard.data.attempt}`;
      if (isOf(heard, InspectionTaskIssued)) return `${heard.contract.name} ${heard.data.taskId}${heard.data.attempt === undefined ? '' : ` ${heard.data.attempt}`}`;
      return [ReservationTaskIssued, PickingTaskIssued].some((contract) => heard.contract.type === contract.type) ? `${heard.contract.name} ${(heard.data as { readonly taskId: string }).taskId}` : undefined;
    },
    answer: (heard, businessAtMs) => {
      if (isOf(heard, InspectionTaskIssued)) return answerToInspection(seed, heard, businessAtMs, mix, shipping.mayBeSilent);
      if (isOf(heard, ReservationTaskIssued)) return answerToReservation(seed, heard, mix);
      if (isOf(heard, PickingTaskIssued)) return answerToPicking(seed, heard, businessAtMs, outboundSilenceOf(seed, heard.data.trackingNumber, mix, shipping.mayBeSilent && senders.holdBack !== undefined) === 'leaves_late');
      if (isOf(heard, RepairTaskIssued)) return answerToRepair(seed, heard, businessAtMs, mix, shipping.mayBeSilent);
      if (isOf(heard, PutAwayTaskIssued)) return answerToPutAway(seed, heard, businessAtMs, mix, shipping.mayBeSilent);
      if (!isOf(heard, OutboundStopRequested)) return { says: [], businessAtMs: undefined, facts: ['other'] };
      return answerToStop(seed, heard, businessAtMs, { mix, shipping, waits: senders.mindOf(heard.data.ref.caseNumber) === 'cancels_before_sending' });
    },
    afterwards: async (heard) => {
      const later = heard.flatMap((event) => (isOf(event, PickingTaskIssued) ? (system.answer(event, event.atMs).later ?? []) : []));
      if (later.length > 0) await senders.holdBack?.(later);
      await senders.wishToCancel(heard.flatMap((event) => (isOf(event, OutboundStopRequested) ? wishesOf(senders, event.data.ref.caseNumber) : [])));
    },
  };
  return system;
}

const wishesOf = (senders: Senders, caseNumber: string) => {
  const moment = momentOf[senders.mindOf(caseNumber)];
  return moment === undefined ? [] : [{ caseNumber, moment }];
};

function answerToReservation(seed: string, { key: caseId, atMs, data: { taskId } }: Heard<ReservationTaskIssued>, mix: Mix): Answer {
  const random = randomOf(seed, 'stock', taskId);
  const first = taskId.endsWith('-1');
  const found = first ? random.weighted(mix.stock) : random.weighted(mix.stock_again);
  const outcome = ReservationOutcome.wire(found === 'there' ? 'reserved' : 'out_of_stock');
  const said = say<ReservationReported>(ReservationReported, `reserved-${taskId}`, caseId, atMs, { caseId, taskId, outcome, reportedAt: isoTime(atMs) });
  return { says: [keep(said)], businessAtMs: undefined, facts: [found === 'there' ? 'reserved' : 'outOfStock'], branches: [first ? named('stock', found) : named('stock_again', found)] };
}

/** Some of what is to leave lies about until somebody misses it. */
function answerToPicking(seed: string, { key: caseId, data: { ref: { caseNumber }, taskId, lines } }: Heard<PickingTaskIssued>, businessAtMs: number, late: boolean): Answer {
  const atMs = businessAtMs + randomOf(seed, 'picking', taskId).between(1, 12) * hourMs;
  const picked = keep(say<PickingReported>(PickingReported, `picked-${taskId}`, caseId, atMs, { caseId, taskId, lines, pickedAt: isoTime(atMs) }));
  return late ? { says: [], businessAtMs: atMs, facts: ['picked'], later: { party: 'wms', caseNumber, says: [picked] } } : { says: [picked], businessAtMs: atMs, facts: ['picked'] };
}
