import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector';
import { basename, dirname, join } from 'node:path';

/**
 * Loaded into a process before anything else (NODE_OPTIONS=--require). SIGUSR2 begins a CPU profile, the next one ends it and writes it into the folder of
 * HUILIU_BENCH_PROFILE: so that only what is measured is in it, and not how the process starts.
 */
const folder = process.env['HUILIU_BENCH_PROFILE'];
const samplingMicros = 500;

/** `intake` of …/apps/intake/dist/main.js. */
const processName = (): string => basename(dirname(dirname(process.argv[1] ?? 'process')));

export function profileToggle(into: string, name: string): () => void {
  let session: Session | undefined;
  return () => {
    if (!session) {
      session = new Session();
      session.connect();
      session.post('Profiler.enable');
      session.post('Profiler.setSamplingInterval', { interval: samplingMicros });
      session.post('Profiler.start');
      return;
    }
    const ending = session;
    session = undefined;
    ending.post('Profiler.stop', (error, result) => {
      if (!error) writeFileSync(join(into, `${name}.cpuprofile`), JSON.stringify(result.profile));
      ending.disconnect();
    });
  };
}

if (folder !== undefined) process.on('SIGUSR2', profileToggle(folder, processName()));
