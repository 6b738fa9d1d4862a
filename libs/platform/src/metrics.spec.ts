import { counters, gauges, histograms } from './metric-registry';
import type { Metrics } from './metrics';
import { createMetrics } from './metrics';

describe('metrics', () => {
  let metrics: Metrics;
  beforeEach(() => {
    metrics = createMetrics({ service: 'refund', instance: 'refund-1', observeTimeoutMs: 50 });
  });
  afterEach(() => metrics.shutdown());

  const series = async (name: string): Promise<string[]> => (await metrics.expose()).split('\n').filter((line) => line.startsWith(name) && !line.startsWith('#'));

  it('count what happened, by their labels', async () => {
    metrics.eventHandled('RefundSettled', 'done', 3);
    metrics.eventHandled('RefundSettled', 'done');
    metrics.eventHandled('RefundSettled', 'duplicate');
    metrics.eventSkipped('huiliu.refund.v9.Later');
    metrics.deadLettered('integration.crm.return-requests.v1', 2);
    metrics.command('SettleRefund', 'OK');
    metrics.published('huiliu.refund.v1', 7);
    metrics.spansDropped(5, 'queue_full');
    expect(await series('huiliu_')).toEqual([
      'huiliu_events_total{type="RefundSettled",outcome="done"} 4',
      'huiliu_events_total{type="RefundSettled",outcome="duplicate"} 1',
      'huiliu_events_skipped_total{type="huiliu.refund.v9.Later"} 1',
      'huiliu_dead_lettered_total{topic="integration.crm.return-requests.v1"} 2',
      'huiliu_commands_total{operation="SettleRefund",code="OK"} 1',
      'huiliu_published_total{topic="huiliu.refund.v1"} 7',
      'huiliu_spans_dropped_total{reason="queue_full"} 5',
    ]);
  });

  it('sort sizes and times into the buckets of the registry', async () => {
    metrics.batch('huiliu.refund.v1', 3);
    metrics.hop('RefundSettled', 0.015);
    metrics.hop('RefundSettled', -1);
    const lines = await series('huiliu_');
    expect(lines).toContain('huiliu_batch_size_bucket{topic="huiliu.refund.v1",le="2"} 0');
    expect(lines).toContain('huiliu_batch_size_bucket{topic="huiliu.refund.v1",le="5"} 1');
    expect(lines).toContain('huiliu_hop_seconds_bucket{type="RefundSettled",le="0.005"} 1');
    expect(lines).toContain('huiliu_hop_seconds_bucket{type="RefundSettled",le="0.02"} 2');
    expect(lines).toContain('huiliu_hop_seconds_count{type="RefundSettled"} 2');
  });

  it('ask for levels at each scrape, from several sources, until they are taken back', async () => {
    let open = 4;
    metrics.observe('cases', () => Promise.resolve([{ value: open, labels: { department: 'intake', state: 'open' } }]));
    const takeBack = metrics.observe('cases', () => [{ value: 1, labels: { department: 'intake', state: 'closed' } }]);
    expect(await series('huiliu_cases')).toEqual(['huiliu_cases{department="intake",state="open"} 4', 'huiliu_cases{department="intake",state="closed"} 1']);
    open = 3;
    takeBack();
    expect(await series('huiliu_cases')).toEqual(['huiliu_cases{department="intake",state="open"} 3']);
  });

  it('leave out and count a level that fails or hangs; the rest is there', async () => {
    let away = false;
    metrics.observe('parked', () => (away ? Promise.reject(new Error('database away')) : [{ value: 2, labels: {} }]));
    metrics.observe('waiting', () => new Promise(() => undefined));
    metrics.observe('outboxAge', () => [{ value: 0.5, labels: {} }]);
    expect(await series('huiliu_parked')).toEqual(['huiliu_parked 2']);
    away = true;
    expect(await series('huiliu_parked')).toEqual([]);
    expect(await series('huiliu_outbox_age_seconds')).toEqual(['huiliu_outbox_age_seconds 0.5']);
    expect((await series('huiliu_observations_failed_total')).toSorted()).toEqual([
      expect.stringMatching(/^huiliu_observations_failed_total\{metric="huiliu_parked"\} [23]$/),
      expect.stringMatching(/^huiliu_observations_failed_total\{metric="huiliu_waiting"\} [34]$/),
    ]);
  });

  it('say of which service and instance they are, and have a help text each', async () => {
    metrics.eventHandled('a', 'b');
    const text = await metrics.expose();
    expect(text).toMatch(/target_info\{.*service_name="refund".*service_instance_id="refund-1"/);
    expect(text).toContain('# HELP huiliu_events_total Events handled');
    expect(text).toContain('# TYPE huiliu_events_total counter');
    expect(text).toMatch(/process_resident_memory_bytes \d+/);
  });

  it('have one registry without doubles', () => {
    const names = [counters, histograms, gauges].flatMap((one) => Object.values(one).map((definition) => definition.name));
    expect(new Set(names).size).toBe(names.length);
  });
});
