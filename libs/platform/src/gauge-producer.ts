import type { HrTime } from '@opentelemetry/api';
import { ValueType } from '@opentelemetry/api';
import { hrTime } from '@opentelemetry/core';
import { emptyResource } from '@opentelemetry/resources';
import type { CollectionResult, DataPoint, GaugeMetricData, MetricProducer } from '@opentelemetry/sdk-metrics';
import { AggregationTemporality, DataPointType } from '@opentelemetry/sdk-metrics';
import type { GaugeName } from './metric-registry';
import { gauges } from './metric-registry';
import { within } from './within';

interface AnyObservation {
  readonly value: number;
  readonly labels: Readonly<Record<string, string>>;
}
type Read = () => Promise<readonly AnyObservation[]> | readonly AnyObservation[];

/**
 * Gauges as they are now. The SDK's own observable gauges repeat the last value of a series for ever, also when a partition has moved away or the
 * reading fails: an old value looks like a good one.
 */
export class GaugeProducer implements MetricProducer {
  readonly #reads = new Map<GaugeName, Set<Read>>();

  constructor(
    private readonly timeoutMs: number,
    private readonly onFailure: (metric: string) => void,
  ) {}

  add(gauge: GaugeName, read: Read): () => void {
    const reads = this.#reads.get(gauge) ?? new Set();
    reads.add(read);
    this.#reads.set(gauge, reads);
    return () => void reads.delete(read);
  }

  async collect(): Promise<CollectionResult> {
    const now = hrTime();
    const metrics = await Promise.all([...this.#reads].map(([gauge, reads]) => this.#metric(gauge, [...reads], now)));
    return {
      resourceMetrics: { resource: emptyResource(), scopeMetrics: [{ scope: { name: 'huiliu' }, metrics: metrics.filter(({ dataPoints }) => dataPoints.length > 0) }] },
      errors: [],
    };
  }

  async #metric(gauge: GaugeName, reads: readonly Read[], now: HrTime): Promise<GaugeMetricData> {
    const { name, help } = gauges[gauge];
    const points = await Promise.all(
      reads.map(async (read): Promise<DataPoint<number>[]> => {
        try {
          const observations = await within(this.timeoutMs, read);
          return observations.map(({ value, labels }) => ({ startTime: now, endTime: now, attributes: { ...labels }, value }));
        } catch {
          this.onFailure(name);
          return [];
        }
      }),
    );
    return {
      descriptor: { name, description: help, unit: '', valueType: ValueType.DOUBLE },
      aggregationTemporality: AggregationTemporality.CUMULATIVE,
      dataPointType: DataPointType.GAUGE,
      dataPoints: points.flat(),
    };
  }
}
