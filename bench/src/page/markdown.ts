import type { LoadResult } from '../load/load';
import type { ByPart } from '../measure/parts';
import { median } from '../whole/median';
import { buses, goals, shown, type BusName } from './goals';
import { of, type Result } from './results';

const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string => [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

/** All figures, as Markdown. */
export function figures(results: readonly Result[], profiles: string): string {
  const runs = buses.flatMap((bus) => middleRun(results, bus) ?? []);
  return [
    machineLine(results),
    '### Against the goals',
    table(['what', ...buses.flatMap((bus) => [`goal, ${bus}`, bus])], goals.map(({ what, goal, values }) => [what, ...buses.flatMap((bus) => [goal[bus], shown(values(results, bus))])])),
    ...(runs.length > 0 ? ofRuns(runs) : []),
    ...(profiles === '' ? [] : ['### Where the time goes', 'Own time of each process over the window, by package, without what is called from there.', profiles]),
  ].join('\n\n');
}

/** Of the runs that looked for the limit; of any others where there is none. */
function middleRun(results: readonly Result[], bus: BusName): LoadResult | undefined {
  const all = of(results, 'load', bus);
  const searched = all.filter(({ latency }) => latency.length > 1);
  const runs = searched.length > 0 ? searched : all;
  const middle = median(runs.map(({ casesPerSecond }) => casesPerSecond));
  return runs.find(({ casesPerSecond }) => casesPerSecond === middle);
}

function machineLine(results: readonly Result[]): string {
  const runs = results.filter((result) => result.bench === 'load');
  const [first] = runs;
  if (!first) return '';
  const { machine } = first;
  const days = [...new Set(runs.map(({ at }) => at.slice(0, 10)))].join(', ');
  const busy = [...new Set(runs.map(({ load }) => load.busyCores))].sort((a, b) => a - b);
  return `Machine: ${machine.cores} × ${machine.cpu}, ${machine.memoryGb} GB, Linux ${machine.kernel}, Node ${machine.node}; ${days}. Cores that other work kept busy before each run: ${busy.join(', ')}.`;
}

function ofRuns(runs: readonly LoadResult[]): string[] {
  return [
    '### Latency, submitted → closed',
    'From the moment a case was due until the outside world has heard that it is closed; in brackets until intake has decided it.',
    table(['bus', 'cases/s asked for', 'p50 ms', 'p90 ms', 'p99 ms', 'most ms'], runs.flatMap(({ bus, windows }) => windows.map(({ rate, latency, decided }) => [bus, rate.toFixed(0), `${latency.p50} (${decided.p50})`, latency.p90, `${latency.p99} (${decided.p99})`, latency.max]))),
    '### CPU per case by part, in ms',
    partTable(runs, ({ cpuMsPerCase }) => cpuMsPerCase),
    '### Memory by part, in MB',
    partTable(runs, ({ windows }) => windows[0]?.memoryMb ?? {}),
    '### What is written, and in which portions',
    table(['bus', 'events in a transaction', 'oldest unpublished event', 'bytes of WAL per case', 'bytes of bus per case'], runs.flatMap(({ bus, windows: [main] }) => (main ? [[bus, main.batch['mean'] ?? 0, `${main.outboxAgeMs} ms`, main.walBytesPerCase, main.busBytesPerCase ?? 'unknown']] : []))),
    '### Floors, from the same runs',
    table(
      ['bus', 'single-row commits/s, 8 clients', 'write and fsync of 8 KB, p50 / p99', 'bare loop on the bus', 'the flow with one event per transaction'],
      runs.flatMap(({ bus, floors }) => (floors ? [[bus, floors.singleRowCommitsPerSecond, `${floors.fsyncMs.p50} / ${floors.fsyncMs.p99} ms`, `${floors.busLoop.messagesPerSecond} messages/s (${floors.busLoop.client}, ${floors.busLoop.nodeCpuMicrosPerMessage} µs each)`, `${floors.oneEventPerTransactionCasesPerSecond ?? '–'} cases/s`]] : [])),
    ),
    ...runs.map(({ bus, verdict }) => `Invariants on ${bus}: ${verdict ? `${verdict.checked.length} checked, ${verdict.violations.length} violations` : 'not checked'}.`),
  ];
}

function partTable(runs: readonly LoadResult[], parts: (run: LoadResult) => ByPart): string {
  const names = [...new Set(runs.flatMap((run) => Object.keys(parts(run))))];
  return table(['bus', ...names], runs.map((run) => [run.bus, ...names.map((name) => parts(run)[name] ?? '–')]));
}
