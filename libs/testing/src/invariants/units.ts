import { sayBroken } from './databases/query';
import type { Invariant } from './invariant';

const lines = (of: string): string => `jsonb_array_elements(${of}.doc->'lines') AS line`;

/** What live cases hold by what they say themselves: the purchase known and nothing in the way; what is approved, once it is decided. */
const live = `
  SELECT it.order_id, line->>'orderLineId' AS line_id, it.case_id, sum((CASE it.doc->'decision'->>'verdict' WHEN 'approved' THEN line->>'approved' ELSE line->>'quantity' END)::int) AS units FROM intake_case AS it, ${lines('it')}
  WHERE it.status <> 'closed' AND it.type NOT IN ('inquiry', 'complaint') AND (it.doc->>'purchaseKnown')::boolean AND jsonb_array_length(it.doc->'obstacles') = 0
  GROUP BY it.order_id, line->>'orderLineId', it.case_id`;

/** Of what comes back, and of a refund only whose goods have not been stopped before they left. */
const paysForArrived = `it.type IN ('return', 'exchange', 'repair') OR (coalesce(it.doc->>'refundOnlyKind', 'received') <> 'received' AND it.doc->'recall'->>'stage' IS DISTINCT FROM 'stopped')`;

/** What closed cases have used up: of what comes back the units that were accepted, in the end too, or lost on their way, else the approved ones; none where other units took their place or the same went back repaired, of a price difference, and where a second person has declined to pay. */
const spent = `
  SELECT it.order_id, line->>'orderLineId' AS line_id, sum(CASE
      WHEN it.doc->'closing'->>'result' = 'replaced' THEN greatest(0, coalesce((SELECT sum((sold->>'quantity')::int) FROM jsonb_array_elements(it.doc->'hold'->'captured'->'lines') AS sold WHERE sold->>'caseLineId' = line->>'caseLineId') + (line->>'accepted')::int + coalesce((line->>'lost')::int, 0) - (line->>'approved')::int, 0))
      WHEN it.doc->'closing'->>'result' = 'repaired' OR (it.type = 'resend' AND it.doc->'closing'->>'result' NOT IN ('refunded', 'nothing_due')) THEN 0
      WHEN ${paysForArrived} THEN (line->>'accepted')::int + coalesce((line->>'lost')::int, 0) + CASE WHEN it.doc->'rejection'->>'outcome' IN ('deduction', 'accepted') OR it.doc->'replacement'->>'calledOff' IS NOT NULL THEN coalesce((line->>'rejected')::int, 0) ELSE 0 END ELSE (line->>'approved')::int END) AS units FROM intake_case AS it, ${lines('it')}
  WHERE it.status = 'closed' AND it.doc->'decision'->>'verdict' = 'approved' AND it.type <> 'price_difference' AND it.doc->'closing'->>'result' <> 'rejected' GROUP BY it.order_id, line->>'orderLineId'`;

const kept = 'SELECT order_id, key AS line_id, value AS units FROM order_units, jsonb_each(units)';

const heldDiffers = `
  WITH held AS (SELECT order_id, line_id, each_case.key AS case_id, each_case.value::int AS units FROM (${kept}) AS kept, jsonb_each_text(kept.units->'held') AS each_case)
  SELECT order_id, line_id, case_id, coalesce(live.units, 0) AS wanted, coalesce(held.units, 0) AS held FROM (${live}) AS live FULL JOIN held USING (order_id, line_id, case_id)
  WHERE coalesce(live.units, 0) <> coalesce(held.units, 0)`;

const spentDiffers = `
  SELECT order_id, line_id, coalesce(spent.units, 0) AS used, coalesce((kept.units->>'spent')::int, 0) AS spent FROM (${spent}) AS spent FULL JOIN (${kept}) AS kept USING (order_id, line_id)
  WHERE coalesce(spent.units, 0) <> coalesce((kept.units->>'spent')::int, 0)`;

/** By the cases themselves and by the units kept, so that neither can hide the other's mistake. */
const overtaken = `
  WITH taken AS (
    SELECT order_id, line_id, sum(units) AS units FROM (SELECT order_id, line_id, units FROM (${live}) AS live UNION ALL SELECT order_id, line_id, units FROM (${spent}) AS spent) AS each_one GROUP BY order_id, line_id),
  kept AS (
    SELECT order_id, line_id, (units->>'spent')::int + coalesce((SELECT sum(value::int) FROM jsonb_each_text(units->'held')), 0) AS units FROM (${kept}) AS kept),
  bought AS (SELECT placed.order_id, line->>'orderLineId' AS line_id, (line->>'quantity')::int AS units FROM mirrored_order AS placed, ${lines('placed')})
  SELECT order_id, line_id, coalesce(taken.units, 0) AS taken, coalesce(kept.units, 0) AS kept, bought.units AS bought
  FROM taken FULL JOIN kept USING (order_id, line_id) LEFT JOIN bought USING (order_id, line_id)
  WHERE greatest(coalesce(taken.units, 0), coalesce(kept.units, 0)) > coalesce(bought.units, 0)`;

/** What closed cases have sent in place of units, as their lines say it; what of it is kept with a window of its own can't be more, nor be held by a case that holds less. */
const replacedDiffers = `
  WITH entry AS (SELECT order_id, line_id, (each_one->>'units')::int AS units, each_one->>'heldBy' AS held_by FROM (${kept}) AS kept, jsonb_array_elements(kept.units->'replaced') AS each_one),
  sent AS (
    SELECT it.order_id, line->>'orderLineId' AS line_id, sum(CASE it.type WHEN 'exchange' THEN (line->>'accepted')::int + coalesce((line->>'lost')::int, 0) ELSE (line->>'approved')::int END) AS units
    FROM intake_case AS it, ${lines('it')} WHERE it.status = 'closed' AND it.doc->'closing'->>'result' = 'replaced' GROUP BY it.order_id, line->>'orderLineId')
  SELECT order_id, line_id, entries.units AS kept, coalesce(sent.units, 0) AS sent FROM (SELECT order_id, line_id, sum(units) AS units FROM entry GROUP BY order_id, line_id) AS entries LEFT JOIN sent USING (order_id, line_id)
  WHERE entries.units > coalesce(sent.units, 0)
  UNION ALL SELECT order_id, line_id, own.units, coalesce((kept.units->'held'->>own.held_by)::int, 0) FROM (SELECT order_id, line_id, held_by, sum(units) AS units FROM entry WHERE held_by IS NOT NULL GROUP BY order_id, line_id, held_by) AS own JOIN (${kept}) AS kept USING (order_id, line_id)
  WHERE own.units > coalesce((kept.units->'held'->>own.held_by)::int, 0)`;

export const unitsInOneCase: Invariant = {
  name: 'no unit is in two live cases',
  check: async ({ pools: { intake } }, found) => {
    await sayBroken<Record<string, string>>(
      intake,
      found,
      overtaken,
      (row) => `line ${row['line_id']} of order ${row['order_id']}: cases hold or have used up ${row['taken']} units, ${row['kept']} are noted, ${row['bought'] ?? 'none'} were bought`,
    );
    await sayBroken<Record<string, string>>(intake, found, heldDiffers, (row) => `line ${row['line_id']} of order ${row['order_id']}: case ${row['case_id']} is about ${row['wanted']} units, ${row['held']} are held for it`);
    await sayBroken<Record<string, string>>(intake, found, replacedDiffers, (row) => `line ${row['line_id']} of order ${row['order_id']}: ${row['kept']} units have a window of their own, but ${row['sent']} were sent, or are held`);
    await sayBroken<Record<string, string>>(intake, found, spentDiffers, (row) => `line ${row['line_id']} of order ${row['order_id']}: closed cases have used up ${row['used']} units, ${row['spent']} are noted as spent`);
  },
};
