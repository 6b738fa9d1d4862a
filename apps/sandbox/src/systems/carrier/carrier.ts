import { CarrierClaimRaised, OutboundRecallCalledOff, OutboundRecallRequested, OutboundShipmentAnnounced, ReturnShipmentAnnounced, ReturnShipmentCalledOff, TrackingReported, TrackingStatus } from '@huiliu/contracts';
import type { Mind } from '../../drawing/customers-mind';
import { named } from '../../mix/branches';
import { everyday, type Mix } from '../../mix/mix';
import { isoTime } from '../../orders/shop-time';
import { randomOf, type Random } from '../../random/random';
import { say, type Say } from '../../feed/say';
import type { Answer } from '../../store/heard';
import { keep, type AnsweringSystem } from '../answering';
import { isOf, type Heard } from '../heard';
import { answerToRecall } from './recall';

const hourMs = 3_600_000;

const scans = ['picked_up', 'in_transit', 'delivered', 'lost'] as const;
type Scan = (typeof scans)[number];

/** Which way the scans of a parcel reach us. */
const orders = {
  in_order: ['picked_up', 'in_transit', 'delivered'],
  delivered_first: ['delivered', 'picked_up', 'in_transit'],
  transit_last: ['picked_up', 'delivered', 'in_transit'],
  transit_first: ['in_transit', 'picked_up', 'delivered'],
} as const satisfies Record<string, readonly Scan[]>;

const waysOf = {
  lost_and_found: ['picked_up', 'lost', 'in_transit', 'delivered'],
  lost: ['picked_up', 'in_transit', 'lost'],
} as const satisfies Record<string, readonly Scan[]>;

/** What customers do with the label that the carrier has for them; all send their parcels when nothing is said. */
export interface Senders {
  mindOf(caseNumber: string): Mind;
  /** Told of the cases whose customers want to cancel, now that there is a label. */
  wishToCancel(wishes: readonly { readonly caseNumber: string; readonly moment: 'before_sending' | 'too_late' }[]): Promise<void>;
}

export const eager: Senders = { mindOf: () => 'goes_on', wishToCancel: () => Promise.resolve() };

/** Takes every parcel that customers hand over to its end, and tells of it as carriers do: sometimes twice, sometimes in another order. A few are lost. */
export function carrier(seed: string, senders: Senders = eager, mix: Mix = everyday, mayBeSilent = false): AnsweringSystem {
  return {
    name: 'carrier',
    sameAs: (heard) => {
      const about = [ReturnShipmentAnnounced, OutboundShipmentAnnounced, OutboundRecallRequested].find((contract) => heard.contract.type === contract.type);
      return about && `${about.name} ${(heard.data as { readonly trackingNumber: string }).trackingNumber}`;
    },
    answer: (heard, businessAtMs) => {
      if (isOf(heard, ReturnShipmentCalledOff)) return nothing('calledOff');
      if (isOf(heard, OutboundRecallCalledOff)) return nothing('recallCalledOff');
      if (isOf(heard, OutboundRecallRequested)) return answerToRecall(seed, heard, businessAtMs, { mix, mayBeSilent, waits: senders.mindOf(heard.data.ref.caseNumber) === 'cancels_before_sending' });
      if (isOf(heard, CarrierClaimRaised)) return answerToClaim(seed, heard, mix);
      if (isOf(heard, OutboundShipmentAnnounced)) return answerToOutbound(seed, heard, mix);
      if (!isOf(heard, ReturnShipmentAnnounced)) return nothing('other');
      const mind = senders.mindOf(heard.data.ref.caseNumber);
      if (mind === 'never_sends') return { ...nothing('neverSent'), branches: ['customer.never_sends'] };
      return mind === 'cancels_before_sending' ? nothing('cancelledBeforeSending') : answerOf(seed, heard, mix);
    },
    afterwards: (heard) =>
      senders.wishToCancel(
        heard.flatMap((event) => {
          if (!isOf(event, ReturnShipmentAnnounced) && !isOf(event, OutboundRecallRequested)) return [];
          const { caseNumber } = event.data.ref;
          const moment = momentOf[senders.mindOf(caseNumber)];
          return moment === undefined ? [] : [{ caseNumber, moment }];
        }),
      ),
  };
}

export const momentOf: Readonly<Partial<Record<Mind, 'before_sending' | 'too_late'>>> = { cancels_before_sending: 'before_sending', cancels_too_late: 'too_late' };

const nothing = (fact: string): Answer => ({ says: [], businessAtMs: undefined, facts: [fact] });

/** The carrier looks once more. What it finds then, nobody waits for any longer. */
function answerToClaim(seed: string, { key: caseId, data: { trackingNumber, lostAt } }: Heard<CarrierClaimRaised>, mix: Mix): Answer {
  const random = randomOf(seed, 'carrier claim', trackingNumber);
  const found = random.weighted(mix.claim);
  const branches = [named('claim', found)];
  if (found === 'stays_lost') return { says: [], businessAtMs: undefined, facts: ['claim'], branches };
  const foundAtMs = Date.parse(lostAt) + random.between(11 * 24, 30 * 24) * hourMs;
  return { says: [keep(reported(caseId, trackingNumber, 'delivered', foundAtMs))], businessAtMs: undefined, facts: ['claim', 'foundTooLate'], branches };
}

function answerOf(seed: string, { key: caseId, data }: Heard<ReturnShipmentAnnounced>, mix: Mix): Answer {
  const { trackingNumber, sendBy } = data;
  const random = randomOf(seed, 'carrier', trackingNumber);
  const times = timesOf(random, Date.parse(sendBy));
  const order = random.weighted(mix.scans);
  const fate = randomOf(seed, 'carrier fate', trackingNumber).weighted(mix.parcel);
  const way: readonly Scan[] = fate === 'arrives' ? orders[order] : waysOf[fate];
  const says = way.map((scan) => reported(caseId, trackingNumber, scan, times[scan]));
  const repeat = random.weighted(mix.scan_repeats);
  if (repeat !== 'none') {
    const twice = random.pick(says);
    // Anywhere after the first time: the one after it, or at the very end.
    const at = random.between(says.indexOf(twice) + 1, says.length);
    says.splice(at, 0, repeat === 'same_event' ? twice : { ...twice, id: `${twice.id}-again` });
  }
  return {
    says: says.map(keep),
    businessAtMs: fate === 'lost' ? times.lost : times.delivered,
    facts: [...ends[fate], ...(order === 'in_order' || fate !== 'arrives' ? [] : ['outOfOrder']), ...(repeat === 'none' ? [] : [repeat === 'same_event' ? 'sameEventTwice' : 'sameScanTwice'])],
    branches: [named('parcel', fate), ...(fate === 'arrives' ? [named('scans', order)] : []), named('scan_repeats', repeat)],
  };
}

/** Taken over from the warehouse, and brought to the customer in a day or three. */
function answerToOutbound(seed: string, { key: caseId, data: { trackingNumber, orderedAt } }: Heard<OutboundShipmentAnnounced>, mix: Mix): Answer {
  const random = randomOf(seed, 'outbound', trackingNumber);
  const pickedUp = Date.parse(orderedAt) + random.between(2, 30) * hourMs;
  const inTransit = pickedUp + random.between(2, 20) * hourMs;
  const times = { picked_up: pickedUp, in_transit: inTransit, lost: inTransit + 7 * hourMs, delivered: inTransit + random.between(8, 2 * 24) * hourMs };
  const fate = random.weighted(mix.outbound);
  const way: readonly Scan[] = fate === 'arrives' ? orders[random.weighted(mix.scans)] : waysOf[fate];
  return { says: way.map((scan) => keep(reported(caseId, trackingNumber, scan, times[scan]))), businessAtMs: fate === 'lost' ? times.lost : times.delivered, facts: ['outbound'], branches: [named('outbound', fate)] };
}

const ends = { arrives: ['delivered'], lost_and_found: ['lost', 'delivered'], lost: ['lost', 'gone'] } as const;

/** Handed over one to twelve days before the deadline, two weeks after the application; then a day or three on the road. */
function timesOf(random: Random, sendByMs: number): Readonly<Record<Scan, number>> {
  const pickedUp = sendByMs - random.between(24, 12 * 24) * hourMs + random.between(0, 59) * 60_000;
  const inTransit = pickedUp + random.between(2, 20) * hourMs;
  return { picked_up: pickedUp, in_transit: inTransit, lost: inTransit + 7 * hourMs, delivered: inTransit + random.between(8, 2 * 24) * hourMs };
}

function reported(caseId: string, trackingNumber: string, scan: Scan, atMs: number): Say {
  const scanId = `${trackingNumber}-${scans.indexOf(scan) + 1}`;
  return say<TrackingReported>(TrackingReported, `scan-${scanId}`, caseId, atMs, {
    caseId,
    trackingNumber,
    status: TrackingStatus.wire(scan),
    occurredAt: isoTime(atMs),
    scanId,
  });
}
