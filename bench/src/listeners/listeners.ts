import { setTimeout as sleep } from 'node:timers/promises';
import { Arrivals } from '../load/arrivals';
import { workOff } from '../load/limit';
import { loadOptions } from '../load/options';
import { openStand, type Stand } from '../load/stand';
import { idle, ordersReady, quiet } from '../load/until';
import { loadNow, machine } from '../measure/machine';
import { cpuBetween, readCpu, readMemory, type ByPart } from '../measure/parts';
import { bodyOf } from '../rest/rest';
import { RestClient } from '../rest/client';
import { busKindOf, numberOf, smallOptions } from '../usage';
import type { Drawn } from '../world/orders';
import { delaysOf, faultsOf, type Committed, type Delays } from './judge';
import { Listener } from './listener';

const help = `usage: npm run bench -- listeners [--listeners N] [--rate R] [--per-case K] [--seconds S] [--bus embedded|kafka]
  N listeners to server-sent events at once (default 1000), K of them on each case (5), while R cases a second are applied for (5): how long after intake's commit they hear, what it
  costs, and whether each heard everything once and in order. Each stays N / (R × K) seconds on its case; one in five hangs up once meanwhile, and comes again with Last-Event-ID
`;
const warmUpCases = 200;
const tickMs = 10;
/** One in so many hangs up once and comes again. */
const hangsUp = 5;

export async function listeners(args: readonly string[], say: (text: string) => void): Promise<number> {
  const options = smallOptions(args, { bus: 'embedded', listeners: '1000', rate: '5', 'per-case': '5', seconds: '40', seed: '1' }, help);
  if (options === 'help') return 0;
  const plan = {
    listeners: numberOf('--listeners', options.listeners, 1, 100_000),
    rate: numberOf('--rate', options.rate, 0.1, 1_000),
    perCase: numberOf('--per-case', options['per-case'], 1, 1_000),
    seconds: numberOf('--seconds', options.seconds, 1, 3_600),
  };
  const base = loadOptions(['--bus', busKindOf(options.bus), '--seed', options.seed]);
  if (base === 'help') return 0;
  const load = await loadNow();
  // So that it can be asked afterwards when each entry of the timeline was committed.
  const stand = await openStand(base, say, { track_commit_timestamp: 'on' });
  try {
    await workOff(stand, warmUpCases);
    const without = await window(stand, { ...plan, listeners: 0, perCase: 0 }, say);
    const withThem = await window(stand, plan, say);
    const result = { bench: 'listeners', bus: base.bus, ...plan, ...(await judged(stand, withThem)), cpuPercent: { without: without.cpuPercent, with: withThem.cpuPercent }, memoryMb: { without: without.memoryMb, with: withThem.memoryMb }, machine: machine(), load };
    say(`${result.heard} events heard by up to ${withThem.most} listeners: p50 ${result.delayMs.p50}, p99 ${result.delayMs.p99} ms after the commit; ${result.faults.length} faults`);
    process.stdout.write(`${JSON.stringify(result)}\n`);
    return result.faults.length === 0 ? 0 : 1;
  } finally {
    await stand.close();
  }
}

interface Plan {
  readonly listeners: number;
  readonly rate: number;
  readonly perCase: number;
  readonly seconds: number;
}

interface Window {
  readonly all: readonly Listener[];
  /** At once. */
  readonly most: number;
  /** While all of them listened. */
  readonly cpuPercent: ByPart;
  readonly memoryMb: ByPart;
}

/** Cases come at the rate; each is followed by some listeners, who stay until so many others listen that their time is over. */
async function window(stand: Stand, { listeners: count, rate, perCase, seconds }: Plan, say: (text: string) => void): Promise<Window> {
  const { world, system, options } = stand;
  const stayMs = count === 0 ? 0 : (count / (rate * perCase)) * 1_000;
  const drawn = await world.placeOrders(Math.ceil(rate * (seconds + stayMs / 1_000) * 1.3 + 50));
  world.skip(drawn.length);
  await ordersReady(stand, 0);
  await idle(stand);
  const { agent } = await system.tokens();
  const client = new RestClient(system.gatewayPort, agent);
  const all: Listener[] = [];
  const begun: Promise<void>[] = [];
  const live = (): number => all.filter(({ endedMs }) => endedMs === 0).length;
  const startMs = performance.now();
  const fullMs = startMs + stayMs;
  const arrivals = new Arrivals(rate, startMs, options.seed);
  let [most, before] = [0, undefined as ReturnType<typeof readCpu> | undefined];
  say(count === 0 ? `${seconds} s without listeners …` : `${Math.round(stayMs / 1_000)} s until ${count} listen, then ${seconds} s …`);
  for (let nowMs = startMs; nowMs < fullMs + seconds * 1_000; nowMs = performance.now()) {
    if (nowMs >= fullMs) before ??= readCpu(system);
    for (const _ of arrivals.until(nowMs)) begun.push(follow(stand, client, drawn[begun.length] as Drawn, perCase, stayMs, (caseId, number) => all[all.push(new Listener(system.gatewayPort, agent, caseId, number)) - 1] as Listener));
    most = Math.max(most, live());
    await sleep(tickMs);
  }
  const cpu = cpuBetween(before ?? readCpu(system), readCpu(system));
  const memoryMb = readMemory(system);
  // Nobody leaves before what they listen to is over.
  await Promise.all(begun);
  await quiet(stand);
  client.close();
  return { all, most, cpuPercent: Object.fromEntries(Object.entries(cpu.parts).map(([name, ms]) => [name, Number((ms / (seconds * 10)).toFixed(1))])), memoryMb };
}

async function follow({ world }: Stand, client: RestClient, { request }: Drawn, perCase: number, stayMs: number, listen: (caseId: string, number: string) => Listener): Promise<void> {
  const { status, body } = await client.post('/api/v1/cases', request.requestId, bodyOf(request));
  const { caseId, caseNumber } = (body ?? {}) as { readonly caseId?: string; readonly caseNumber?: string };
  world.applications.push({ requestId: request.requestId, status: status === 201 ? 'accepted' : 'refused', caseId, code: undefined, businessAt: request.requestedAt });
  if (caseId === undefined || caseNumber === undefined) return;
  const followers = Array.from({ length: perCase }, () => listen(caseId, caseNumber));
  const leaving = followers.map(async (listener, index) => {
    const goes = (Number.parseInt(caseId.slice(0, 4), 16) + index) % hangsUp === 0;
    const firstMs = goes ? Math.min(stayMs / 2, 200 + Number.parseInt(caseId.slice(4, 7), 16)) : 0;
    await sleep(firstMs);
    if (goes) listener.reconnect();
    await sleep(stayMs - firstMs);
    listener.leave();
  });
  await Promise.all(leaving);
}

async function judged({ databases }: Stand, { all, most }: Window): Promise<{ readonly most: number; readonly heard: number; readonly refused: number; readonly delayMs: Delays; readonly faults: readonly string[] }> {
  const ids = [...new Set(all.map(({ caseId }) => caseId))];
  const { rows } = await databases.pools.intake.query<Committed>(
    `SELECT case_id AS "caseId", position::text, event_id AS "eventId", (extract(epoch FROM pg_xact_commit_timestamp(xmin)) * 1000)::float8 AS "committedMs" FROM timeline_entry WHERE case_id = ANY($1) ORDER BY case_id, position`,
    [ids],
  );
  const timelines = Map.groupBy(rows, ({ caseId }) => caseId);
  return { most, refused: all.reduce((sum, { refused }) => sum + refused, 0), heard: all.reduce((sum, { heard }) => sum + heard.length, 0), delayMs: delaysOf(all, timelines), faults: all.flatMap((listener) => faultsOf(listener, timelines.get(listener.caseId) ?? [])) };
}
