import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import type { Bus, Subscription } from '../bus/bus';
import { AlarmCode } from '../bus/bus';
import { IntentWorker, type AnyIntentHandler } from '../outside/intents';
import { TimerWorker, type AnyTimerHandler } from '../outside/timers';
import { Relay } from '../relay/relay';
import { agreements, noLongerSetBack, PostgresRelayStore, sourceEpochNow, type Agreements } from '../relay/postgres-relay-store';
import { sourceOf } from '../envelope';
import { checkRoutes, type Route, type Routes } from '../routes';
import { BoundTables, type TableDefinitions } from '../tables/session';
import { Archivist } from './archive';
import { CatchingUp } from './catching-up';
import { CommandBus } from './commands';
import { Consumer } from './consumer';
import { LagWatch, type PartitionLag } from './lag';
import { defaultMessagingLimits, type MessagingLimits } from './limits';
import { backlog, forgetOld, type Backlog } from './maintenance';
import { silentObserver, type Observer } from './observer';
import { Parking } from './parking';
import { Recall } from './recall';
import { PostgresStore } from './store/postgres-store';
import type { EngineOptions } from './unit-of-work';
import { tryHeldBackAgain, tryWaitingAgain } from './waiting-again';
import { topicsHeardBy } from '@huiliu/contracts';

/** Outside systems that are not on the bus, in whose place somebody else hears what is for them, and says what is theirs. */
export interface StandsFor {
  readonly hears: readonly string[];
  readonly says: readonly string[];
}

export interface EngineSettings {
  readonly department: string;
  /** Whose place it takes on the bus, beside its own. */
  readonly standsFor?: StandsFor | undefined;
  /** Unique among the instances of the installation. */
  readonly instance: string;
  readonly dataSource: DataSource;
  readonly pool: Pool;
  readonly bus: Bus;
  readonly tables: TableDefinitions;
  readonly intents?: readonly AnyIntentHandler[];
  readonly timers?: readonly AnyTimerHandler[];
  readonly limits?: Partial<MessagingLimits>;
  readonly observer?: Observer;
  /** By which the department decides and its deadlines run. */
  readonly clock?: () => Date;
  /** For housekeeping, which keeps things for so much real time; `clock` when left out. */
  readonly wallClock?: () => Date;
  /** Fold the states again from the log into an empty database, with outbox, outside calls and clocks off: nothing is said or paid twice. */
  readonly rebuilding?: boolean;
}

const catchUpLookMs = 1_000;

/** The messaging core of one department: consumer, relay, commands, parking, intents, timers. */
export class Engine {
  readonly commands: CommandBus;
  readonly parking: Parking;
  readonly relay: Relay;
  readonly lagWatch = new LagWatch(() => this.lag());
  readonly limits: MessagingLimits;
  private readonly options: EngineOptions;
  private readonly intents: IntentWorker;
  private readonly timers: TimerWorker;
  private readonly routes = new Map<string, Route>();
  private consumer: Consumer | undefined;
  private subscription: Subscription | undefined;
  /** Of housekeeping, by the wall clock. */
  private readonly keeping: Pick<EngineOptions, 'pool' | 'limits' | 'clock'>;
  private readonly archivist: Archivist;
  private readonly catchingUp = new CatchingUp();
  private housekeeping: NodeJS.Timeout | undefined;
  private tidying: Promise<void> | undefined;
  private catchUpTimer: NodeJS.Timeout | undefined;
  private settling: Promise<void> | undefined;
  private alarms: string[] = [];
  private epoch = 1;
  private agreed: Agreements = { batches: false, passesOver: false };

  constructor(private readonly settings: EngineSettings) {
    const { department, instance, dataSource, pool, bus, tables, clock = () => new Date(), wallClock = clock, observer = silentObserver } = settings;
    this.limits = { ...defaultMessagingLimits, ...settings.limits };
    this.options = {
      pool,
      store: new PostgresStore(pool, { source: sourceOf(department), batches: () => this.agreed.batches }),
      core: { department, saysFor: settings.standsFor?.says ?? [], tables: new BoundTables(dataSource, tables), sourceEpoch: () => this.epoch, rebuilding: settings.rebuilding ?? false, catchingUp: () => this.catchingUp.isOn, passesOver: () => this.agreed.passesOver, recall: new Recall(this.limits.recallCases) },
      routes: this.routes,
      limits: this.limits,
      observer,
      clock,
      onCommit: ({ outbox, intents }) => {
        if (outbox) this.relay.wake();
        if (intents) this.intents.wake();
      },
    };
    this.relay = new Relay({ store: new PostgresRelayStore(pool, sourceOf(department)), bus, instance, limits: this.limits, observer });
    this.commands = new CommandBus(this.options);
    this.parking = new Parking(this.options);
    this.keeping = { pool, limits: this.limits, clock: wallClock };
    this.archivist = new Archivist(this.keeping);
    this.intents = new IntentWorker(this.options, settings.intents ?? []);
    this.timers = new TimerWorker(this.options, settings.timers ?? []);
  }

  /** Checks the handlers against the contracts, then takes and publishes events. */
  async start(routes: Routes): Promise<void> {
    const { department, bus, pool } = this.settings;
    checkRoutes(department, routes, this.settings.standsFor?.hears);
    for (const [type, route] of routes) this.routes.set(type, route);
    const { epoch, setBack } = await sourceEpochNow(pool);
    this.epoch = epoch;
    this.agreed = await agreements(pool);
    if (setBack || this.settings.rebuilding === true) this.catchingUp.begin(await this.lag());
    else await tryHeldBackAgain(this.options);
    const consumer = new Consumer(this.options);
    this.consumer = consumer;
    if (!this.settings.rebuilding) {
      this.relay.start();
      this.intents.start();
      this.timers.start();
    }
    if (this.catchingUp.isOn) this.catchUpTimer = setInterval(() => void (this.settling ??= this.settle().finally(() => (this.settling = undefined))), catchUpLookMs);
    this.housekeeping = setInterval(() => void (this.tidying ??= this.tidy().finally(() => (this.tidying = undefined))), this.limits.housekeepingMs);
    this.subscription = await bus.subscribe({
      group: department,
      topics: this.topics,
      position: (topic, partition) => consumer.position(topic, partition),
      onBatch: (batch) => consumer.handle(batch),
      onAlarm: (alarm) => {
        const hint = alarm.code === AlarmCode.belowStart ? 'events were deleted before they were read: restore them or start from a state export' : 'the log is shorter than what was read: is it the right bus?';
        this.alarms.push(`${alarm.topic}/${alarm.partition}: ${alarm.code}`);
        this.options.observer.alarm(alarm.code, hint, { ...alarm });
      },
      onNotice: (notice, details) => this.options.observer.notice(notice, details),
    });
  }

  /** Finishes the batches at hand, leaves the group, lets the workers end, publishes what can still be published. */
  async stop(): Promise<void> {
    clearInterval(this.housekeeping);
    clearInterval(this.catchUpTimer);
    await Promise.all([this.tidying, this.settling]);
    await this.subscription?.stop();
    await Promise.all([this.intents.stop(), this.timers.stop()]);
    await this.relay.stop();
  }

  private get topics(): readonly string[] {
    const { department, standsFor } = this.settings;
    return [...new Set([department, ...(standsFor?.hears ?? [])].flatMap(topicsHeardBy))];
  }

  /** Why no events are taken, if so. */
  stoppedBecause(): string | undefined {
    return this.alarms[0] ?? this.consumer?.stoppedBecause();
  }

  /** Whether it has not yet handled all that was on the bus at its start, after a restore or where it is built again. */
  get isCatchingUp(): boolean {
    return this.catchingUp.isOn;
  }

  backlog(): Promise<Backlog> {
    return backlog(this.options);
  }

  /** Events behind, by partition. */
  async lag(): Promise<readonly PartitionLag[]> {
    const { bus, pool } = this.settings;
    const marks = await bus.watermarks(this.topics);
    const { rows } = await pool.query<{ topic: string; partition: number; next: string }>('SELECT topic, partition, next FROM consumer_offset');
    const positions = new Map(rows.map((row) => [`${row.topic}/${row.partition}`, Number(row.next)]));
    return marks.map(({ topic, partition, low, high }) => ({ topic, partition, high, lag: high - (positions.get(`${topic}/${partition}`) ?? low) }));
  }

  /** Whether a restore has been caught up with; then what was refused from outside meanwhile is tried once more. In this order: whoever dies in between begins again. */
  private async settle(): Promise<void> {
    const { observer, pool } = this.options;
    try {
      if (this.catchingUp.isOn && !this.catchingUp.endsWith(await this.lag())) return;
      // What was refused from outside in real life stays refused, and is looked at by whoever goes on with what was rebuilt.
      if (this.settings.rebuilding) await tryHeldBackAgain(this.options);
      else {
        await tryWaitingAgain(this.options);
        await noLongerSetBack(pool);
      }
      clearInterval(this.catchUpTimer);
      if (!this.settings.rebuilding) observer.notice('set back by a restore, and has handled again all that was on the bus since', {});
    } catch (error) {
      observer.notice('could not look whether the restore is caught up with, will try again', { error: error instanceof Error ? error.message : String(error) });
    }
  }

  private async tidy(): Promise<void> {
    const { observer } = this.options;
    try {
      await forgetOld(this.keeping);
      if (!this.settings.rebuilding) await this.archivist.turn();
      const { oldestWaitingSeconds, waiting } = await this.backlog();
      if (oldestWaitingSeconds * 1000 > this.limits.waitingAlarmMs) observer.alarm('EVENTS_WAIT_LONG', 'events wait for something that does not come: list them and look at what they wait for', { waiting, oldestWaitingSeconds });
    } catch (error) {
      observer.notice('housekeeping failed, will try again', { error: error instanceof Error ? error.message : String(error) });
    }
  }
}
