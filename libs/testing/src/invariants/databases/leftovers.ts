import type { Pool } from 'pg';
import { departments, type Department } from '@huiliu/contracts';

export interface Leftover {
  readonly subject: string;
  readonly source: string;
  readonly eventId: string;
  readonly type: string;
  readonly topic: string;
  readonly reason: string;
}

export interface WaitingLeftover extends Leftover {
  readonly waitsFor: string;
}

/** What a department has not brought to its end. */
export interface DepartmentLeftovers {
  readonly waiting: readonly WaitingLeftover[];
  readonly parked: readonly Leftover[];
  /** `source/id` of events that wait, are parked or were given up by somebody. */
  readonly held: ReadonlySet<string>;
  /** Subjects with an event that waits or is parked, or a call that is still to be made. */
  readonly subjects: ReadonlySet<string>;
}

export type Leftovers = Readonly<Record<Department, DepartmentLeftovers>>;

export async function readLeftovers(pools: Readonly<Record<Department, Pool>>): Promise<Leftovers> {
  const all: Partial<Record<Department, DepartmentLeftovers>> = {};
  for (const department of departments) all[department] = await leftoversOf(pools[department]);
  return all as Leftovers;
}

export async function leftoversOf(pool: Pool): Promise<DepartmentLeftovers> {
  const fields = 'subject, source, event_id AS "eventId", type, topic, reason';
  const waiting = (await pool.query<WaitingLeftover>(`SELECT ${fields}, waits_for AS "waitsFor" FROM waiting ORDER BY id`)).rows;
  const parked = (await pool.query<Leftover>(`SELECT ${fields} FROM parked ORDER BY position`)).rows;
  const discarded = (await pool.query<Pick<Leftover, 'source' | 'eventId'>>('SELECT source, event_id AS "eventId" FROM discarded')).rows;
  const intents = (await pool.query<{ subject: string }>('SELECT subject FROM intent WHERE open')).rows;
  return {
    waiting,
    parked,
    held: new Set([...waiting, ...parked, ...discarded].map(({ source, eventId }) => `${source}/${eventId}`)),
    subjects: new Set([...waiting, ...parked, ...intents].map(({ subject }) => subject)),
  };
}
