import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import { createLogger, createMetrics, createTokenVerifier, keySourceOf, loadSettings, Readiness, Shutdown, startOpsServer, startTelemetry, type Logger } from '@huiliu/platform';
import { connectDepartments } from './departments/departments';
import { checkDepartments } from './departments/readiness';
import { createHttpMetrics } from './http/http-metrics';
import { createGatewayServer, type GatewayServer } from './http/server';
import { gatewaySettings, type GatewaySettings } from './settings';
import { openLocalSpans } from './trace/local-spans';

void main();

async function main(): Promise<void> {
  const settings = loadSettings('huiliu gateway', gatewaySettings);
  const log = createLogger({ service: 'gateway', instance: settings.instance, level: settings.logLevel, format: settings.logFormat });
  const shutdown = new Shutdown({ log, timeoutMs: settings.stopTimeoutMs });
  try {
    await start(settings, log, shutdown);
  } catch (error) {
    if (shutdown.signal.aborted) return;
    log.fatal({ err: error }, 'gateway could not start');
    await shutdown.stop('start failed', 1);
  }
}

async function start(settings: GatewaySettings, log: Logger, shutdown: Shutdown): Promise<void> {
  const { instance, host } = settings;
  const metrics = createMetrics({ service: 'gateway', instance });
  const httpMetrics = createHttpMetrics();
  const telemetry = startTelemetry({
    service: 'gateway',
    instance,
    sampleRatio: settings.traceSampleRatio,
    otlpEndpoint: settings.otlpEndpoint,
    localStore: settings.telemetryDatabaseUrl === undefined ? undefined : { url: settings.telemetryDatabaseUrl, spanLimit: settings.telemetrySpanLimit },
    onDropped: (count, reason) => metrics.spansDropped(count, reason),
    log,
  });
  shutdown.add('telemetry', () => telemetry.shutdown());

  const readiness = new Readiness(['http']);
  shutdown.signal.addEventListener('abort', () => readiness.set('process', { ready: false, reason: 'stopping' }));
  const ops = await startOpsServer({
    host,
    port: settings.opsPort,
    service: 'gateway',
    instance,
    readiness,
    metrics: { expose: async () => `${await metrics.expose()}${await httpMetrics.expose()}` },
  });
  shutdown.add('ops server', () => ops.close());

  const tokens = createTokenVerifier({ keys: keySourceOf(settings), issuer: settings.jwtIssuer, audience: settings.jwtAudience, cacheMs: settings.tokenCacheMs });
  const departments = connectDepartments(settings);
  shutdown.add('departments', () => departments.close());
  checkDepartments(readiness, departments, settings.readinessDeadlineMs);
  const spans = openLocalSpans(settings.telemetryDatabaseUrl, settings.traceDeadlineMs, log);
  if (spans) shutdown.add('local spans', () => spans.close());

  const server = await createGatewayServer({ settings, departments, tokens, spans, log, metrics: httpMetrics });
  await server.listen();
  // The grace is as long as a call to a department may take; the stop as a whole has more.
  shutdown.add('http', () => stopTaking(server, settings), settings.drainMs + settings.callDeadlineMs + 1_000);
  readiness.set('http', { ready: true });
  log.info({ url: await server.app.getUrl(), ops_port: ops.port }, 'gateway is up');
}

/** Whoever sends requests here looks at /readyz only now and then: until it has seen that we are leaving, it is answered. */
async function stopTaking(server: GatewayServer, { drainMs, callDeadlineMs }: GatewaySettings): Promise<void> {
  server.drain();
  await sleep(drainMs);
  await server.close(callDeadlineMs);
}
