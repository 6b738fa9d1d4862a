import { CarrierClaimRaised, OutboundRecallCalledOff, OutboundRecallRequested, OutboundShipmentAnnounced, ReturnParcelAdded, ReturnShipmentAnnounced, ReturnShipmentCalledOff, ReturnShipmentRecallRequested, TrackingReported, TrackingStatus } from '@huiliu/contracts';
import type { Mind } from '../../drawing/customers-mind';
import { named, type BranchOf } from '../../mix/branches';
import { everyday, type Mix } from '../../mix/mix';
import { isoTime } from '../../orders/shop-time';
import { randomOf, type Random } from '../../random/random';
import { say, type Say } from '../../feed/say';
import type { Answer, Later } from '../../store/heard';
import { keep, type AnsweringSystem } from '../answering';
import { isOf, type Heard } from '../heard';
import { answerToRecall } from './recall';
import { outboundSilenceOf, silenceOf } from './silence';
import { unlabelledOf, type Unlabelled } from './unlabelled';

const hourMs = 3_600_000;

const scans = ['picked_up', 'in_transit', 'delivered', 'lost', 'returned_to_sender'] as const;
type Scan = Exclude<(typeof scans)[number], 'returned_to_sender'>;

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
  /** Told of the cases whose customers want a label for a second parcel, and send nothing before they have it. Undefined: none ever does. */
  readonly wantLabels?: ((caseNumbers: readonly string[]) => Promise<void>) | undefined;
  /** Told of the cases whose customers wait with sending for another case of theirs. Undefined: none ever does. */
  readonly waitForAnother?: ((announced: readonly ReturnShipmentAnnounced[]) => Promise<void>) | undefined;
  /** Told of the cases whose customers think better of it while the parcel is on its way: what becomes of it depends on that. Undefined: none ever does. */
  readonly wishBack?: ((announced: readonly ReturnShipmentAnnounced[]) => Promise<void>) | undefined;
  /** Told of the cases whose customers send the goods without the label. Undefined: none ever does. */
  readonly sendUnlabelled?: ((parcels: readonly Unlabelled[]) => Promise<void>) | undefined;
  /** Told of what is said only once somebody misses it. Undefined: everything is said at once. */
  readonly holdBack?: ((later: readonly Later[]) => Promise<void>) | undefined;
}

export const eager: Senders = { mindOf: () => 'goes_on', wishToCancel: () => Promise.resolve() };

/** Takes every parcel that customers hand over to its end, and tells of it as carriers do: sometimes twice, sometimes in another order. A few are lost. */
export function carrier(seed: string, senders: Senders = eager, mix: Mix = everyday, mayBeSilent = false): AnsweringSystem {
  const system: AnsweringSystem = {
    name: 'carrier',
    sameAs: (heard) => {
      const about = [ReturnShipmentAnnounced, OutboundShipmentAnnounced, OutboundRecallRequested, ReturnShipmentRecallRequested].find((contract) => heard.contract.type === contract.type);
      return about && `${about.name} ${(heard.data as { readonly trackingNumber: string }).trackingNumber}`;
    },
    answer: (heard, businessAtMs) => {
      if (isOf(heard, ReturnShipmentCalledOff)) return nothing('calledOff');
      if (isOf(heard, OutboundRecallCalledOff)) return nothing('recallCalledOff');
      if (isOf(heard, OutboundRecallRequested)) return answerToRecall(seed, heard, businessAtMs, { mix, mayBeSilent, waits: senders.mindOf(heard.data.ref.caseNumber) === 'cancels_before_sending' });
      if (isOf(heard, ReturnShipmentRecallRequested)) return answerToAskedBack(seed, heard, businessAtMs, mix);
      if (isOf(heard, CarrierClaimRaised)) return answerToClaim(seed, heard, mix);
      if (isOf(heard, OutboundShipmentAnnounced)) return answerToOutbound(seed, heard, mix, mayBeSilent && senders.holdBack !== undefined);
      if (!isOf(heard, ReturnShipmentAnnounced)) return nothing('other');
      const mind = senders.mindOf(heard.data.ref.caseNumber);
      if (mind === 'never_sends') return { ...nothing('neverSent'), branches: ['customer.never_sends'] };
      if (mind === 'cancels_before_sending') return nothing('cancelledBeforeSending');
      if (mind === 'cancels_in_transit' && senders.wishBack) return onItsWay(seed, heard);
      const first = firstOf(heard.data);
      if (first !== undefined) return answerToSecond(seed, heard, first, mix);
      if (withoutLabel(seed, heard, senders, mix, mayBeSilent)) return nothing('sentWithoutLabel');
      if (wantsLabel(seed, heard, senders, mix, mayBeSilent)) return nothing('waitsForLabel');
      if (waitsForAnother(seed, heard, senders, mix)) return nothing('waitsForAnother');
      return answerOf(seed, heard, { mix, mayBeSilent, mayBeLate: senders.holdBack !== undefined, goesOn: mind === 'goes_on' });
    },
    afterwards: async (heard) => {
      const later = heard.flatMap((event) => (isOf(event, ReturnShipmentAnnounced) || isOf(event, OutboundShipmentAnnounced) ? (system.answer(event, event.atMs).later ?? []) : []));
      if (later.length > 0) await senders.holdBack?.(later);
      const asking = heard.flatMap((event) => (isOf(event, ReturnShipmentAnnounced) && firstOf(event.data) === undefined && wantsLabel(seed, event, senders, mix, mayBeSilent) ? [event.data.ref.caseNumber] : []));
      if (asking.length > 0) await senders.wantLabels?.(asking);
      const unlabelled = heard.flatMap((event) => (isOf(event, ReturnShipmentAnnounced) && firstOf(event.data) === undefined ? (withoutLabel(seed, event, senders, mix, mayBeSilent) ?? []) : []));
      const waiting = heard.flatMap((event) => {
        if (!isOf(event, ReturnShipmentAnnounced) || firstOf(event.data) !== undefined) return [];
        const otherwise = withoutLabel(seed, event, senders, mix, mayBeSilent) !== undefined || wantsLabel(seed, event, senders, mix, mayBeSilent);
        return !otherwise && waitsForAnother(seed, event, senders, mix) ? [event.data] : [];
      });
      if (waiting.length > 0) await senders.waitForAnother?.(waiting);
      const thinking = heard.flatMap((event) => (isOf(event, ReturnShipmentAnnounced) && senders.mindOf(event.data.ref.caseNumber) === 'cancels_in_transit' ? [event.data] : []));
      if (thinking.length > 0) await senders.wishBack?.(thinking);
      if (unlabelled.length > 0) await senders.sendUnlabelled?.(unlabelled);
      await senders.wishToCancel(
        heard.flatMap((event) => {
          if (!isOf(event, ReturnShipmentAnnounced) && !isOf(event, OutboundRecallRequested)) return [];
          const { caseNumber } = event.data.ref;
          const moment = momentOf[senders.mindOf(caseNumber)];
          return moment === undefined ? [] : [{ caseNumber, moment }];
        }),
      );
    },
  };
  return system;
}

export const momentOf: Readonly<Partial<Record<Mind, 'before_sending' | 'too_late'>>> = { cancels_before_sending: 'before_sending', cancels_too_late: 'too_late' };

/** Picked up, and not told of again before it is known whether the customer gets it back. */
function onItsWay(seed: string, { key: caseId, data: { trackingNumber, sendBy } }: Heard<ReturnShipmentAnnounced>): Answer {
  const times = timesOf(randomOf(seed, 'carrier', trackingNumber), Date.parse(sendBy));
  return { says: (['picked_up', 'in_transit'] as const).map((scan) => keep(reported(caseId, trackingNumber, scan, times[scan]))), businessAtMs: times.in_transit, facts: ['onItsWay'] };
}

/** It is not brought back, and so arrives. */
export function arrivesAfterAll(seed: string, caseId: string, { trackingNumber, sendBy }: ReturnShipmentAnnounced): Say {
  return reported(caseId, trackingNumber, 'delivered', timesOf(randomOf(seed, 'carrier', trackingNumber), Date.parse(sendBy)).delivered);
}

const scanOf = { given_back: 'returned_to_sender', delivered_all_the_same: 'delivered', lost: 'lost' } as const;

/** Back with the customer, delivered to us all the same, or lost. */
function answerToAskedBack(seed: string, { key: caseId, data: { trackingNumber } }: Heard<ReturnShipmentRecallRequested>, businessAtMs: number, mix: Mix): Answer {
  const random = randomOf(seed, 'asked back', trackingNumber);
  const fate = random.weighted(mix.asked_back);
  const atMs = businessAtMs + random.between(8, 48) * hourMs;
  return { says: [keep(reported(caseId, trackingNumber, scanOf[fate], atMs))], businessAtMs: atMs, facts: ['askedBack'], branches: [named('asked_back', fate)] };
}

const nothing = (fact: string): Answer => ({ says: [], businessAtMs: undefined, facts: [fact] });

/** The carrier looks once more. What it finds then, nobody waits for any longer. */
function answerToClaim(seed: string, { key: caseId, data: { trackingNumber, lostAt, oneOfSeveral } }: Heard<CarrierClaimRaised>, mix: Mix): Answer {
  const random = randomOf(seed, 'carrier claim', trackingNumber);
  const found = random.weighted(mix.claim);
  // What the others of several bring decides how the case ends.
  const branches = oneOfSeveral === true ? [] : [named('claim', found)];
  if (found === 'stays_lost') return { says: [], businessAtMs: undefined, facts: ['claim'], branches };
  const foundAtMs = Date.parse(lostAt) + random.between(11 * 24, 30 * 24) * hourMs;
  // There may be a claim for each case whose goods were in it; one that was not received, or that turns up late, is scanned as delivered once more.
  return { says: [keep(reported(caseId, trackingNumber, 'delivered', foundAtMs, `of-${caseId.slice(0, 8)}-`))], businessAtMs: undefined, facts: ['claim', 'foundTooLate'], branches };
}

/** What becomes of a parcel that a customer hands over. */
export function answerOf(seed: string, { key: caseId, data }: Pick<Heard<ReturnShipmentAnnounced>, 'key' | 'data'>, { mix, mayBeSilent, mayBeLate = false, goesOn }: Circumstances): Answer {
  const { trackingNumber, sendBy } = data;
  const random = randomOf(seed, 'carrier', trackingNumber);
  const times = timesOf(random, Date.parse(sendBy));
  const order = random.weighted(mix.scans);
  const second = secondOf(seed, caseId, data, mix, mayBeSilent);
  // What was in which of two the carrier does not know: so that a case ends as it has to, the first of two arrives.
  const fate = second ? 'arrives' : randomOf(seed, 'carrier fate', trackingNumber).weighted(mix.parcel);
  const back = second || fate !== 'arrives' || !goesOn ? 'never' : broughtBack(seed, trackingNumber, mix, mayBeSilent);
  if (back !== 'never') return answerOfReturned(caseId, trackingNumber, times, back);
  const silence = second || fate !== 'arrives' ? 'speaks' : silenceOf(seed, trackingNumber, mix, mayBeSilent && mayBeLate);
  if (silence !== 'speaks') return answerOfSilent(caseId, data, times, silence, random);
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
    says: [...(second?.says ?? []), ...says, ...(second?.scans ?? [])].map(keep),
    businessAtMs: fate === 'lost' ? times.lost : times.delivered,
    facts: [...ends[fate], ...(second ? ['twoParcels'] : []), ...(order === 'in_order' || fate !== 'arrives' ? [] : ['outOfOrder']), ...(repeat === 'none' ? [] : [repeat === 'same_event' ? 'sameEventTwice' : 'sameScanTwice'])],
    branches: [named('parcel', fate), ...(fate === 'arrives' ? [named('scans', order)] : []), named('scan_repeats', repeat), named('parcels_sent', second ? 'two' : 'one'), ...(second ? [named('second_parcel', second.fate)] : []), ...(fate === 'arrives' && !second ? [named('brought_back', 'never'), named('silence', 'speaks')] : [])],
  };
}

/** The number under which the first parcel was announced, where this is a further one that the customer has asked for. */
const firstOf = ({ ref, trackingNumber }: ReturnShipmentAnnounced): string | undefined => new RegExp(`^(.*${ref.caseNumber.replaceAll('-', '')})P\\d+$`).exec(trackingNumber)?.[1];

/** The customer looks for what else is to be sent. */
const waitsForAnother = (seed: string, { data: { ref } }: Heard<ReturnShipmentAnnounced>, { mindOf, waitForAnother }: Senders, mix: Mix): boolean =>
  waitForAnother !== undefined && mindOf(ref.caseNumber) === 'goes_on' && randomOf(seed, 'shared parcel', ref.caseNumber).weighted(mix.shared_parcel) === 'with_another';

/** The customer has our label, and does not use it. */
const withoutLabel = (seed: string, { data }: Heard<ReturnShipmentAnnounced>, { mindOf, sendUnlabelled }: Senders, mix: Mix, mayBeLeft: boolean): Unlabelled | undefined =>
  sendUnlabelled !== undefined && mindOf(data.ref.caseNumber) === 'goes_on' ? unlabelledOf(seed, data, mix, mayBeLeft) : undefined;

/** The customer has a label for the first parcel, and wants one for a second before anything is sent. */
const wantsLabel = (seed: string, heard: Heard<ReturnShipmentAnnounced>, senders: Senders, mix: Mix, mayBeSilent: boolean): boolean => {
  const { data: { ref, trackingNumber } } = heard;
  const { mindOf, wantLabels } = senders;
  return mayBeSilent && withoutLabel(seed, heard, senders, mix, mayBeSilent) === undefined && wantLabels !== undefined && mindOf(ref.caseNumber) === 'goes_on' && randomOf(seed, 'second parcel', trackingNumber).weighted(mix.parcels_sent) === 'two_announced';
};

/** Now both are handed over, and arrive. */
function answerToSecond(seed: string, { key: caseId, data: { trackingNumber: second, sendBy } }: Heard<ReturnShipmentAnnounced>, first: string, mix: Mix): Answer {
  const says = [first, second].flatMap((trackingNumber) => {
    const random = randomOf(seed, 'carrier', trackingNumber);
    const times = timesOf(random, Date.parse(sendBy));
    return orders[random.weighted(mix.scans)].map((scan) => reported(caseId, trackingNumber, scan, times[scan]));
  });
  return { says: says.map(keep), businessAtMs: Math.max(...says.map(({ atMs }) => atMs)), facts: ['delivered', 'twoLabels'] };
}

export interface Circumstances {
  readonly mix: Mix;
  /** Whether the departments' clock goes on by itself, so that a parcel that nobody sends ends. */
  readonly mayBeSilent: boolean;
  /** Whether what is said only when somebody misses it is said then; missing: nobody would. */
  readonly mayBeLate?: boolean;
  /** The customer wants nothing but to get rid of the goods. */
  readonly goesOn: boolean;
}

function broughtBack(seed: string, trackingNumber: string, mix: Mix, mayBeSilent: boolean): BranchOf<'brought_back'> {
  const drawn = randomOf(seed, 'carrier brings back', trackingNumber).weighted(mix.brought_back);
  return drawn === 'not_sent_again' && !mayBeSilent ? 'sent_again' : drawn;
}

/** Picked up, perhaps seen once more, and then nothing is heard of it; of some, until somebody misses them. */
function answerOfSilent(caseId: string, { ref: { caseNumber }, trackingNumber }: ReturnShipmentAnnounced, times: Readonly<Record<Scan, number>>, silence: 'falls_silent' | 'turns_up_late', random: Random): Answer {
  const seen: readonly Scan[] = random.chance(0.5) ? ['picked_up', 'in_transit'] : ['picked_up'];
  const late = keep(reported(caseId, trackingNumber, 'delivered', times.delivered));
  return {
    says: seen.map((scan) => keep(reported(caseId, trackingNumber, scan, times[scan]))),
    businessAtMs: times.delivered,
    facts: silence === 'turns_up_late' ? ['fellSilent', 'delivered'] : ['fellSilent', 'gone'],
    branches: [named('parcel', 'arrives'), named('parcels_sent', 'one'), named('brought_back', 'never'), named('silence', silence)],
    ...(silence === 'turns_up_late' && { later: { party: 'carrier', caseNumber, says: [late] } }),
  };
}

/** Back with the customer a day later; sent again, it arrives two days after that. */
function answerOfReturned(caseId: string, trackingNumber: string, times: Readonly<Record<Scan, number>>, back: 'sent_again' | 'not_sent_again'): Answer {
  const backAtMs = times.in_transit + 24 * hourMs;
  const first = (['picked_up', 'in_transit', 'returned_to_sender'] as const).map((scan) => reported(caseId, trackingNumber, scan, scan === 'returned_to_sender' ? backAtMs : times[scan]));
  const again = (['picked_up', 'in_transit', 'delivered'] as const).map((scan, index) => reported(caseId, trackingNumber, scan, backAtMs + (index + 1) * 20 * hourMs, 'again-'));
  const says = back === 'sent_again' ? [...first, ...again] : first;
  return { says: says.map(keep), businessAtMs: says.at(-1)?.atMs, facts: ['broughtBack', ...(back === 'sent_again' ? ['delivered'] : [])], branches: [named('parcel', 'arrives'), named('brought_back', back)] };
}

/** A second parcel of the same return, of which the carrier tells when it gets the first one. Its scans come after those of the first. */
function secondOf(seed: string, caseId: string, { rmaNumber, trackingNumber: first, carrierCode, sendBy }: ReturnShipmentAnnounced, mix: Mix, mayBeSilent: boolean): { readonly says: readonly Say[]; readonly scans: readonly Say[]; readonly fate: BranchOf<'second_parcel'> } | undefined {
  const random = randomOf(seed, 'second parcel', first);
  if (random.weighted(mix.parcels_sent) === 'one') return undefined;
  const drawn = random.weighted(mix.second_parcel);
  const fate = drawn === 'never_sent' && !mayBeSilent ? 'arrives' : drawn;
  const [trackingNumber, times] = [`${first}B`, timesOf(random, Date.parse(sendBy))];
  const way: readonly Scan[] = fate === 'never_sent' ? [] : fate === 'arrives' ? orders[random.weighted(mix.scans)] : waysOf[fate];
  const added = say<ReturnParcelAdded>(ReturnParcelAdded, `added-${trackingNumber}`, caseId, times.picked_up, { caseId, rmaNumber, trackingNumber, carrierCode });
  return { says: [added, ...(random.chance(0.3) ? [added] : [])], scans: way.map((scan) => reported(caseId, trackingNumber, scan, times[scan])), fate };
}

/** Taken over from the warehouse, and brought to the customer in a day or three. */
function answerToOutbound(seed: string, { key: caseId, data: { ref: { caseNumber }, trackingNumber, orderedAt } }: Heard<OutboundShipmentAnnounced>, mix: Mix, mayBeSilent: boolean): Answer {
  const random = randomOf(seed, 'outbound', trackingNumber);
  const pickedUp = Date.parse(orderedAt) + random.between(2, 30) * hourMs;
  const inTransit = pickedUp + random.between(2, 20) * hourMs;
  const times = { picked_up: pickedUp, in_transit: inTransit, lost: inTransit + 7 * hourMs, delivered: inTransit + random.between(8, 2 * 24) * hourMs };
  const silence = outboundSilenceOf(seed, trackingNumber, mix, mayBeSilent);
  if (silence !== 'speaks') {
    const scan = (each: Scan) => keep(reported(caseId, trackingNumber, each, times[each]));
    const [now, later] = spoken[silence];
    return { says: now.map(scan), businessAtMs: times.delivered, facts: ['outbound', 'fellSilent'], branches: [named('outbound_silence', silence)], ...(later.length > 0 && { later: { party: 'carrier', caseNumber, says: later.map(scan) } }) };
  }
  const fate = random.weighted(mix.outbound);
  const way: readonly (typeof scans)[number][] = fate === 'arrives' ? orders[random.weighted(mix.scans)] : fate === 'came_back' ? ['picked_up', 'in_transit', 'returned_to_sender'] : waysOf[fate];
  return { says: way.map((scan) => keep(reported(caseId, trackingNumber, scan, scan === 'returned_to_sender' ? times.lost : times[scan]))), businessAtMs: fate === 'lost' ? times.lost : times.delivered, facts: ['outbound'], branches: [named('outbound', fate), named('outbound_silence', 'speaks')] };
}

/** What the carrier says of a parcel to a customer at once, and what only when somebody misses it. */
const spoken = {
  falls_silent: [['picked_up', 'in_transit'], []],
  never_scanned: [[], []],
  turns_up_late: [['picked_up'], ['delivered']],
  leaves_late: [[], ['picked_up', 'in_transit', 'delivered']],
} as const satisfies Record<Exclude<BranchOf<'outbound_silence'>, 'speaks'>, readonly [readonly Scan[], readonly Scan[]]>;

const ends = { arrives: ['delivered'], lost_and_found: ['lost', 'delivered'], lost: ['lost', 'gone'] } as const;

/** Handed over one to twelve days before the deadline, two weeks after the application; then a day or three on the road. */
function timesOf(random: Random, sendByMs: number): Readonly<Record<Scan, number>> {
  const pickedUp = sendByMs - random.between(24, 12 * 24) * hourMs + random.between(0, 59) * 60_000;
  const inTransit = pickedUp + random.between(2, 20) * hourMs;
  return { picked_up: pickedUp, in_transit: inTransit, lost: inTransit + 7 * hourMs, delivered: inTransit + random.between(8, 2 * 24) * hourMs };
}

function reported(caseId: string, trackingNumber: string, scan: (typeof scans)[number], atMs: number, way = ''): Say {
  const scanId = `${trackingNumber}-${way}${scans.indexOf(scan) + 1}`;
  return say<TrackingReported>(TrackingReported, `scan-${scanId}`, caseId, atMs, {
    caseId,
    trackingNumber,
    status: TrackingStatus.wire(scan),
    occurredAt: isoTime(atMs),
    scanId,
  });
}
