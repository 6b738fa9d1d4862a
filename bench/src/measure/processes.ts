import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Linux gives CPU times in hundredths of a second, whatever the kernel. */
const tickMs = 10;

interface Stat {
  readonly parent: number;
  readonly ownMs: number;
  /** Of children that have ended and were waited for. */
  readonly endedMs: number;
}

function statOf(pid: number): Stat | undefined {
  const text = read(`/proc/${pid}/stat`);
  // The command in brackets may hold anything: fields are counted after it.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ').map(Number);
  if (fields.length < 15) return undefined;
  const at = (index: number): number => fields[index] ?? 0;
  return { parent: at(1), ownMs: (at(11) + at(12)) * tickMs, endedMs: (at(13) + at(14)) * tickMs };
}

/** CPU of one process since it began, user and system. */
export const cpuMs = (pid: number): number => statOf(pid)?.ownMs ?? 0;

/** CPU of a process and everything it has started, those that have ended too. */
export function treeCpuMs(root: number): number {
  const stats = allStats();
  return below(root, stats).reduce((sum, pid) => sum + (stats.get(pid)?.ownMs ?? 0) + (stats.get(pid)?.endedMs ?? 0), 0);
}

/** A process and everything it has started that still runs. */
export const treeOf = (root: number): readonly number[] => below(root, allStats());

function below(root: number, stats: ReadonlyMap<number, Stat>): readonly number[] {
  const tree = new Set([root]);
  for (const parent of tree) for (const [pid, stat] of stats) if (stat.parent === parent) tree.add(pid);
  return [...tree];
}

/** Proportional set size: a page that several processes share is counted once, in parts. */
export const pssKb = (pid: number): number => Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0);

function allStats(): Map<number, Stat> {
  const stats = new Map<number, Stat>();
  for (const name of list('/proc')) {
    const stat = /^\d+$/.test(name) ? statOf(Number(name)) : undefined;
    if (stat) stats.set(Number(name), stat);
  }
  return stats;
}

/** Busy time of all CPUs of the machine since it started. */
export function machineBusyMs(): number {
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = (read('/proc/stat').split('\n')[0] ?? '').split(/\s+/).slice(1).map(Number);
  return (user + nice + system + irq + softirq + steal) * tickMs;
}

/** Our own Kafka brokers: this process has started them, and says nothing of their pids. */
export function brokerPids(): number[] {
  return [...allStats()].filter(([pid, { parent }]) => parent === process.pid && /kafka\.Kafka\0/.test(read(`/proc/${pid}/cmdline`))).map(([pid]) => pid);
}

/** Bytes of a broker's log: its segments, without the indexes, which are made large ahead of use. */
export function brokerLogBytes(pid: number): number {
  const folder = readlinkOrEmpty(`/proc/${pid}/cwd`);
  return folder === '' ? 0 : list(folder).filter((name) => name.startsWith('data-')).reduce((sum, name) => sum + segmentBytes(join(folder, name)), 0);
}

function segmentBytes(folder: string): number {
  return list(folder)
    .flatMap((partition) => list(join(folder, partition)).filter((name) => name.endsWith('.log')).map((name) => join(folder, partition, name)))
    .reduce((sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0), 0);
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function readlinkOrEmpty(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
