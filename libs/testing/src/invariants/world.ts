import type { Pool } from 'pg';
import type { Department } from '@huiliu/contracts';
import type { Bus } from '@huiliu/messaging';
import type { Log } from './bus/log';
import type { PersonalDataSeen } from './bus/personal-data';
import type { Leftovers } from './databases/leftovers';
import type { FoldedLog } from './folds/folded-log';
import type { Replay } from './replay/replay';

export type PoolName = Department | 'bus' | 'telemetry' | 'sandbox';

export interface InvariantInput {
  readonly pools: Readonly<Record<PoolName, Pool>>;
  readonly bus: Bus;
  /** Where outside systems are reached over HTTP: the database of the service that stands in for them, and which they are. */
  readonly webhooks?: { readonly pool: Pool; readonly systems: readonly string[] } | undefined;
  /** Also replays the topics into empty departments and compares; left out where that would take too long. */
  readonly replay?: Replay | undefined;
}

/** Everything there is to look at, once the services are stopped. */
export interface World extends InvariantInput {
  /** What is on the bus, read once from its beginning. */
  readonly log: Log;
  /** What the events on the bus add up to. */
  readonly folded: FoldedLog;
  readonly personalDataSeen: PersonalDataSeen;
  readonly leftovers: Leftovers;
}
