import { PrometheusExporter, PrometheusSerializer } from '@opentelemetry/exporter-prometheus';
import { MeterProvider } from '@opentelemetry/sdk-metrics';

export interface HttpMetrics {
  /** `route` with its placeholders: few values, never what somebody typed. */
  answered(method: string, route: string, status: number, seconds: number): void;
  /** Prometheus text format. */
  expose(): Promise<string>;
  shutdown(): Promise<void>;
}

const buckets = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];

/** Requests by route and status, and how long they took. */
export function createHttpMetrics(): HttpMetrics {
  const reader = new PrometheusExporter({ preventServerStart: true });
  const provider = new MeterProvider({ readers: [reader] });
  const meter = provider.getMeter('huiliu.gateway');
  const requests = meter.createCounter('huiliu_http_requests_total', { description: 'Requests answered, by route and status' });
  const duration = meter.createHistogram('huiliu_http_request_seconds', { description: 'From the first byte of a request to the end of its answer', advice: { explicitBucketBoundaries: buckets } });
  const serializer = new PrometheusSerializer('', false, undefined, true, true);
  return {
    answered(method, route, status, seconds) {
      requests.add(1, { method, route, status: String(status) });
      duration.record(seconds, { method, route });
    },
    async expose() {
      const { resourceMetrics } = await reader.collect();
      return resourceMetrics.scopeMetrics.length === 0 ? '' : serializer.serialize(resourceMetrics);
    },
    shutdown: () => provider.shutdown(),
  };
}
