import { readFileSync } from 'node:fs';

export interface BusinessClock {
  readonly now: () => Date;
  stop(): void;
}

/** Looked at this often, so that services that share a file differ by no more than this. */
const lookMs = 50;

/**
 * The clock by which departments decide and their deadlines run. With a file it is ahead of the machine's by the milliseconds that the file holds, whoever writes them, so that weeks can be
 * played in seconds; without one it is the machine's. Only ever goes forward: a file that is gone, or holds less than before or no number, changes nothing.
 */
export function businessClock(file: string | undefined): BusinessClock {
  if (file === undefined) return { now: () => new Date(), stop: () => undefined };
  let aheadMs = 0;
  const look = (): void => {
    aheadMs = Math.max(aheadMs, aheadIn(file));
  };
  look();
  const timer = setInterval(look, lookMs).unref();
  return { now: () => new Date(Date.now() + aheadMs), stop: () => clearInterval(timer) };
}

function aheadIn(file: string): number {
  try {
    const text = readFileSync(file, 'utf8').trim();
    return /^\d{1,15}$/.test(text) ? Number(text) : 0;
  } catch {
    return 0;
  }
}
