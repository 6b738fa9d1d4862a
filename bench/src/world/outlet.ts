import { Header, type Bus, type OutgoingMessage } from '@huiliu/messaging';
import { digestOf, type Recorder } from './record';

/**
 * What an outside system says on one topic. Messages are gathered for a few milliseconds, or while a publish is under way, and go out together: an outside system
 * that sent each alone would be measured itself.
 */
export class Outlet {
  private pending: OutgoingMessage[] = [];
  private running: Promise<void> | undefined;
  private failure: Error | undefined;

  constructor(
    private readonly bus: Bus,
    private readonly topic: string,
    private readonly gatherMs: number,
    private readonly recorder: Recorder,
  ) {}

  add(messages: readonly OutgoingMessage[]): void {
    for (const message of messages) this.pending.push(message);
    if (this.pending.length > 0) this.running ??= this.run();
  }

  /** Resolves when all is out. Rejects when publishing has failed for good: what was measured then is worth nothing. */
  async flushed(): Promise<void> {
    while (this.running) await this.running;
    if (this.failure) throw this.failure;
  }

  private async run(): Promise<void> {
    try {
      await new Promise((resolve) => setTimeout(resolve, this.gatherMs));
      while (this.pending.length > 0) {
        const batch = this.pending;
        this.pending = [];
        await publishRecorded(this.bus, this.topic, batch, this.recorder);
      }
    } catch (error) {
      this.failure = new Error(`the load could not publish to ${this.topic}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    } finally {
      this.running = undefined;
    }
  }
}

/** Publishes, and records what was said and whether the bus has taken it. Of a call that failed, a part may be on the bus. */
export async function publishRecorded(bus: Bus, topic: string, messages: readonly OutgoingMessage[], recorder: Recorder): Promise<void> {
  const attempt = recorder.begin(messages[0]?.headers[Header.source] ?? '', `publish ${topic}`, messages.map(({ headers, value }) => [headers[Header.id] ?? '', digestOf(value)] as const));
  attempt.outcome = 'unknown';
  await bus.publish(topic, messages);
  attempt.outcome = 'ok';
  attempt.answeredAt = new Date().toISOString();
}
