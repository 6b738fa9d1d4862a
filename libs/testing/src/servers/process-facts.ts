import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return processState(pid) !== 'Z';
}

/** A zombie still answers to signal 0, though it holds nothing any more. */
function processState(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)?.[0];
  } catch {
    return undefined;
  }
}

/** A pid together with when it began: pids are used again, so a pid alone doesn't say who is meant. Undefined: no such process. */
export function processIdentity(pid: number): string | undefined {
  if (!isAlive(pid)) return undefined;
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)?.split(' ');
    return `${pid}@${fields?.[19]}`;
  } catch {
    // No /proc here (macOS): ask ps.
  }
  try {
    return `${pid}@${execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()}`;
  } catch {
    return undefined;
  }
}

/** What a process runs, or '' where that can't be told. */
export function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    // No /proc here (macOS): ask ps.
  }
  try {
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

/**
 * Below what systems give to connections that go out (from 32,768 on where the least are left, on Linux), so that none of those sits on a port when its service wants to listen there, or to come back to it after a crash; and each
 * process has a part of its own, so that two worlds that start side by side don't choose the same.
 */
const listening = { lowest: 10_240, parts: 100, partSize: 220 } as const;
let tried = 0;

/** Ports of 127.0.0.1 that were free a moment ago, all different. Whoever uses one has to try again if it was taken meanwhile. */
export async function freePorts(count: number): Promise<number[]> {
  const { lowest, parts, partSize } = listening;
  const first = lowest + (process.pid % parts) * partSize;
  const servers: Server[] = [];
  try {
    for (let tries = 0; servers.length < count; tries++) {
      if (tries === partSize) throw new Error(`no ${count} free ports of 127.0.0.1 from ${first} to ${first + partSize - 1}`);
      const server = await listensAt(first + (tried++ % partSize));
      if (server) servers.push(server);
    }
    return servers.map((server) => (server.address() as AddressInfo).port);
  } finally {
    await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  }
}

/** Undefined where somebody else does. */
function listensAt(port: number): Promise<Server | undefined> {
  const server = createServer();
  return new Promise((resolve) => server.once('error', () => resolve(undefined)).listen(port, '127.0.0.1', () => resolve(server)));
}

export async function freePort(): Promise<number> {
  const [port] = await freePorts(1);
  if (port === undefined) throw new Error('no free port on 127.0.0.1');
  return port;
}

/** Looks every `everyMs` until `condition` holds; false when `timeoutMs` have passed. */
export async function holdsWithin(timeoutMs: number, condition: () => boolean | Promise<boolean>, everyMs = 20): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    if (await condition()) return true;
    if (Date.now() >= deadline) return false;
    await sleep(everyMs);
  }
}

/** The checkout's root: where package.json has our workspaces. */
export function repositoryRoot(from = __dirname): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest) && 'workspaces' in (JSON.parse(readFileSync(manifest, 'utf8')) as object)) return folder;
    if (folder === dirname(folder)) throw new Error(`no package.json with workspaces above ${from}: run from a checkout of Huiliu`);
  }
}
