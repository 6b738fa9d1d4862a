import { median } from '../whole/median';
import { of, type Result } from './results';

export const buses = ['kafka', 'embedded'] as const;
export type BusName = (typeof buses)[number];

interface Goal {
  readonly what: string;
  /** By bus. */
  readonly goal: Readonly<Record<BusName, string>>;
  /** One line of text a run; empty when it was not measured. The middle one by `order` is shown, and between which the others are. */
  readonly values: (results: readonly Result[], bus: BusName) => readonly Value[];
}

export interface Value {
  readonly order: number;
  readonly text: string;
}

const one = (order: number, text = String(order)): Value => ({ order, text });
const both = (goal: string): Goal['goal'] => ({ kafka: goal, embedded: goal });

const latencyAt = (rate: number): Goal['values'] => (results, bus) =>
  of(results, 'load', bus).flatMap(({ latency }) => latency.filter((each) => each.rate === rate).slice(0, 1).map(({ p50, p99 }) => one(p99, `${p50.toFixed(0)} / ${p99.toFixed(0)} ms`)));

/** What the system is to reach on two cores, with everything on them. */
export const goals: readonly Goal[] = [
  { what: 'cases per second, full system', goal: { kafka: '≥ 1,000', embedded: '≥ 1,500' }, values: (results, bus) => of(results, 'load', bus).filter(({ latency }) => latency.length > 1).map(({ casesPerSecond }) => one(casesPerSecond, casesPerSecond.toFixed(0))) },
  { what: 'CPU per case, all parts', goal: { kafka: '≤ 1.9 ms', embedded: '≤ 1.4 ms' }, values: (results, bus) => of(results, 'load', bus).filter(({ latency }) => latency.length > 1).map(({ cpuMsPerCase }) => one(cpuMsPerCase.total, `${cpuMsPerCase.total.toFixed(2)} ms`)) },
  { what: 'submitted → closed at 100/s, p50 / p99', goal: { kafka: '≤ 100 / 200 ms', embedded: '≤ 60 / 125 ms' }, values: latencyAt(100) },
  { what: 'the same at 500/s', goal: { kafka: '≤ 200 / 400 ms', embedded: '≤ 80 / 190 ms' }, values: latencyAt(500) },
  {
    what: 'applications over REST with p99 ≤ 300 ms',
    goal: both('≥ 400/s'),
    values: (results, bus) => of(results, 'rest', bus).map(({ windows }) => {
      const kept = windows.filter(({ p99 }) => p99 <= 300).toSorted((a, b) => b.rate - a.rate)[0];
      return kept ? one(kept.answeredPerSecond, `${kept.answeredPerSecond.toFixed(0)}/s, p99 ${kept.p99.toFixed(0)} ms`) : one(0, 'at no rate tried');
    }),
  },
  { what: 'live events, commit → listener, p50 / p99', goal: both('none set'), values: (results, bus) => of(results, 'listeners', bus).map(({ listeners, delayMs, faults }) => one(delayMs.p99, `${delayMs.p50} / ${delayMs.p99} ms with ${listeners.toLocaleString('en')} listeners${faults.length > 0 ? `, ${faults.length} faults` : ''}`)) },
  { what: 'one department\'s consumer on a backlog', goal: both('≥ 15,000 events/s'), values: (results, bus) => of(results, 'core', bus).map(({ consumedPerSecond }) => one(consumedPerSecond, `${consumedPerSecond.toLocaleString('en')}/s`)) },
  { what: 'relay, with a foreign transaction open', goal: both('≥ 20,000 events/s'), values: (results, bus) => of(results, 'relay', bus).map(({ publishedPerSecond, lost, outOfOrder }) => one(publishedPerSecond, `${publishedPerSecond.toLocaleString('en')}/s${lost + outOfOrder > 0 ? `, ${lost} lost, ${outOfOrder} out of order` : ''}`)) },
  { what: 'whole system ready, warm', goal: both('< 15 s'), values: (results, bus) => of(results, 'ready', bus).map(({ warmSeconds }) => one(warmSeconds, `${warmSeconds} s`)) },
  { what: 'memory when idle', goal: both('< 1 GB'), values: (results, bus) => of(results, 'ready', bus).map(({ memoryMb }) => one(memoryMb.total, `${memoryMb.total} MB`)) },
  { what: 'default tracing costs', goal: both('≤ 5%'), values: (results, bus) => of(results, 'tracing', bus).map(({ costsPercent }) => one(costsPercent, `${costsPercent}%`)) },
];

/** The middle run, and the first and last of them where there are several. */
export function shown(values: readonly Value[]): string {
  if (values.length === 0) return 'not measured';
  const sorted = values.toSorted((a, b) => a.order - b.order);
  const middle = sorted.find(({ order }) => order === median(sorted.map((value) => value.order)))?.text ?? '';
  return sorted.length === 1 ? middle : `${middle} (${sorted.length} runs: ${sorted[0]?.text} … ${sorted.at(-1)?.text})`;
}
