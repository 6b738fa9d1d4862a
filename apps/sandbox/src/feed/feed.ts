import { setTimeout as sleep } from 'node:timers/promises';
import { SpanName, startSpan, traceparentOf } from '@huiliu/platform';
import { isConcern, type Request } from '../cancellations/request';
import type { Payment } from '../drawing/order-facts';
import { currency } from '../orders/collect-invoices';
import type { Database } from '../store/database';
import { noteIntentions, ofRequest, type Intention } from '../mix/intentions';
import { publish, type Publishing } from '../history/publish';
import { concernReported, customerRegistered, orderPlaced, orderShipped, returnRequested, stockOpened } from './crm-says';
import type { InFlight, Pace } from './pace';
import type { Plan, Step } from './plan';
import { loadProgress, storeProgress } from './progress';
import { messageOf, type Message } from './say';

export interface FeedSurroundings extends Publishing {
  readonly database: Database;
  readonly pace: Pace;
  readonly inFlight: InFlight;
  /** The payment provider takes the money before the order is known. */
  capture(payments: readonly Payment[], currency: string): Promise<void>;
  /** Hands an application on to whoever makes it through the gateway. Told again after a restart. */
  apply(request: Request): Promise<void>;
}

/** Steps that are published together. */
const chunkSteps = 200;
const holdMs = 50;

/** Carries out a plan, from where it stopped: what was under way at a crash is published again, as the same events. */
export class Feed {
  private next = 0;
  private begun = 0;
  private finished = false;

  constructor(
    private readonly plan: Plan,
    private readonly around: FeedSurroundings,
  ) {}

  /** Steps and requests that are out; `done` when all are. */
  get state(): { readonly done: boolean; readonly steps: number; readonly stepsDone: number; readonly requestsBegun: number } {
    return { done: this.finished, steps: this.plan.steps.length, stepsDone: this.next, requestsBegun: this.begun };
  }

  /** Resolves when all is out or the signal is aborted; rejects when the bus or the database fails, and may then be called again. Throws PlanChangedError. */
  async run(signal: AbortSignal): Promise<void> {
    const { database, inFlight, pace, apply } = this.around;
    const progress = await loadProgress(database, this.plan.fingerprint);
    this.next = progress.nextStep;
    this.begun = countRequests(this.plan.steps.slice(0, this.next));
    this.finished = progress.finished;
    for (const step of this.plan.steps.slice(0, this.next)) if (step.kind === 'apply') await apply(step.request);
    while (!signal.aborted && !this.finished) {
      if (!inFlight.mayBegin(this.begun)) {
        await sleep(holdMs, undefined, { signal }).catch(() => undefined);
        continue;
      }
      const requests = await this.carryOutChunk();
      await sleep(pace.begin(requests), undefined, { signal }).catch(() => undefined);
    }
  }

  private async carryOutChunk(): Promise<number> {
    const { database, capture, apply } = this.around;
    const chunk = this.nextChunk();
    await capture(chunk.flatMap((step) => (step.kind === 'order' ? step.order.payments : [])), currency);
    for (const group of inOrderOfNeed(chunk)) await publish(this.around, group.map(messageOfStep));
    await noteIntentions(database, chunk.flatMap(intentionsOf));
    for (const step of chunk) if (step.kind === 'apply') await apply(step.request);
    const requests = countRequests(chunk);
    const next = this.next + chunk.length;
    const finished = next >= this.plan.steps.length;
    await storeProgress(database, next, finished);
    this.next = next;
    this.begun += requests;
    this.finished = finished;
    return requests;
  }

  private nextChunk(): readonly Step[] {
    const atOnce = this.around.pace.atOnce;
    let requests = 0;
    let end = this.next;
    while (end < this.plan.steps.length && end - this.next < chunkSteps) {
      requests += countRequests(this.plan.steps.slice(end, end + 1));
      if (requests > atOnce) break;
      end++;
    }
    return this.plan.steps.slice(this.next, end);
  }
}

const isRequest = (step: Step): boolean => step.kind === 'request' || step.kind === 'apply';
const countRequests = (steps: readonly Step[]): number => steps.reduce((sum, step) => (isRequest(step) ? sum + 1 : sum), 0);

/** What is published is done; what is applied for has to be granted first. */
function intentionsOf(step: Step): Intention[] {
  if (step.kind !== 'request' && step.kind !== 'apply') return [];
  return step.branches.map((branch) => ({ of: ofRequest(step.request.requestId), branch, status: step.kind === 'apply' ? 'intended' : 'taken' }));
}

type Published = Exclude<Step, { kind: 'apply' }>;

/** Topic by topic a chunk is published faster than step by step; requests that come before their order on purpose still do. */
function inOrderOfNeed(chunk: readonly Step[]): readonly (readonly Published[])[] {
  const published = chunk.filter((step): step is Published => step.kind !== 'apply');
  const early = (step: Published): boolean => step.kind === 'request' && step.early;
  return [
    published.filter(early),
    published.filter((step) => step.kind === 'stock' || step.kind === 'customer' || step.kind === 'order' || (step.kind === 'shipped' && step.outbound.leaves === 'left')),
    published.filter((step) => (step.kind === 'request' && !early(step)) || step.kind === 'again' || (step.kind === 'shipped' && step.outbound.leaves !== 'left')),
  ].filter((group) => group.length > 0);
}

function messageOfStep(step: Published): Message {
  switch (step.kind) {
    case 'stock':
      return messageOf('wms', stockOpened(step.stock, step.atMs));
    case 'customer':
      return messageOf('crm', customerRegistered(step.customer, step.atMs));
    case 'order':
      return messageOf('crm', orderPlaced(step.order));
    case 'shipped':
      return messageOf('crm', orderShipped(step.order, step.outbound, step.atMs));
    case 'request':
      return requestMessage(step.request, '');
    case 'again':
      return requestMessage(step.request, step.as === 'same_event' ? '' : '-again');
  }
}

/** A request begins a trace: all that follows from it belongs to it. */
function requestMessage(request: Request, suffix: string): Message {
  const said = isConcern(request) ? concernReported(request) : returnRequested(request);
  const span = startSpan(`${SpanName.publish} ${said.contract.name}`, {}, { role: 'producer' });
  const message = messageOf('crm', { ...said, id: `${said.id}${suffix}` }, { traceparent: traceparentOf(span) });
  span.end();
  return message;
}
