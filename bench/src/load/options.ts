import { parseArgs } from 'node:util';
import { resolve } from 'node:path';
import { busKindOf, numberOf, UsageError } from '../usage';
import { defaultMix, parseMix, type Mix } from '../world/mix';

export interface LoadOptions {
  readonly bus: 'embedded' | 'kafka';
  readonly seconds: number;
  /** Undefined: it is found out. */
  readonly rate: number | undefined;
  readonly mix: Mix;
  readonly seed: number;
  readonly partitions: number;
  readonly json: boolean;
  readonly floors: boolean;
  readonly check: boolean;
  /** Folder for CPU profiles and the dearest statements; undefined: none are taken. */
  readonly profile: string | undefined;
  readonly sampleRatio: number | undefined;
  readonly keep: boolean;
  /** Further environment of every service, as HUILIU_RELAY_PAGE_ROWS=500. */
  readonly environment: Readonly<Record<string, string>>;
}

export const loadHelp = `usage: npm run bench -- [options]
  --bus BUS           embedded or kafka (default embedded); Kafka is KAFKA_BROKERS, else one of our own
  --seconds S         length of the measured window (default 60)
  --rate R            cases asked for per second, whatever is answered; left out: the highest rate that the system keeps up with is found first
  --mix MIX           shares, as return=80,refund_only=15,manual=5 (default return=1)
  --seed N            everything that is drawn follows from it (default 1)
  --partitions P      of each topic (default 1)
  --sample RATIO      share of traces that are recorded (default: what the services do by themselves)
  --set NAME=VALUE    a setting for every service; may be given several times
  --profile DIR       CPU profiles of every process over the window, and the dearest statements of PostgreSQL, into this folder
  --no-floors         leaves out the floors to compare with
  --no-check          leaves out the check of the invariants: for a quick look, not for figures
  --keep              keeps the data folder
  --json              one JSON object as the last line
other benches: core, rest, relay, ready, tracing, soak, million, overload, listeners, page: npm run bench -- core --help
`;

const config = {
  bus: { type: 'string', default: 'embedded' },
  seconds: { type: 'string', default: '60' },
  rate: { type: 'string' },
  mix: { type: 'string' },
  seed: { type: 'string', default: '1' },
  partitions: { type: 'string', default: '1' },
  sample: { type: 'string' },
  set: { type: 'string', multiple: true },
  profile: { type: 'string' },
  floors: { type: 'boolean', default: true },
  check: { type: 'boolean', default: true },
  keep: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** Throws UsageError. */
export function loadOptions(args: readonly string[]): LoadOptions | 'help' {
  const values = parsed(args);
  if (values.help) return 'help';
  const mix = values.mix === undefined ? defaultMix : parseMix(values.mix);
  if (!mix) throw new UsageError(`--mix is like return=80,refund_only=15,manual=5, not ${values.mix}`);
  return {
    bus: busKindOf(values.bus),
    mix,
    seconds: numberOf('--seconds', values.seconds, 1, 86_400),
    rate: values.rate === undefined ? undefined : numberOf('--rate', values.rate, 0.1, 1_000_000),
    seed: numberOf('--seed', values.seed, 0, 2 ** 31 - 1),
    partitions: numberOf('--partitions', values.partitions, 1, 1_000),
    sampleRatio: values.sample === undefined ? undefined : numberOf('--sample', values.sample, 0, 1),
    profile: values.profile === undefined ? undefined : resolve(values.profile),
    environment: Object.fromEntries((values.set ?? []).map(settingOf)),
    floors: values.floors,
    check: values.check,
    keep: values.keep,
    json: values.json,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: config, allowNegative: true }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function settingOf(text: string): [string, string] {
  const at = text.indexOf('=');
  if (at < 1) throw new UsageError(`--set is like HUILIU_RELAY_PAGE_ROWS=500, not ${text}`);
  return [text.slice(0, at), text.slice(at + 1)];
}
