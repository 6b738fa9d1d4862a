import type { CaseFacts } from './cases/case-facts';
import { sayBroken } from './databases/query';
import type { Invariant } from './invariant';

/** A case that was cancelled, or whose goods were never sent, has undone what was done for it, in every department; and a wish to cancel has been answered. */
export const calledOffLeavesNothing: Invariant = {
  name: 'what was cancelled or never sent is undone everywhere, and each wish to cancel is answered',
  lookAtCase: (facts, found) => {
    for (const rest of remainsOf(facts)) found.add(`case ${facts.intake?.caseNumber ?? '?'} (${facts.caseId}): ${rest}`);
  },
  check: async ({ pools: { intake, warehouse, refund } }, found) => {
    const { rows } = await intake.query<{ case_id: string }>(`SELECT case_id FROM intake_case WHERE doc->'closing'->>'result' IN ('cancelled', 'expired')`);
    const ids = rows.map(({ case_id }) => case_id);
    // What was sent in advance may have been lost, or come back, before the rest was called off.
    const { rows: advanced } = await intake.query<{ case_id: string }>(`SELECT case_id FROM intake_case WHERE doc->'decision'->>'advance' = 'true'`);
    const atHome = ids.filter((id) => !advanced.some(({ case_id }) => case_id === id));
    await sayBroken<{ order_id: string; case_id: string }>(
      intake,
      found,
      `SELECT order_id, held.key AS case_id FROM order_units, jsonb_each(units) AS line, jsonb_each(line.value->'held') AS held
       WHERE held.key IN (SELECT case_id FROM intake_case WHERE doc->'closing'->>'result' IN ('cancelled', 'expired'))`,
      (row) => `case ${row.case_id} was called off and still holds units of order ${row.order_id}`,
    );
    const moved = await warehouse.query<{ case_id: string }>('SELECT DISTINCT case_id FROM stock_move WHERE case_id = ANY($1)', [atHome]);
    for (const { case_id } of moved.rows) found.add(`case ${case_id} was called off, but stock has moved for it`);
    const posted = await refund.query<{ case_id: string }>('SELECT DISTINCT case_id FROM ledger_entry WHERE case_id = ANY($1)', [ids]);
    for (const { case_id } of posted.rows) found.add(`case ${case_id} was called off, but the ledger has postings for it`);
  },
};

/** In plain words; empty when nothing is left. */
export function remainsOf({ intake, review, logistics, recall, warehouse, replacement, reservation, repair, refund, feedback, stuckIn }: CaseFacts): string[] {
  if (!intake || stuckIn.length > 0) return [];
  const { status, cancellation, doc } = intake;
  const { closing, calledOff } = doc;
  const wish = logistics?.cancellation;
  // Whoever has the parcel again has cancelled, and nobody else has.
  const halfDone = [
    ...(wish?.state === 'given_back' && logistics?.status !== 'called_off' ? [`the customer has the parcel again and wanted to cancel, but its return is ${logistics?.status ?? 'not there'}`] : []),
    ...((wish?.state === 'asked' || wish?.state === 'agreed') && logistics?.status !== 'in_transit' ? [`its cancellation in transit is ${wish.state}, but its return is ${logistics?.status ?? 'not there'}`] : []),
  ];
  // Whatever came first: the case has ended, or goes on and knows that it was too late.
  const unanswered = cancellation && cancellation.declinedCode === null && status !== 'closed' ? ['somebody has asked to cancel it, and nobody has answered'] : [];
  // Something else may have ended it since: a customer who signs for the parcel that was to come back.
  const dropped = cancellation?.declinedCode && closing?.result === 'cancelled' && calledOff?.reasonCode === cancellation.reasonCode ? [`it is cancelled, though that was declined with ${cancellation.declinedCode}`] : [];
  if (closing?.result !== 'cancelled' && closing?.result !== 'expired') {
    return [...unanswered, ...halfDone, ...dropped, ...(((logistics?.status === 'called_off' && calledOff?.replacementStays !== true) || recall?.end) && status === 'closed' ? [`its return or recall was called off, but it has ended as ${closing?.result ?? 'nothing'}`] : [])];
  }
  const off = (what: string, is: string | undefined): string[] => (is === undefined || is === 'called_off' ? [] : [`it has ended as ${closing.result}, but ${what} is ${is}`]);
  return [
    ...halfDone,
    ...dropped,
    ...(calledOff?.by === 'review' && (logistics || recall || warehouse || refund) ? ['review has taken it back, but departments after it hold it'] : []),
    ...(calledOff?.by === 'review' && review?.status !== 'withdrawn' ? [`it was taken back, but its review is ${review?.status ?? 'not there'}`] : []),
    ...off('its return', logistics?.status),
    ...off('its recall', recall?.status === 'not_possible' ? 'called_off' : recall?.status),
    ...off('its arrival', warehouse?.status),
    ...off('its refund', refund?.status),
    ...off('what was to be sent', replacement?.status),
    ...(reservation && reservation.status !== 'released' ? [`it has ended as ${closing.result}, but its units are ${reservation.status} for the customer`] : []),
    ...(repair ? [`it has ended as ${closing.result}, but the warehouse has its goods repaired`] : []),
    ...(closing.refunded ? ['it was called off, and paid back all the same'] : []),
    ...(doc.lines.some((line) => line.received > 0 || line.accepted > 0) ? ['it was called off, and goods have come all the same'] : []),
    ...(feedback ? ['it was called off, and a survey was sent'] : []),
  ];
}
