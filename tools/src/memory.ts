import { readdirSync, readFileSync } from 'node:fs';

/** Resident memory of processes and all their descendants, in MB; shared pages of PostgreSQL are counted once (proportional set size). 0 where /proc is missing. */
export function memoryMb(roots: readonly number[]): number {
  const children = new Map<number, number[]>();
  let processes: string[];
  try {
    processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return 0;
  }
  for (const name of processes) {
    const parent = Number(/^PPid:\s+(\d+)/m.exec(read(`/proc/${name}/status`))?.[1] ?? 0);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const all = new Set<number>(roots);
  for (const pid of all) for (const child of children.get(pid) ?? []) all.add(child);
  let kilobytes = 0;
  for (const pid of all) kilobytes += Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0);
  return Math.round(kilobytes / 1024);
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
