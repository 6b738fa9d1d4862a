import type { System } from '@huiliu/tools/system';
import { brokerPids, cpuMs, machineBusyMs, pssKb, treeCpuMs, treeOf } from './processes';

/** CPU milliseconds or megabytes by part: each service, `postgres`, `broker`, `load`. */
export type ByPart = Readonly<Record<string, number>>;

export interface CpuReading {
  readonly parts: ByPart;
  readonly machineMs: number;
}

/** CPU that each part has used since it began. The embedded bus is part of PostgreSQL. */
export function readCpu(system: System): CpuReading {
  const parts: Record<string, number> = {};
  for (const child of system.children) parts[child.spec.name] = child.pid === undefined ? 0 : cpuMs(child.pid);
  if (system.storage.server) parts['postgres'] = treeCpuMs(system.storage.server.pid);
  const brokers = brokerPids();
  if (brokers.length > 0) parts['broker'] = brokers.reduce((sum, pid) => sum + cpuMs(pid), 0);
  parts['load'] = cpuMs(process.pid);
  return { parts, machineMs: machineBusyMs() };
}

export interface CpuUse {
  readonly parts: ByPart;
  /** All parts together, with the load. */
  readonly totalMs: number;
  /** What others on the machine used meanwhile. */
  readonly othersMs: number;
}

export function cpuBetween(before: CpuReading, after: CpuReading): CpuUse {
  const parts = Object.fromEntries(Object.entries(after.parts).map(([name, ms]) => [name, ms - (before.parts[name] ?? 0)]));
  const totalMs = Object.values(parts).reduce((sum, ms) => sum + ms, 0);
  return { parts, totalMs, othersMs: Math.max(0, after.machineMs - before.machineMs - totalMs) };
}

/** Megabytes by part, pages that are shared counted once. Takes a while, and holds up who is looked at: not to be asked for while latencies are measured. */
export function readMemory(system: System): ByPart {
  const brokers = brokerPids();
  const trees: Record<string, readonly number[]> = {
    ...Object.fromEntries(system.children.map(({ spec, pid }) => [spec.name, pid === undefined ? [] : [pid]])),
    ...(system.storage.server && { postgres: treeOf(system.storage.server.pid) }),
    ...(brokers.length > 0 && { broker: brokers }),
  };
  return Object.fromEntries(Object.entries(trees).map(([name, pids]) => [name, Math.round(pids.reduce((sum, pid) => sum + pssKb(pid), 0) / 1_024)]));
}
