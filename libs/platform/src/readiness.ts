import { errorMessage } from './errors/error-code';
import { within } from './within';

export type Ready = { readonly ready: true } | { readonly ready: false; readonly reason: string };

export interface ReadinessReport {
  readonly ready: boolean;
  readonly parts: Readonly<Record<string, Ready>>;
}

interface Check {
  readonly run: () => Promise<void>;
  readonly timeoutMs: number;
}

/**
 * Whether this instance can take work, part by part. Parts say so themselves (`set`) or are asked (`check`, which rejects with the reason).
 * Not ready as long as one part is not; a part that was announced and has not spoken yet is not ready.
 */
export class Readiness {
  readonly #states = new Map<string, Ready>();
  readonly #checks = new Map<string, Check>();

  constructor(parts: readonly string[] = []) {
    for (const part of parts) this.#states.set(part, { ready: false, reason: 'starting' });
  }

  set(part: string, state: Ready): void {
    this.#states.set(part, state);
  }

  /** Asked at each report; a check that takes longer than its timeout is not ready. */
  check(part: string, run: () => Promise<void>, timeoutMs = 2_000): void {
    this.#checks.set(part, { run, timeoutMs });
  }

  async report(): Promise<ReadinessReport> {
    const asked = await Promise.all([...this.#checks].map(async ([part, check]) => [part, await ask(check)] as const));
    const parts: Record<string, Ready> = Object.fromEntries(this.#states);
    for (const [part, state] of asked) {
      // What a part said of itself weighs as much as what it answers.
      if (parts[part]?.ready !== false) parts[part] = state;
    }
    return { ready: Object.values(parts).every(({ ready }) => ready), parts };
  }
}

async function ask({ run, timeoutMs }: Check): Promise<Ready> {
  try {
    await within(timeoutMs, run);
    return { ready: true };
  } catch (error) {
    return { ready: false, reason: errorMessage(error) };
  }
}
