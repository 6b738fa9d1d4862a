import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

/** What V8 writes, as far as it is needed here. */
interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
    readonly children?: readonly number[];
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

export interface Row {
  readonly name: string;
  readonly selfMs: number;
  /** Of the time that was not idle. */
  readonly share: number;
}

export interface ProfileTable {
  readonly busyMs: number;
  readonly idleMs: number;
  readonly byPackage: readonly Row[];
  readonly byFunction: readonly Row[];
}

/** What is no work of the process. */
const idle = new Set(['(idle)', '(program)']);

/** Sums a CPU profile by package and by function: time spent in each itself, without what it calls. */
export function tableOf(profile: CpuProfile, rows: number): ProfileTable {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node.callFrame]));
  const packages = new Map<string, number>();
  const functions = new Map<string, number>();
  let busyMs = 0;
  let idleMs = 0;
  profile.samples.forEach((id, index) => {
    const frame = nodes.get(id);
    const ms = (profile.timeDeltas[index] ?? 0) / 1_000;
    if (!frame) return;
    // Taking the profile costs a second or two itself, at its beginning.
    if (idle.has(frame.functionName) || frame.url === 'node:inspector') {
      idleMs += ms;
      return;
    }
    busyMs += ms;
    add(packages, packageOf(frame.url, frame.functionName), ms);
    add(functions, `${frame.functionName || '(anonymous)'} ${placeOf(frame.url, frame.lineNumber)}`.trim(), ms);
  });
  return { busyMs, idleMs, byPackage: top(packages, busyMs, rows), byFunction: top(functions, busyMs, rows) };
}

const add = (sums: Map<string, number>, name: string, ms: number): void => void sums.set(name, (sums.get(name) ?? 0) + ms);

const top = (sums: ReadonlyMap<string, number>, wholeMs: number, rows: number): Row[] =>
  [...sums]
    .sort(([, a], [, b]) => b - a)
    .slice(0, rows)
    .map(([name, selfMs]) => ({ name, selfMs, share: selfMs / wholeMs }));

/** `pg`, `@huiliu/messaging`, `node:net`, or what V8 does itself. */
function packageOf(url: string, functionName: string): string {
  if (url === '') return functionName.startsWith('(') ? functionName : '(native)';
  if (url.startsWith('node:')) return url.replace(/^node:(internal\/)?/, 'node:').split('/')[0] ?? url;
  const dependency = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1];
  if (dependency !== undefined) return dependency;
  const own = /\/(libs|apps|tools|bench)(?:\/([^/]+))?\/dist\//.exec(url);
  return own ? `@huiliu/${own[2] ?? own[1]}` : url;
}

const placeOf = (url: string, line: number): string => (url === '' ? '' : `${url.replace(/^.*\/(node_modules|libs|apps|bench|tools)\//, '').replace(/^file:\/\//, '')}:${line + 1}`);

export function describeProfile(file: string, rows: number): string {
  const { busyMs, idleMs, byPackage, byFunction } = tableOf(JSON.parse(readFileSync(file, 'utf8')) as CpuProfile, rows);
  const line = ({ name, selfMs, share }: Row): string => `${(share * 100).toFixed(1).padStart(6)}% ${selfMs.toFixed(0).padStart(8)} ms  ${name}`;
  return [`${basename(file, '.cpuprofile')}: busy ${busyMs.toFixed(0)} ms of ${(busyMs + idleMs).toFixed(0)}`, ...byPackage.map(line), '  by function', ...byFunction.map(line)].join('\n');
}

/** One process as a line of Markdown: its busiest packages. */
export function packageTable(file: string, rows: number): string {
  const { busyMs, idleMs, byPackage } = tableOf(JSON.parse(readFileSync(file, 'utf8')) as CpuProfile, rows);
  const packages = byPackage.map(({ name, share }) => `${name} ${(share * 100).toFixed(0)}%`).join(', ');
  return `- ${basename(file, '.cpuprofile')}, busy ${((100 * busyMs) / (busyMs + idleMs)).toFixed(0)}% of the time: ${packages}`;
}
