import { PutAwayTaskIssued } from '@huiliu/contracts';
import { sayBroken } from './databases/query';
import type { Invariant } from './invariant';

const tasks = `SELECT case_id, task->>'taskId' AS task_id, task->>'sku' AS sku, task->>'to' AS place, (task->>'quantity')::numeric AS units, task->'done' AS done, (task->>'asked')::int AS asked FROM put_away, jsonb_array_elements(doc->'tasks') AS task`;

/** What moved onto a shelf, but for scrap, which leaves it at once, and for what the shop has put there itself. */
const movesDiffer = `
  WITH asked AS (SELECT case_id, sku, place, sum(units) AS units FROM (${tasks}) AS task GROUP BY 1, 2, 3),
  came AS (SELECT case_id, sku, to_condition AS place, sum(quantity) AS units FROM stock_move WHERE to_condition NOT IN ('outside', 'quarantine') AND disposition <> 'scrap' AND move_id NOT LIKE '%/found' GROUP BY 1, 2, 3)
  SELECT case_id, sku, place, coalesce(asked.units, 0) AS asked, coalesce(came.units, 0) AS came FROM asked FULL JOIN came USING (case_id, sku, place) WHERE coalesce(asked.units, 0) <> coalesce(came.units, 0)`;

/** Where an event of the case is parked, its answer may stand behind it. */
const answersDiffer = `SELECT task_id, units, done->>'quantity' AS put, asked FROM (${tasks}) AS task WHERE NOT EXISTS (SELECT 1 FROM parked WHERE parked.subject = 'case:' || case_id) AND (done IS NULL OR (done->>'quantity')::numeric <> units)`;

/** It is put away where each task is answered; a clock runs as long as the WMS is still asked. */
const statusDiffers = `
  SELECT case_id, status, open, clock FROM put_away,
    LATERAL (SELECT count(*) FILTER (WHERE NOT task ? 'done')::int AS open FROM jsonb_array_elements(doc->'tasks') AS task) AS tasks,
    LATERAL (SELECT EXISTS (SELECT 1 FROM timer WHERE timer.subject = 'case:' || case_id AND timer.name = 'ask-for-put-away-again') AS clock) AS timers
  WHERE (status = 'put_away') <> (open = 0) OR (status = 'issued') <> clock`;

/** Stock says what is ours, and the WMS where it lies. */
export const putAway: Invariant = {
  name: 'what comes onto a shelf is a put-away task, unit by unit, and each one is answered',
  check: async ({ pools: { warehouse }, log }, found) => {
    await sayBroken<Record<string, string>>(warehouse, found, movesDiffer, (row) => `case ${row['case_id']}, SKU ${row['sku']}: ${row['came']} units moved onto shelf ${row['place']}, but the WMS was asked to put ${row['asked']} there`);
    await sayBroken<Record<string, string>>(warehouse, found, answersDiffer, (row) => `task ${row['task_id']}: of ${row['units']} units ${row['put'] ?? 'none'} are put away, asked ${row['asked']} times`);
    await sayBroken<{ case_id: string; status: string; open: number; clock: boolean }>(warehouse, found, statusDiffers, ({ case_id, status, open, clock }) => `case ${case_id} is ${status} with ${open} tasks to be put away, and ${clock ? 'a' : 'no'} clock runs`);
    const { rows } = await warehouse.query<{ subject: string; asked: number }>(`SELECT 'case:' || case_id AS subject, sum(asked)::int AS asked FROM (${tasks}) AS task GROUP BY case_id`);
    // A warehouse that was restored may have said the same once more.
    for (const { subject, asked } of rows) {
      const said = (log.said.get(subject) ?? []).filter(({ type }) => type === PutAwayTaskIssued.type).length;
      if (said < asked) found.add(`${subject}: the WMS was asked ${asked} times to put something away, ${said} askings were said`);
    }
  },
};
