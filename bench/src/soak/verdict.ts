import { slopePerMs } from '../load/window';
import type { Sample } from './sample';

export interface SeriesVerdict {
  readonly name: string;
  /** At the end of the warm-up and at the end of all, by the fitted line. */
  readonly from: number;
  readonly to: number;
  readonly most: number;
  readonly verdict: 'flat' | 'explained' | 'grows';
  /** Of what grows. */
  readonly perCase?: number;
  readonly why?: string;
}

/** Growth over the looked-at time that counts for none: a share of the mean, or so much. */
interface Tolerance {
  readonly share: number;
  readonly floor: number;
}

const megabyte = 2 ** 20;
/** By the first word of a series' name. Garbage collectors, pools and autovacuum work in turns: their saw is not growth. */
const tolerances: Readonly<Record<string, Tolerance>> = {
  memory: { share: 0.15, floor: 20 },
  handles: { share: 0.1, floor: 10 },
  connections: { share: 0.1, floor: 4 },
  dead: { share: 0.3, floor: 20_000 },
  bytes: { share: 0.1, floor: 4 * megabyte },
  open: { share: 0.3, floor: 200 },
};

/** Tables that grow because what is in them is kept on purpose. */
const kept: readonly (readonly [RegExp, string])[] = [
  [/\.archived$/, 'closed cases, whole, until the partition of their month is detached'],
  [/\.head$/, 'a row for each subject; that of a case goes when the month of the case is detached'],
  [/\.(mirrored_order|order_units|order_allocation|order_balance)$/, 'a row for each order: whoever returns something later needs it'],
  [/\.hop$/, 'hops of orders and requests: what happened to them is kept for good'],
];

/** Of each series: flat after the warm-up, or growing for a reason that is known, or growing. */
export function verdictOf(samples: readonly Sample[], warmUpShare: number): readonly SeriesVerdict[] {
  const last = samples.at(-1);
  if (!last) return [];
  const settled = samples.filter(({ atSeconds }) => atSeconds >= last.atSeconds * warmUpShare);
  const names = [...new Set(settled.flatMap(({ readings }) => Object.keys(readings)))].sort();
  return names.map((name) => judge(name, settled));
}

function judge(name: string, samples: readonly Sample[]): SeriesVerdict {
  const points = samples.map(({ atSeconds, readings }) => [atSeconds, readings[name] ?? 0] as const);
  const values = points.map(([, value]) => value);
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const seconds = (points.at(-1)?.[0] ?? 0) - (points[0]?.[0] ?? 0);
  const growth = slopePerMs(points) * seconds;
  const { share, floor } = tolerances[name.split(' ')[0] ?? ''] ?? { share: 0.1, floor: 0 };
  const told = { name, from: Math.round(mean - growth / 2), to: Math.round(mean + growth / 2), most: Math.max(...values) };
  if (growth <= Math.max(share * mean, floor)) return { ...told, verdict: 'flat' };
  const cases = (samples.at(-1)?.cases ?? 0) - (samples[0]?.cases ?? 0);
  const perCase = cases > 0 ? Number((growth / cases).toFixed(1)) : undefined;
  const why = name.startsWith('bytes ') ? kept.find(([pattern]) => pattern.test(name))?.[1] : undefined;
  return { ...told, verdict: why === undefined ? 'grows' : 'explained', ...(perCase !== undefined && { perCase }), ...(why !== undefined && { why }) };
}
