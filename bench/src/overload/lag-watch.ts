import { askText } from '@huiliu/tools/child';
import type { System } from '@huiliu/tools/system';

const lookMs = 2_000;

export interface LagSeen {
  /** The most events that a department was behind, by its own metric, and which. */
  readonly most: number;
  readonly department: string;
  /** The longest finite time to catch up that it told meanwhile; undefined when it told none. */
  readonly longestCatchUpSeconds: number | undefined;
}

/** Looks at lag and expected catch-up as operations see them: in the services' metrics. */
export class LagWatch {
  private most = 0;
  private department = '';
  private longest: number | undefined;
  private readonly stopping = new AbortController();
  private readonly running: Promise<void>;

  constructor(private readonly system: System) {
    this.running = this.run();
  }

  async end(): Promise<LagSeen> {
    this.stopping.abort();
    await this.running;
    await this.look();
    return { most: this.most, department: this.department, longestCatchUpSeconds: this.longest };
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      await this.look();
      await new Promise((resolve) => {
        const timer = setTimeout(resolve, lookMs);
        this.stopping.signal.addEventListener('abort', () => resolve(clearTimeout(timer)), { once: true });
      });
    }
  }

  private async look(): Promise<void> {
    const texts = await Promise.all(this.system.children.map(async ({ spec }) => [spec.name, await askText(spec.opsPort, '/metrics')] as const));
    for (const [name, text] of texts) {
      const lag = valuesOf(text, 'huiliu_consumer_lag').reduce((sum, value) => sum + value, 0);
      if (lag > this.most) [this.most, this.department] = [lag, name];
      for (const seconds of valuesOf(text, 'huiliu_catch_up_seconds')) if (Number.isFinite(seconds)) this.longest = Math.max(this.longest ?? 0, Number(seconds.toFixed(1)));
    }
  }
}

const valuesOf = (text: string, metric: string): number[] =>
  text.split('\n').flatMap((line) => (line.startsWith(`${metric}{`) || line.startsWith(`${metric} `) ? [Number(line.slice(line.lastIndexOf(' ') + 1).replace('+Inf', 'Infinity'))] : []));
