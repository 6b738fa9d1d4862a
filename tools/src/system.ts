import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import type { OutsideSystem } from '@huiliu/contracts';
import { createBus, type Bus } from '@huiliu/messaging';
import { createLocalIssuer, type LocalIssuer } from '@huiliu/platform';
import { freePorts, type InvariantInput } from '@huiliu/testing';
import { askJson, Child, type ChildSpec } from './child';
import { evidenceEnv } from './evidence-env';
import { webhookSecrets, webhooksEnv } from './webhooks-env';
import type { Databases } from './progress';
import { departments, openStorage, type DepartmentName, type Storage } from './storage';
import { TestClock } from './test-clock';

export interface SystemOptions {
  readonly root: string;
  readonly dataFolder: string;
  readonly bus: { readonly kind: 'embedded' } | { readonly kind: 'kafka'; readonly brokers: string };
  readonly instances: number;
  readonly partitions: number;
  /** Of the first gateway. 0: any free one. */
  readonly gatewayPort: number;
  /** Gateways, each with a port of its own; one when left out. With several, one can be restarted while another answers. */
  readonly gateways?: number;
  /** First of the ports for health and metrics, one a process: departments in their order, gateway, sandbox, webhooks. 0: any free ones. */
  readonly opsPort: number;
  readonly adminUrl?: string | undefined;
  readonly otlpEndpoint?: string | undefined;
  /** Undefined: what the services do by themselves. */
  readonly sampleRatio: number | undefined;
  readonly logLevel: string;
  /** Settings of the sandbox; undefined: somebody else is the outside world, and serves the payment provider at the system's `paymentsPort`. */
  readonly sandbox: Readonly<Record<string, string>> | undefined;
  /** Outside systems that are not on the bus, with where they take their events. Somebody else than the sandbox is them. None: nothing stands in for anybody. */
  readonly overHttp?: Readonly<Partial<Record<OutsideSystem, string>>>;
  /** The sandbox's WMS and carrier are not on the bus, but over HTTP. */
  readonly sandboxOverHttp?: boolean;
  /** Further settings for every department, as shorter retries. */
  readonly extra?: Readonly<Record<string, string>>;
  /** Environment of every process, as NODE_OPTIONS. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Further settings of our own PostgreSQL. */
  readonly postgres?: Readonly<Record<string, string>>;
  /** Last word on how each process is started, as with a proxy before what it reaches. */
  readonly adjust?: (spec: ChildSpec) => Promise<ChildSpec>;
  /** Deadlines run by a clock that goes on when nothing else is left to do, so that weeks pass in seconds. */
  readonly testClock?: boolean;
  readonly onNews: (text: string) => void;
}

export interface Tokens {
  readonly agent: string;
  readonly reviewer: string;
  readonly ops: string;
}

/** The whole system as processes of this machine: departments, gateway, sandbox, over one Postgres and one bus. */
export class System {
  readonly children: readonly Child[];
  readonly testClock: TestClock | undefined;

  private constructor(
    readonly options: SystemOptions,
    readonly storage: Storage,
    readonly issuer: LocalIssuer,
    /** The first is the one that `npm start` shows. */
    readonly gatewayPorts: readonly number[],
    readonly paymentsPort: number,
    private readonly ops: ReadonlyMap<string, number>,
    specs: readonly ChildSpec[],
  ) {
    const { root, dataFolder, onNews } = options;
    this.testClock = options.testClock === true ? new TestClock(testClockFile(dataFolder)) : undefined;
    this.children = specs.map((spec) => new Child(spec, { root, logFolder: join(dataFolder, 'logs'), onNews }));
  }

  get gatewayPort(): number {
    return this.gatewayPorts[0] ?? 0;
  }

  static async start(asked: SystemOptions): Promise<System> {
    const plan = await portPlan(asked);
    const options: SystemOptions = { ...asked, overHttp: { ...sandboxEndpoints(asked, plan), ...asked.overHttp } };
    mkdirSync(options.dataFolder, { recursive: true });
    options.onNews('starting PostgreSQL …');
    const storage = await openStorage({ dataFolder: options.dataFolder, adminUrl: options.adminUrl, settings: options.postgres, webhooks: standsIn(options), onNews: options.onNews });
    try {
      const issuer = await createLocalIssuer(join(options.dataFolder, 'issuer'));
      const specs = await adjusted(await specsOf(options, storage, issuer, plan), options);
      const system = new System(options, storage, issuer, plan.gateways, plan.payments, plan.ops, specs);
      options.onNews(`starting ${system.children.length} services …`);
      for (const child of system.children) child.start();
      return system;
    } catch (error) {
      await storage.stop();
      throw error;
    }
  }

  /** Waits until every service is ready; on the way says what it waits for. Throws after `limitMs`. */
  async ready(limitMs: number): Promise<void> {
    const deadline = Date.now() + limitMs;
    for (let said = Date.now(); ; ) {
      const states = await Promise.all(this.children.map(async (child) => ({ name: child.spec.name, reason: await child.notReady() })));
      const waiting = states.filter(({ reason }) => reason !== undefined);
      if (waiting.length === 0) return;
      const text = waiting.map(({ name, reason }) => `${name} (${reason})`).join(', ');
      if (Date.now() > deadline) throw new Error(`not ready after ${limitMs / 1000} s: ${text}; the logs are in ${join(this.options.dataFolder, 'logs')}`);
      if (Date.now() - said > 10_000) {
        said = Date.now();
        this.options.onNews(`waiting for ${text}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  /** What the sandbox has fed so far; undefined while it is away or still starting. */
  async sandboxStatus(): Promise<unknown> {
    const answer = await askJson(this.ops.get('sandbox') ?? 0, '/status');
    return answer.status === 200 ? answer.body : undefined;
  }

  /** Number of some case, for the calls on the screen. */
  async anyCaseNumber(): Promise<string | undefined> {
    const client = new Client({ connectionString: this.storage.urls.intake });
    try {
      await client.connect();
      const { rows } = await client.query<{ case_number: string }>('SELECT case_number FROM intake_case ORDER BY opened_at LIMIT 1');
      return rows[0]?.case_number;
    } catch {
      return undefined;
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  tokens(): Promise<Tokens> {
    return Promise.all([
      this.issuer.issue({ subject: 'agent-1', roles: ['agent'] }),
      this.issuer.issue({ subject: 'reviewer-1', roles: ['reviewer'] }),
      this.issuer.issue({ subject: 'ops-1', roles: ['ops', 'admin', 'finance'] }),
    ]).then(([agent, reviewer, ops]) => ({ agent, reviewer, ops }));
  }

  /** Services first, all at once: each finishes its batch and leaves its group. Postgres stays until `close`. */
  async stopServices(): Promise<void> {
    await Promise.all(this.children.map((child) => child.stop()));
  }

  async close(): Promise<void> {
    await this.stopServices();
    await this.storage.stop();
  }
}

const testClockFile = (dataFolder: string): string => join(dataFolder, 'test-clock');

interface PortPlan {
  readonly gateways: readonly number[];
  readonly payments: number;
  readonly sandboxWebhooks: number;
  readonly grpc: ReadonlyMap<string, number>;
  readonly ops: ReadonlyMap<string, number>;
}

/** Whether there is anybody to stand in for. */
const standsIn = ({ overHttp = {}, sandboxOverHttp = false }: SystemOptions): boolean => sandboxOverHttp || Object.keys(overHttp).length > 0;

const instanceName = (service: string, index: number, instances: number): string => (instances === 1 ? service : `${service}-${index + 1}`);

const namesOf = (service: string, instances: number): string[] => Array.from({ length: instances }, (_, index) => instanceName(service, index, instances));

async function portPlan(options: SystemOptions): Promise<PortPlan> {
  const { instances, gatewayPort, opsPort, gateways = 1 } = options;
  const names = departments.flatMap((department) => namesOf(department, instances));
  // Last, so that nobody else's port depends on it.
  const webhooks = standsIn(options) ? namesOf('webhooks', instances) : [];
  const doors = namesOf('gateway', gateways);
  const ports = await freePorts((names.length + webhooks.length) * 2 + doors.length * 2 + 3);
  const next = (): number => ports.pop() ?? 0;
  return {
    gateways: doors.map((_, index) => (gatewayPort === 0 || index > 0 ? next() : gatewayPort)),
    payments: next(),
    sandboxWebhooks: next(),
    grpc: new Map([...names, ...webhooks].map((name) => [name, next()])),
    ops: new Map([...names, ...doors, 'sandbox', ...webhooks].map((name, index) => [name, opsPort === 0 ? next() : opsPort + index])),
  };
}

async function specsOf(options: SystemOptions, storage: Storage, issuer: LocalIssuer, plan: PortPlan): Promise<ChildSpec[]> {
  const { instances, sandbox } = options;
  const common = commonEnv(options, storage);
  const spec = (name: string, app: string, env: Record<string, string>): ChildSpec => {
    const opsPort = plan.ops.get(name) ?? 0;
    return { name, entry: `apps/${app}/dist/main.js`, opsPort, env: { ...common, HUILIU_INSTANCE: name, HUILIU_OPS_PORT: String(opsPort), ...env } };
  };
  const department = (name: DepartmentName, index: number): ChildSpec => {
    const instance = instanceName(name, index, instances);
    return spec(instance, name, {
      DATABASE_URL: storage.urls[name],
      HUILIU_GRPC_PORT: String(plan.grpc.get(instance) ?? 0),
      ...(options.testClock === true && { HUILIU_TEST_CLOCK_FILE: testClockFile(options.dataFolder) }),
      ...(name === 'refund' && { HUILIU_PAYMENT_PROVIDER_URL: `http://127.0.0.1:${plan.payments}` }),
      ...options.extra,
    });
  };
  const webhooks = (index: number): ChildSpec => {
    const instance = instanceName('webhooks', index, instances);
    // By the machine's own clock: the other side has no other.
    return spec(instance, 'webhooks', { DATABASE_URL: storage.urls.webhooks ?? '', HUILIU_GRPC_PORT: String(plan.grpc.get(instance) ?? 0), ...webhooksEnv(options.dataFolder, options.overHttp ?? {}), ...options.extra });
  };
  const addresses = addressesOf(options, plan);
  // For `npm run ops`.
  writeFileSync(join(options.dataFolder, 'addresses.json'), JSON.stringify(addresses));
  const peers = Object.fromEntries(Object.entries(addresses).map(([name, address]) => [`HUILIU_${name.toUpperCase()}_GRPC`, address]));
  const evidence = evidenceEnv(options.dataFolder);
  const issued = { HUILIU_JWKS_FILE: issuer.jwksFile, HUILIU_JWT_ISSUER: issuer.issuer, HUILIU_JWT_AUDIENCE: issuer.audience };
  return [
    ...departments.flatMap((name) => Array.from({ length: instances }, (_, index) => department(name, index))),
    ...(standsIn(options) ? Array.from({ length: instances }, (_, index) => webhooks(index)) : []),
    ...namesOf('gateway', plan.gateways.length).map((name, index) => spec(name, 'gateway', { ...peers, ...issued, ...evidence, HUILIU_HTTP_PORT: String(plan.gateways[index] ?? 0) })),
    ...(sandbox === undefined ? [] : [spec('sandbox', 'sandbox', { ...(await sandboxEnv(storage, issuer, plan)), ...(options.testClock === true && { HUILIU_SANDBOX_NEVER_SENT: 'true' }), ...sandboxDoors(options, plan), ...sandbox })]),
  ];
}

/** Who of the outside systems is at the sandbox's own doors, and who is somebody else. */
function sandboxDoors({ dataFolder, overHttp = {}, sandboxOverHttp = false }: SystemOptions, { sandboxWebhooks }: PortPlan): Record<string, string> {
  const names = Object.keys(overHttp) as OutsideSystem[];
  const own = sandboxOverHttp ? sandboxSystems.filter((system) => overHttp[system] === endpointOf(sandboxWebhooks, system)) : [];
  const others = names.filter((name) => !own.some((system) => system === name));
  return {
    ...(others.length > 0 && { HUILIU_SANDBOX_WITHOUT: others.join(',') }),
    ...(own.length > 0 && { HUILIU_SANDBOX_OVER_HTTP: own.join(','), HUILIU_SANDBOX_WEBHOOKS_PORT: String(sandboxWebhooks), ...sandboxSecrets(dataFolder, own) }),
  };
}

function sandboxSecrets(dataFolder: string, systems: readonly OutsideSystem[]): Record<string, string> {
  const secrets = webhookSecrets(dataFolder);
  const pairs = systems.flatMap((system) => {
    const prefix = `HUILIU_SANDBOX_${system.toUpperCase()}`;
    return [[`${prefix}_SECRETS`, secrets[system].secret], [`${prefix}_SENDER_SECRETS`, secrets[system].senderSecret]];
  });
  return Object.fromEntries(pairs) as Record<string, string>;
}

const sandboxSystems = ['wms', 'carrier'] as const satisfies readonly OutsideSystem[];

const endpointOf = (port: number, system: OutsideSystem): string => `http://127.0.0.1:${port}/${system}`;

const sandboxEndpoints = ({ sandboxOverHttp = false }: SystemOptions, { sandboxWebhooks }: PortPlan): SystemOptions['overHttp'] =>
  Object.fromEntries(sandboxOverHttp ? sandboxSystems.map((system) => [system, endpointOf(sandboxWebhooks, system)]) : []);

const adjusted = (specs: readonly ChildSpec[], { adjust = (spec) => Promise.resolve(spec) }: SystemOptions): Promise<ChildSpec[]> => Promise.all(specs.map(adjust));

async function sandboxEnv(storage: Storage, issuer: LocalIssuer, plan: PortPlan): Promise<Record<string, string>> {
  return {
    DATABASE_URL: storage.urls.sandbox,
    HUILIU_GATEWAY_URL: `http://127.0.0.1:${plan.gateways[0] ?? 0}`,
    HUILIU_SANDBOX_PAYMENTS_PORT: String(plan.payments),
    HUILIU_SANDBOX_STAFF_TOKEN: await issuer.issue({ subject: 'sandbox-reviewer', roles: ['reviewer'], ttlSeconds: longSeconds }),
    HUILIU_SANDBOX_FINANCE_TOKEN: await issuer.issue({ subject: 'sandbox-finance', roles: ['finance'], ttlSeconds: longSeconds }),
    HUILIU_SANDBOX_AGENT_TOKEN: await issuer.issue({ subject: 'sandbox-agent', roles: ['agent'], ttlSeconds: longSeconds }),
    HUILIU_SANDBOX_LOGISTICS_TOKEN: await issuer.issue({ subject: 'sandbox-dispatcher', roles: ['logistics'], ttlSeconds: longSeconds }),
    HUILIU_SANDBOX_WAREHOUSE_TOKEN: await issuer.issue({ subject: 'sandbox-storekeeper', roles: ['warehouse'], ttlSeconds: longSeconds }),
    HUILIU_SANDBOX_SECOND_FINANCE_TOKEN: await issuer.issue({ subject: 'sandbox-finance-2', roles: ['finance'], ttlSeconds: longSeconds }),
    HUILIU_SANDBOX_CUSTOMER_TOKEN: await issuer.issue({ subject: 'sandbox-shop', roles: ['system', 'agent'], ttlSeconds: longSeconds }),
  };
}

function addressesOf(options: SystemOptions, { grpc }: PortPlan): Readonly<Record<string, string>> {
  const { instances } = options;
  const of = (name: string): string => Array.from({ length: instances }, (_, index) => `127.0.0.1:${grpc.get(instanceName(name, index, instances))}`).join(',');
  return Object.fromEntries([...departments, ...(standsIn(options) ? ['webhooks'] : [])].map((name) => [name, of(name)]));
}

const longSeconds = 30 * 24 * 60 * 60;

function commonEnv(options: SystemOptions, storage: Storage): Record<string, string> {
  const { bus } = options;
  return {
    NODE_ENV: 'production',
    HUILIU_LOG_LEVEL: options.logLevel,
    HUILIU_PARTITIONS: String(options.partitions),
    ...(options.sampleRatio !== undefined && { HUILIU_TRACE_SAMPLE_RATIO: String(options.sampleRatio) }),
    HUILIU_BUS: bus.kind,
    ...(bus.kind === 'kafka' ? { KAFKA_BROKERS: bus.brokers } : { HUILIU_BUS_DATABASE_URL: storage.urls.bus }),
    ...(options.otlpEndpoint === undefined ? { HUILIU_TELEMETRY_DATABASE_URL: storage.urls.telemetry } : { OTEL_EXPORTER_OTLP_ENDPOINT: options.otlpEndpoint }),
    ...options.environment,
  };
}

/** The installation's bus, for tools that look at it. */
export function busOf({ options, storage }: System): Bus {
  return options.bus.kind === 'kafka'
    ? createBus({ kind: 'kafka', brokers: options.bus.brokers.split(','), clientId: 'huiliu-tools' })
    : createBus({ kind: 'embedded', database: { url: storage.urls.bus }, instance: 'tools' });
}

/** What the checker has to know of outside systems that take their events over HTTP. */
export function overHttpOf({ options: { overHttp = {} } }: System, { webhooks }: Databases): InvariantInput['webhooks'] {
  const systems = Object.entries(overHttp).flatMap(([system, url]) => (url === '' ? [] : [system]));
  return webhooks && { pool: webhooks, systems };
}
