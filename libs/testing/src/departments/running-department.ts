import type { Pool } from 'pg';
import type { EventContract, ServiceClient, ServiceMethods } from '@huiliu/contracts';
import type { Engine, OutgoingMessage, Parking } from '@huiliu/messaging';
import { until } from '../until';
import type { Peers, TellOptions } from './peers';
import type { Published } from './published';

/** The real time until it is set; then it stands still until it is set again. */
export class TestClock {
  private at: Date | undefined;

  get now(): Date {
    return this.at ?? new Date();
  }

  set now(at: Date) {
    this.at = at;
  }
}

export interface RunningParts<Methods extends ServiceMethods<Methods>> {
  readonly client: ServiceClient<Methods>;
  readonly pool: Pool;
  readonly engine: Engine;
  readonly peers: Peers;
  readonly clock: TestClock;
  readonly published: readonly Published[];
  readonly alarms: readonly string[];
  readonly stop: () => Promise<void>;
}

/** One department for real, with peers played by the test. */
export class RunningDepartment<Methods extends ServiceMethods<Methods>> {
  /** Asks over gRPC; rejects with the error that the department meant. */
  readonly client: ServiceClient<Methods>;
  /** The department's own database. */
  readonly pool: Pool;
  /** Everything that it has put on the bus, its dead letters included: in order per subject and topic. */
  readonly published: readonly Published[];
  /** Codes of what a person should look at. */
  readonly alarms: readonly string[];

  constructor(private readonly parts: RunningParts<Methods>) {
    ({ client: this.client, pool: this.pool, published: this.published, alarms: this.alarms } = parts);
  }

  /** What operations do about events that could not be handled. */
  get parking(): Parking {
    return this.parts.engine.parking;
  }

  /** The department's clock: the real time until it is set; then it stands still until it is set again. */
  get now(): Date {
    return this.parts.clock.now;
  }

  set now(at: Date) {
    this.parts.clock.now = at;
  }

  /** Says an event to the department as who owns it does. Answers its id, for `tellAgain` and `handled`. */
  tell<E extends object>(contract: EventContract<E>, subject: string, data: E, options?: TellOptions): Promise<string> {
    return this.parts.peers.tell(contract, subject, data, options);
  }

  /** The very same event once more, as a bus does that delivers at least once. */
  tellAgain(id: string): Promise<void> {
    return this.parts.peers.tellAgain(id);
  }

  /** A message as it is on the bus, as one that was kept of an older version. Answers its id, for `handled`. */
  forward(topic: string, message: OutgoingMessage): Promise<string> {
    return this.parts.peers.forward(topic, message);
  }

  /** What it has said about a subject so far; dead letters are not among it. */
  said(subject: string): readonly Published[] {
    return this.published.filter((each) => each.subject === subject && each.deadCode === undefined);
  }

  namesSaid(subject: string): readonly string[] {
    return this.said(subject).map(({ name }) => name);
  }

  /** Codes of why events about a subject went to the dead letters. */
  deadCodes(subject: string): readonly string[] {
    return this.published.flatMap((each) => (each.subject === subject && each.deadCode !== undefined ? [each.deadCode] : []));
  }

  /** Everything published about a subject, dead letters included, once there are at least so many. */
  async hear(subject: string, count: number): Promise<readonly Published[]> {
    const about = (): readonly Published[] => this.published.filter((each) => each.subject === subject);
    await this.until(`${count} events about ${subject}`, () => about().length >= count);
    return about();
  }

  /** Until the department has handled an event, whatever it made of it; answers the outcome. */
  async handled(id: string): Promise<string> {
    const outcomes = async (): Promise<string[]> => (await this.rows<{ outcome: string }>('SELECT outcome FROM hop WHERE id = $1', [this.parts.peers.hopIdOf(id)])).map(({ outcome }) => outcome);
    await this.until(`${id} handled`, async () => (await outcomes()).length > 0);
    return (await outcomes())[0] ?? '';
  }

  /** Waits for what comes in its own time; fails with what there is instead. */
  until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
    return until(what, holds, undefined, () => this.seen());
  }

  /** Until everything on the bus has been read and everything said is published. */
  settled(): Promise<void> {
    return this.until('the department at rest', async () => {
      if ((await this.parts.engine.lag()).some(({ lag }) => lag > 0)) return false;
      const known = new Set(this.published.map(({ topic, id }) => `${topic} ${id}`));
      const said = await this.rows<{ topic: string; event_id: string }>('SELECT topic, event_id FROM outbox_event');
      return said.every((row) => known.has(`${row.topic} ${row.event_id}`));
    });
  }

  async rows<Row extends object>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    return (await this.pool.query<Row & Record<string, unknown>>(sql, [...values])).rows;
  }

  stop(): Promise<void> {
    return this.parts.stop();
  }

  private async seen(): Promise<unknown> {
    const published = this.published.slice(-20).map(({ name, subject, deadCode }) => [name, subject, ...(deadCode === undefined ? [] : [deadCode])].join(' '));
    const [waiting, parked] = [await this.rows('SELECT subject, type, reason FROM waiting LIMIT 20'), await this.rows('SELECT subject, type, reason FROM parked LIMIT 20')];
    return { published, alarms: this.alarms, waiting, parked };
  }
}
