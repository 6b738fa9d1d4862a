import { setTimeout as sleep } from 'node:timers/promises';
import { RestClient } from '../rest/client';
import type { Stand } from '../load/stand';
import { askText } from '@huiliu/tools/child';
import { percentile } from '../world/cases';
import type { CaseKind } from '../world/mix';

const lookMs = 200;

export interface Spread {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
}

/** Milliseconds: of questions over REST by somebody else than who floods, and from asking for a case to its end. */
export interface ProbesSeen {
  readonly questions: Spread;
  readonly cases: Spread;
  /** Questions that were not answered with 200, by status. */
  readonly unanswered: Readonly<Record<string, number>>;
  /** Looks at which the gateway did not say that it lives, or is ready. */
  readonly notLive: number;
  readonly notReady: number;
}

/** What others notice while too much is asked for: one who looks at a case again and again, and cases that come in at their own pace. */
export class Probes {
  private readonly client: RestClient;
  private readonly stopping = new AbortController();
  private readonly tookMs: number[] = [];
  private readonly unanswered: Record<string, number> = {};
  private readonly numbers: number[] = [];
  private notLive = 0;
  private notReady = 0;
  private requesting = true;
  private running: Promise<unknown> = Promise.resolve();

  /** @param caseNumber of a case that is there  @param casesPerSecond 0: none are asked for */
  constructor(
    private readonly stand: Stand,
    token: string,
    private readonly caseNumber: string,
    private readonly casesPerSecond: number,
  ) {
    this.client = new RestClient(stand.system.gatewayPort, token, 4);
  }

  start(): void {
    this.running = Promise.all([this.ask(), this.look(), this.request()]);
  }

  /** Those who look go on looking. */
  requestNoMore(): void {
    this.requesting = false;
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
    this.client.close();
  }

  /** @param kind cases of this kind alone; undefined: all */
  seen(kind?: CaseKind): ProbesSeen {
    const { world } = this.stand;
    const wanted = kind === undefined ? this.numbers : this.numbers.filter((number) => world.kindOf(number) === kind);
    return { questions: spreadOf(Float64Array.from(this.tookMs).sort()), cases: spreadOf(world.cases.latenciesOf(wanted)), unanswered: this.unanswered, notLive: this.notLive, notReady: this.notReady };
  }

  private async ask(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const startedMs = performance.now();
      const { status } = await this.client.get(`/api/v1/cases/${this.caseNumber}`);
      if (status === 200) this.tookMs.push(performance.now() - startedMs);
      else this.unanswered[status] = (this.unanswered[status] ?? 0) + 1;
      await this.pause(lookMs);
    }
  }

  /** The gateway's operators. */
  private async look(): Promise<void> {
    const opsPort = this.stand.system.children.find(({ spec }) => spec.name === 'gateway')?.spec.opsPort ?? 0;
    while (!this.stopping.signal.aborted) {
      if ((await askText(opsPort, '/livez')) === '') this.notLive++;
      if ((await askText(opsPort, '/readyz')) === '') this.notReady++;
      await this.pause(1_000);
    }
  }

  private async request(): Promise<void> {
    if (this.casesPerSecond === 0) return;
    while (this.requesting && !this.stopping.signal.aborted && this.stand.world.ready > 0) {
      this.numbers.push(this.stand.world.request(performance.now()));
      await this.pause(1_000 / this.casesPerSecond);
    }
  }

  private pause(ms: number): Promise<unknown> {
    return sleep(ms, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }
}

export function spreadOf(sorted: Float64Array): Spread {
  const at = (share: number): number => Number(percentile(sorted, share).toFixed(1));
  return { count: sorted.length, p50: at(0.5), p99: at(0.99) };
}
