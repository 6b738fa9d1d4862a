import { setTimeout as delay } from 'node:timers/promises';
import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Transport } from '@nestjs/microservices';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { createClient, grpcPackages, type EventContract, type ServiceClient, type ServiceContract, type ServiceMethods } from '@huiliu/contracts';
import { BusServer, Commands, createBus, decode, deadLetterTopic, encode, Engine, Header, messagingMigrations, silentObserver, sourceOf, topicsOf, type Bus, type BusMessage, type EngineSettings, type TableDefinitions } from '@huiliu/messaging';
import { fromGrpcError, GrpcExceptionFilter, HuiliuError, openDatabase, poolOf } from '@huiliu/platform';
import { freePort, sharedPostgres } from '@huiliu/testing';

/** What an app's `department.ts` says of it. */
export interface Definition<Methods extends ServiceMethods<Methods>> {
  readonly name: string;
  readonly module: Type;
  readonly service: ServiceContract<Methods>;
  readonly tables: TableDefinitions;
  readonly entities: readonly (new () => object)[];
  readonly migrations: readonly (new () => object)[];
  readonly timers?: EngineSettings['timers'];
}

/** One event of the department as the bus has it. */
export interface Said {
  readonly topic: string;
  readonly name: string;
  readonly subject: string;
  readonly sequence: number | undefined;
  readonly causeId: string | undefined;
  readonly data: Readonly<Record<string, unknown>>;
  /** Why it is a dead letter; undefined when it is none. */
  readonly deadBecause: string | undefined;
}

const patienceMs = 10_000;

/** One department for real: a Postgres database of its own, the embedded bus, Nest with its controllers, gRPC. Its neighbours are the test. */
export class RunningDepartment<Methods extends ServiceMethods<Methods>> {
  /** The department's clock; it moves when the test says so. */
  now = new Date('2026-11-15T09:00:00Z');
  readonly alarms: string[] = [];
  private readonly sequences = new Map<string, number>();
  private readonly told = new Map<string, { readonly topic: string; readonly message: ReturnType<typeof encode> }>();
  private readonly said: Said[] = [];
  private readonly stops: (() => Promise<unknown> | void)[] = [];

  private constructor(
    private readonly bus: Bus,
    readonly dataSource: DataSource,
    readonly client: ServiceClient<Methods>,
  ) {}

  static async start<M extends ServiceMethods<M>>(definition: Definition<M>): Promise<RunningDepartment<M>> {
    const { name, entities, migrations, tables, timers = [] } = definition;
    const postgres = await sharedPostgres();
    const dataSource = await openDatabase({ url: await postgres.freshDatabase(name), entities: [...entities], migrations: [...messagingMigrations, ...migrations], log: quiet });
    const bus = createBus({ kind: 'embedded', database: { url: await postgres.freshDatabase('bus') } });
    const topics = [...topicsOf(name)];
    await bus.ensureTopics(topics.map((topic) => ({ name: topic, partitions: 2 })));
    const port = await freePort();
    const running = new RunningDepartment<M>(bus, dataSource, createClient(definition.service, `127.0.0.1:${port}`));
    const engine = new Engine({
      department: name,
      instance: `${name}-test`,
      dataSource,
      pool: poolOf(dataSource),
      bus,
      tables,
      timers,
      limits: { timerPollMs: 20, relayPollMs: 20 },
      observer: { ...silentObserver, alarm: (code) => void running.alarms.push(code) },
      clock: () => running.now,
    });
    const app = await NestFactory.create(rootOf(definition.module, dataSource, engine), new FastifyAdapter(), { logger: ['fatal', 'error', 'warn'], abortOnError: false });
    app.useGlobalFilters(new GrpcExceptionFilter(quiet));
    app.connectMicroservice({ strategy: new BusServer((routes) => engine.start(routes), () => engine.stop()) }, { inheritAppConfig: false });
    app.connectMicroservice({ transport: Transport.GRPC, options: { url: `127.0.0.1:${port}`, ...grpcPackages([definition.service]) } }, { inheritAppConfig: true });
    const listener = await running.listen(topics.filter((topic) => topic.startsWith(`huiliu.${name}.`) || topic.startsWith('integration.')));
    running.stops.push(() => running.client.close(), () => listener.stop(), () => app.close(), () => bus.close(), () => dataSource.destroy());
    await app.startAllMicroservices();
    return running;
  }

  async stop(): Promise<void> {
    for (const stop of this.stops) await stop();
  }

  /** Says an event to the department as the one who owns it would; outside systems count no sequence. Answers its id, for `tellAgain`. */
  async tell<E extends object>(contract: EventContract<E>, subject: string, data: E): Promise<string> {
    const [speaker = ''] = contract.saidBy;
    const inner = contract.visibility === 'inner';
    const sequence = (this.sequences.get(`${speaker} ${subject}`) ?? 0) + 1;
    this.sequences.set(`${speaker} ${subject}`, sequence);
    const id = `${speaker}/1/${subject}/${sequence}`;
    const counted = inner ? { sequence, epoch: 1 } : { sequence: undefined, epoch: undefined };
    const source = inner ? sourceOf(speaker) : `urn:${speaker}`;
    const message = encode({ id, type: contract.type, source, subject, time: this.now.toISOString(), ...counted, traceparent: undefined, causeId: undefined, value: JSON.stringify(data) });
    this.told.set(id, { topic: contract.topic, message });
    await this.bus.publish(contract.topic, [message]);
    return id;
  }

  /** The very same event once more, as a bus does that delivers at least once. */
  async tellAgain(id: string): Promise<void> {
    const told = this.told.get(id);
    if (!told) throw new Error(`nothing was told under ${id}`);
    await this.bus.publish(told.topic, [told.message]);
  }

  /** The first `count` events that the department said about a subject, in order, once they are on the bus. */
  async hear(subject: string, count: number): Promise<readonly Said[]> {
    return eventually(`${count} events about ${subject}`, () => {
      const about = this.said.filter((each) => each.subject === subject);
      return about.length >= count ? about : undefined;
    });
  }

  /** Until the department has handled an event, whatever it made of it; answers the outcome. */
  async handled(eventId: string): Promise<string> {
    return eventually(`${eventId} handled`, async () => {
      const rows = await this.sql<{ outcome: string }>('SELECT outcome FROM hop WHERE id = $1 OR id LIKE $2', [eventId, `%/${eventId}`]);
      return rows[0]?.outcome;
    });
  }

  until(what: string, holds: () => Promise<boolean>): Promise<true> {
    return eventually(what, async () => ((await holds()) ? true : undefined));
  }

  sql<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
    return this.dataSource.query<Row[]>(text, values);
  }

  private listen(topics: readonly string[]) {
    return this.bus.subscribe({
      group: 'test',
      topics,
      position: async () => undefined,
      onBatch: async ({ topic, messages, next }) => {
        for (const message of messages) this.note(topic, message);
        return next;
      },
      onAlarm: ({ code }) => void this.alarms.push(code),
    });
  }

  private note(topic: string, message: BusMessage): void {
    const decoded = decode(message);
    if (!decoded.ok) throw new Error(decoded.reason);
    const { type, subject, sequence, causeId, value } = decoded.envelope;
    // What the test itself has said is no news.
    if ([...this.told.values()].some((told) => told.topic === topic && told.message.headers[Header.id] === decoded.envelope.id)) return;
    const deadBecause = topic.endsWith(deadLetterTopic('')) ? message.headers['hldeadcode'] : undefined;
    this.said.push({ topic, name: type.slice(type.lastIndexOf('.') + 1), subject, sequence, causeId, data: JSON.parse(value) as Said['data'], deadBecause });
  }
}

/** The code of the error that a call ends with. */
export async function errorOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'no error';
  } catch (thrown) {
    const error = fromGrpcError(thrown);
    if (error instanceof HuiliuError) return `${error.kind} ${error.code}`;
    throw error;
  }
}

async function eventually<T>(what: string, look: () => Promise<T | undefined> | T | undefined): Promise<T> {
  const until = Date.now() + patienceMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > until) throw new Error(`${what}: not within ${patienceMs} ms`);
    await delay(20);
  }
}

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

function rootOf(module: Type, dataSource: DataSource, engine: Engine): DynamicModule {
  class Core {}
  Module({})(Core);
  class Root {}
  Module({})(Root);
  const providers = [
    { provide: DataSource, useValue: dataSource },
    { provide: Commands, useValue: new Commands(engine.commands) },
  ];
  return { module: Root, imports: [{ module: Core, global: true, providers, exports: [DataSource, Commands] }, module] };
}
