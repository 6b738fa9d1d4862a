import { setTimeout as sleep } from 'node:timers/promises';
import { loadOptions, type LoadOptions } from '../load/options';
import { openStand, type Stand } from '../load/stand';
import { Arrivals } from '../load/arrivals';
import { backlogRate, warmUp } from '../load/limit';
import { allEnded, idle, ordersReady } from '../load/until';
import { loadNow, machine } from '../measure/machine';
import { busKindOf, numberOf, smallOptions } from '../usage';
import { readSample, type Sample } from './sample';
import { verdictOf, type SeriesVerdict } from './verdict';

const help = `usage: npm run bench -- soak [--minutes M] [--bus embedded|kafka] [--rate R] [--every SECONDS] [--kept MINUTES] [--mix MIX]
  load for a long time, at half of what the system can do (or at R), and whether anything grows: memory, connections, file handles, tables, dead rows, log, spans
  --kept    what is kept for a time (log, ids, answers, spans, cases that are over) is kept for so long: a quarter of the run, so that all of it comes round
`;
const tickMs = 10;
/** Orders are told this long before they are asked about. */
const ahead = { leastSeconds: 15, secondsAtOnce: 20 };
/** The second half is looked at: what is kept for a quarter has come round by then. */
const warmUpShare = 0.5;

export async function soak(args: readonly string[], say: (text: string) => void): Promise<number> {
  const options = smallOptions(args, { minutes: '60', bus: 'embedded', rate: '', every: '10', kept: '', mix: 'return=1', seed: '1' }, help);
  if (options === 'help') return 0;
  const minutes = numberOf('--minutes', options.minutes, 0.5, 10_000);
  const keptMs = Math.round(60_000 * (options.kept === '' ? minutes / 4 : numberOf('--kept', options.kept, 0.1, 10_000)));
  const everyMs = numberOf('--every', options.every, 1, 600) * 1_000;
  const asked = options.rate === '' ? undefined : numberOf('--rate', options.rate, 0.1, 1_000_000);
  const base = loadOptions(['--bus', busKindOf(options.bus), '--mix', options.mix, '--seed', options.seed]);
  if (base === 'help') return 0;
  const load = await loadNow();
  const stand = await openStand({ ...base, environment: keptFor(keptMs) } satisfies LoadOptions, say);
  try {
    if (stand.options.bus === 'embedded') await stand.databases.pools.bus.query('UPDATE huiliu_bus.topic SET retention_ms = $1', [keptMs]);
    await warmUp(stand);
    const rate = asked ?? Math.round(((await backlogRate(stand, say)) * 0.85) / 2);
    say(`${rate} cases/s for ${minutes} minutes; what is kept for a time is kept for ${(keptMs / 60_000).toFixed(1)}`);
    const before = stand.world.cases.endedCount;
    const samples = await run(stand, rate, minutes * 60_000, everyMs, say);
    await stand.world.flushed();
    await allEnded(stand);
    const series = verdictOf(samples, warmUpShare);
    const left = await leftOver(stand);
    for (const one of series) if (one.verdict !== 'flat' || one.name.startsWith('memory')) say(describe(one));
    const grows = series.filter(({ verdict }) => verdict === 'grows').map(({ name }) => name);
    const cases = stand.world.cases.endedCount - before;
    say(`${cases} cases; ${series.length} series: ${grows.length === 0 ? 'all flat or explained' : `GROW WITHOUT A REASON: ${grows.join(', ')}`}; parked ${left.parked}, waiting ${left.waiting}`);
    const ok = grows.length === 0 && left.parked + left.waiting === 0 && stand.world.alarms.length === 0;
    process.stdout.write(`${JSON.stringify({ bench: 'soak', bus: stand.options.bus, minutes, rate, keptMinutes: keptMs / 60_000, cases, everySeconds: everyMs / 1_000, machine: machine(), load, ...left, alarms: stand.world.alarms, verdict: { flat: series.filter(({ verdict }) => verdict === 'flat').length, explained: series.filter(({ verdict }) => verdict === 'explained').length, grows }, series })}\n`);
    return ok ? 0 : 1;
  } finally {
    await stand.close();
  }
}

/** So that in one run everything comes to its end and goes: the mechanisms are those of every day, only sooner. */
const keptFor = (keptMs: number): Record<string, string> => ({
  HUILIU_RECEIVED_RETENTION_MS: String(keptMs),
  HUILIU_IDEMPOTENCY_RETENTION_MS: String(keptMs),
  HUILIU_ARCHIVE_AFTER_MS: String(keptMs),
  HUILIU_ARCHIVE_ROUND_MS: String(Math.max(1_000, Math.round(keptMs / 10))),
  HUILIU_HOUSEKEEPING_MS: String(Math.max(1_000, Math.min(60_000, Math.round(keptMs / 10)))),
  HUILIU_OUTBOX_SLOT_ROWS: '20000',
  HUILIU_TELEMETRY_SPAN_LIMIT: '50000',
});

async function run(stand: Stand, rate: number, lengthMs: number, everyMs: number, say: (text: string) => void): Promise<readonly Sample[]> {
  const { world } = stand;
  await ordersReady(stand, Math.ceil(rate * ahead.leastSeconds * 2));
  await idle(stand);
  const beganMs = performance.now();
  const arrivals = new Arrivals(rate, beganMs, stand.options.seed);
  const samples: Sample[] = [];
  const beside = new Set<Promise<unknown>>();
  let failed: unknown;
  const meanwhile = (work: Promise<unknown>): void => {
    const done = work.catch((error: unknown) => (failed = error)).finally(() => beside.delete(done));
    beside.add(done);
  };
  let placing = false;
  let nextSampleMs = beganMs;
  let nextWordMs = beganMs + 60_000;
  for (let nowMs = beganMs; nowMs - beganMs < lengthMs; nowMs = performance.now()) {
    for (const dueAtMs of arrivals.until(nowMs)) if (world.ready > 0) world.request(dueAtMs);
    if (!placing && world.ready < rate * ahead.leastSeconds) {
      placing = true;
      meanwhile(world.placeOrders(Math.ceil(rate * ahead.secondsAtOnce)).finally(() => (placing = false)));
    }
    if (nowMs >= nextSampleMs) {
      nextSampleMs = nowMs + everyMs;
      forget(stand, rate);
      meanwhile(readSample(stand, beganMs).then((sample) => samples.push(sample)));
    }
    if (nowMs >= nextWordMs) {
      nextWordMs += 60_000;
      say(`${Math.round((nowMs - beganMs) / 60_000)} min: ${world.cases.endedCount} cases ended, ${world.cases.open} open`);
    }
    if (failed !== undefined) throw failed instanceof Error ? failed : new Error('looking failed', { cause: failed });
    await sleep(tickMs);
  }
  await Promise.all(beside);
  return samples;
}

/** The outside world has to stay flat too: it forgets what it will not be asked about again. */
function forget({ world }: Stand, rate: number): void {
  world.recorder.attempts.length = 0;
  const { provider, finance } = world;
  for (const book of [provider.payments, provider.refunds, finance.refunds, finance.transactions]) forgetOldest(book, Math.ceil(rate * 600));
}

function forgetOldest(book: Map<string, unknown>, keep: number): void {
  for (const key of book.keys()) {
    if (book.size <= keep) return;
    book.delete(key);
  }
}

async function leftOver({ databases }: Stand): Promise<{ readonly parked: number; readonly waiting: number }> {
  const { intake, review, logistics, warehouse, refund, feedback } = databases.pools;
  const counts = await Promise.all([intake, review, logistics, warehouse, refund, feedback].map((pool) => pool.query<{ parked: number; waiting: number }>('SELECT (SELECT count(*)::int FROM parked) AS parked, (SELECT count(*)::int FROM waiting) AS waiting')));
  const sum = (key: 'parked' | 'waiting'): number => counts.reduce((total, { rows }) => total + (rows[0]?.[key] ?? 0), 0);
  return { parked: sum('parked'), waiting: sum('waiting') };
}

const describe = ({ name, from, to, most, verdict, perCase, why }: SeriesVerdict): string =>
  `  ${verdict === 'grows' ? '✗' : '✓'} ${name}: ${from} → ${to} (most ${most})${perCase === undefined ? '' : `, ${perCase} a case`}${why === undefined ? '' : `: ${why}`}`;
