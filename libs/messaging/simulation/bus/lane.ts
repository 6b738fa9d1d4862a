import type { Subscriber } from '../../src/bus/bus';
import { sleep } from '../../src/surroundings';
import type { Process } from '../world/process';
import type { Partition } from './log';

export interface LaneSettings {
  readonly process: Process;
  readonly subscriber: Subscriber;
  readonly topic: string;
  readonly partition: number;
  readonly batchMessages: number;
  readonly log: Partition;
}

/** One partition in the hands of one member: asks where to read on, hands over batch by batch, begins again where one fails. */
export class Lane {
  private held = true;
  private wakeUp: (() => void) | undefined;
  private position: number | undefined;

  constructor(private readonly settings: LaneSettings) {}

  /** No further batch. The one in hand goes on, and is told that it still owns the partition until the next step. */
  release(): void {
    const { process } = this.settings;
    process.world.step(process.labelled('revoked'), () =>
      process.deliver(() => {
        this.held = false;
        this.wakeUp?.();
      }),
    );
  }

  /** Ends once it is released and its batch in hand is done. */
  async run(): Promise<void> {
    const { process } = this.settings;
    while (this.held) {
      try {
        await this.batch();
      } catch {
        this.position = undefined;
        await sleep(process.surroundings, retryMs);
      }
    }
  }

  private async batch(): Promise<void> {
    const { process, subscriber, topic, partition, batchMessages, log } = this.settings;
    const position = (this.position ??= (await subscriber.position(topic, partition)) ?? 0);
    if (position > log.high) throw new Error(`${topic}/${partition}: the position ${position} is beyond the end ${log.high}`);
    const messages = await process.ask('fetch', () => log.from(position, batchMessages));
    const last = messages.at(-1);
    if (!this.held) return;
    if (!last) return this.more(position);
    this.position = await subscriber.onBatch({ topic, partition, messages, next: last.offset + 1, assigned: () => this.held });
  }

  /** Until there is more than up to `position`, or for a while. */
  private more(position: number): Promise<void> {
    const { process, log } = this.settings;
    if (log.from(position, 1).length > 0) return Promise.resolve();
    return new Promise((resolve) => {
      const forget = log.onAppend(() => {
        forget();
        process.world.step(process.labelled('told of more'), () => process.deliver(resolve));
      });
      this.wakeUp = () => {
        forget();
        resolve();
      };
    });
  }
}

const retryMs = 30;
