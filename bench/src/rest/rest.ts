import { setTimeout as sleep } from 'node:timers/promises';
import { CaseType, ClaimedCondition, ReturnReason, type ReturnRequested } from '@huiliu/contracts';
import { Arrivals } from '../load/arrivals';
import { check } from '../load/check';
import { workOff } from '../load/limit';
import { loadOptions } from '../load/options';
import { openStand, type Stand } from '../load/stand';
import { idle, ordersReady, quiet } from '../load/until';
import { loadNow } from '../measure/machine';
import { cpuBetween, readCpu, type ByPart } from '../measure/parts';
import { busKindOf, numberOf, smallOptions } from '../usage';
import { percentile } from '../world/cases';
import type { Drawn } from '../world/orders';
import { callDigest } from '../world/record';
import { RestClient } from './client';

const help = `usage: npm run bench -- rest [--bus embedded|kafka] [--rates 100,200,400] [--seconds S] [--seed N]
  applications over REST, open loop: each with a token that is checked, a body that is validated and an answer that is durable; the cases then go their way
`;
const warmUpCases = 800;
const tickMs = 4;
const accepted = 201;

interface RestWindow {
  readonly rate: number;
  readonly answeredPerSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly most: number;
  readonly statuses: Readonly<Record<string, number>>;
  readonly cpuMsPerApplication: ByPart & { readonly total: number };
}

export async function rest(args: readonly string[], say: (text: string) => void): Promise<number> {
  const options = smallOptions(args, { bus: 'embedded', rates: '100,200,400', seconds: '20', seed: '1' }, help);
  if (options === 'help') return 0;
  const bus = busKindOf(options.bus);
  const seconds = numberOf('--seconds', options.seconds, 1, 3_600);
  const rates = options.rates.split(',').map((rate) => numberOf('--rates', rate, 1, 100_000));
  const base = loadOptions(['--bus', bus, '--seed', options.seed]);
  if (base === 'help') return 0;
  const load = await loadNow();
  const stand = await openStand(base, say);
  try {
    await workOff(stand, warmUpCases);
    const windows: RestWindow[] = [];
    for (const rate of rates) {
      const window = await applications(stand, rate, seconds);
      say(`${rate}/s: ${window.answeredPerSecond}/s answered, p50 ${window.p50}, p99 ${window.p99} ms, ${JSON.stringify(window.statuses)}`);
      windows.push(window);
    }
    const verdict = await check(stand, say);
    process.stdout.write(`${JSON.stringify({ bench: 'rest', bus, seconds, windows, verdict, load })}\n`);
    return verdict.violations.length === 0 ? 0 : 1;
  } finally {
    await stand.close();
  }
}

/** One window at one rate. The time of an answer counts from the moment that the application was due. */
async function applications(stand: Stand, rate: number, seconds: number): Promise<RestWindow> {
  const { world, system, options } = stand;
  const drawn = await world.placeOrders(Math.ceil(rate * seconds * 1.2 + 50));
  world.skip(drawn.length);
  await ordersReady(stand, 0);
  await idle(stand);
  const client = new RestClient(system.gatewayPort, (await system.tokens()).agent);
  const before = readCpu(system);
  const startMs = performance.now();
  const endMs = startMs + seconds * 1_000;
  const arrivals = new Arrivals(rate, startMs, options.seed);
  const answers: Promise<readonly [tookMs: number, status: number]>[] = [];
  for (let nowMs = startMs; nowMs < endMs; nowMs = performance.now()) {
    for (const dueAtMs of arrivals.until(nowMs)) answers.push(apply(stand, client, drawn[answers.length] as Drawn, dueAtMs));
    await sleep(tickMs);
  }
  const all = await Promise.all(answers);
  const answeredMs = performance.now() - startMs;
  // What the cases cost afterwards belongs to what they were asked for with.
  await quiet(stand);
  const cpu = cpuBetween(before, readCpu(system));
  client.close();
  const took = Float64Array.from(all.filter(([, status]) => status === accepted).map(([ms]) => ms)).sort();
  const statuses: Record<string, number> = {};
  for (const [, status] of all) statuses[status] = (statuses[status] ?? 0) + 1;
  const each = (ms: number): number => Number((ms / Math.max(1, took.length)).toFixed(3));
  return {
    rate,
    answeredPerSecond: Number(((took.length * 1_000) / answeredMs).toFixed(1)),
    p50: Number(percentile(took, 0.5).toFixed(1)),
    p99: Number(percentile(took, 0.99).toFixed(1)),
    most: Number((took.at(-1) ?? 0).toFixed(1)),
    statuses,
    cpuMsPerApplication: { total: each(cpu.totalMs), ...Object.fromEntries(Object.entries(cpu.parts).map(([name, ms]) => [name, each(ms)])) },
  };
}

async function apply({ world }: Stand, client: RestClient, { request }: Drawn, dueAtMs: number): Promise<readonly [number, number]> {
  const body = bodyOf(request);
  const attempt = world.recorder.begin('agent-1', 'intake.SubmitCase', [[request.requestId, callDigest(path, body)]]);
  const answer = await client.post(path, request.requestId, body);
  const tookMs = performance.now() - dueAtMs;
  world.recorder.endCall(attempt, answer.status, answer.body);
  const { caseId, code } = (answer.body ?? {}) as { readonly caseId?: string; readonly code?: string };
  const status = attempt.outcome === 'ok' ? 'accepted' : attempt.outcome === 'failed' ? 'refused' : 'pending';
  world.applications.push({ requestId: request.requestId, status, caseId, code, businessAt: request.requestedAt });
  return [tookMs, answer.status];
}

const path = '/api/v1/cases';

/** The same request, as it is made over REST. */
export const bodyOf = ({ customerId, orderId, type, lines, evidence, requestedAt }: ReturnRequested): unknown => ({
  customerId,
  orderId,
  type: CaseType.word(type),
  lines: lines.map(({ orderLineId, quantity, reason, condition }) => ({ orderLineId, quantity, reason: ReturnReason.word(reason), condition: ClaimedCondition.word(condition) })),
  ...(evidence.length > 0 && { evidence }),
  requestedAt,
});
