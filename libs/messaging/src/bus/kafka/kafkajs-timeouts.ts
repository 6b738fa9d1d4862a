import { createRequire } from 'node:module';

interface RequestQueue {
  readonly throttledUntil: number;
  readonly pending: readonly unknown[];
  throttleCheckTimeoutId: NodeJS.Timeout | null;
  checkPendingRequests(): void;
  scheduleCheckPendingRequests(): void;
}

const checkEveryMs = 10;

/**
 * kafkajs 2.2.4 asks for a timer with a negative delay after each answer, and again when that timer fires, though nothing waits: a timer every millisecond per
 * connection, of which Node 24 warns (https://github.com/tulios/kafkajs/issues/1751). A timer is needed only while requests wait. Only kafkajs's own request queue
 * is touched; other warnings of the process stay as they are.
 */
export function mendKafkajsTimeouts(): void {
  const queue = createRequire(__filename)('kafkajs/src/network/requestQueue') as { readonly prototype: RequestQueue };
  queue.prototype.scheduleCheckPendingRequests = function scheduleWhileRequestsWait(this: RequestQueue): void {
    if (this.throttleCheckTimeoutId !== null && this.throttleCheckTimeoutId !== undefined) return;
    if (this.pending.length === 0) return;
    const throttledMs = this.throttledUntil - Date.now();
    this.throttleCheckTimeoutId = setTimeout(() => {
      this.throttleCheckTimeoutId = null;
      this.checkPendingRequests();
    }, throttledMs > 0 ? throttledMs : checkEveryMs);
  };
}
