import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkInvariants, type InvariantReport } from '@huiliu/testing';
import { Databases } from '../tools/src/progress';
import { replayOfSystem } from '../tools/src/replay';
import { busOf, overHttpOf, System, type SystemOptions } from '../tools/src/system';
import type { Storage } from '../tools/src/storage';
import { untilEnded, type Ended } from '../tools/src/until-ended';

const root = join(__dirname, '..');

/** A slow machine is no failure: so long everybody waits where a test asks whether there is an answer at all. */
export const patient = { HUILIU_CALL_DEADLINE_MS: '60000', HUILIU_TRACE_DEADLINE_MS: '60000', HUILIU_READINESS_DEADLINE_MS: '30000', HUILIU_STOP_TIMEOUT_MS: '120000', HUILIU_DATABASE_CONNECT_TIMEOUT_MS: '60000', HUILIU_DATABASE_STATEMENT_TIMEOUT_MS: '60000' };

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

/** The whole system as `npm start` runs it, for one test: processes of its own, data in a folder of its own. */
export class Huiliu {
  private constructor(
    readonly system: System,
    readonly dataFolder: string,
    readonly news: string[],
  ) {}

  static async start(settings: { cases: number; brokers?: string | undefined; instances?: number; rate?: number; dataFolder?: string; seed?: number; gateways?: number; sandbox?: Readonly<Record<string, string>>; environment?: Readonly<Record<string, string>>; adjust?: SystemOptions['adjust']; overHttp?: SystemOptions['overHttp']; extra?: Readonly<Record<string, string>> }): Promise<Huiliu> {
    const dataFolder = settings.dataFolder ?? mkdtempSync(join(tmpdir(), 'huiliu-e2e-'));
    chmodSync(dataFolder, 0o711);
    const news: string[] = [];
    const options: SystemOptions = {
      root,
      dataFolder,
      bus: settings.brokers === undefined ? { kind: 'embedded' } : { kind: 'kafka', brokers: settings.brokers },
      instances: settings.instances ?? 1,
      partitions: 2,
      gatewayPort: 0,
      gateways: settings.gateways ?? 1,
      opsPort: 0,
      testClock: true,
      sampleRatio: 1,
      logLevel: 'warn',
      sandbox: { HUILIU_SANDBOX_CASES: String(settings.cases), HUILIU_SANDBOX_SEED: String(settings.seed ?? 7), HUILIU_SANDBOX_RATE: String(settings.rate ?? 0), ...settings.sandbox },
      ...(settings.environment && { environment: settings.environment }),
      ...(settings.adjust && { adjust: settings.adjust }),
      ...(settings.overHttp && { overHttp: settings.overHttp }),
      ...(settings.extra && { extra: settings.extra }),
      onNews: (text) => void news.push(text),
    };
    const system = await System.start(options);
    try {
      await system.ready(240_000);
    } catch (error) {
      await system.close();
      throw error;
    }
    return new Huiliu(system, dataFolder, news);
  }

  /** Until every case has ended and nothing is on its way. `otherCases`: so many that the sandbox knows nothing of. `urls`: of databases that are elsewhere. */
  async ended({ otherCases = 0, urls = {} }: { otherCases?: number; urls?: Partial<Storage['urls']> } = {}): Promise<Ended> {
    const databases = new Databases({ urls: { ...this.system.storage.urls, ...urls } });
    const bus = busOf(this.system);
    try {
      return await untilEnded(this.system, databases, bus, { stallSeconds: 60, otherCases, say: (text) => void this.news.push(text) });
    } finally {
      await bus.close();
      await databases.close();
    }
  }

  /** Stops the services and reads every database and the bus. `replay`: also builds every department again from the topics. */
  async verdict({ replay = false, urls = {} }: { replay?: boolean; urls?: Partial<Storage['urls']> } = {}): Promise<InvariantReport> {
    await this.system.stopServices();
    const databases = new Databases({ urls: { ...this.system.storage.urls, ...urls } });
    const bus = busOf(this.system);
    try {
      return await checkInvariants({ pools: databases.pools, bus, webhooks: overHttpOf(this.system, databases), replay: replay ? replayOfSystem(this.system, bus) : undefined });
    } finally {
      await bus.close();
      await databases.close();
    }
  }

  /** As a crash: the supervisor starts it again. */
  kill9(name: string): void {
    if (name === 'postgres') {
      this.system.storage.server?.kill9();
      return;
    }
    const child = this.system.children.find(({ spec }) => spec.name === name);
    if (child?.pid === undefined) throw new Error(`${name} does not run`);
    process.kill(child.pid, 'SIGKILL');
  }

  async call(method: 'GET' | 'POST', path: string, token: string | undefined, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const response = await fetch(`http://127.0.0.1:${this.system.gatewayPort}${path}`, {
      method,
      headers: { ...(token !== undefined && { authorization: `Bearer ${token}` }), ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown> };
  }

  /** `keepData`: for a start that goes on where this one was. */
  async close({ keepData = false } = {}): Promise<void> {
    await this.system.close();
    if (!keepData) rmSync(this.dataFolder, { recursive: true, force: true });
  }
}
