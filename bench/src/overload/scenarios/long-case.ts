import { TrackingReported, TrackingStatus } from '@huiliu/contracts';
import { deadLetterTopic } from '@huiliu/messaging';
import { isoTime, wideOrder } from '../../world/orders';
import { sayingOf } from '../../world/words';
import { quiet } from '../../load/until';
import { finding, type Context, type Outcome } from '../scenario';
import { applyFor, closed, place } from './application';

/** The most that an application may have: `max_items` of `SubmitCaseRequest.lines`. */
const linesAtMost = 1_000;
const atOnce = 500;

/** A case with as many lines as one may have, one with ten times that, and one that its carrier reports of by the thousand. */
export async function longCase({ stand, events, settle, say }: Context): Promise<Outcome> {
  const { databases, world, bus, options } = stand;
  const wide = wideOrder(`BW-${options.seed}`, linesAtMost * 2, (line) => `l${line}`);
  await place(stand, wide);
  // More than an order can have: one message would not hold it.
  const ids = Array.from({ length: linesAtMost * 10 }, (_, line) => `l${line}`);
  const tooLong = await applyFor(stand, wide, ids);
  const longest = await applyFor(stand, wide, ids.slice(0, linesAtMost));
  if (longest.caseId !== undefined) await closed(stand, longest.caseId);
  say(`a case of ${linesAtMost} lines: ${longest.status}; of ${ids.length}: ${tooLong.status} ${tooLong.code}`);

  const talked = wideOrder(`BT-${options.seed}`, 1, (line) => `l${line}`);
  await place(stand, talked);
  const { caseId = '' } = await applyFor(stand, talked, ['l0']);
  await closed(stand, caseId);
  const { rows } = await databases.pools.logistics.query<{ tracking_number: string }>('SELECT tracking_number FROM return_shipment WHERE case_id = $1', [caseId]);
  const trackingNumber = rows[0]?.tracking_number ?? '';
  const deadBefore = await countOn(bus, deadLetterTopic(TrackingReported.topic));
  const startMs = performance.now();
  for (let from = 0; from < events; from += atOnce) {
    const scans = Array.from({ length: Math.min(atOnce, events - from) }, (_, index) => {
      const [scanId, atMs] = [`${trackingNumber}-more-${from + index}`, Date.parse('2026-06-01T00:00:00Z') + (from + index) * 1_000];
      const data: TrackingReported = { caseId, trackingNumber, status: TrackingStatus.wire('in_transit'), occurredAt: isoTime(atMs), scanId };
      return sayingOf('carrier', TrackingReported, `scan-${scanId}`, caseId, atMs, data);
    });
    await world.say('carrier', TrackingReported, scans);
  }
  await settle();
  await quiet(stand);
  const tookSeconds = (performance.now() - startMs) / 1_000;
  const dead = (await countOn(bus, deadLetterTopic(TrackingReported.topic))) - deadBefore;
  const { rows: kept } = await databases.pools.logistics.query<{ scans: number }>("SELECT jsonb_array_length(doc->'scans') AS scans FROM return_shipment WHERE case_id = $1", [caseId]);
  const scans = kept[0]?.scans ?? 0;
  return {
    findings: [
      finding('an application over the bound is refused with a clear code', ['400 INVALID_REQUEST', '413 BODY_TOO_LARGE'].includes(`${tooLong.status} ${tooLong.code}`), `${tooLong.status} ${tooLong.code}`),
      finding('an application at the bound goes all its way', longest.status === 201, `${longest.status} ${longest.code}`),
      finding('what a carrier reports of one parcel is kept to a bound, and the rest is told to it', scans < 300 && dead > 0 && scans + dead >= events, `${scans} kept, ${dead} dead letters of ${events}`),
    ],
    figures: { lines: linesAtMost, events, tookSeconds: Number(tookSeconds.toFixed(1)), perSecond: Math.round(events / tookSeconds), scansKept: scans, deadLetters: dead },
  };
}

const countOn = async (bus: Context['stand']['bus'], topic: string): Promise<number> => (await bus.watermarks([topic])).reduce((sum, { high, low }) => sum + high - low, 0);
