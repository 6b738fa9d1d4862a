import { setTimeout as sleep } from 'node:timers/promises';

/** Waits, or less long when the signal is aborted. */
export const pause = (ms: number, signal: AbortSignal): Promise<void> => sleep(ms, undefined, { signal }).catch(() => undefined);

/** Works on the items, so many at a time. */
export async function eachOf<T>(items: readonly T[], atOnce: number, work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  await Promise.all(
    Array.from({ length: Math.min(atOnce, queue.length) }, async () => {
      for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
    }),
  );
}

export interface Polling<T> {
  /** Before it is looked again while there is something to do; twice as long each time there is nothing, up to `atMostMs`. */
  readonly everyMs: number;
  readonly atMostMs: number;
  readonly atOnce: number;
  tasks(): Promise<readonly T[]>;
  work(task: T): Promise<void>;
  onError(error: unknown): void;
}

/** Looks for tasks and works on them until the signal is aborted. What fails is told, and tried again. */
export async function workThrough<T>({ everyMs, atMostMs, atOnce, tasks, work, onError }: Polling<T>, signal: AbortSignal): Promise<void> {
  let waitMs = everyMs;
  while (!signal.aborted) {
    try {
      const found = await tasks();
      await eachOf(found, atOnce, work);
      waitMs = found.length > 0 ? everyMs : Math.min(atMostMs, waitMs * 2);
    } catch (error) {
      onError(error);
    }
    await pause(waitMs, signal);
  }
}
