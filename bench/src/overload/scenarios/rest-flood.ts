import { setTimeout as sleep } from 'node:timers/promises';
import { Arrivals } from '../../load/arrivals';
import { ordersReady } from '../../load/until';
import { bodyOf } from '../../rest/rest';
import { RestClient, type Answer } from '../../rest/client';
import type { Drawn } from '../../world/orders';
import { callDigest } from '../../world/record';
import { spreadOf } from '../probes';
import { finding, type Context, type Outcome } from '../scenario';

const times = 10;
const path = '/api/v1/cases';
const tickMs = 4;
/** Callers that have not had an answer; beyond that the load itself would be what gives in. */
const outstandingAtMost = 2_000;

interface Answered extends Answer {
  readonly tookMs: number;
}

/** Ten times what the system keeps up with, over REST, by one caller who does not wait for answers. */
export async function restFlood({ stand, sustainable, seconds, settle, say }: Context): Promise<Outcome> {
  const { world, system, options } = stand;
  // Of what is applied for twice, the second is refused by the rules: as dear as a case that is opened.
  const drawn = await world.placeOrders(Math.ceil(sustainable * seconds));
  world.skip(drawn.length);
  await ordersReady(stand, 0);
  const client = new RestClient(system.gatewayPort, (await system.tokens()).agent, outstandingAtMost);
  const startMs = performance.now();
  const endMs = startMs + seconds * 1_000;
  const arrivals = new Arrivals(sustainable * times, startMs, options.seed);
  const answers: Promise<Answered>[] = [];
  let outstanding = 0;
  let notSent = 0;
  for (let nowMs = startMs; nowMs < endMs; nowMs = performance.now()) {
    for (const dueAtMs of arrivals.until(nowMs)) {
      if (outstanding >= outstandingAtMost) {
        notSent++;
        continue;
      }
      outstanding++;
      const answer = apply(stand, client, drawn[answers.length % drawn.length] as Drawn, `${answers.length}`, dueAtMs);
      answers.push(answer);
      void answer.finally(() => outstanding--);
    }
    await sleep(tickMs);
  }
  const all = await Promise.all(answers);
  client.close();
  say(`${all.length} applications, ${notSent} more would not have found a socket of the load's`);
  await settle();
  const [accepted, shed] = [all.filter(({ status }) => status === 201), all.filter(({ status }) => status === 429)];
  const statuses = countBy(all.map(({ status, body }) => `${status}${status === 201 ? '' : ` ${codeOf(body)}`}`));
  const tookOf = (some: readonly Answered[]) => spreadOf(Float64Array.from(some.map(({ tookMs }) => tookMs)).sort());
  const codes = new Set(shed.map(({ body }) => codeOf(body)));
  return {
    findings: [
      finding('the gateway sheds what is too much with 429', shed.length > 0, `${shed.length} of ${all.length}`),
      finding('each with a stable code and Retry-After', shed.every(({ retryAfter }) => Number(retryAfter) >= 1) && [...codes].every((code) => known.has(code)), [...codes]),
      finding('it goes on accepting meanwhile', accepted.length > 0, `${accepted.length} accepted`),
      finding('nobody is left without an answer', all.every(({ status }) => status !== 0 && status < 500), statuses),
    ],
    figures: { asked: all.length, notSent, askedPerSecond: Math.round(all.length / seconds), acceptedPerSecond: Number((accepted.length / seconds).toFixed(1)), statuses, acceptedMs: tookOf(accepted), shedMs: tookOf(shed) },
  };
}

const known = new Set(['GATEWAY_BUSY', 'RATE_LIMIT_EXCEEDED', 'DEPARTMENT_BUSY']);

async function apply({ world }: Context['stand'], client: RestClient, { request }: Drawn, attemptNumber: string, dueAtMs: number): Promise<Answered> {
  const body = bodyOf(request);
  const key = `${request.requestId}-${attemptNumber}`;
  const attempt = world.recorder.begin('agent-1', 'intake.SubmitCase', [[key, callDigest(path, body)]]);
  const answer = await client.post(path, key, body);
  world.recorder.endCall(attempt, answer.status, answer.body);
  const { caseId } = (answer.body ?? {}) as { readonly caseId?: string };
  if (attempt.outcome !== 'failed') world.applications.push({ requestId: key, status: attempt.outcome === 'ok' ? 'accepted' : 'pending', caseId, code: undefined, businessAt: request.requestedAt });
  return { ...answer, tookMs: performance.now() - dueAtMs };
}

export const codeOf = (body: unknown): string => (body as { readonly code?: string } | undefined)?.code ?? '';

const countBy = (names: readonly string[]): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
};
