/** What the core tells the outside about itself; platform's metrics and logs implement it. */
export interface Observer {
  batch(topic: string, size: number, durationMs: number): void;
  /** `saidAt`, ISO, for the latency of the hop. */
  event(type: string, outcome: string, saidAt?: string): void;
  /** An event type from the future. */
  skipped(type: string): void;
  poison(type: string, error: unknown): void;
  deadLettered(topic: string, type: string, code: string, reason: string): void;
  command(operation: string, code: string, durationMs: number): void;
  published(topic: string, count: number): void;
  /** Something that a person should look at. */
  alarm(code: string, message: string, details?: Readonly<Record<string, unknown>>): void;
  notice(message: string, details?: Readonly<Record<string, unknown>>): void;
}

const nothing = (): void => undefined;

export const silentObserver: Observer = { batch: nothing, event: nothing, skipped: nothing, poison: nothing, deadLettered: nothing, command: nothing, published: nothing, alarm: nothing, notice: nothing };
