import { randomBytes } from 'node:crypto';
import { topicsSaidBy, type EventContract } from '@huiliu/contracts';
import { createBus, encode, type Bus, type BusMessage } from '@huiliu/messaging';
import { Readiness, silentLogger } from '@huiliu/platform';
import { sharedPostgres } from '@huiliu/testing';
import { makePlan, type Wishes } from '../src/feed/make-plan';
import type { Plan } from '../src/feed/plan';
import { sandboxTopics, startSandbox, type Sandbox } from '../src/sandbox';
import { sandboxSettings, type SandboxSettings } from '../src/settings';
import { openDatabase, type OwnDatabase } from '../src/store/database';

export interface Said {
  readonly topic: string;
  readonly id: string;
  readonly source: string;
  readonly subject: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: string;
  readonly data: Record<string, unknown>;
}

/** A bus, a database and a sandbox on them that can be stopped and started again. */
export class World {
  private running: Sandbox | undefined;
  private readonly said: Said[] = [];

  private constructor(
    readonly bus: Bus,
    readonly database: OwnDatabase,
    readonly plan: Plan,
    private readonly env: Readonly<Record<string, string>>,
  ) {}

  static async create(wishes: Partial<Wishes>, env: Readonly<Record<string, string>> = {}): Promise<World> {
    const postgres = await sharedPostgres();
    const bus = createBus({ kind: 'embedded', database: { url: await postgres.freshDatabase('sandbox_bus') } });
    await bus.ensureTopics(sandboxTopics(2));
    const database = openDatabase({ connectionString: await postgres.freshDatabase('sandbox'), max: 8 });
    await database.migrate();
    const plan = await makePlan({ seed: 'test', orders: undefined, cases: 0, gateway: false, ...wishes });
    const world = new World(bus, database, plan, env);
    await world.listen();
    return world;
  }

  /** Everything that the outside systems have published so far. */
  of(contract: EventContract<unknown>): readonly Said[] {
    return this.said.filter(({ headers }) => headers['ce_type'] === contract.type);
  }

  get sandbox(): Sandbox {
    if (!this.running) throw new Error('start the sandbox first');
    return this.running;
  }

  /** `env`: settings of this start alone. */
  async start({ plan = this.plan, env = {} }: { plan?: Plan; env?: Readonly<Record<string, string>> } = {}): Promise<void> {
    this.running = await startSandbox({ settings: this.settings(env), plan, bus: this.bus, database: this.database, log: silentLogger(), readiness: new Readiness() });
  }

  async stop(): Promise<void> {
    await this.running?.stop();
    this.running = undefined;
  }

  async status(): Promise<{ feed: Record<string, unknown> } & Record<string, Record<string, unknown>>> {
    return (await this.sandbox.status()) as { feed: Record<string, unknown> } & Record<string, Record<string, unknown>>;
  }

  /** Publishes as a department of Huiliu would. */
  async publish<T>(contract: EventContract<T>, caseId: string, id: string, data: T, traceparent?: string): Promise<void> {
    const parsed = contract.parse(structuredClone(data));
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
    const subject = `case:${caseId}`;
    const source = `urn:huiliu:${contract.saidBy[0] ?? ''}`;
    const envelope = { id, type: contract.type, source, subject, time: '2026-11-20T10:00:00.000Z', sequence: undefined, epoch: undefined, causeId: undefined, traceparent, value: JSON.stringify(data) };
    await this.bus.publish(contract.topic, [encode(envelope)]);
  }

  async close(): Promise<void> {
    await this.stop();
    await this.bus.close();
    await this.database.close();
  }

  private settings(env: Readonly<Record<string, string>>): SandboxSettings {
    return sandboxSettings.read({
      DATABASE_URL: 'postgres://unused',
      HUILIU_BUS_DATABASE_URL: 'postgres://unused',
      HUILIU_SANDBOX_PAYMENTS_PORT: '0',
      HUILIU_SANDBOX_SEED: 'test',
      ...this.env,
      ...env,
    });
  }

  private async listen(): Promise<void> {
    const positions = new Map<string, number>();
    await this.bus.subscribe({
      group: `listener-${randomBytes(4).toString('hex')}`,
      topics: [...new Set(['crm', 'wms', 'carrier'].flatMap((party) => topicsSaidBy(party)))],
      position: (topic, partition) => Promise.resolve(positions.get(`${topic}/${partition}`)),
      onBatch: (batch) => {
        for (const message of batch.messages) this.said.push(saidOf(batch.topic, message));
        positions.set(`${batch.topic}/${batch.partition}`, batch.next);
        return Promise.resolve(batch.next);
      },
      onAlarm: (alarm) => {
        throw new Error(alarm.code);
      },
    });
  }
}

function saidOf(topic: string, { headers, value }: BusMessage): Said {
  return { topic, id: headers['ce_id'] ?? '', source: headers['ce_source'] ?? '', subject: headers['ce_subject'] ?? '', headers, value, data: JSON.parse(value) as Record<string, unknown> };
}
