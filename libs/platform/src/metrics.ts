import type { Counter, Histogram } from '@opentelemetry/api';
import { PrometheusExporter, PrometheusSerializer } from '@opentelemetry/exporter-prometheus';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider } from '@opentelemetry/sdk-metrics';
import { GaugeProducer } from './gauge-producer';
import type { GaugeName, Observation } from './metric-registry';
import { counters, histograms } from './metric-registry';

export interface MetricsOptions {
  readonly service: string;
  readonly instance: string;
  /** How long one gauge may take at a scrape before it is left out. */
  readonly observeTimeoutMs?: number;
}

/** The metrics of one process: plain functions for what happens, callbacks for levels, Prometheus text for whoever asks. */
export interface Metrics {
  eventHandled(type: string, outcome: string, count?: number): void;
  eventSkipped(type: string, count?: number): void;
  deadLettered(topic: string, count?: number): void;
  /** `code`: OK, or the error's code. */
  command(operation: string, code: string): void;
  published(topic: string, count: number): void;
  batch(topic: string, size: number): void;
  hop(type: string, seconds: number): void;
  spansDropped(count: number, reason: string): void;
  /** Registers how to read a gauge; several sources may feed one gauge with different labels. Returns how to take it back. */
  observe<G extends GaugeName>(gauge: G, read: () => Promise<readonly Observation<G>[]> | readonly Observation<G>[]): () => void;
  /** Prometheus text format. A gauge that fails or takes too long is left out and counted. */
  expose(): Promise<string>;
  shutdown(): Promise<void>;
}

export const prometheusContentType = 'text/plain; version=0.0.4; charset=utf-8';

export function createMetrics(options: MetricsOptions): Metrics {
  const { service, instance, observeTimeoutMs = 2_000 } = options;
  const levels = new GaugeProducer(observeTimeoutMs, (metric) => count.observationsFailed.add(1, { metric }));
  const reader = new PrometheusExporter({ preventServerStart: true, metricProducers: [levels] });
  const serializer = new PrometheusSerializer('', false, undefined, false, true);
  const provider = new MeterProvider({
    resource: resourceFromAttributes({ 'service.namespace': 'huiliu', 'service.name': service, 'service.instance.id': instance }),
    readers: [reader],
  });
  const meter = provider.getMeter('huiliu');
  const count = map(counters, ({ name, help }): Counter => meter.createCounter(name, { description: help }));
  const record = map(histograms, ({ name, help, buckets }): Histogram => meter.createHistogram(name, { description: help, advice: { explicitBucketBoundaries: [...buckets] } }));
  observeProcess(meter);
  const handled = new Tally<{ type: string; outcome: string }>((labels, times) => count.events.add(times, labels));

  return {
    eventHandled: (type, outcome, times = 1) => handled.add({ type, outcome }, times),
    eventSkipped: (type, times = 1) => count.eventsSkipped.add(times, { type }),
    deadLettered: (topic, times = 1) => count.deadLettered.add(times, { topic }),
    command: (operation, code) => count.commands.add(1, { operation, code }),
    published: (topic, times) => count.published.add(times, { topic }),
    batch: (topic, size) => record.batchSize.record(size, { topic }),
    hop: (type, seconds) => record.hop.record(Math.max(0, seconds), { type }),
    spansDropped: (times, reason) => count.spansDropped.add(times, { reason }),
    observe: (gauge, read) => levels.add(gauge, read),
    async expose() {
      handled.flush();
      const { resourceMetrics } = await reader.collect();
      return `${serializer.serialize(resourceMetrics).trimEnd().replaceAll(/\n{2,}/g, '\n')}\n`;
    },
    shutdown: () => provider.shutdown(),
  };
}

/** Counts what happens often by itself and hands it on when somebody asks: a counter's own bookkeeping costs more than the rest of the event's metrics. */
class Tally<Labels extends Readonly<Record<string, string>>> {
  private readonly pending = new Map<string, { readonly labels: Labels; times: number }>();

  constructor(private readonly handOn: (labels: Labels, times: number) => void) {}

  add(labels: Labels, times: number): void {
    const key = Object.values(labels).join('\n');
    const known = this.pending.get(key);
    if (known) known.times += times;
    else this.pending.set(key, { labels, times });
  }

  flush(): void {
    for (const { labels, times } of this.pending.values()) this.handOn(labels, times);
    this.pending.clear();
  }
}

function observeProcess(meter: ReturnType<MeterProvider['getMeter']>): void {
  meter.createObservableGauge('process_resident_memory_bytes', { description: 'Resident memory' }).addCallback((result) => result.observe(process.memoryUsage.rss()));
  meter.createObservableCounter('process_cpu_seconds_total', { description: 'CPU time, user and system' }).addCallback((result) => {
    const { user, system } = process.cpuUsage();
    result.observe((user + system) / 1e6);
  });
}

function map<R extends Record<string, unknown>, T>(registry: R, make: (definition: R[keyof R]) => T): { readonly [K in keyof R]: T } {
  return Object.fromEntries(Object.entries(registry).map(([key, definition]) => [key, make(definition as R[keyof R])])) as { [K in keyof R]: T };
}
