import { setTimeout as delay } from 'node:timers/promises';
import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Transport, type MicroserviceOptions } from '@nestjs/microservices';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { createClient, grpcPackages, RefundService, topicsHeardBy, topicsSaidBy, type EventContract, type RefundServiceMethods, type ServiceClient } from '@huiliu/contracts';
import { BusServer, Commands, createBus, deadLetterTopic, decode, encode, Engine, messagingMigrations, settingsToken, sourceOf, topicsOf, type Bus } from '@huiliu/messaging';
import { defineSettings, GrpcExceptionFilter, openDatabase, poolOf } from '@huiliu/platform';
import { freePort, sharedPostgres } from '@huiliu/testing';
import { refund } from '../src/department';
import { refundSettings } from '../src/settings';

/** A message that the department put on the bus. */
export interface Heard {
  /** As `RefundSettled`. */
  readonly name: string;
  readonly subject: string;
  readonly data: unknown;
  /** Code of the reason, of a dead letter. */
  readonly deadCode: string | undefined;
}

export interface Running {
  readonly pool: Pool;
  readonly client: ServiceClient<RefundServiceMethods>;
  /** Everything that the department has said, its dead letters included, in the order of the bus. */
  readonly heard: readonly Heard[];
  /** Says an inner event as another department, with the sequence that it would have. */
  department<E extends object>(name: string, contract: EventContract<E>, subject: string, data: E): Promise<void>;
  /** Says a public event as an outside system. */
  outside<E extends object>(name: string, contract: EventContract<E>, subject: string, data: E): Promise<void>;
  stop(): Promise<void>;
}

// Several, so that cases of one order are handled at the same moment.
const partitions = 4;
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** The department on a database of its own, an embedded bus and gRPC, with peers that speak by the contracts alone. */
export async function run(env: Readonly<Record<string, string>>): Promise<Running> {
  const postgres = await sharedPostgres();
  const settings = defineSettings(refundSettings).read(env);
  const dataSource = await openDatabase({ url: await postgres.freshDatabase('refund'), entities: [...refund.entities], migrations: [...messagingMigrations, ...refund.migrations], log: quiet });
  const bus = createBus({ kind: 'embedded', database: { url: await postgres.freshDatabase('bus') }, instance: 'refund-test' });
  await bus.ensureTopics(topicsOf('refund').map((name) => ({ name, partitions })));
  const limits = { intentPollMs: 20, relayPollMs: 20, intentLeaseMs: 2_000 };
  const engine = new Engine({ department: 'refund', instance: 'refund-test', dataSource, pool: poolOf(dataSource), bus, tables: refund.tables, intents: refund.intents(settings), limits });
  const port = await freePort();
  const app = await NestFactory.create(moduleOf([
    { provide: DataSource, useValue: dataSource },
    { provide: settingsToken, useValue: settings },
    { provide: Commands, useValue: new Commands(engine.commands) },
  ]), new FastifyAdapter(), { logger: false, abortOnError: false });
  app.useGlobalFilters(new GrpcExceptionFilter(quiet));
  app.connectMicroservice<MicroserviceOptions>({ strategy: new BusServer((routes) => engine.start(routes), () => engine.stop()) }, { inheritAppConfig: false });
  app.connectMicroservice<MicroserviceOptions>({ transport: Transport.GRPC, options: { url: `127.0.0.1:${port}`, ...grpcPackages([RefundService]) } }, { inheritAppConfig: true });
  await app.startAllMicroservices();
  const client = createClient(RefundService, `127.0.0.1:${port}`);
  const listener = await listen(bus);
  return {
    pool: poolOf(dataSource),
    client,
    heard: listener.heard,
    ...speaker(bus),
    stop: async () => {
      client.close();
      await listener.stop();
      await app.close();
      await bus.close();
      await dataSource.destroy();
    },
  };
}

function moduleOf(providers: { provide: symbol | (new (...args: never[]) => unknown); useValue: unknown }[]): DynamicModule {
  class Core {}
  Module({})(Core);
  class Root {}
  Module({})(Root);
  const core: DynamicModule = { module: Core, global: true, providers, exports: providers.map(({ provide }) => provide) };
  return { module: Root, imports: [core, refund.module] };
}

async function listen(bus: Bus): Promise<{ readonly heard: readonly Heard[]; stop(): Promise<void> }> {
  const heard: Heard[] = [];
  const positions = new Map<string, number>();
  const subscription = await bus.subscribe({
    group: 'peers',
    topics: [...topicsSaidBy('refund'), ...topicsHeardBy('refund').map(deadLetterTopic)],
    position: async (topic, partition) => positions.get(`${topic}/${partition}`),
    onBatch: async ({ topic, partition, messages, next }) => {
      for (const message of messages) {
        const decoded = decode(message);
        if (!decoded.ok) throw new Error(decoded.reason);
        const { type, subject, value } = decoded.envelope;
        heard.push({ name: type.slice(type.lastIndexOf('.') + 1), subject, data: JSON.parse(value) as unknown, deadCode: message.headers['hldeadcode'] });
      }
      positions.set(`${topic}/${partition}`, next);
      return next;
    },
    onAlarm: ({ code }) => {
      throw new Error(code);
    },
  });
  return { heard, stop: () => subscription.stop() };
}

function speaker(bus: Bus): Pick<Running, 'department' | 'outside'> {
  const sequences = new Map<string, number>();
  let count = 0;
  const say = (contract: EventContract<object>, source: string, subject: string, data: object, id: string, sequence: number | undefined): Promise<void> => {
    const epoch = sequence === undefined ? undefined : 1;
    return bus.publish(contract.topic, [
      encode({ id, type: contract.type, source, subject, time: new Date().toISOString(), sequence, epoch, traceparent: undefined, causeId: undefined, value: JSON.stringify(data) }),
    ]);
  };
  return {
    department: (name, contract, subject, data) => {
      const key = `${name} ${subject}`;
      const sequence = (sequences.get(key) ?? 0) + 1;
      sequences.set(key, sequence);
      return say(contract as EventContract<object>, sourceOf(name), subject, data, `${name}/1/${subject}/${sequence}`, sequence);
    },
    outside: (name, contract, subject, data) => say(contract as EventContract<object>, `urn:${name}`, subject, data, `test-${++count}`, undefined),
  };
}

/** Waits for what comes in its own time; fails when it does not come. */
export async function until(what: string, holds: () => boolean | Promise<boolean>, timeoutMs = 20_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`${what}: it did not come within ${timeoutMs} ms`);
    await delay(20);
  }
}
