import 'reflect-metadata';
import { core } from './single/core';
import { relay } from './single/relay';
import { page } from './page/page';
import { profile } from './profile/profile';
import { runLoad } from './load/load';
import { loadHelp, loadOptions } from './load/options';
import { overload } from './overload/overload';
import { million } from './million/million';
import { listeners } from './listeners/listeners';
import { rest } from './rest/rest';
import { soak } from './soak/soak';
import { UsageError } from './usage';
import { ready } from './whole/ready';
import { tracing } from './whole/tracing';
import { describeLoad } from './load/report';

const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** What there is beside the load itself: each answers with its exit code. */
const others: Readonly<Record<string, (args: readonly string[], say: (text: string) => void) => Promise<number>>> = {
  core,
  relay,
  rest,
  ready,
  tracing,
  soak,
  million,
  profile,
  page,
  overload,
  listeners,
};

async function load(args: readonly string[]): Promise<number> {
  const options = loadOptions(args);
  if (options === 'help') {
    process.stdout.write(loadHelp);
    return 0;
  }
  const result = await runLoad(options, say);
  (options.json ? say : (text: string) => void process.stdout.write(`${text}\n`))(describeLoad(result));
  if (options.json) process.stdout.write(`${JSON.stringify(result)}\n`);
  return result.keptUp && (result.verdict?.violations.length ?? 0) === 0 ? 0 : 1;
}

const [name = '', ...given] = process.argv.slice(2);
const other = others[name];
(other ? other(given, say) : load(process.argv.slice(2))).then(
  (code) => process.exit(code),
  (error: unknown) => {
    say(error instanceof UsageError ? error.message : `bench failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    process.exit(error instanceof UsageError ? 2 : 1);
  },
);
