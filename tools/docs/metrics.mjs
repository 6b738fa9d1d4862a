import { load } from './load.mjs';
import { code, page, table } from './markdown.mjs';

/** What a service measures, from the one registry of names. */
export function writeMetrics() {
  const { counters, gauges, histograms } = load('libs/platform/dist/index.js');
  const rows = (kind, definitions) => Object.values(definitions).map(({ name, help, labels }) => [code(name), kind, labels.map(code).join(', ') || '–', help]);
  return page(
    'Metrics',
    'In Prometheus\' format at `/metrics` of every ops port, from [metric-registry.ts](../../libs/platform/src/metric-registry.ts); which of them a process has depends on what it does. `target_info` names the service and the instance. Gauges are asked for at each scrape and are missing when they can\'t be read. What raises an alarm: [alerts.yml](../../deploy/prometheus/alerts.yml); what to do about it: [operations.md](../operations.md).',
    table(['metric', 'kind', 'labels', 'meaning'], [...rows('gauge', gauges), ...rows('counter', counters), ...rows('histogram', histograms)]),
    'Every process also has `process_resident_memory_bytes` and `process_cpu_seconds_total`; the gateway has `huiliu_http_requests_total` and `huiliu_http_request_seconds` by route, `huiliu_http_refused_total` by code, `huiliu_evidence_swept_total` by outcome, `huiliu_http_under_way` and `huiliu_http_waiting`.',
  );
}
