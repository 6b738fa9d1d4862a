import type { Subscriber, Subscription } from '../../src/bus/bus';
import type { Process } from '../world/process';
import { Lane } from './lane';
import type { Log } from './log';

export interface GroupSettings {
  readonly name: string;
  readonly topics: readonly string[];
  readonly batchMessages: number;
  readonly log: Log;
}

interface Member {
  readonly process: Process;
  readonly subscriber: Subscriber;
  readonly lanes: Map<string, Lane>;
  /** Ends of its lanes: one call at a time per partition is the port's promise, also when a partition comes back. */
  readonly ends: Map<string, Promise<void>>;
}

/**
 * A consumer group. Hands are changed roughly: the new owner begins at once, while the old one may still have a batch in hand and does not know yet; harder
 * than any adapter, so that whatever the core gets right here holds with all of them.
 */
export class Group {
  private readonly members: Member[] = [];
  /** Moves who gets what, so that every rebalance changes hands. */
  private turn = 0;

  constructor(private readonly settings: GroupSettings) {}

  join(process: Process, subscriber: Subscriber): Subscription {
    const member: Member = { process, subscriber, lanes: new Map(), ends: new Map() };
    this.members.push(member);
    process.onDeath(() => {
      this.members.splice(this.members.indexOf(member), 1);
      process.world.after(sessionTimeoutMs, () => this.rebalance());
    });
    this.rebalance();
    return { assignment: () => [...member.lanes.keys()], stop: () => Promise.resolve() };
  }

  /** Shares the partitions out anew among those that live. */
  rebalance(): void {
    this.turn++;
    if (this.members.length === 0) return;
    this.places().forEach((place, index) => {
      const owner = this.members[(index + this.turn) % this.members.length];
      for (const member of this.members) {
        if (member === owner) this.start(member, place);
        else this.release(member, place);
      }
    });
  }

  /** Every member believes that it owns everything, until the next rebalance. */
  everybodyOwnsAll(): void {
    for (const member of this.members) for (const place of this.places()) this.start(member, place);
  }

  private places(): readonly { readonly topic: string; readonly partition: number }[] {
    const { topics, log } = this.settings;
    return topics.flatMap((topic) => log.topic(topic).map((_, partition) => ({ topic, partition })));
  }

  private start({ process, subscriber, lanes, ends }: Member, { topic, partition }: { readonly topic: string; readonly partition: number }): void {
    const key = `${topic}/${partition}`;
    if (lanes.has(key)) return;
    const { log, batchMessages } = this.settings;
    const lane = new Lane({ process, subscriber, topic, partition, batchMessages, log: log.partition(topic, partition) });
    lanes.set(key, lane);
    const before = ends.get(key) ?? Promise.resolve();
    const assigned = process.ask(`assigned ${key}`, () => undefined);
    ends.set(key, Promise.all([before, assigned]).then(() => lane.run()));
  }

  private release({ lanes }: Member, { topic, partition }: { readonly topic: string; readonly partition: number }): void {
    const key = `${topic}/${partition}`;
    lanes.get(key)?.release();
    lanes.delete(key);
  }
}

const sessionTimeoutMs = 100;
