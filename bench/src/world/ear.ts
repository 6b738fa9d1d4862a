import { topicsHeardBy } from '@huiliu/contracts';
import { Header, type Bus, type Subscription } from '@huiliu/messaging';

/** One event that an outside system hears. */
export interface Heard {
  readonly type: string;
  readonly id: string;
  readonly traceparent: string | undefined;
  /** When it was said: fixed in the transaction that says it. */
  readonly saidAtMs: number;
  readonly data: unknown;
}

export interface Listeners {
  alarm(text: string): void;
  notice(text: string): void;
}

/** Listens for one outside system, from where the log ends now. Positions are in memory: nothing of the load is measured but what it says and hears. */
export class Ear {
  private readonly positions = new Map<string, number>();
  private subscription: Subscription | undefined;
  heard = 0;

  constructor(
    private readonly party: string,
    private readonly bus: Bus,
    private readonly onEvent: (heard: Heard) => void,
    private readonly tell: Listeners,
  ) {}

  async open(): Promise<void> {
    const topics = topicsHeardBy(this.party);
    for (const { topic, partition, high } of await this.bus.watermarks(topics)) this.positions.set(`${topic}/${partition}`, high);
    this.subscription = await this.bus.subscribe({
      group: `huiliu-bench-${this.party}`,
      topics,
      position: (topic, partition) => Promise.resolve(this.positions.get(`${topic}/${partition}`)),
      onBatch: (batch) => {
        for (const { headers, value } of batch.messages) {
          this.heard++;
          this.onEvent({
            type: headers[Header.type] ?? '',
            id: headers[Header.id] ?? '',
            traceparent: headers[Header.traceparent],
            saidAtMs: Date.parse(headers[Header.time] ?? ''),
            data: JSON.parse(value) as unknown,
          });
        }
        this.positions.set(`${batch.topic}/${batch.partition}`, batch.next);
        return Promise.resolve(batch.next);
      },
      onAlarm: (alarm) => this.tell.alarm(`${this.party}: ${alarm.code} on ${alarm.topic}/${alarm.partition}`),
      onNotice: (notice, details) => {
        if (details['error'] !== undefined || details['reason'] !== undefined) this.tell.notice(`${this.party}: ${notice}: ${JSON.stringify(details)}`);
      },
    });
  }

  /** Where it reads on: [topic, partition, next]. */
  read(): readonly (readonly [string, number, number])[] {
    return [...this.positions].map(([at, next]) => [at.slice(0, at.lastIndexOf('/')), Number(at.slice(at.lastIndexOf('/') + 1)), next]);
  }

  async close(): Promise<void> {
    await this.subscription?.stop();
  }
}
