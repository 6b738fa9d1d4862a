import { StockMoved } from '@huiliu/contracts';
import { sayBroken } from './databases/query';
import type { Invariant } from './invariant';

/** Units that came to and went from each place of each SKU, by the moves alone. `outside` is the world. */
const moves = `
  SELECT sku, place, sum(came) AS came, sum(went) AS went FROM (
    SELECT sku, to_condition AS place, quantity AS came, 0 AS went FROM stock_move UNION ALL SELECT sku, from_condition, 0, quantity FROM stock_move) AS side
  GROUP BY sku, place`;

/** Every shelf as it is kept beside what the moves make of it. The opening is sellable stock: condition a. */
const shelves = `
  SELECT sku, place, coalesce(opening, 0) AS opening, coalesce(shelf.came, 0) AS shelf_came, coalesce(shelf.went, 0) AS shelf_went, on_hand, coalesce(move.came, 0) AS came, coalesce(move.went, 0) AS went
  FROM (SELECT sku, key AS place, CASE WHEN key = 'a' THEN opening ELSE 0 END AS opening, (value->>'onHand')::numeric AS on_hand, (value->>'in')::numeric AS came, (value->>'out')::numeric AS went
        FROM stock, jsonb_each(shelves)) AS shelf
  FULL JOIN (SELECT * FROM (${moves}) AS side WHERE place <> 'outside') AS move USING (sku, place)`;

const shelvesDiffer = `SELECT * FROM (${shelves}) AS each_shelf
  WHERE on_hand IS NULL OR on_hand < 0 OR opening + shelf_came - shelf_went <> on_hand OR opening + came - went <> on_hand OR shelf_came <> came OR shelf_went <> went`;

const skusDiffer = `
  SELECT sku, opening, total_in, total_out, on_hand, coalesce(outside.went, 0) AS came_in, coalesce(outside.came, 0) AS gone_out FROM stock
  CROSS JOIN LATERAL (SELECT sum((value->>'onHand')::numeric) AS on_hand FROM jsonb_each(shelves)) AS shelf
  LEFT JOIN (SELECT * FROM (${moves}) AS side WHERE place = 'outside') AS outside USING (sku)
  WHERE opening + total_in <> on_hand + total_out OR total_in <> coalesce(outside.went, 0) OR total_out <> coalesce(outside.came, 0)`;

/** What arrivals say was accepted, rejected and set aside is what came in from outside for them; of what is to be repaired and stays the customer's, only what can't be. */
const arrivalsDiffer = `
  WITH taken AS (
    SELECT case_id, sku, place, sum(units) AS units FROM (
      SELECT case_id, line->>'sku' AS sku, CASE graded->>'disposition' WHEN 'quarantine' THEN 'quarantine' ELSE graded->>'grade' END AS place, (graded->>'quantity')::numeric AS units FROM arrival, jsonb_array_elements(doc->'lines') AS line, jsonb_array_elements(line->'graded') AS graded
      WHERE graded->>'disposition' <> 'back_to_customer' OR EXISTS (SELECT 1 FROM repair_order WHERE repair_order.case_id = arrival.case_id AND repair_order.status = 'not_repairable')
      UNION ALL
      SELECT case_id, set_aside->>'sku', 'quarantine', (set_aside->>'quantity')::numeric FROM arrival, jsonb_array_elements(doc->'exceptions') AS set_aside) AS each_taken
    GROUP BY case_id, sku, place),
  came AS (SELECT case_id, sku, to_condition AS place, sum(quantity) AS units FROM stock_move WHERE from_condition = 'outside' AND move_id NOT LIKE '%/found' AND move_id NOT LIKE '%/back' AND move_id NOT LIKE 'U-%' GROUP BY case_id, sku, to_condition)
  SELECT case_id, sku, place, coalesce(taken.units, 0) AS taken, coalesce(came.units, 0) AS came FROM taken FULL JOIN came USING (case_id, sku, place)
  WHERE coalesce(taken.units, 0) <> coalesce(came.units, 0)`;

/** What has left for customers is what was ordered to be picked, of this attempt and of those before, which the carrier has lost. */
const picksDiffer = `
  WITH sent AS (SELECT case_id, sku, sum(quantity) AS units FROM stock_move WHERE disposition = 'replacement' GROUP BY case_id, sku),
  ordered AS (
    SELECT case_id, line->>'sku' AS sku, sum((line->>'quantity')::numeric * ((doc->>'attempt')::int - CASE status WHEN 'picked' THEN 0 ELSE 1 END)) AS units FROM reservation, jsonb_array_elements(coalesce(nullif(doc->'order', 'null')->'lines', doc->'lines')) AS line
    GROUP BY case_id, line->>'sku')
  SELECT case_id, sku, coalesce(sent.units, 0) AS sent, coalesce(ordered.units, 0) AS ordered FROM sent FULL JOIN ordered USING (case_id, sku) WHERE coalesce(sent.units, 0) <> coalesce(ordered.units, 0)`;

/** What could not be delivered to customers is on the shelf again that it has left: as much as came back, and never more than went. */
const backDiffers = `
  WITH back AS (SELECT case_id, sku, sum(quantity) AS units FROM stock_move WHERE move_id LIKE '%/back' AND from_condition = 'outside' AND to_condition = 'a' GROUP BY case_id, sku),
  told AS (SELECT case_id, line->>'sku' AS sku, sum((line->>'quantity')::numeric) AS units FROM reservation, jsonb_array_elements(doc->'cameBack') AS line GROUP BY case_id, line->>'sku'),
  sent AS (SELECT case_id, sku, sum(quantity) AS units FROM stock_move WHERE disposition = 'replacement' GROUP BY case_id, sku)
  SELECT case_id, sku, coalesce(told.units, 0) AS told, coalesce(back.units, 0) AS back, coalesce(sent.units, 0) AS sent FROM back FULL JOIN told USING (case_id, sku) LEFT JOIN sent USING (case_id, sku)
  WHERE coalesce(told.units, 0) <> coalesce(back.units, 0) OR coalesce(back.units, 0) > coalesce(sent.units, 0)`;

/** Not of what is sent to the customer. */
const ofArrival = `disposition <> 'replacement' AND move_id NOT LIKE '%/found' AND move_id NOT LIKE '%/back' AND move_id NOT LIKE 'U-%'`;

/** What was lost on its way has never been here: no unit, no report, no move. */
const writtenOffMoved = `
  SELECT case_id, (SELECT count(*) FROM stock_move WHERE stock_move.case_id = arrival.case_id AND ${ofArrival})::int AS moves FROM arrival
  WHERE status = 'written_off' AND (EXISTS (SELECT 1 FROM stock_move WHERE stock_move.case_id = arrival.case_id AND ${ofArrival}) OR jsonb_array_length(doc->'reports') > 0 OR jsonb_array_length(doc->'exceptions') > 0
    OR EXISTS (SELECT 1 FROM jsonb_array_elements(doc->'lines') AS line WHERE (line->>'accepted')::int > 0 OR (line->>'quarantined')::int > 0))`;

const linesDiffer = `
  SELECT case_id, line->>'caseLineId' AS line_id, (line->>'expected')::numeric AS expected, (line->>'accepted')::numeric + coalesce((line->>'rejected')::numeric, 0) AS accepted, (line->>'quarantined')::numeric AS quarantined, graded, set_aside
  FROM arrival, jsonb_array_elements(doc->'lines') AS line,
    LATERAL (SELECT coalesce(sum((graded->>'quantity')::numeric), 0) AS graded FROM jsonb_array_elements(line->'graded') AS graded) AS units,
    LATERAL (SELECT coalesce(sum((each_one->>'quantity')::numeric), 0) AS set_aside FROM jsonb_array_elements(doc->'exceptions') AS each_one WHERE each_one->>'caseLineId' = line->>'caseLineId') AS aside
  WHERE (line->>'accepted')::numeric + coalesce((line->>'rejected')::numeric, 0) <> graded OR graded > (line->>'expected')::numeric OR (line->>'quarantined')::numeric <> set_aside`;

/** What has left quarantine is what exceptions have ended with: restocked, or back to the customer. */
const quarantineDiffers = `
  WITH ended AS (
    SELECT case_id, each_one->>'sku' AS sku, sum((each_one->>'quantity')::numeric) AS units FROM goods_exception, jsonb_array_elements(doc->'units') AS each_one
    WHERE doc->'end'->>'resolution' IN ('restock', 'back_to_customer') GROUP BY case_id, each_one->>'sku'),
  went AS (SELECT case_id, sku, sum(quantity) AS units FROM stock_move WHERE from_condition = 'quarantine' AND move_id NOT LIKE '%/rejected/%' AND move_id NOT LIKE 'U-%' GROUP BY case_id, sku)
  SELECT case_id, sku, coalesce(ended.units, 0) AS ended, coalesce(went.units, 0) AS went FROM ended FULL JOIN went USING (case_id, sku) WHERE coalesce(ended.units, 0) <> coalesce(went.units, 0)`;

/** What was rejected stays in quarantine until it is settled, and has left it then: onto the shelf of its grade, or back to the customer. */
const rejectedDiffer = `
  WITH settled AS (
    SELECT case_id, line->>'sku' AS sku, CASE doc->>'outcome' WHEN 'goods_back' THEN 'outside' ELSE line->>'grade' END AS place, sum((line->>'quantity')::numeric) AS units FROM rejection, jsonb_array_elements(doc->'lines') AS line
    WHERE doc->>'outcome' IS NOT NULL GROUP BY 1, 2, 3),
  went AS (SELECT case_id, sku, to_condition AS place, sum(quantity) AS units FROM stock_move WHERE from_condition = 'quarantine' AND move_id LIKE '%/rejected/%' GROUP BY 1, 2, 3)
  SELECT case_id, sku, place, coalesce(settled.units, 0) AS settled, coalesce(went.units, 0) AS went FROM settled FULL JOIN went USING (case_id, sku, place) WHERE coalesce(settled.units, 0) <> coalesce(went.units, 0)`;

/** Not of what nobody had announced, which is in and out of quarantine before it is inspected. */
const ofUnannounced = `move_id LIKE 'U-%'`;

/** What nobody had announced came into quarantine, all of it, and has left it when, and only when, it is a case's. */
const unannouncedDiffer = `
  WITH told AS (SELECT parcel_id, status, each_one->>'sku' AS sku, sum((each_one->>'quantity')::numeric) AS units FROM unannounced_parcel, jsonb_array_elements(doc->'goods') AS each_one GROUP BY 1, 2, 3),
  moved AS (
    SELECT substring(move_id FROM '^(.*)/(?:in|out)/') AS parcel_id, sku, sum(quantity) FILTER (WHERE from_condition = 'outside' AND to_condition = 'quarantine') AS came, sum(quantity) FILTER (WHERE from_condition = 'quarantine' AND to_condition = 'outside') AS went
    FROM stock_move WHERE ${ofUnannounced} GROUP BY 1, 2)
  SELECT parcel_id, sku, status, coalesce(told.units, 0) AS told, coalesce(came, 0) AS came, coalesce(went, 0) AS went FROM told FULL JOIN moved USING (parcel_id, sku)
  WHERE coalesce(told.units, 0) <> coalesce(came, 0) OR coalesce(went, 0) <> CASE status WHEN 'matched' THEN coalesce(told.units, 0) ELSE 0 END`;

export const stockIsConserved: Invariant = {
  name: 'stock is conserved: opening + in = on hand + out, per SKU and per condition',
  check: async ({ pools: { warehouse }, log }, found) => {
    await sayBroken<Record<string, string>>(
      warehouse,
      found,
      skusDiffer,
      (row) => `SKU ${row['sku']}: ${row['opening']} + ${row['total_in']} in, ${row['on_hand']} on hand + ${row['total_out']} out; by the moves ${row['came_in']} in, ${row['gone_out']} out`,
    );
    await sayBroken<Record<string, string>>(
      warehouse,
      found,
      shelvesDiffer,
      (row) => `SKU ${row['sku']}, condition ${row['place']}: ${row['opening']} + ${row['shelf_came']} - ${row['shelf_went']}, ${row['on_hand'] ?? 'nothing'} on hand; by the moves + ${row['came']} - ${row['went']}`,
    );
    await sayBroken<Record<string, string>>(warehouse, found, arrivalsDiffer, (row) => `case ${row['case_id']}, SKU ${row['sku']}: ${row['taken']} units were taken in as ${row['place']}, but ${row['came']} moved there`);
    await sayBroken<Record<string, string>>(
      warehouse,
      found,
      linesDiffer,
      (row) => `case ${row['case_id']}, line ${row['line_id']}: ${row['accepted']} of ${row['expected']} accepted or rejected and ${row['graded']} graded, ${row['quarantined']} set aside and ${row['set_aside']} explained`,
    );
    await sayBroken<Record<string, string>>(warehouse, found, picksDiffer, (row) => `case ${row['case_id']}, SKU ${row['sku']}: ${row['ordered']} units were picked for the customer, but ${row['sent']} have left the shelf`);
    await sayBroken<Record<string, string>>(warehouse, found, backDiffers, (row) => `case ${row['case_id']}, SKU ${row['sku']}: ${row['told']} of ${row['sent']} units sent to the customer came back, but ${row['back']} are on the shelf again`);
    await sayBroken<Record<string, string>>(warehouse, found, quarantineDiffers, (row) => `case ${row['case_id']}, SKU ${row['sku']}: exceptions have let ${row['ended']} units out of quarantine, but ${row['went']} have left it`);
    await sayBroken<Record<string, string>>(warehouse, found, rejectedDiffer, (row) => `case ${row['case_id']}, SKU ${row['sku']}: ${row['settled']} rejected units were settled to go to ${row['place']}, but ${row['went']} went there`);
    await sayBroken<Record<string, string>>(warehouse, found, unannouncedDiffer, (row) => `parcel ${row['parcel_id']}, SKU ${row['sku']}: ${row['told']} units came unannounced, it is ${row['status'] ?? 'unknown'}; ${row['came']} moved into quarantine and ${row['went']} out of it`);
    await sayBroken<Record<string, string>>(warehouse, found, writtenOffMoved, (row) => `case ${row['case_id']} was lost on its way, but units of it were taken in here, with ${row['moves']} moves`);
    const { rows } = await warehouse.query<{ sku: string; moves: number }>('SELECT sku, count(*)::int AS moves FROM stock_move GROUP BY sku');
    const kept = new Map(rows.map((row) => [row.sku, row.moves]));
    for (const [subject, events] of log.said) {
      const moved = events.filter(({ type }) => type === StockMoved.type).length;
      if (moved === 0) continue;
      const sku = subject.slice('stock:'.length);
      if (kept.get(sku) !== moved) found.add(`SKU ${sku}: ${moved} moves were said, ${kept.get(sku) ?? 0} are kept`);
      kept.delete(sku);
    }
    for (const [sku, count] of kept) found.add(`SKU ${sku}: ${count} moves are kept, none was said`);
  },
};
