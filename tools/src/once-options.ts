import { parseArgs } from 'node:util';
import { MixError, mixHelp, mixOf } from '@huiliu/sandbox/mix/mix';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** For the helps of all commands that take a mix. */
export const mixes = `Mixes: everyday, all, or either with single shares after it, as all,parcel.lost=0.3,case.return=0.5; shares alone change everyday. The other branches of a draw share what is left.
${mixHelp()}
`;

export interface OnceOptions {
  readonly orders: string | undefined;
  readonly cases: number;
  readonly bus: 'embedded' | 'kafka';
  readonly instances: number;
  readonly doors: 'bus' | 'http';
  readonly seed: number;
  /** As it was written; what it means is the sandbox's affair. */
  readonly mix: string;
  readonly json: boolean;
  readonly keep: boolean;
  readonly stallSeconds: number;
}

export const onceHelp = `npm run once -- [options]: the main job to its end, with fresh data

  --orders FILE      real orders and cancellations (comma or semicolon separated); without it orders are made up
  --cases N          cases in all; what the file's cancellations leave is drawn by seed (default 200)
  --bus BUS          embedded or kafka (default embedded); kafka: KAFKA_BROKERS, else one of our own from Docker or Maven Central
  --instances K      processes of each department (default 1)
  --doors DOORS      bus or http: how the sandbox's WMS and carrier are reached (default bus); http: as signed webhooks, both ways
  --seed S           everything that is drawn follows from it (default 1)
  --mix MIX          how often each flow, branch and fault is drawn: everyday (default), all, or shares (below)
  --stall SECONDS    gives up when nothing has moved for so long (default 90)
  --keep             keeps the data folder, to look at
  --json             one JSON object as the last line

Ends with 0 only if every case has ended, none of them as its intentions forbid, and every invariant holds.

${mixes}`;

/** Text that the sandbox will understand; refused here, before anything is started. */
export function mixText(text: string): string {
  try {
    mixOf(text);
    return text;
  } catch (error) {
    if (error instanceof MixError) throw new UsageError(`--mix ${error.message}`);
    throw error;
  }
}

export class UsageError extends Error {}

/** Reads the command line; throws UsageError with what is wrong and how it should be. */
export function onceOptions(args: readonly string[]): OnceOptions | 'help' {
  let values;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        orders: { type: 'string' },
        cases: { type: 'string', default: '200' },
        bus: { type: 'string', default: process.env['HUILIU_BUS'] ?? 'embedded' },
        instances: { type: 'string', default: '1' },
        doors: { type: 'string', default: 'bus' },
        seed: { type: 'string', default: '1' },
        mix: { type: 'string', default: 'everyday' },
        stall: { type: 'string', default: '90' },
        json: { type: 'boolean', default: false },
        keep: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }));
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  if (values.help) return 'help';
  const { bus } = values;
  if (bus !== 'embedded' && bus !== 'kafka') throw new UsageError(`--bus is embedded or kafka, not ${bus}`);
  const orders = values.orders === undefined ? undefined : resolve(values.orders);
  if (orders !== undefined && !existsSync(orders)) throw new UsageError(`--orders ${orders}: there is no such file`);
  return {
    orders,
    cases: whole('--cases', values.cases, 1, 10_000_000),
    bus,
    doors: doorsOf(values.doors),
    instances: whole('--instances', values.instances, 1, 16),
    seed: whole('--seed', values.seed, 0, 2 ** 31 - 1),
    mix: mixText(values.mix),
    stallSeconds: whole('--stall', values.stall, 5, 3_600),
    json: values.json,
    keep: values.keep,
  };
}

/** How the sandbox's WMS and carrier are reached. */
export function doorsOf(text: string): 'bus' | 'http' {
  if (text === 'bus' || text === 'http') return text;
  throw new UsageError(`--doors is bus or http, not ${text}`);
}

export function whole(name: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < min || value > max) throw new UsageError(`${name} has to be a whole number from ${min} to ${max}, not ${text}`);
  return value;
}
