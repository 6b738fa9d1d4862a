import 'reflect-metadata';
import { join } from 'node:path';
import { UsageError } from '../once-options';
import { chaosHelp, chaosOptions, type ChaosOptions } from './options';
import { plantFaults } from './planted';
import { isWell, printReport, resultOf } from './report';
import { ChaosUnavailableError, runChaos } from './run-chaos';

const say = (text: string): void => void process.stderr.write(`${text}\n`);
const print = (text: string): void => void process.stdout.write(`${text}\n`);

async function main(): Promise<number> {
  const command = chaosOptions(process.argv.slice(2));
  switch (command.mode) {
    case 'help':
      print(chaosHelp);
      return 0;
    case 'planted':
      return planted(command.json);
    case 'chaos':
      return chaos(command.options);
  }
}

async function chaos(options: ChaosOptions): Promise<number> {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
  const outcome = await runChaos(options, say, stopping.signal);
  printReport(outcome, options.json ? say : print);
  if (options.json) print(JSON.stringify(resultOf(outcome)));
  return isWell(outcome) ? 0 : 1;
}

async function planted(json: boolean): Promise<number> {
  const report = await plantFaults(join(__dirname, '../../..'), say);
  const tell = json ? say : print;
  for (const failure of report.failures) tell(`✗ ${failure}`);
  tell(`${report.planted.length} faults planted, ${report.planted.filter(({ found }) => found).length} found`);
  if (json) print(JSON.stringify(report));
  return report.failures.length === 0 && report.planted.every(({ found }) => found) ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    if (error instanceof UsageError) say(`${error.message}\n\n${chaosHelp}`);
    else if (error instanceof ChaosUnavailableError) say(error.message);
    else say(`chaos failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    process.exit(error instanceof UsageError ? 2 : 1);
  },
);
