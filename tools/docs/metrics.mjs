import { load } from './load.mjs';
import { code, page, table } from './markdown.mjs';

/** What a service measures, from the one registry of names. */
export function writeMetrics() {
  const { counters, gauges, histograms } = load('libs/platform/dist/index.js');
  const rows = (kind, definitions) => Object.values(definitions).map(({ name, help, labels }) => [code(name), kind, labels.map(code).join(', ') || '–', help]);
  return page(
    'Metrics',
    'In Prometheus\' format at `/metrics` of every department\'s ops port, from [metric-registry.ts](../../libs/platform/src/metric-registry.ts); which of them a process has depends on what it does. Each also carries `service_name` and `service_instance_id` on `target_info`. Gauges are asked for at each scrape and are missing when they can\'t be read.',
    table(['metric', 'kind', 'labels', 'meaning'], [...rows('gauge', gauges), ...rows('counter', counters), ...rows('histogram', histograms)]),
    'Every process also has `process_resident_memory_bytes` and `process_cpu_seconds_total`; the gateway has `huiliu_http_requests_total` and `huiliu_http_request_seconds` by route.',
  );
}
