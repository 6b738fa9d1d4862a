import 'reflect-metadata';
import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Transport, type MicroserviceOptions } from '@nestjs/microservices';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { grpcPackages, OpsService, type ServiceContract } from '@huiliu/contracts';
import {
  createLogger,
  createMetrics,
  defineSettings,
  departmentSettings,
  GrpcExceptionFilter,
  loadSettings,
  nestLogger,
  openDatabase,
  pingDatabase,
  poolOf,
  Readiness,
  Shutdown,
  startOpsServer,
  startTelemetry,
  type Logger,
  type Metrics,
  type SettingGroup,
  type ValuesOf,
} from '@huiliu/platform';
import type { Bus } from '../bus/bus';
import { createBus } from '../bus/create-bus';
import { CommandBus } from '../engine/commands';
import { Engine, topicsOf } from '../engine/engine';
import { Parking } from '../engine/parking';
import { BusServer } from '../nest/bus-server';
import { Commands } from '../nest/commands';
import { GrpcTracing } from '../nest/grpc-tracing';
import { OpsController } from '../nest/ops.controller';
import { RequestValidation } from '../nest/request-validation';
import { departmentName, poolToken, settingsToken } from '../nest/tokens';
import type { AnyIntentHandler } from '../outside/intents';
import type { AnyTimerHandler } from '../outside/timers';
import { messagingMigrations } from '../schema/messaging-tables';
import type { TableDefinitions } from '../tables/session';
import { observeWith } from './observe';

type CommonSettings = ValuesOf<ReturnType<typeof departmentSettings>>;
type EntityClass = new () => object;

export interface DepartmentDefinition<Extra extends SettingGroup> {
  /** As in the contracts: `refund`. */
  readonly name: string;
  /** Nest module with the department's controllers. */
  readonly module: Type;
  readonly service: ServiceContract;
  readonly tables: TableDefinitions;
  readonly entities: readonly EntityClass[];
  readonly migrations: readonly (new () => object)[];
  /** Further settings beside those that every department has. */
  readonly settings?: Extra;
  readonly timers?: readonly AnyTimerHandler[];
  readonly intents?: (settings: CommonSettings & ValuesOf<Extra>) => readonly AnyIntentHandler[];
  /** SQL that answers rows (state, count), for the metric of cases by state. */
  readonly casesByState: string;
}

const busBackoffMs = 1_000;

/** Starts a department: settings, telemetry, database, bus, gRPC, events. Waits for what is away and says so; stops in good order. */
export async function runDepartment<Extra extends SettingGroup>(definition: DepartmentDefinition<Extra>): Promise<void> {
  const { name } = definition;
  const settings = loadSettings(`huiliu ${name}`, defineSettings({ ...departmentSettings(name), ...definition.settings })) as CommonSettings & ValuesOf<Extra>;
  const { instance } = settings;
  const log = createLogger({ service: name, instance, level: settings.logLevel, format: settings.logFormat });
  const shutdown = new Shutdown({ log, timeoutMs: settings.stopTimeoutMs });
  const metrics = createMetrics({ service: name, instance });
  const telemetry = startTelemetry({
    service: name,
    instance,
    sampleRatio: settings.traceSampleRatio,
    otlpEndpoint: settings.otlpEndpoint,
    localStore: settings.telemetryDatabaseUrl === undefined ? undefined : { url: settings.telemetryDatabaseUrl, spanLimit: settings.telemetrySpanLimit },
    onDropped: (count, reason) => metrics.spansDropped(count, reason),
    log,
  });
  shutdown.add('telemetry', () => telemetry.shutdown());
  const readiness = new Readiness(['database', 'bus', 'grpc', 'events']);
  const ops = await startOpsServer({ host: settings.host, port: settings.opsPort, service: name, instance, readiness, metrics });
  shutdown.add('ops server', () => ops.close());
  try {
    await open(definition, settings, { log, shutdown, metrics, readiness });
    log.info({ ops_port: ops.port, grpc_port: settings.grpcPort, bus: settings.bus }, `${name} is up`);
  } catch (error) {
    if (shutdown.signal.aborted) return;
    log.fatal({ err: error }, `${name} could not start`);
    await shutdown.stop('start failed');
  }
}

interface Parts {
  readonly log: Logger;
  readonly shutdown: Shutdown;
  readonly metrics: Metrics;
  readonly readiness: Readiness;
}

async function open<Extra extends SettingGroup>(definition: DepartmentDefinition<Extra>, settings: CommonSettings & ValuesOf<Extra>, { log, shutdown, metrics, readiness }: Parts): Promise<void> {
  const { name, tables } = definition;
  const dataSource = await openDatabase({
    url: settings.databaseUrl,
    entities: [...definition.entities],
    migrations: [...messagingMigrations, ...definition.migrations],
    log,
    applicationName: settings.instance,
    poolSize: settings.databasePoolSize,
    connectTimeoutMs: settings.databaseConnectTimeoutMs,
    statementTimeoutMs: settings.databaseStatementTimeoutMs,
    idleTransactionTimeoutMs: settings.databaseIdleTransactionTimeoutMs,
    signal: shutdown.signal,
    onState: (state) => readiness.set('database', state),
  });
  shutdown.add('database', () => dataSource.destroy());
  readiness.check('database', () => pingDatabase(dataSource));

  const bus = await openBus(settings, name, readiness, log, shutdown.signal);
  shutdown.add('bus', () => bus.close());
  readiness.check('bus', () => bus.ping());

  const observer = observeWith(metrics, log);
  const engine = new Engine({ department: name, instance: settings.instance, dataSource, pool: poolOf(dataSource), bus, tables, timers: definition.timers ?? [], intents: definition.intents?.(settings) ?? [], observer });
  readiness.check('events', async () => {
    const reason = engine.stoppedBecause();
    if (reason !== undefined) throw new Error(reason);
  });
  observeLevels(metrics, definition, engine, dataSource);
  await serve(definition, settings, engine, dataSource, log, shutdown);
  readiness.set('grpc', { ready: true });
  readiness.set('events', { ready: true });
}

/** Waits while the bus is away. */
async function openBus(settings: CommonSettings, name: string, readiness: Readiness, log: Logger, signal: AbortSignal): Promise<Bus> {
  const onNotice = (notice: string, details: Record<string, unknown>): void => log.warn(details, notice);
  const bus = createBus(
    settings.bus === 'kafka'
      ? { kind: 'kafka', brokers: settings.kafkaBrokers ?? [], clientId: settings.instance, onNotice }
      : { kind: 'embedded', database: { url: settings.busDatabaseUrl ?? '' }, instance: settings.instance, onNotice },
  );
  for (;;) {
    signal.throwIfAborted();
    try {
      await bus.ensureTopics(topicsOf(name).map((topic) => ({ name: topic, partitions: settings.partitions })));
      readiness.set('bus', { ready: true });
      return bus;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      readiness.set('bus', { ready: false, reason });
      log.warn({ reason, retry_in_ms: busBackoffMs }, 'the bus can\'t be reached: waiting');
      await new Promise((resolve) => setTimeout(resolve, busBackoffMs));
    }
  }
}

async function serve<Extra extends SettingGroup>(
  definition: DepartmentDefinition<Extra>,
  settings: CommonSettings,
  engine: Engine,
  dataSource: DataSource,
  log: Logger,
  shutdown: Shutdown,
): Promise<void> {
  const services = [definition.service, OpsService];
  const app = await NestFactory.create(rootModule(definition.module, definition.name, settings, engine, dataSource), new FastifyAdapter(), { logger: nestLogger(log), abortOnError: false });
  app.useGlobalFilters(new GrpcExceptionFilter(log));
  app.useGlobalInterceptors(new GrpcTracing(), new RequestValidation(services));
  app.connectMicroservice<MicroserviceOptions>({ strategy: new BusServer((routes) => engine.start(routes), () => engine.stop()) }, { inheritAppConfig: false });
  app.connectMicroservice<MicroserviceOptions>({ transport: Transport.GRPC, options: { url: `${settings.host}:${settings.grpcPort}`, ...grpcPackages(services) } }, { inheritAppConfig: true });
  shutdown.add('services', () => app.close());
  await app.startAllMicroservices();
}

function rootModule(module: Type, name: string, settings: CommonSettings, engine: Engine, dataSource: DataSource): DynamicModule {
  class DepartmentCore {}
  Module({})(DepartmentCore);
  class Department {}
  Module({})(Department);
  const providers = [
    { provide: DataSource, useValue: dataSource },
    { provide: poolToken, useValue: poolOf(dataSource) },
    { provide: departmentName, useValue: name },
    { provide: settingsToken, useValue: settings },
    { provide: CommandBus, useValue: engine.commands },
    { provide: Commands, useValue: new Commands(engine.commands) },
    { provide: Parking, useValue: engine.parking },
  ];
  const core: DynamicModule = { module: DepartmentCore, global: true, providers, exports: providers.map(({ provide }) => provide) };
  return { module: Department, imports: [core, module], controllers: [OpsController] };
}

function observeLevels<Extra extends SettingGroup>(metrics: Metrics, { name, casesByState }: DepartmentDefinition<Extra>, engine: Engine, dataSource: DataSource): void {
  metrics.observe('cases', async () => {
    const { rows } = await poolOf(dataSource).query<{ state: string; count: number }>(casesByState);
    return rows.map(({ state, count }) => ({ value: Number(count), labels: { department: name, state } }));
  });
  metrics.observe('consumerLag', async () => (await engine.lag()).map(({ topic, partition, lag }) => ({ value: lag, labels: { topic, partition: String(partition) } })));
  metrics.observe('waiting', async () => [{ value: (await engine.backlog()).waiting, labels: {} }]);
  metrics.observe('parked', async () => [{ value: (await engine.backlog()).parked, labels: {} }]);
  metrics.observe('outboxAge', async () => [{ value: (await engine.backlog()).outboxAgeSeconds, labels: {} }]);
}
