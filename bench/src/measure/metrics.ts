import { askText } from '@huiliu/tools/child';
import type { System } from '@huiliu/tools/system';

/** Sums over the labels of what the services tell of themselves, by service. */
export interface MetricsReading {
  readonly batches: Readonly<Record<string, { readonly events: number; readonly batches: number }>>;
  /** Age of the oldest event that is not published yet, the oldest of all services. */
  readonly outboxAgeSeconds: number;
}

export async function readMetrics(system: System): Promise<MetricsReading> {
  const texts = await Promise.all(system.children.map(async ({ spec }) => [spec.name, await askText(spec.opsPort, '/metrics')] as const));
  return {
    batches: Object.fromEntries(texts.map(([name, text]) => [name, { events: sumOf(text, 'huiliu_batch_size_sum'), batches: sumOf(text, 'huiliu_batch_size_count') }])),
    outboxAgeSeconds: Math.max(0, ...texts.map(([, text]) => sumOf(text, 'huiliu_outbox_age_seconds'))),
  };
}

/** Mean number of events in a transaction, by service, and of all. */
export function batchSizes(before: MetricsReading, after: MetricsReading): Readonly<Record<string, number>> {
  const sizes: Record<string, number> = {};
  let events = 0;
  let batches = 0;
  for (const [name, now] of Object.entries(after.batches)) {
    const some = now.events - (before.batches[name]?.events ?? 0);
    const times = now.batches - (before.batches[name]?.batches ?? 0);
    if (times > 0) sizes[name] = round(some / times);
    events += some;
    batches += times;
  }
  return { mean: batches > 0 ? round(events / batches) : 0, ...sizes };
}

const round = (value: number): number => Number(value.toFixed(1));

function sumOf(text: string, metric: string): number {
  return text.split('\n').reduce((sum, line) => (line.startsWith(`${metric}{`) || line.startsWith(`${metric} `) ? sum + Number(line.slice(line.lastIndexOf(' ') + 1)) : sum), 0);
}
