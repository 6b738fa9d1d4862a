import { Pool, type Client, type PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import { silentObserver, type Bus, type Routes, type Subscription } from '../../src';
import { checkOut } from '../../src/engine/client';
import { CommandBus } from '../../src/engine/commands';
import { Consumer } from '../../src/engine/consumer';
import { Parking } from '../../src/engine/parking';
import type { KnownHeads } from '../../src/engine/store/known-heads';
import { PostgresStore } from '../../src/engine/store/postgres-store';
import { PostgresTransaction } from '../../src/engine/store/postgres-transaction';
import type { StoreTransaction } from '../../src/engine/store/store';
import type { EngineOptions } from '../../src/engine/unit-of-work';
import { PostgresRelayStore } from '../../src/relay/postgres-relay-store';
import { Relay } from '../../src/relay/relay';
import { BoundTables } from '../../src/tables/session';
import { simLimits } from '../../simulation/model/instance';
import type { Plan } from '../../simulation/model/plan';
import { simTables } from '../../simulation/model/tables';
import { Recall } from '../../src/engine/recall';
import { sourceOf } from '../../src/envelope';
import type { OutboxForm } from '../../src/engine/store/sql/outbox';

/** What may happen to the next COMMIT of an instance. */
export type CommitFault = 'answer' | 'commit' | undefined;

/** The PostgreSQL store, whose connection can be made to break at a COMMIT. */
class FaultyStore extends PostgresStore {
  next: CommitFault;

  constructor(
    private readonly connections: Pool,
    outbox: OutboxForm,
  ) {
    super(connections, outbox);
  }

  override async begin(): Promise<StoreTransaction> {
    return new BreakableTransaction(await checkOut(this.connections), this.knownHeads, this.outbox, () => {
      const fault = this.next;
      this.next = undefined;
      return fault;
    });
  }
}

class BreakableTransaction extends PostgresTransaction {
  constructor(
    private readonly connection: PoolClient,
    knownHeads: KnownHeads,
    outbox: OutboxForm,
    private readonly takeFault: () => CommitFault,
  ) {
    super(connection, knownHeads, outbox);
  }

  /** Who hears no answer to a COMMIT has no connection any more: what to do with it is left to `rollback`, as ever. */
  override async commit(): Promise<void> {
    const fault = this.takeFault();
    if (fault === undefined) return super.commit();
    if (fault === 'answer') await this.connection.query('COMMIT');
    (this.connection as unknown as Client).connection.stream.destroy();
    throw new Error('Connection terminated unexpectedly');
  }
}

export interface RealInstanceSettings {
  readonly department: string;
  readonly name: string;
  readonly url: string;
  readonly dataSource: DataSource;
  readonly bus: Bus;
  readonly routes: Routes;
  readonly topics: readonly string[];
  readonly bounds: Plan['bounds'];
}

/** The core of a department over real adapters, with connections of its own, so that it can be cut off like a process. */
export class RealInstance {
  alive = true;
  readonly commands: CommandBus;
  readonly parking: Parking;
  readonly store: FaultyStore;
  private readonly pool: Pool;
  private readonly relay: Relay;
  private readonly consumer: Consumer;
  private subscription: Subscription | undefined;

  constructor(private readonly settings: RealInstanceSettings) {
    const { department, name, url, dataSource, bus, routes, bounds } = settings;
    this.pool = new Pool({ connectionString: url, max: 6, application_name: name, pipeline: true } as ConstructorParameters<typeof Pool>[0]);
    this.pool.on('error', () => undefined);
    this.store = new FaultyStore(this.pool, { source: sourceOf(department), batches: () => true });
    // Times are real here: what the simulation's clock skips has to pass.
    const limits = { ...simLimits(bounds), outboxSlotRows: 1_000, relayPollMs: 20 };
    this.relay = new Relay({ store: new PostgresRelayStore(this.pool, sourceOf(department)), bus, instance: name, limits, observer: silentObserver });
    const options: EngineOptions = {
      pool: this.pool,
      store: this.store,
      core: { department, tables: new BoundTables(dataSource, simTables), sourceEpoch: () => 1, rebuilding: false, recall: new Recall(limits.recallCases) },
      routes,
      limits,
      observer: silentObserver,
      onCommit: ({ outbox }) => {
        if (outbox) this.relay.wake();
      },
      clock: () => new Date(),
    };
    this.consumer = new Consumer(options);
    this.commands = new CommandBus(options);
    this.parking = new Parking(options);
  }

  async start(): Promise<void> {
    const { department, topics, bus } = this.settings;
    this.relay.start();
    if (topics.length === 0) return;
    this.subscription = await bus.subscribe({
      group: department,
      topics,
      position: (topic, partition) => this.consumer.position(topic, partition),
      onBatch: (batch) => this.consumer.handle(batch),
      onAlarm: (alarm) => {
        throw new Error(alarm.code);
      },
    });
  }

  /** As after kill -9: its connections break off in the middle, and nothing of it goes on. Resolves when nothing of it is left in this process. */
  async crash(admin: Pool): Promise<void> {
    this.alive = false;
    const ended = this.pool.end();
    await this.cut(admin);
    await Promise.all([ended, this.relay.stop(), this.subscription?.stop()]);
    await this.settings.bus.close();
  }

  /** All its connections to its database break. */
  async cut(admin: Pool): Promise<void> {
    await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1', [this.settings.name]);
  }

  async stop(): Promise<void> {
    this.alive = false;
    await Promise.all([this.relay.stop(), this.subscription?.stop()]);
    await this.settings.bus.close();
    await this.pool.end();
  }
}
