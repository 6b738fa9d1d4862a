import { createRequire } from 'node:module';

interface RequestQueue {
  readonly throttledUntil: number;
  readonly pending: readonly unknown[];
  throttleCheckTimeoutId: NodeJS.Timeout | null;
  checkPendingRequests(): void;
  scheduleCheckPendingRequests(): void;
}

interface Runner {
  readonly running: boolean;
  fetch(nodeId: number): Promise<unknown>;
}

const checkEveryMs = 10;
const mended = Symbol('mended');

/** Two faults of kafkajs 2.2.4, which has had no version since. Only the two methods are touched; done once, however often it is called. */
export function mendKafkajs(): void {
  const inside = createRequire(__filename);
  const queue = (inside('kafkajs/src/network/requestQueue') as { readonly prototype: RequestQueue }).prototype;
  if (mended in queue) return;
  Object.defineProperty(queue, mended, { value: true });
  waitOnlyForRequests(queue);
  endWithTheConsumer((inside('kafkajs/src/consumer/runner') as { readonly prototype: Runner }).prototype);
}

/**
 * It asks for a timer with a negative delay after each answer, and again when that timer fires, though nothing waits: a timer every millisecond per connection, of which Node 24 warns
 * (https://github.com/tulios/kafkajs/issues/1751). A timer is needed only while requests wait.
 */
function waitOnlyForRequests(queue: RequestQueue): void {
  queue.scheduleCheckPendingRequests = function scheduleWhileRequestsWait(this: RequestQueue): void {
    if (this.throttleCheckTimeoutId !== null && this.throttleCheckTimeoutId !== undefined) return;
    if (this.pending.length === 0) return;
    const throttledMs = this.throttledUntil - Date.now();
    this.throttleCheckTimeoutId = setTimeout(() => {
      this.throttleCheckTimeoutId = null;
      this.checkPendingRequests();
    }, throttledMs > 0 ? throttledMs : checkEveryMs);
  };
}

/**
 * When a broker goes while the consumer is being ended, its fetchers are made anew for the brokers that are left, after the end. A fetch answers them at once with nothing, so they ask again
 * for ever, one promise after the other: no timer and no socket of the whole process gets its turn any more. A fetch that fails ends them.
 */
function endWithTheConsumer(runner: Runner): void {
  const fetch = runner.fetch;
  runner.fetch = function fetchWhileRunning(this: Runner, nodeId: number): Promise<unknown> {
    return this.running ? fetch.call(this, nodeId) : Promise.reject(new Error('the consumer has ended'));
  };
}
