import type { DataSource } from 'typeorm';
import { businessClock, loadSettings, pingDatabase, poolOf, remembered, startRuntime, type Metrics, type Runtime, type SettingGroup } from '@huiliu/platform';
import type { Engine } from '../engine/engine';
import { settingsOf, type DepartmentDefinition, type DepartmentSettings } from './definition';
import { observeWith } from './observe';
import { openDepartmentBus, openDepartmentDatabase } from './open-parts';
import { engineOf, serveDepartment } from './serve-department';

/** Starts a department: settings, telemetry, database, bus, gRPC, events. Waits for what is away and says so; stops in good order. */
export async function runDepartment<Extra extends SettingGroup>(definition: DepartmentDefinition<Extra>): Promise<void> {
  const { name } = definition;
  const settings = loadSettings(`huiliu ${name}`, settingsOf(definition)) as DepartmentSettings<Extra>;
  const runtime = await startRuntime({ service: name, settings, parts: ['database', 'bus', 'grpc', 'events'] });
  const { log, shutdown } = runtime;
  try {
    await open(definition, settings, runtime);
    log.info({ ops_port: runtime.opsPort, grpc_port: settings.grpcPort, bus: settings.bus }, `${name} is up`);
  } catch (error) {
    if (shutdown.signal.aborted) return;
    log.fatal({ err: error }, `${name} could not start`);
    await shutdown.stop('start failed', 1);
  }
}

/** What is opened last is closed first. */
async function open<Extra extends SettingGroup>(definition: DepartmentDefinition<Extra>, settings: DepartmentSettings<Extra>, { log, shutdown, metrics, readiness }: Runtime): Promise<void> {
  const { signal } = shutdown;
  const dataSource = await openDepartmentDatabase(definition, settings, { log, signal, onState: (state) => readiness.set('database', state) });
  shutdown.add('database', () => dataSource.destroy());
  readiness.check('database', () => pingDatabase(dataSource));

  const bus = await openDepartmentBus({ name: definition.name, standsFor: definition.standsFor?.(settings) }, settings, { log, signal, onState: (state) => readiness.set('bus', state) });
  shutdown.add('bus', () => bus.close());
  readiness.check('bus', () => bus.ping());

  const clock = businessClock(settings.testClockFile);
  shutdown.add('clock', () => clock.stop());
  if (settings.testClockFile !== undefined) log.warn({ file: settings.testClockFile }, 'deadlines run by a test clock');
  const engine = engineOf(definition, settings, { dataSource, bus, observer: observeWith(metrics, log), clock: clock.now, wallClock: () => new Date() });
  readiness.check('events', async () => {
    const reason = engine.stoppedBecause();
    if (reason !== undefined) throw new Error(reason);
    if (settings.rebuild) throw new Error(await rebuildState(engine));
  });
  observeLevels(metrics, definition, engine, dataSource);

  const server = await serveDepartment(definition, { settings, dataSource, engine, log });
  shutdown.add('services', () => server.close());
  await server.open();
  readiness.set('grpc', { ready: true });
  readiness.set('events', { ready: true });
}

async function rebuildState(engine: Engine): Promise<string> {
  const behind = (await engine.lag()).reduce((sum, { lag }) => sum + lag, 0);
  return behind === 0 && !engine.isCatchingUp ? 'rebuilt: start it again without HUILIU_REBUILD' : `rebuilding: ${behind} events to go`;
}

function observeLevels<Extra extends SettingGroup>(metrics: Metrics, { name, casesByState }: DepartmentDefinition<Extra>, engine: Engine, dataSource: DataSource): void {
  const cases = remembered(async () => (await poolOf(dataSource).query<{ state: string; count: number }>(casesByState)).rows, { freshMs: (tookMs) => Math.max(countedMs, tookMs * 100), staleMeanwhile: true });
  const backlog = remembered(() => engine.backlog(), { freshMs: () => sameScrapeMs });
  const lag = engine.lagWatch;
  metrics.observe('cases', async () => (await cases()).map(({ state, count }) => ({ value: Number(count), labels: { department: name, state } })));
  metrics.observe('consumerLag', async () => (await lag.look()).partitions.map(({ topic, partition, lag: value }) => ({ value, labels: { topic, partition: String(partition) } })));
  metrics.observe('consumedPerSecond', async () => known((await lag.look()).consumedPerSecond));
  metrics.observe('catchUp', async () => known((await lag.look()).catchUpSeconds));
  metrics.observe('waiting', async () => known((await backlog()).waiting));
  metrics.observe('parked', async () => known((await backlog()).parked));
  metrics.observe('outboxAge', async () => known((await backlog()).outboxAgeSeconds));
}

/** Counting goes over whole tables: seldom enough to take no more than a hundredth of a connection's time. */
const countedMs = 10_000;
const sameScrapeMs = 1_000;

const known = (value: number | undefined): { readonly value: number; readonly labels: Record<string, never> }[] => (value === undefined ? [] : [{ value, labels: {} }]);
