import { encode, type Envelope } from '@huiliu/messaging';
import type { Department } from '@huiliu/contracts';
import type { PoolName } from '../invariants/world';
import type { Breakable } from './copied-world';

export interface Fault {
  readonly name: string;
  /** Beginnings of the sentences that no longer hold, in their order; all others still do. */
  readonly breaks: readonly string[];
  /** Departments that have to be built again from the topics for it to be found. */
  readonly replayed?: readonly Department[];
  plant(world: Breakable): Promise<void>;
}

/** Beginnings of the sentences, in their order. */
export const sentence = {
  cases: 'no case is lost',
  open: 'each open case',
  events: 'every event',
  sequences: 'sequences',
  captured: 'settled refunds',
  ledger: 'debits equal credits',
  finance: "finance's books",
  stock: 'stock is conserved',
  units: 'no unit',
  reopened: 'a case that has ended goes on',
  view: "intake's view",
  calledOff: 'what was cancelled',
  owes: 'nothing is owed',
  exceptions: 'every exception',
  unannounced: 'every parcel that nobody announced',
  putAway: 'what comes onto a shelf',
  heardOf: 'each parcel that is under way',
  shared: 'a parcel with the goods',
  chain: 'the chain of causes',
  left: 'nothing is left',
  personal: 'no personal data',
  answered: 'what was answered ok',
  refused: 'what was refused',
  unanswered: 'what nobody answered',
  unasked: 'nothing is there that nobody asked for',
  fold: 'each case at intake',
  timeline: 'the timeline',
  sums: 'stock, ledger and books',
  order: 'no department has handled',
  append: 'audit, ledger and timeline',
  replay: 'replaying the topics',
} as const;

/** A fault that one statement plants. */
export const sql = (name: string, breaks: readonly string[], database: PoolName, statement: string): Fault => ({
  name,
  breaks,
  plant: async (world) => void (await world.run(database, statement)),
});

/** Some one row. */
export const one = (table: string, where: string): string => `ctid = (SELECT ctid FROM ${table} WHERE ${where} LIMIT 1)`;

/** Another row like some one, but for these columns; columns that a table does not have are left out. */
export const copyOf = (table: string, changes: Readonly<Record<string, string | number | null>>, where = 'true'): string =>
  `INSERT INTO ${table} SELECT (jsonb_populate_record(known, '${JSON.stringify(changes)}')).* FROM ${table} AS known WHERE ${where} LIMIT 1`;

/** Says what nobody said. */
export async function say(world: Breakable, contract: { readonly type: string; readonly topic: string }, source: string, envelope: Partial<Envelope> & Pick<Envelope, 'subject' | 'value'>): Promise<void> {
  const base = { id: 'planted-1', type: contract.type, source, time: new Date().toISOString(), sequence: undefined, epoch: undefined, traceparent: undefined, causeId: undefined };
  await (await world.bus()).publish(contract.topic, [encode({ ...base, ...envelope })]);
}
