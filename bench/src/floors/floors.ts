import type { LoadOptions } from '../load/options';
import { openStand, type Stand } from '../load/stand';
import { workOff } from '../load/limit';
import { busLoop, type BusLoop } from './bus-loop';
import { commitsPerSecond } from './commits';
import { fsyncMs } from './fsync';

/** What to compare with, from the same run on the same machine. */
export interface Floors {
  readonly singleRowCommitsPerSecond: number;
  readonly fsyncMs: { readonly p50: number; readonly p99: number };
  readonly busLoop: BusLoop;
  /** Cases a second from a backlog when every event is a transaction of its own. */
  readonly oneEventPerTransactionCasesPerSecond: number | undefined;
}

const seconds = 4;
/** Bounds of one: each event a transaction in whoever hears it, and a publish of its own. */
const oneByOne = { HUILIU_BUS_BATCH_MESSAGES: '1', HUILIU_RELAY_PAGE_ROWS: '1' };
const warmUpCases = 40;
const cases = 200;

/** Once the services are stopped: the floors of the disk, of PostgreSQL and of the bus. */
export async function quietFloors({ system }: Stand, say: (text: string) => void): Promise<Omit<Floors, 'oneEventPerTransactionCasesPerSecond'>> {
  say('floors: commits, fsync, bus …');
  return {
    singleRowCommitsPerSecond: await commitsPerSecond(system.storage.urls.sandbox, seconds),
    fsyncMs: await fsyncMs(system.options.dataFolder, seconds),
    busLoop: await busLoop(system),
  };
}

/** On an installation of its own: the same flow with one event per transaction. */
export async function oneEventPerTransaction(options: LoadOptions, say: (text: string) => void): Promise<number> {
  say('floors: the same flow with one event per transaction …');
  const stand = await openStand({ ...options, profile: undefined, keep: false, environment: { ...options.environment, ...oneByOne } }, say);
  try {
    await workOff(stand, warmUpCases);
    return Number((await workOff(stand, cases)).toFixed(1));
  } finally {
    await stand.close();
  }
}
