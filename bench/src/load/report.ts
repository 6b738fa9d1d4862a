import type { Floors } from '../floors/floors';
import type { LoadResult } from './load';
import type { WindowResult } from './window';

const list = (values: Readonly<Record<string, number>>): string =>
  Object.entries(values)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');

export function describeLoad(result: LoadResult): string {
  const { bus, machine, load, windows, floors, verdict } = result;
  return [
    `machine    ${machine.cores} × ${machine.cpu}, ${machine.memoryGb} GB, Linux ${machine.kernel}, Node ${machine.node}; before: load ${load.average.join(' ')}, ${load.busyCores} cores busy with other things`,
    `limit      ${result.casesPerSecond} cases/s on ${bus}${result.keptUp ? '' : ', and it fell behind'}`,
    ...windows.flatMap(describeWindow),
    ...(floors ? [describeFloors(floors)] : []),
    ...(verdict ? [`invariants ${verdict.checked.length} checked, ${verdict.violations.length} violations`, ...verdict.violations.map(({ invariant, detail }) => `  ✗ ${invariant}: ${detail}`)] : []),
  ].join('\n');
}

const describeFloors = ({ singleRowCommitsPerSecond, fsyncMs, busLoop, oneEventPerTransactionCasesPerSecond }: Floors): string =>
  `floors     ${singleRowCommitsPerSecond} single-row commits/s (8 clients); write and fsync of 8 KB: p50 ${fsyncMs.p50}, p99 ${fsyncMs.p99} ms; bare loop on the bus (${busLoop.client}): ${busLoop.messagesPerSecond} messages/s, ${busLoop.nodeCpuMicrosPerMessage} µs of Node's CPU each; one event per transaction: ${oneEventPerTransactionCasesPerSecond ?? '-'} cases/s`;

const describeWindow = (window: WindowResult): readonly string[] => [
  `at ${window.rate.toFixed(0)}/s for ${window.seconds} s: ${window.casesPerSecond} cases/s closed, ${window.keptUp ? 'kept up' : 'FELL BEHIND'} (open ${window.openCases.begin} → ${window.openCases.end}, ${window.openCases.growthPerSecond}/s)`,
  `  submitted → closed, ms: p50 ${window.latency.p50}, p90 ${window.latency.p90}, p99 ${window.latency.p99}, most ${window.latency.max}; until decided: p50 ${window.decided.p50}, p99 ${window.decided.p99}`,
  `  CPU ms per case: ${list(window.cpuMsPerCase)}; others on the machine: ${window.otherCores} cores`,
  `  events in a transaction: ${list(window.batch)}; outbox age ${window.outboxAgeMs} ms`,
  `  memory MB: ${list(window.memoryMb)}`,
  `  bytes per case: WAL ${window.walBytesPerCase}, bus ${window.busBytesPerCase ?? 'unknown'}; the load was late by ${window.loadLateMs} ms at most`,
];
