import type { processSettings } from './config/groups';
import type { ValuesOf } from './config/settings';
import type { Logger } from './logging';
import { createLogger } from './logging';
import type { Metrics } from './metrics';
import { createMetrics } from './metrics';
import { startOpsServer } from './ops-server';
import { Readiness } from './readiness';
import type { ShutdownTarget } from './shutdown';
import { Shutdown } from './shutdown';
import type { Telemetry } from './telemetry/start-telemetry';
import { startTelemetry } from './telemetry/start-telemetry';

export type ProcessValues = ValuesOf<ReturnType<typeof processSettings>>;

export interface RuntimeOptions {
  readonly service: string;
  readonly settings: ProcessValues;
  /** What must be ready before this instance is: `['database', 'bus', 'grpc']`. */
  readonly parts: readonly string[];
  /** The process itself; another one in tests. */
  readonly target?: ShutdownTarget;
}

/** What every process of ours has around its work. */
export interface Runtime {
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly readiness: Readiness;
  readonly telemetry: Telemetry;
  readonly shutdown: Shutdown;
  /** Where the ops server really listens. */
  readonly opsPort: number;
}

/**
 * The first thing in `main.ts`, before Postgres or the bus are asked for anything: from here on the process logs, answers /livez and /readyz, and
 * stops in good order. Parts started afterwards add themselves to `shutdown` and are so stopped before these.
 */
export async function startRuntime({ service, settings, parts, target }: RuntimeOptions): Promise<Runtime> {
  const { instance } = settings;
  const log = createLogger({ service, instance, level: settings.logLevel, format: settings.logFormat });
  const shutdown = new Shutdown({ log, timeoutMs: settings.stopTimeoutMs, ...(target && { target }) });
  const metrics = createMetrics({ service, instance });
  const readiness = new Readiness(parts);
  const telemetry = startTelemetry({
    service,
    instance,
    sampleRatio: settings.traceSampleRatio,
    otlpEndpoint: settings.otlpEndpoint,
    localStore: settings.telemetryDatabaseUrl === undefined ? undefined : { url: settings.telemetryDatabaseUrl, spanLimit: settings.telemetrySpanLimit },
    onDropped: (count, reason) => metrics.spansDropped(count, reason),
    log,
  });
  shutdown.add('telemetry', () => telemetry.shutdown());
  shutdown.add('metrics', () => metrics.shutdown());
  const ops = await startOpsServer({ host: settings.host, port: settings.opsPort, service, instance, readiness, metrics });
  shutdown.add('ops server', () => ops.close());
  shutdown.signal.addEventListener('abort', () => readiness.set('process', { ready: false, reason: 'stopping' }));
  log.info({ ops_port: ops.port }, 'starting');
  return { log, metrics, readiness, telemetry, shutdown, opsPort: ops.port };
}
