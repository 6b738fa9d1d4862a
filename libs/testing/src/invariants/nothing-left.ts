import type { Pool } from 'pg';
import { departments } from '@huiliu/contracts';
import { sayBroken } from './databases/query';
import { leftoversOf, type DepartmentLeftovers } from './databases/leftovers';
import type { Findings } from './findings';
import type { Invariant } from './invariant';

/** What waits, waits for something that has not come; what is parked has stopped its case, and says why; no call and no clock is overdue. */
export const nothingLeft: Invariant = {
  name: 'nothing is left waiting or parked without a reason',
  check: async ({ pools, leftovers, webhooks }, found) => {
    for (const department of departments) await checkService(department, pools[department], leftovers[department], found);
    if (webhooks) await checkService('webhooks', webhooks.pool, await leftoversOf(webhooks.pool), found);
  },
};

async function checkService(name: string, pool: Pool, left: DepartmentLeftovers, found: Findings): Promise<void> {
  await checkWaiting(name, pool, left, found);
  await checkParked(name, pool, found);
  await sayBroken<Record<string, string>>(pool, found, 'SELECT id, kind, subject, attempts FROM intent WHERE open', (row) => `${name}: ${row['kind']} ${row['id']} of ${row['subject']} is still to be done, after ${row['attempts']} attempts`);
  await sayBroken<{ subject: string; name: string; due_at: Date }>(pool, found, 'SELECT subject, name, due_at FROM timer WHERE due_at < now()', (row) => `${name}: the timer ${row.name} of ${row.subject} was due at ${row.due_at.toISOString()}`);
}

/**
 * Everything on the bus has been read, so nothing can come any more for an event that waits for its own case. One that waits for another subject, as an
 * order, may do so as long as nothing of that subject has come.
 */
async function checkWaiting(department: string, pool: Pool, { waiting }: DepartmentLeftovers, found: Findings): Promise<void> {
  const { rows } = await pool.query<{ subject: string; awaited: boolean; came: boolean }>(
    'SELECT subject, awaited, EXISTS (SELECT 1 FROM hop WHERE hop.subject = head.subject) AS came FROM head WHERE subject = ANY($1)',
    [[...new Set(waiting.map(({ waitsFor }) => waitsFor))]],
  );
  const heads = new Map(rows.map((row) => [row.subject, row]));
  for (const { subject, type, eventId, waitsFor, reason } of waiting) {
    const head = heads.get(waitsFor);
    const what = `${department}: ${type} (${eventId}) of ${subject} waits for ${waitsFor}`;
    if (reason === '') found.add(`${what} without a reason`);
    else if (head?.awaited !== true) found.add(`${what}, which nobody would tell it of`);
    else if (waitsFor === subject) found.add(`${what}, and all that is on the bus has been read: ${reason}`);
    else if (head.came) found.add(`${what}, which has come: ${reason}`);
  }
}

const parkedWithoutReason = `
  SELECT parked.subject, event_id, type, reason, coalesce(blocked, false) AS blocked FROM parked LEFT JOIN head USING (subject)
  WHERE reason = '' OR blocked IS NOT TRUE
    OR (reason = 'an earlier event of this case is parked' AND NOT EXISTS (SELECT 1 FROM parked AS earlier WHERE earlier.subject = parked.subject AND earlier.position < parked.position))`;

const blockedWithoutParked = `SELECT subject FROM head WHERE blocked AND NOT EXISTS (SELECT 1 FROM parked WHERE parked.subject = head.subject)`;

async function checkParked(department: string, pool: Pool, found: Findings): Promise<void> {
  await sayBroken<{ subject: string; event_id: string; type: string; reason: string; blocked: boolean }>(
    pool,
    found,
    parkedWithoutReason,
    ({ subject, event_id, type, reason, blocked }) => `${department}: ${type} (${event_id}) of ${subject} is parked ${reason === '' ? 'without a reason' : `(${reason})`}${blocked ? '' : ', but its case goes on'}`,
  );
  await sayBroken<{ subject: string }>(pool, found, blockedWithoutParked, ({ subject }) => `${department}: ${subject} has stopped, but nothing of it is parked`);
}
