import { setTimeout as sleep } from 'node:timers/promises';

/** Waits for a condition; when it does not come true in time, fails with what is seen instead. */
export async function until(what: string, condition: () => boolean | Promise<boolean>, timeoutMs = 20_000, seen?: () => unknown): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`after ${timeoutMs} ms still not: ${what}${seen ? `; seen: ${JSON.stringify(await seen())}` : ''}`);
    await sleep(10);
  }
}
