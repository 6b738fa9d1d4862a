import { busLimitsOf, createBus, noticeTo, type Bus } from '@huiliu/messaging';
import { createLogger, createMetrics, errorMessage, loadSettings, Readiness, Shutdown, startOpsServer, startTelemetry, type Logger } from '@huiliu/platform';
import { OrderFileError } from './orders/columns';
import { MixError, mixOf } from './mix/mix';
import { makePlan } from './feed/make-plan';
import { sandboxTopics, startSandbox, type Sandbox } from './sandbox';
import { sandboxSettings, type SandboxSettings } from './settings';
import { openDatabase, type OwnDatabase } from './store/database';
import { pause } from './systems/staff/workers';

const backoffMs = 1_000;

async function main(): Promise<void> {
  const settings = loadSettings('huiliu sandbox', sandboxSettings);
  const log = createLogger({ service: 'sandbox', instance: settings.instance, level: settings.logLevel, format: settings.logFormat });
  const shutdown = new Shutdown({ log, timeoutMs: settings.stopTimeoutMs });
  startTracing(settings, log, shutdown);
  const readiness = new Readiness(['database', 'bus', 'systems']);
  let sandbox: Sandbox | undefined;
  const { host, opsPort, instance } = settings;
  const metrics = createMetrics({ service: 'sandbox', instance });
  const server = await startOpsServer({ host, port: opsPort, service: 'sandbox', instance, readiness, metrics, pages: { '/status': async () => sandbox?.status() } });
  shutdown.add('ops server', () => server.close());
  try {
    const { gatewayUrl, customerToken, orders, cases, seed } = settings;
    const mix = mixOf(settings.mix);
    const plan = await makePlan({ seed, orders, cases, mix, gateway: gatewayUrl !== undefined && customerToken !== undefined });
    log.info({ seed, ...plan.counts }, 'planned');
    const database = await ownDatabase(settings, log, readiness, shutdown);
    const bus = await ownBus(settings, log, readiness, shutdown);
    sandbox = await startSandbox({ settings, plan, bus, database, log, readiness });
    shutdown.add('systems', () => sandbox?.stop());
    log.info({ status_port: server.port, payments_port: sandbox.paymentsPort, bus: bus.kind }, 'the outside world is up');
  } catch (error) {
    if (shutdown.signal.aborted) return;
    if (error instanceof OrderFileError || error instanceof MixError) log.fatal({ code: error.code }, error.message);
    else log.fatal({ err: error }, 'the sandbox could not start');
    process.exit(1);
  }
}

/** Without a place to keep spans, what is answered passes on the trace of what it answers unchanged. */
function startTracing(settings: SandboxSettings, log: Logger, shutdown: Shutdown): void {
  const { instance, otlpEndpoint, telemetryDatabaseUrl: url, telemetrySpanLimit: spanLimit, traceSampleRatio: sampleRatio } = settings;
  if (otlpEndpoint === undefined && url === undefined) return;
  const telemetry = startTelemetry({ service: 'sandbox', instance, sampleRatio, otlpEndpoint, localStore: url === undefined ? undefined : { url, spanLimit }, log });
  shutdown.add('telemetry', () => telemetry.shutdown());
}

async function ownDatabase(settings: SandboxSettings, log: Logger, readiness: Readiness, shutdown: Shutdown): Promise<OwnDatabase> {
  const database = openDatabase({
    connectionString: settings.databaseUrl,
    max: settings.databasePoolSize,
    connectionTimeoutMillis: settings.databaseConnectTimeoutMs,
    statement_timeout: settings.databaseStatementTimeoutMs,
    idle_in_transaction_session_timeout: settings.databaseIdleTransactionTimeoutMs,
    application_name: settings.instance,
  });
  shutdown.add('database', () => database.close());
  await untilItWorks('database', () => database.migrate(), log, readiness, shutdown.signal);
  readiness.check('database', async () => void (await database.query('SELECT 1')));
  return database;
}

async function ownBus(settings: SandboxSettings, log: Logger, readiness: Readiness, shutdown: Shutdown): Promise<Bus> {
  const bus = busOf(settings, log);
  shutdown.add('bus', () => bus.close());
  await untilItWorks('bus', () => bus.ensureTopics(sandboxTopics(settings.partitions)), log, readiness, shutdown.signal);
  readiness.check('bus', () => bus.ping());
  return bus;
}

function busOf(settings: SandboxSettings, log: Logger): Bus {
  const { bus, kafkaBrokers, busDatabaseUrl, instance } = settings;
  const common = { limits: busLimitsOf(settings), onNotice: noticeTo(log) };
  if (bus === 'kafka') return createBus({ kind: 'kafka', brokers: kafkaBrokers ?? [], clientId: instance, ...common });
  return createBus({ kind: 'embedded', database: { url: busDatabaseUrl ?? '' }, instance, ...common });
}

/** Waits while something is away, and says so. */
async function untilItWorks(part: string, run: () => Promise<void>, log: Logger, readiness: Readiness, signal: AbortSignal): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    try {
      await run();
      return readiness.set(part, { ready: true });
    } catch (error) {
      const reason = errorMessage(error);
      readiness.set(part, { ready: false, reason });
      log.warn({ reason, retry_in_ms: backoffMs }, `the ${part} can't be reached: waiting`);
      await pause(backoffMs, signal);
    }
  }
}

void main();
