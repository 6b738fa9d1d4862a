import { ParcelMatched, ParcelUnannounced, ParcelUnclaimed, type ParcelMatchAnswered } from '@huiliu/contracts';
import { done, ignored, notYet, refused, type Outcome } from '@huiliu/messaging';
import type { Arrival } from '../domain/arrival';
import { byClue, decline, isExactly, leaveUnclaimed, matchParcel, movesOfParcel, openParcel, parcelIdOf, saysTheSame, takeIn, withMatched, withoutMatched, type UnannouncedParcel, type UnannouncedReport } from '../domain/unannounced-parcel';
import { recordMove } from './record-move';
import { clueTimer, subjectOfCase, subjectOfParcel, unclaimedTimer, type WarehouseWork } from './work';

const goodsOf = ({ goods }: Pick<UnannouncedParcel, 'goods'>) => goods.map(({ sku, quantity }) => ({ sku, quantity }));

/** Goods have come that nobody had announced: into quarantine, until it is known whose they are. Refusal: REPORT_CONTRADICTS. */
export function takeUnannounced(work: WarehouseWork, report: UnannouncedReport): Outcome {
  const known = work.unannounced.get(parcelIdOf(report.reportId));
  if (known) return saysTheSame(known, report) ? ignored('the report came before') : refused({ code: 'REPORT_CONTRADICTS', kind: 'UNPROCESSABLE', message: 'Another report was sent under this report id: give each report an id of its own.' });
  const parcel = openParcel(report, work.now);
  const { parcelId, dueAt, owner } = parcel;
  const subject = subjectOfParcel(parcelId);
  work.unannounced.put(parcelId, parcel);
  for (const move of movesOfParcel(parcel, 'in', '')) recordMove(work, move);
  work.say(ParcelUnannounced, subject, { parcelId, goods: goodsOf(parcel), dueAt, owner });
  awaitMatch(work, parcel);
  const { caseNumber } = report.clue;
  const awaited = caseNumber === '' ? undefined : work.awaited.get(caseNumber);
  // The case itself has to be looked at under its own head. Of two parcels with its number at the same moment the last one is looked at, and a person looks at the other.
  if (awaited) work.schedule({ subject: subjectOfCase(awaited.caseId), name: clueTimer, dueAt: work.now, payload: { parcelId, caseId: awaited.caseId } });
  return done();
}

/** The number of a case is on it: it is that case's if that awaits just these goods; else a person has to look. */
export function matchByClue(work: WarehouseWork, parcelId: string, caseId: string): Outcome {
  const [parcel, arrival] = [work.unannounced.get(parcelId), work.arrivals.get(caseId)];
  if (!parcel || !arrival || !isExactly(parcel, arrival)) return ignored('other goods than the case awaits: a person has to look');
  const outcome = match(work, parcel, arrival, byClue, () => ({}));
  // A person was faster.
  return outcome.kind === 'refused' ? ignored(outcome.refusal.message) : outcome;
}

/** A person has found out whose it is. Refusals: as `matchParcel`. */
export function match(work: WarehouseWork, parcel: UnannouncedParcel, arrival: Arrival, by: string, respond: (parcel: UnannouncedParcel) => object): Outcome {
  const matched = matchParcel(parcel, arrival, by);
  if (!matched.ok) return refused({ ...matched.error, kind: 'CONFLICT' });
  if (!matched.value) return ignored('matched so by the same person before', respond(parcel));
  const { parcel: after, arrival: taken, complete } = matched.value;
  const { parcelId, trackingNumber, carrierCode, receivedAt } = after;
  work.unannounced.put(parcelId, after);
  work.arrivals.put(arrival.ref.caseId, taken);
  work.cancelTimer(subjectOfParcel(parcelId), unclaimedTimer);
  work.say(ParcelMatched, subjectOfCase(arrival.ref.caseId), { ref: arrival.ref, parcelId, trackingNumber, carrierCode, goods: goodsOf(after), complete, matchedBy: by, receivedAt });
  return done(respond(after));
}

/** Logistics says whether it is a parcel of that return: then its goods wait at the dock for the inspection, as any; else somebody has to look again. */
export function takeMatchAnswer(work: WarehouseWork, { ref, parcelId, matchedBy, declined }: ParcelMatchAnswered): Outcome {
  const [parcel, arrival] = [work.unannounced.get(parcelId), work.arrivals.get(ref.caseId)];
  // Known to whoever has matched it; only where everything is built again from the log it may be read first.
  if (!parcel) return notYet('the report of this parcel has not been heard yet', subjectOfParcel(parcelId));
  if (!arrival) return notYet('the return is not authorised yet');
  if (declined !== '') return lookAgain(work, parcel, arrival, declined);
  const taken = takeIn(parcel, { ref, by: matchedBy });
  if (!taken) return ignored('it was taken in before');
  work.unannounced.put(parcelId, taken);
  work.arrivals.put(ref.caseId, withMatched(arrival, taken, true));
  for (const move of movesOfParcel(taken, 'out', ref.caseId)) recordMove(work, move);
  work.cancelTimer(subjectOfParcel(parcelId), unclaimedTimer);
  return done();
}

function lookAgain(work: WarehouseWork, parcel: UnannouncedParcel, arrival: Arrival, code: string): Outcome {
  const open = decline(parcel, arrival.ref.caseId, code, work.now);
  if (!open) return ignored('nobody waits for that answer');
  work.unannounced.put(parcel.parcelId, open);
  work.arrivals.put(arrival.ref.caseId, withoutMatched(arrival, parcel.parcelId));
  awaitMatch(work, open);
  return done();
}

/** Nobody has found out in time: it stays in quarantine, as unclaimed goods. No stock moves. */
export function parcelRunsOut(work: WarehouseWork, parcelId: string): Outcome {
  const parcel = work.unannounced.get(parcelId);
  const left = parcel && leaveUnclaimed(parcel, work.now);
  if (!left) return ignored('somebody has found out');
  work.unannounced.put(parcelId, left);
  work.say(ParcelUnclaimed, subjectOfParcel(parcelId), { parcelId });
  return done();
}

function awaitMatch(work: WarehouseWork, { parcelId, dueAt }: UnannouncedParcel): void {
  work.schedule({ subject: subjectOfParcel(parcelId), name: unclaimedTimer, dueAt: new Date(dueAt), payload: { parcelId } });
}
