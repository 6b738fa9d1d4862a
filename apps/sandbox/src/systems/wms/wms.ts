import { InspectionReported, InspectionTaskIssued, OutboundStopRequested, PickingReported, PickingTaskIssued, PutAwayTaskIssued, RepairTaskIssued, ReservationOutcome, ReservationReported, ReservationTaskIssued } from '@huiliu/contracts';
import { say, type Say } from '../../feed/say';
import { named } from '../../mix/branches';
import { everyday, type Mix } from '../../mix/mix';
import { isoTime } from '../../orders/shop-time';
import { randomOf } from '../../random/random';
import type { Answer } from '../../store/heard';
import { keep, type AnsweringSystem } from '../answering';
import { isOf, type Heard } from '../heard';
import { inspect, type Report } from './inspect';
import { eager, momentOf, type Senders } from '../carrier/carrier';
import { outboundSilenceOf } from '../carrier/silence';
import { answerToPutAway } from './put-away';
import { answerToRepair } from './repair';
import { answerToStop, type Shipping } from './stop';

const hourMs = 3_600_000;

const nothingLeaves: Shipping = { outboundOf: () => undefined, mayBeSilent: false };

/** Inspects what its tasks say and reports it, in one report or two; some reports are sent twice. Sets aside what is there, and picks it. Stops what has not left, repairs what it can, and puts away what comes to a shelf. */
export function wms(seed: string, mix: Mix = everyday, shipping: Shipping = nothingLeaves, senders: Senders = eager): AnsweringSystem {
  const system: AnsweringSystem = {
    name: 'wms',
    sameAs: (heard) => {
      if (isOf(heard, OutboundStopRequested)) return `stop ${heard.data.stopId} ${heard.data.attempt}`;
      if (isOf(heard, RepairTaskIssued)) return `repair ${heard.data.taskId} ${heard.data.attempt}`;
      if (isOf(heard, PutAwayTaskIssued)) return `put-away ${heard.data.taskId} ${heard.data.attempt}`;
      return [InspectionTaskIssued, ReservationTaskIssued, PickingTaskIssued].some((contract) => heard.contract.type === contract.type) ? `${heard.contract.name} ${(heard.data as { readonly taskId: string }).taskId}` : undefined;
    },
    answer: (heard, businessAtMs) => {
      if (isOf(heard, InspectionTaskIssued)) return answerOf(seed, heard, businessAtMs, mix);
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

function answerOf(seed: string, { key: caseId, data: task }: Heard<InspectionTaskIssued>, businessAtMs: number, mix: Mix): Answer {
  const random = randomOf(seed, 'wms', task.taskId);
  const { outcome, reports, wear } = inspect(random, task.lines, mix);
  let atMs = businessAtMs;
  const says = reports.map((report, index) => {
    atMs += random.between(2, 30) * hourMs;
    return reported(caseId, task.taskId, index + 1, report, index === reports.length - 1, atMs);
  });
  const repeat = random.weighted(mix.report_repeats);
  if (repeat !== 'none') {
    const twice = random.pick(says);
    says.push(repeat === 'same_event' ? twice : { ...twice, id: `${twice.id}-again` });
  }
  return {
    says: says.map(keep),
    businessAtMs: atMs,
    facts: ['inspected', outcome, ...(reports.length > 1 ? ['inTwoReports'] : []), ...(repeat === 'none' ? [] : [repeat === 'same_event' ? 'sameEventTwice' : 'sameReportTwice'])],
    branches: [named('box', outcome), named('wear', wear), named('reports', reports.length > 1 ? 'two' : 'one'), named('report_repeats', repeat)],
  };
}

function reported(caseId: string, taskId: string, number: number, findings: Report, final: boolean, atMs: number): Say {
  const reportId = `${taskId}-r${number}`;
  return say<InspectionReported>(InspectionReported, `report-${reportId}`, caseId, atMs, { caseId, taskId, reportId, findings, final, inspectedAt: isoTime(atMs) });
}

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
