import { createRequire } from 'node:module';

interface RequestQueue {
  throttledUntil: number;
  scheduleCheckPendingRequests(): void;
}

let mended = false;

/**
 * kafkajs 2.2.4 asks for timers with a negative delay whenever it is not throttled (`throttledUntil` starts at -1), and Node 24 warns of each:
 * https://github.com/tulios/kafkajs/issues/1751. A moment that is not in the past gives the same timer without the warning. Only kafkajs's own
 * request queue is touched; other warnings of the process stay as they are.
 */
export function mendKafkajsTimeouts(): void {
  if (mended) return;
  mended = true;
  const queue = createRequire(__filename)('kafkajs/src/network/requestQueue') as { readonly prototype: RequestQueue };
  const original = queue.prototype.scheduleCheckPendingRequests;
  queue.prototype.scheduleCheckPendingRequests = function mendedSchedule(this: RequestQueue): void {
    this.throttledUntil = Math.max(this.throttledUntil, Date.now());
    original.call(this);
  };
}
