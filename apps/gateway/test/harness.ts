import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace';
import { createLocalIssuer, createLogger, createTokenVerifier, Role, startTelemetry, type LocalIssuer, type Telemetry } from '@huiliu/platform';
import { connectDepartments, type Departments } from '../src/departments/departments';
import { askedNames } from '../src/departments/names';
import { createHttpMetrics, type HttpMetrics } from '../src/http/http-metrics';
import { createGatewayServer, type GatewayServer } from '../src/http/server';
import { gatewaySettings, type GatewaySettings } from '../src/settings';
import type { LocalSpans } from '../src/trace/local-spans';
import { documentToken } from '../src/openapi/openapi.controller';
import type { OpenapiDocument } from '../src/openapi/document';
import { Conformance } from './conformance';
import { FakeDepartments } from './fake-departments';

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

export interface Question {
  readonly token?: string | undefined;
  /** An object is sent as JSON; text as it is. */
  readonly body?: object | string | undefined;
  readonly headers?: Record<string, string>;
}

/** A real gateway, listening, in front of fake departments, with tokens of a local issuer. Whatever it answers is held against its OpenAPI document. */
export class Harness {
  readonly fakes = new FakeDepartments();
  readonly spans = new InMemorySpanExporter();
  readonly logLines: Record<string, unknown>[] = [];
  server!: GatewayServer;
  departments!: Departments;
  metrics!: HttpMetrics;
  settings!: GatewaySettings;
  issuer!: LocalIssuer;
  conformance!: Conformance;
  url = '';
  /** Made with the first file. */
  evidenceFolder = '';
  private telemetry!: Telemetry;
  private folder = '';

  async start(localSpans?: LocalSpans, env: Record<string, string> = {}): Promise<void> {
    this.telemetry = startTelemetry({ service: 'gateway', instance: 'gateway-1', sampleRatio: 1, processors: [new SimpleSpanProcessor({ exporter: this.spans })] });
    await this.fakes.start();
    this.folder = await mkdtemp(join(tmpdir(), 'huiliu-gateway-'));
    this.evidenceFolder = join(this.folder, 'evidence');
    this.issuer = await createLocalIssuer(this.folder);
    const addresses = Object.fromEntries(askedNames.map((name) => [`HUILIU_${name.toUpperCase()}_GRPC`, this.fakes.addresses[name]]));
    this.settings = gatewaySettings.read({ ...addresses, HUILIU_JWKS_FILE: this.issuer.jwksFile, HUILIU_HTTP_PORT: '0', HUILIU_EVIDENCE_FOLDER: this.evidenceFolder, HUILIU_BODY_LIMIT_BYTES: '20000', HUILIU_CALL_DEADLINE_MS: '20000', HUILIU_TRACE_DEADLINE_MS: '5000', HUILIU_REQUEST_TIMEOUT_MS: '5000', ...env });
    this.departments = connectDepartments(this.settings);
    this.metrics = createHttpMetrics();
    const log = createLogger({ service: 'gateway', instance: 'gateway-1', destination: { write: (line) => void this.logLines.push(JSON.parse(line) as Record<string, unknown>) } });
    const tokens = createTokenVerifier({ keys: { file: this.issuer.jwksFile }, issuer: this.settings.jwtIssuer, audience: this.settings.jwtAudience, cacheMs: this.settings.tokenCacheMs });
    this.server = await createGatewayServer({ settings: this.settings, departments: this.departments, tokens, spans: localSpans, log, metrics: this.metrics });
    this.conformance = new Conformance(this.server.app.get<OpenapiDocument>(documentToken));
    await this.server.listen();
    this.url = await this.server.app.getUrl();
  }

  async stop(): Promise<void> {
    await this.server.close(1_000);
    this.departments.close();
    this.fakes.stop();
    await this.metrics.shutdown();
    await this.telemetry.shutdown();
    await rm(this.folder, { recursive: true });
  }

  reset(): void {
    this.fakes.reset();
    this.spans.reset();
    this.logLines.length = 0;
  }

  tokenOf(...roles: Role[]): Promise<string> {
    return this.issuer.issue({ subject: roles.join('-') || 'nobody', roles, ...(roles.includes(Role.customer) && { customerId: 'customer-1' }) });
  }

  async ask(method: string, path: string, { token, body, headers = {} }: Question = {}): Promise<Answered> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(typeof body === 'object' && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    if (response.headers.get('content-type')?.startsWith('text/event-stream') === true) {
      await response.body?.cancel();
      this.conformance.check({ method, path, status: response.status, headers: response.headers, body: undefined });
      return { status: response.status, headers: response.headers, body: {} };
    }
    const text = await response.text();
    const answered = { status: response.status, headers: response.headers, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) };
    this.conformance.check({ method, path, ...answered });
    return answered;
  }

  get(path: string, token: string): Promise<Answered> {
    return this.ask('GET', path, { token });
  }

  post(path: string, token: string, body?: object, key = 'key-1'): Promise<Answered> {
    return this.ask('POST', path, { token, ...(body && { body }), headers: { 'idempotency-key': key } });
  }
}
