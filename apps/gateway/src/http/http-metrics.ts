import { PrometheusExporter, PrometheusSerializer } from '@opentelemetry/exporter-prometheus';
import { MeterProvider } from '@opentelemetry/sdk-metrics';

export interface HttpMetrics {
  /** `route` with its placeholders: few values, never what somebody typed. */
  answered(method: string, route: string, status: number, seconds: number): void;
  /** `code`: of the problem. */
  refused(code: string): void;
  /** A file of evidence went so through a sweep. */
  swept(outcome: string): void;
  /** How much is under way and waiting, asked for at each scrape. */
  watch(levels: () => { readonly underWay: number; readonly waiting: number }): void;
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
  const refused = meter.createCounter('huiliu_http_refused_total', { description: 'Requests refused because there was too much to do, or one caller asked too fast, by code' });
  const swept = meter.createCounter('huiliu_evidence_swept_total', { description: 'Files of evidence that were looked at by a sweep, by what came of it: removed, referred, put_back' });
  const underWay = meter.createObservableGauge('huiliu_http_under_way', { description: 'Requests that are being answered' });
  const waiting = meter.createObservableGauge('huiliu_http_waiting', { description: 'Requests that wait for their turn' });
  const serializer = new PrometheusSerializer('', false, undefined, true, true);
  return {
    answered(method, route, status, seconds) {
      requests.add(1, { method, route, status: String(status) });
      duration.record(seconds, { method, route });
    },
    refused: (code) => refused.add(1, { code }),
    swept: (outcome) => swept.add(1, { outcome }),
    watch(levels) {
      underWay.addCallback((result) => result.observe(levels().underWay));
      waiting.addCallback((result) => result.observe(levels().waiting));
    },
    async expose() {
      const { resourceMetrics } = await reader.collect();
      return resourceMetrics.scopeMetrics.length === 0 ? '' : serializer.serialize(resourceMetrics);
    },
    shutdown: () => provider.shutdown(),
  };
}
