import { parseArgs } from 'node:util';
import { simulate } from './simulate';

const { values } = parseArgs({
  options: { schedules: { type: 'string', default: '5000' }, seed: { type: 'string' }, path: { type: 'string' }, trace: { type: 'boolean', default: false } },
});

const number = (name: string, text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error(`--${name} needs a whole number, not ${text}`);
  return value;
};

async function main(): Promise<void> {
  const schedules = number('schedules', values.schedules);
  const seed = values.seed === undefined ? Math.trunc(Math.random() * 2 ** 31) : number('seed', values.seed);
  const started = performance.now();
  let done = 0;
  const failure = await simulate({
    schedules,
    seed,
    path: values.path,
    onRun: () => {
      if (++done % 1_000 === 0) process.stderr.write(`${done} schedules, ${((performance.now() - started) / done).toFixed(1)} ms each\n`);
    },
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (!failure) {
    process.stdout.write(`${done} schedules, seed ${seed}: every guarantee holds (${seconds} s)\n`);
    return;
  }
  process.stdout.write(`seed ${seed}, path ${failure.path}, after ${done} schedules:\n${failure.violations.map((violation) => `  ${violation}\n`).join('')}`);
  process.stdout.write(`the run: ${JSON.stringify(failure.plan)}\n`);
  if (values.trace) process.stdout.write(`${failure.trace.join('\n')}\n`);
  process.stdout.write(`again, step by step: npm run simulate -- --seed ${seed} --path ${failure.path} --trace\n`);
  process.exitCode = 1;
}

void main();
