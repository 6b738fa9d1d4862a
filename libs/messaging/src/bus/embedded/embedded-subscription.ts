import type { Subscriber, Subscription } from '../bus';
import { Backoff, Bell, pause, reasonOf } from '../pace';
import type { EmbeddedLimits } from './limits';
import { Lane } from './lane';
import type { LogReader } from './log-reader';
import type { Membership, Report } from './membership';
import type { Listener, WakeUps } from './wake-ups';

/** A member at work: reports to its group, runs a lane for each partition it owns. */
export class EmbeddedSubscription implements Subscription, Listener {
  readonly #lanes = new Map<string, Lane>();
  readonly #ending = new Map<string, Promise<void>>();
  readonly #reportBell = new Bell();
  readonly #lookBell = new Bell();
  readonly #abort = new AbortController();
  /** Ours in the group's eyes, and to be let go of. */
  #owing: ReadonlySet<string> = new Set();
  #leaseEndsAt = 0;
  #stopping: Promise<void> | undefined;
  readonly #loops: Promise<unknown>;

  constructor(
    private readonly subscriber: Subscriber,
    private readonly membership: Membership,
    private readonly reader: LogReader,
    private readonly wakeUps: WakeUps,
    private readonly limits: EmbeddedLimits,
  ) {
    this.#loops = Promise.all([this.#keepReporting(), this.#keepLooking()]);
    wakeUps.add(this);
  }

  assignment(): readonly string[] {
    return [...this.#lanes.entries()].filter(([, lane]) => lane.held).map(([key]) => key);
  }

  get topics(): readonly string[] {
    return this.subscriber.topics;
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  async #stop(): Promise<void> {
    for (const lane of this.#lanes.values()) lane.release();
    // The lease is renewed until the last batch has ended.
    while (this.#ending.size > 0 || this.#lanes.size > 0) await Promise.all([...this.#ending.values(), ...[...this.#lanes.values()].map((lane) => lane.ended)]);
    this.wakeUps.remove(this);
    this.#abort.abort();
    await this.#loops;
    try {
      await this.membership.leave();
      await this.wakeUps.groupChanged(this.subscriber.group);
    } catch (error) {
      this.#notice('could not leave the group; its lease will run out', { reason: reasonOf(error) });
    }
  }

  written(topic: string | undefined, partition: number, high: number | undefined): void {
    if (topic === undefined || high === undefined) this.#lookBell.ring();
    else this.#lanes.get(`${topic}/${partition}`)?.written(high);
  }

  groupChanged(group: string | undefined): void {
    if (group === undefined || group === this.subscriber.group) this.#reportBell.ring();
  }

  async #keepReporting(): Promise<void> {
    const backoff = new Backoff(this.limits);
    while (!this.#abort.signal.aborted) {
      try {
        await this.#report();
        backoff.reset();
        await this.#reportBell.wait(this.limits.heartbeatMs, this.#abort.signal);
      } catch (error) {
        this.#notice('group not reachable', { reason: reasonOf(error) });
        await pause(Math.min(backoff.nextMs(), this.limits.heartbeatMs), this.#abort.signal);
      }
    }
  }

  async #report(): Promise<void> {
    const stuck = [...this.#lanes.entries()].find(([, lane]) => lane.busyMs() > this.limits.sessionTimeoutMs);
    if (stuck) {
      // A batch that hangs must not hold its partition for ever: the lease runs out and others take over.
      this.#notice('a batch takes longer than the session timeout: the lease is not renewed', { lane: stuck[0], busyMs: Math.round(stuck[1].busyMs()) });
      return;
    }
    const released = new Set([...this.#owing].filter((key) => !this.#lanes.has(key) && !this.#ending.has(key)));
    const sentAt = performance.now();
    const report = await this.membership.report(released);
    this.#leaseEndsAt = sentAt + this.limits.sessionTimeoutMs;
    this.#owing = report.toRelease;
    this.#apply(report);
    if (report.changed) await this.wakeUps.groupChanged(this.subscriber.group);
  }

  #apply(report: Report): void {
    for (const [key, lane] of this.#lanes) {
      if (!report.mine.has(key)) this.#end(key, lane);
    }
    if (this.#stopping) return;
    const taken = [...report.mine].filter((key) => !this.#lanes.has(key));
    for (const key of taken) {
      const cut = key.lastIndexOf('/');
      const around = { reader: this.reader, subscriber: this.subscriber, limits: this.limits, leased: () => performance.now() < this.#leaseEndsAt };
      const lane = new Lane(key.slice(0, cut), Number(key.slice(cut + 1)), around, this.#ending.get(key) ?? Promise.resolve());
      this.#lanes.set(key, lane);
      // Ends by itself only at stop().
      void lane.ended.then(() => this.#lanes.get(key) === lane && this.#lanes.delete(key));
    }
    if (taken.length > 0) this.#notice('partitions assigned', { taken, owned: this.assignment() });
  }

  #end(key: string, lane: Lane): void {
    lane.release();
    this.#lanes.delete(key);
    this.#notice('partition revoked', { lane: key });
    const ended = lane.ended.then(() => {
      if (this.#ending.get(key) === ended) this.#ending.delete(key);
      this.#reportBell.ring();
    });
    this.#ending.set(key, ended);
  }

  /** The slow way to hear of new messages, and the only one to hear that the log was cut off or replaced. */
  async #keepLooking(): Promise<void> {
    const backoff = new Backoff(this.limits);
    while (!this.#abort.signal.aborted) {
      await this.#lookBell.wait(this.wakeUps.connected ? this.limits.fallbackPollMs : this.limits.pollMs, this.#abort.signal);
      if (this.#lanes.size === 0) continue;
      try {
        for (const mark of await this.reader.watermarks(this.subscriber.topics)) this.#lanes.get(`${mark.topic}/${mark.partition}`)?.see(mark);
        backoff.reset();
      } catch (error) {
        this.#notice('log not reachable', { reason: reasonOf(error) });
        await pause(backoff.nextMs(), this.#abort.signal);
      }
    }
  }

  #notice(text: string, details: Record<string, unknown>): void {
    this.subscriber.onNotice?.(text, { group: this.subscriber.group, ...details });
  }
}
