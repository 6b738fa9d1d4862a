import { ErrorKind, HuiliuError } from '@huiliu/platform';

export interface RateLimitOptions {
  readonly perSecond: number;
  /** So many seconds' worth may come at once. */
  readonly burstSeconds: number;
  /** Callers remembered. Who was forgotten begins anew. */
  readonly callers: number;
}

interface Bucket {
  tokens: number;
  filledAtMs: number;
}

/** A token bucket for each caller, in the memory of this process: with n gateways a caller has n times as much. */
export class RateLimit {
  /** The one that was not seen for longest comes first. */
  private readonly buckets = new Map<string, Bucket>();
  private readonly most: number;

  constructor(
    private readonly options: RateLimitOptions,
    private readonly nowMs: () => number = () => performance.now(),
  ) {
    this.most = Math.max(1, options.perSecond * options.burstSeconds);
  }

  /** Throws RATE_LIMIT_EXCEEDED (429) for whoever asks too fast. */
  take(caller: string): void {
    const { perSecond } = this.options;
    const bucket = this.filled(caller);
    if (bucket.tokens < 1) throw tooFast(Math.max(1, Math.ceil((1 - bucket.tokens) / perSecond)));
    bucket.tokens--;
  }

  private filled(caller: string): Bucket {
    const nowMs = this.nowMs();
    const known = this.buckets.get(caller);
    const bucket = known ?? { tokens: this.most, filledAtMs: nowMs };
    bucket.tokens = Math.min(this.most, bucket.tokens + ((nowMs - bucket.filledAtMs) * this.options.perSecond) / 1_000);
    bucket.filledAtMs = nowMs;
    this.buckets.delete(caller);
    this.buckets.set(caller, bucket);
    const [oldest] = this.buckets.keys();
    if (this.buckets.size > this.options.callers && oldest !== undefined) this.buckets.delete(oldest);
    return bucket;
  }
}

const tooFast = (retryAfterSeconds: number): HuiliuError =>
  new HuiliuError(ErrorKind.RATE_LIMITED, 'RATE_LIMIT_EXCEEDED', 'You ask faster than one caller may. Nothing was begun: wait as long as Retry-After says, then send the same again, more slowly.', {
    details: { retryAfterSeconds },
  });
