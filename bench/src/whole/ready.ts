import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startKafka } from '@huiliu/testing';
import { System, type SystemOptions } from '@huiliu/tools/system';
import { loadNow } from '../measure/machine';
import { cpuBetween, readCpu, readMemory } from '../measure/parts';
import { busKindOf, numberOf, smallOptions, UsageError } from '../usage';
import { median } from './median';

const help = `usage: npm run bench -- ready [--bus embedded|kafka] [--times N]
  seconds until the whole system is ready on a folder that is there (warm), its memory and its CPU when it has nothing to do
`;
const readyLimitMs = 180_000;
const idleMs = 10_000;

export async function ready(args: readonly string[], say: (text: string) => void): Promise<number> {
  const options = smallOptions(args, { bus: 'embedded', times: '3' }, help);
  if (options === 'help') return 0;
  const bus = busKindOf(options.bus);
  const times = numberOf('--times', options.times, 1, 20);
  const load = await loadNow();
  const kafka = bus === 'kafka' ? await startKafka() : undefined;
  if (kafka && 'unavailable' in kafka) throw new UsageError(kafka.unavailable);
  const dataFolder = mkdtempSync(join(tmpdir(), 'huiliu-bench-'));
  chmodSync(dataFolder, 0o711);
  try {
    const system: SystemOptions = {
      root: resolve(__dirname, '../../..'),
      dataFolder,
      bus: kafka ? { kind: 'kafka', brokers: kafka.brokers } : { kind: 'embedded' },
      instances: 1,
      partitions: 1,
      gatewayPort: 0,
      opsPort: 0,
      sampleRatio: undefined,
      logLevel: 'warn',
      sandbox: undefined,
      onNews: say,
    };
    const cold = await once(system);
    const warm = [];
    for (let time = 0; time < times; time++) warm.push(await once(system));
    const middle = warm.toSorted((a, b) => a.seconds - b.seconds)[Math.floor(warm.length / 2)];
    process.stdout.write(`${JSON.stringify({ bench: 'ready', bus, coldSeconds: cold.seconds, warmSeconds: median(warm.map(({ seconds }) => seconds)), memoryMb: middle?.memoryMb, idleCores: middle?.idleCores, load })}\n`);
    return 0;
  } finally {
    await kafka?.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

async function once(options: SystemOptions) {
  const started = performance.now();
  const system = await System.start(options);
  try {
    await system.ready(readyLimitMs);
    const seconds = Number(((performance.now() - started) / 1_000).toFixed(1));
    const before = readCpu(system);
    await sleep(idleMs);
    const { load: _load, ...parts } = cpuBetween(before, readCpu(system)).parts;
    const memory = readMemory(system);
    const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
    return { seconds, memoryMb: { total: sum(Object.values(memory)), ...memory }, idleCores: Number((sum(Object.values(parts)) / idleMs).toFixed(3)) };
  } finally {
    await system.close();
  }
}
