import { hostname } from 'node:os';
import { setting } from './setting';

/** What every process has: where it listens for its operators, how it logs, where its traces go. */
export const processSettings = (service: string) =>
  ({
    host: setting.text('HUILIU_HOST', { default: '127.0.0.1', help: 'Address to listen on' }),
    opsPort: setting.port('HUILIU_OPS_PORT', { default: 0, help: 'Health, readiness and metrics over HTTP' }),
    instance: setting.text('HUILIU_INSTANCE', { default: `${service}-${hostname()}-${process.pid}`, help: 'Name of this instance, in logs and leases; unique in the installation' }),
    logLevel: setting.choice('HUILIU_LOG_LEVEL', ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], { default: 'info', help: 'Least level that is logged' }),
    logFormat: setting.choice('HUILIU_LOG_FORMAT', ['json', 'pretty'], { default: 'json', help: 'json for machines, pretty for people' }),
    otlpEndpoint: setting.httpUrl('OTEL_EXPORTER_OTLP_ENDPOINT', { optional: true, help: 'Base URL of an OpenTelemetry collector (OTLP over HTTP)' }),
    traceSampleRatio: setting.ratio('HUILIU_TRACE_SAMPLE_RATIO', { default: 0.1, help: 'Share of traces that are recorded' }),
    telemetryDatabaseUrl: setting.databaseUrl('HUILIU_TELEMETRY_DATABASE_URL', { optional: true, help: 'Local store of spans; none when not set' }),
    telemetrySpanLimit: setting.integer('HUILIU_TELEMETRY_SPAN_LIMIT', { default: 500_000, min: 1_000, max: 100_000_000, help: 'Spans kept in the local store; the oldest go first' }),
    stopTimeoutMs: setting.durationMs('HUILIU_STOP_TIMEOUT_MS', { default: 20_000, help: 'Longest time for a graceful stop' }),
  }) as const;

/** Which event bus, and where it is. */
export const busSettings = () =>
  ({
    bus: setting.choice('HUILIU_BUS', ['embedded', 'kafka'], { default: 'embedded', help: 'Event bus: an append-only log in Postgres, or Kafka' }),
    kafkaBrokers: setting.addresses('KAFKA_BROKERS', { requiredWhen: { env: 'HUILIU_BUS', is: 'kafka' }, help: 'Kafka brokers' }),
    busDatabaseUrl: setting.databaseUrl('HUILIU_BUS_DATABASE_URL', { requiredWhen: { env: 'HUILIU_BUS', is: 'embedded' }, help: 'Database of the embedded bus' }),
    partitions: setting.integer('HUILIU_PARTITIONS', { default: 4, min: 1, max: 1_000, help: 'Partitions of each topic, chosen once per installation' }),
  }) as const;

/** The service's own database. */
export const databaseSettings = () =>
  ({
    databaseUrl: setting.databaseUrl('DATABASE_URL', { help: 'The department\'s own database' }),
    databasePoolSize: setting.integer('HUILIU_DATABASE_POOL_SIZE', { default: 10, min: 1, max: 200, help: 'Most connections to the database' }),
    databaseWaiting: setting.integer('HUILIU_DATABASE_WAITING', { default: 100, min: 1, max: 100_000, help: 'Calls that may wait for a connection; one more is refused, to be sent again' }),
    databaseConnectTimeoutMs: setting.durationMs('HUILIU_DATABASE_CONNECT_TIMEOUT_MS', { default: 5_000, help: 'Longest wait for a connection' }),
    databaseStatementTimeoutMs: setting.durationMs('HUILIU_DATABASE_STATEMENT_TIMEOUT_MS', { default: 30_000, help: 'Longest time for one statement' }),
    databaseIdleTransactionTimeoutMs: setting.durationMs('HUILIU_DATABASE_IDLE_TRANSACTION_TIMEOUT_MS', { default: 60_000, help: 'Longest idle time inside a transaction' }),
  }) as const;

export const grpcSettings = () =>
  ({
    grpcPort: setting.port('HUILIU_GRPC_PORT', { default: 0, help: 'Commands and questions over gRPC' }),
  }) as const;

export const httpSettings = () =>
  ({
    httpPort: setting.port('HUILIU_HTTP_PORT', { default: 7100, help: 'REST over HTTP' }),
  }) as const;

/** How bearer tokens are verified: exactly one of file and URL is needed, which the verifier checks. */
export const tokenSettings = () =>
  ({
    jwksFile: setting.text('HUILIU_JWKS_FILE', { optional: true, help: 'Key set that tokens are verified against, as a file', example: '.data/issuer/jwks.json' }),
    jwksUrl: setting.httpUrl('HUILIU_JWKS_URL', { optional: true, help: 'The same, as a URL', example: 'https://id.example.com/jwks.json' }),
    tokenCacheMs: setting.durationMs('HUILIU_TOKEN_CACHE_MS', { default: 30_000, min: 0, help: 'So long a token that was good is taken without looking at its signature again; 0: never' }),
    jwtIssuer: setting.text('HUILIU_JWT_ISSUER', { default: 'huiliu-local', help: 'Who must have issued a token (iss)' }),
    jwtAudience: setting.text('HUILIU_JWT_AUDIENCE', { default: 'huiliu', help: 'Whom a token must be for (aud)' }),
  }) as const;

/** Where other departments answer: `peerSettings(['intake', 'review'])` → `intakeGrpc`, `reviewGrpc`. */
export function peerSettings<const D extends string>(departments: readonly D[]): { readonly [K in `${D}Grpc`]: ReturnType<typeof peer> } {
  return Object.fromEntries(departments.map((name) => [`${name}Grpc`, peer(name)])) as { [K in `${D}Grpc`]: ReturnType<typeof peer> };
}

const peer = (department: string) => setting.addresses(`HUILIU_${department.toUpperCase()}_GRPC`, { help: `Where ${department} answers gRPC`, example: '127.0.0.1:7101' });

/** Everything that a department has in common with the others. More is added by spreading. */
export const departmentSettings = (department: string) => ({
  ...processSettings(department),
  ...busSettings(),
  ...databaseSettings(),
  ...grpcSettings(),
  migrationLockTimeoutMs: setting.durationMs('HUILIU_MIGRATION_LOCK_TIMEOUT_MS', { default: 1_000, help: 'Longest wait of a migration for a lock, which is how long it may hold up the work of others; then it is tried again' }),
  migrationPatienceMs: setting.durationMs('HUILIU_MIGRATION_PATIENCE_MS', { default: 600_000, help: 'So long a migration is tried again before the start fails' }),
  testClockFile: setting.text('HUILIU_TEST_CLOCK_FILE', { optional: true, help: 'For tests only: a file with the milliseconds by which deadlines and decisions are ahead of the machine\'s clock, the same for all departments' }),
  rebuild: setting.flag('HUILIU_REBUILD', { default: false, help: 'Fold the states again from the log into an empty database, with everything outgoing off' }),
});
