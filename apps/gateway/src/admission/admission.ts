import { ErrorKind, HuiliuError } from '@huiliu/platform';

export interface AdmissionLimits {
  /** Requests that are answered at a time. */
  readonly atATime: number;
  /** Of these, at most so many of one caller: the rest is for the others. */
  readonly perCaller: number;
  /** Requests that may wait until one of those ends. */
  readonly waiting: number;
  readonly waitMs: number;
}

/** Ends a request's place. May be called again, without effect. */
export type Release = () => void;

interface Waiting {
  readonly caller: string;
  readonly admit: (release: Release) => void;
  readonly refuse: () => void;
}

/**
 * So many requests at a time, and a short queue for more. Callers take turns in the queue; when it is full, the newest of whoever has most in it has to go, so that
 * one who floods loses his own requests and not those of others.
 */
export class Admission {
  /** Both by caller. The one whose turn it is comes first. */
  private readonly underWayOf = new Map<string, number>();
  private readonly queues = new Map<string, Waiting[]>();
  private underWay = 0;
  private waiting = 0;

  constructor(private readonly limits: AdmissionLimits) {}

  /** Resolves when the request may go on. Rejects with GATEWAY_BUSY (429) when there is no place, or none came free in time. */
  async enter(caller: string): Promise<Release> {
    if (this.hasPlaceFor(caller) && !this.queues.has(caller)) return this.admit(caller);
    if (this.waiting >= this.limits.waiting && !this.makeRoomFor(caller)) throw busy();
    return new Promise((resolve, reject) => this.wait(caller, resolve, reject));
  }

  levels(): { readonly underWay: number; readonly waiting: number } {
    return { underWay: this.underWay, waiting: this.waiting };
  }

  private hasPlaceFor(caller: string): boolean {
    return this.underWay < this.limits.atATime && (this.underWayOf.get(caller) ?? 0) < this.limits.perCaller;
  }

  private admit(caller: string): Release {
    let held = true;
    this.count(caller, 1);
    return () => {
      if (!held) return;
      held = false;
      this.count(caller, -1);
      this.next();
    };
  }

  private count(caller: string, change: 1 | -1): void {
    this.underWay += change;
    const left = (this.underWayOf.get(caller) ?? 0) + change;
    if (left === 0) this.underWayOf.delete(caller);
    else this.underWayOf.set(caller, left);
  }

  private wait(caller: string, resolve: (release: Release) => void, reject: (error: unknown) => void): void {
    const late = setTimeout(() => this.drop(waiting), this.limits.waitMs);
    const waiting: Waiting = {
      caller,
      admit: (release) => {
        clearTimeout(late);
        resolve(release);
      },
      refuse: () => {
        clearTimeout(late);
        reject(busy());
      },
    };
    const queue = this.queues.get(caller) ?? [];
    queue.push(waiting);
    this.queues.set(caller, queue);
    this.waiting++;
  }

  private drop(waiting: Waiting): void {
    const queue = this.queues.get(waiting.caller) ?? [];
    queue.splice(queue.indexOf(waiting), 1);
    if (queue.length === 0) this.queues.delete(waiting.caller);
    this.waiting--;
    waiting.refuse();
  }

  /** False when nobody has more in the queue than the caller would have. */
  private makeRoomFor(caller: string): boolean {
    let longest: readonly Waiting[] = [];
    for (const queue of this.queues.values()) if (queue.length > longest.length) longest = queue;
    const newest = longest.at(-1);
    if (newest === undefined || longest.length <= (this.queues.get(caller)?.length ?? 0) + 1) return false;
    this.drop(newest);
    return true;
  }

  private next(): void {
    for (const [caller, queue] of this.queues) {
      if (this.underWay >= this.limits.atATime) return;
      if (!this.hasPlaceFor(caller)) continue;
      const waiting = queue.shift();
      // Behind the others, where this walk comes by again while there are places left.
      this.queues.delete(caller);
      if (queue.length > 0) this.queues.set(caller, queue);
      this.waiting--;
      waiting?.admit(this.admit(caller));
    }
  }
}

/** Those who were refused together should not come back together. */
const retryAfterSeconds = (): number => 1 + Math.floor(Math.random() * 3);

const busy = (): HuiliuError =>
  new HuiliuError(ErrorKind.RATE_LIMITED, 'GATEWAY_BUSY', 'There is more to do now than can be done. Nothing was begun: wait as long as Retry-After says, then send the same again.', {
    details: { retryAfterSeconds: retryAfterSeconds() },
  });
