import { spawn } from 'node:child_process';

/** Ties the life of a server to this process. */
export interface Lifeline {
  /** Takes the watcher away without letting it act: the server was stopped in good order. */
  cut(): void;
}

/**
 * Starts a small watcher that runs `script` (POSIX sh) once this process is gone, however it went: it waits for the end of a pipe, which the
 * kernel closes even after `kill -9`. Exit hooks can't do that. `args` are the script's $1, $2 …
 */
export function startLifeline(script: string, args: readonly string[]): Lifeline {
  const watcher = spawn('/bin/sh', ['-c', `cat >/dev/null\n${script}`, 'huiliu-lifeline', ...args], {
    // Its own session: Ctrl-C at the terminal must not reach it before us.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    cwd: '/',
  });
  watcher.on('error', () => undefined);
  watcher.stdin.on('error', () => undefined);
  watcher.unref();
  (watcher.stdin as unknown as { unref(): void }).unref();
  return {
    cut: () => {
      watcher.kill('SIGKILL');
      watcher.stdin.destroy();
    },
  };
}
