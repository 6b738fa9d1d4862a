import 'reflect-metadata';
import { Module, type INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Transport, type MicroserviceOptions } from '@nestjs/microservices';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { createClient, grpcPackages, IntakeService, topicsHeardBy, topicsSaidBy, type EventContract, type IntakeServiceMethods, type ServiceClient } from '@huiliu/contracts';
import { BusServer, Commands, createBus, deadLetterTopic, decode, encode, Engine, messagingMigrations, sourceOf, topicsOf, type Envelope } from '@huiliu/messaging';
import { fromGrpcError, GrpcExceptionFilter, openDatabase, poolOf } from '@huiliu/platform';
import { freePort, holdsWithin, sharedPostgres } from '@huiliu/testing';
import { DataSource } from 'typeorm';
import { intake } from '../src/department';

const patienceMs = 20_000;
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

export interface Published extends Envelope {
  readonly topic: string;
  readonly data: Record<string, unknown>;
}

export interface RunningIntake {
  readonly client: ServiceClient<IntakeServiceMethods>;
  /** Everything that intake has published, its dead letters included. */
  readonly published: readonly Published[];
  /** As an outside system: `id` is CRM's own. */
  crmSays<E extends object>(contract: EventContract<E>, subject: string, data: E, id: string, time?: string): Promise<void>;
  /** As a department of Huiliu, under its next sequence. */
  departmentSays<E extends object>(contract: EventContract<E>, caseId: string, data: E): Promise<void>;
  /** Waits until it holds; fails with what has been published so far. */
  until(condition: () => boolean | Promise<boolean>): Promise<void>;
  /** Waits until everything on the bus has been read and everything said is published. */
  settled(): Promise<void>;
  rows<Row extends object>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  stop(): Promise<void>;
}

/** The whole department with its peers played by the test: real Postgres, the embedded bus, gRPC over the wire. */
export async function runningIntake(): Promise<RunningIntake> {
  const postgres = await sharedPostgres();
  const url = await postgres.freshDatabase('intake');
  const bus = createBus({ kind: 'embedded', database: { url: await postgres.freshDatabase('intake_bus') }, instance: 'intake-test' });
  const topics = [...topicsOf('intake'), ...topicsHeardBy('intake')];
  await bus.ensureTopics([...new Set(topics)].map((name) => ({ name, partitions: 2 })));
  const dataSource = await openDatabase({ url, entities: [...intake.entities], migrations: [...messagingMigrations, ...intake.migrations], log: silent });
  const pool = poolOf(dataSource);
  const engine = new Engine({ department: 'intake', instance: 'intake-test', dataSource, pool, bus, tables: intake.tables });
  const published: Published[] = [];
  const listening = await bus.subscribe({
    group: 'intake-test-peers',
    topics: [...topicsSaidBy('intake'), ...topicsHeardBy('intake').map(deadLetterTopic)],
    position: async () => undefined,
    onBatch: async ({ topic, messages, next }) => {
      for (const message of messages) {
        const decoded = decode(message);
        if (decoded.ok) published.push({ ...decoded.envelope, topic, data: JSON.parse(message.value) as Record<string, unknown> });
      }
      return next;
    },
    onAlarm: (alarm) => {
      throw new Error(alarm.code);
    },
  });
  const port = await freePort();
  const app = await serve(engine, dataSource, port);
  const client = createClient(IntakeService, `127.0.0.1:${port}`);
  const sequences = new Map<string, number>();

  return {
    client: humane(client),
    published,
    crmSays: async (contract, subject, data, id, time = '2026-11-05T08:00:00.000Z') =>
      bus.publish(contract.topic, [encode({ id, type: contract.type, source: 'urn:crm', subject, time, sequence: undefined, epoch: undefined, traceparent: undefined, causeId: undefined, value: JSON.stringify(data) })]),
    departmentSays: async (contract, caseId, data) => {
      const [department = ''] = contract.saidBy;
      const key = `${department}/1/case:${caseId}`;
      const sequence = (sequences.get(key) ?? 0) + 1;
      sequences.set(key, sequence);
      const envelope = { id: `${key}/${sequence}`, type: contract.type, source: sourceOf(department), subject: `case:${caseId}`, time: new Date().toISOString(), sequence, epoch: 1, traceparent: undefined, causeId: undefined };
      await bus.publish(contract.topic, [encode({ ...envelope, value: JSON.stringify(data) })]);
    },
    until: async (condition) => {
      if (!(await holdsWithin(patienceMs, condition))) throw new Error(`it did not happen; published so far: ${published.map(({ type, subject }) => `${type} ${subject}`).join(', ') || 'nothing'}`);
    },
    settled: async () => {
      const quiet = async (): Promise<boolean> => {
        if ((await engine.lag()).some(({ lag }) => lag > 0)) return false;
        const said = await pool.query<{ count: string }>(`SELECT count(*) FROM outbox`);
        return published.length >= Number(said.rows[0]?.count);
      };
      if (!(await holdsWithin(patienceMs, quiet))) throw new Error('intake does not come to rest');
    },
    rows: async <Row extends object>(sql: string, values: readonly unknown[] = []) => (await pool.query<Row & Record<string, unknown>>(sql, [...values])).rows as Row[],
    stop: async () => {
      client.close();
      await app.close();
      await listening.stop();
      await bus.close();
      await dataSource.destroy();
    },
  };
}

async function serve(engine: Engine, dataSource: DataSource, port: number): Promise<INestApplication> {
  class Core {}
  class Root {}
  Module({})(Core);
  Module({})(Root);
  const providers = [
    { provide: DataSource, useValue: dataSource },
    { provide: Commands, useValue: new Commands(engine.commands) },
  ];
  const core = { module: Core, global: true, providers, exports: [DataSource, Commands] };
  const app = await NestFactory.create({ module: Root, imports: [core, intake.module] }, new FastifyAdapter(), { logger: false, abortOnError: false });
  app.useGlobalFilters(new GrpcExceptionFilter(silent));
  app.connectMicroservice<MicroserviceOptions>({ strategy: new BusServer((routes) => engine.start(routes), () => engine.stop()) }, { inheritAppConfig: false });
  app.connectMicroservice<MicroserviceOptions>({ transport: Transport.GRPC, options: { url: `127.0.0.1:${port}`, ...grpcPackages([intake.service]) } }, { inheritAppConfig: true });
  await app.startAllMicroservices();
  return app;
}

/** Rejects with the error that the department meant. */
function humane(client: ServiceClient<IntakeServiceMethods>): ServiceClient<IntakeServiceMethods> {
  const methods = Object.entries(client).map(([name, call]) => [
    name,
    name === 'close'
      ? call
      : async (...args: readonly unknown[]): Promise<unknown> => {
          try {
            return await (call as (...args: readonly unknown[]) => Promise<unknown>)(...args);
          } catch (error) {
            throw fromGrpcError(error);
          }
        },
  ]);
  return Object.fromEntries(methods) as ServiceClient<IntakeServiceMethods>;
}
