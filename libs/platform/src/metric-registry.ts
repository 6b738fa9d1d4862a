/** What a metric means; `labels` are all it may carry. Names are Prometheus names, with the unit last. */
export interface MetricDefinition {
  readonly name: string;
  readonly help: string;
  readonly labels: readonly string[];
}

/** Counts that only rise. */
export const counters = {
  events: { name: 'huiliu_events_total', help: 'Events handled, by what came of them', labels: ['type', 'outcome'] },
  eventsSkipped: { name: 'huiliu_events_skipped_total', help: 'Events of types that this version does not know', labels: ['type'] },
  deadLettered: { name: 'huiliu_dead_lettered_total', help: 'Messages from outside that failed validation', labels: ['topic'] },
  commands: { name: 'huiliu_commands_total', help: 'Commands, by the code of their answer (OK when accepted)', labels: ['operation', 'code'] },
  published: { name: 'huiliu_published_total', help: 'Events put on the bus by the outbox relay', labels: ['topic'] },
  spansDropped: { name: 'huiliu_spans_dropped_total', help: 'Spans lost before they were stored', labels: ['reason'] },
  observationsFailed: { name: 'huiliu_observations_failed_total', help: 'Gauges that could not be read at a scrape', labels: ['metric'] },
} as const satisfies Record<string, MetricDefinition>;

/** Distributions. */
export const histograms = {
  batchSize: { name: 'huiliu_batch_size', help: 'Events in one transaction', labels: ['topic'], buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000] },
  hop: {
    name: 'huiliu_hop_seconds',
    help: 'From when an event was said to when its effect was committed',
    labels: ['type'],
    buckets: [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 60, 600],
  },
} as const satisfies Record<string, MetricDefinition & { readonly buckets: readonly number[] }>;

/** Levels, asked for at every scrape. */
export const gauges = {
  cases: { name: 'huiliu_cases', help: 'Cases by state, as the department sees them; counted seldom when there are many', labels: ['department', 'state'] },
  consumerLag: { name: 'huiliu_consumer_lag', help: 'Messages on the bus that are not handled yet', labels: ['topic', 'partition'] },
  consumedPerSecond: { name: 'huiliu_consumed_per_second', help: 'Events of the bus that the department handles per second, over the last minute', labels: [] },
  catchUp: { name: 'huiliu_catch_up_seconds', help: 'Expected time until nothing on the bus is behind, if it goes on as it goes; +Inf while it falls further behind', labels: [] },
  outboxAge: { name: 'huiliu_outbox_age_seconds', help: 'Age of the oldest event that is not published yet; 0 when there is none', labels: [] },
  waiting: { name: 'huiliu_waiting', help: 'Events that wait for something that has not arrived', labels: [] },
  parked: { name: 'huiliu_parked', help: 'Events that failed and are kept for a person', labels: [] },
} as const satisfies Record<string, MetricDefinition>;

export type GaugeName = keyof typeof gauges;

/** One series of a gauge, with exactly the labels of the registry. */
export interface Observation<G extends GaugeName> {
  readonly value: number;
  readonly labels: { readonly [L in (typeof gauges)[G]['labels'][number]]: string };
}
