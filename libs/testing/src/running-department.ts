import { setTimeout as delay } from 'node:timers/promises';
import { Module, type DynamicModule, type INestApplicationContext, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { MicroserviceOptions } from '@nestjs/microservices';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import type { Pool } from 'pg';
import { topicsHeardBy, topicsSaidBy, type EventContract } from '@huiliu/contracts';
import { BusServer, createBus, deadLetterTopic, decode, encode, Engine, messagingMigrations, sourceOf, topicsOf, type Bus, type TableDefinitions } from '@huiliu/messaging';
import { sharedPostgres } from './servers/shared-postgres';

/** What a department is made of, as its `department.ts` has it. */
export interface DepartmentParts {
  readonly name: string;
  readonly module: Type;
  readonly tables: TableDefinitions;
  readonly entities: readonly (new () => object)[];
  readonly migrations: readonly (new () => object)[];
}

/** A message that the department put on the bus. */
export interface Heard {
  readonly topic: string;
  readonly type: string;
  readonly subject: string;
  readonly data: unknown;
  /** Code of the reason, of a dead letter. */
  readonly deadCode: string | undefined;
}

export interface Running {
  readonly context: INestApplicationContext;
  readonly dataSource: DataSource;
  /** Everything that the department has said, its dead letters included, in the order of the bus. */
  readonly heard: readonly Heard[];
  /** Says an inner event as another department, with the sequence that it would have. */
  department<E extends object>(name: string, contract: EventContract<E>, subject: string, data: E): Promise<void>;
  /** Says a public event as an outside system. The same id again is the same event again. */
  outside<E extends object>(name: string, contract: EventContract<E>, subject: string, data: E, id?: string): Promise<void>;
  /** Publishes the last message again, as a relay does that lost the answer. */
  again(): Promise<void>;
  stop(): Promise<void>;
}

const partitions = 2;

/** The department on a database of its own and an embedded bus, with peers that speak by the contracts alone. */
export async function run(department: DepartmentParts): Promise<Running> {
  const postgres = await sharedPostgres();
  const dataSource = new DataSource({
    type: 'postgres',
    url: await postgres.freshDatabase(department.name),
    entities: [...department.entities],
    migrations: [...messagingMigrations, ...department.migrations],
    poolSize: 8,
  });
  await dataSource.initialize();
  await dataSource.runMigrations();
  const bus = createBus({ kind: 'embedded', database: { url: await postgres.freshDatabase('bus') }, instance: 'test' });
  await bus.ensureTopics(topicsOf(department.name).map((name) => ({ name, partitions })));
  const pool = (dataSource.driver as unknown as { master: Pool }).master;
  const engine = new Engine({ department: department.name, instance: 'test', dataSource, pool, bus, tables: department.tables });
  const app = await NestFactory.create(moduleOf(department, dataSource), new FastifyAdapter(), { logger: false, abortOnError: false });
  app.connectMicroservice<MicroserviceOptions>({ strategy: new BusServer((routes) => engine.start(routes), () => engine.stop()) });
  await app.startAllMicroservices();
  const listener = await listen(bus, [...topicsSaidBy(department.name), ...topicsHeardBy(department.name).map(deadLetterTopic)]);
  return {
    context: app,
    dataSource,
    heard: listener.heard,
    ...speaker(bus),
    stop: async () => {
      await listener.stop();
      await app.close();
      await bus.close();
      await dataSource.destroy();
    },
  };
}

function moduleOf({ module }: DepartmentParts, dataSource: DataSource): DynamicModule {
  class Core {}
  Module({})(Core);
  class Root {}
  Module({})(Root);
  const core: DynamicModule = { module: Core, global: true, providers: [{ provide: DataSource, useValue: dataSource }], exports: [DataSource] };
  return { module: Root, imports: [core, module] };
}

async function listen(bus: Bus, topics: readonly string[]): Promise<{ readonly heard: readonly Heard[]; stop(): Promise<void> }> {
  const heard: Heard[] = [];
  const positions = new Map<string, number>();
  const subscription = await bus.subscribe({
    group: 'peers',
    topics,
    position: async (topic, partition) => positions.get(`${topic}/${partition}`),
    onBatch: async ({ topic, partition, messages, next }) => {
      for (const message of messages) {
        const decoded = decode(message);
        if (!decoded.ok) throw new Error(decoded.reason);
        const { type, subject, value } = decoded.envelope;
        heard.push({ topic, type, subject, data: JSON.parse(value) as unknown, deadCode: message.headers['hldeadcode'] });
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

function speaker(bus: Bus): Pick<Running, 'department' | 'outside' | 'again'> {
  const sequences = new Map<string, number>();
  let [last, count] = [async (): Promise<void> => undefined, 0];
  const say = async (contract: EventContract<object>, source: string, subject: string, data: object, identity: { id: string; sequence: number | undefined }): Promise<void> => {
    const epoch = identity.sequence === undefined ? undefined : 1;
    const envelope = { ...identity, epoch, type: contract.type, source, subject, time: new Date().toISOString(), traceparent: undefined, causeId: undefined, value: JSON.stringify(data) };
    last = () => bus.publish(contract.topic, [encode(envelope)]);
    await last();
  };
  return {
    department: (name, contract, subject, data) => {
      const key = `${name} ${subject}`;
      const sequence = (sequences.get(key) ?? 0) + 1;
      sequences.set(key, sequence);
      return say(contract as EventContract<object>, sourceOf(name), subject, data, { id: `${name}/1/${subject}/${sequence}`, sequence });
    },
    outside: (name, contract, subject, data, id = `test-${++count}`) => say(contract as EventContract<object>, `urn:${name}`, subject, data, { id, sequence: undefined }),
    again: () => last(),
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
