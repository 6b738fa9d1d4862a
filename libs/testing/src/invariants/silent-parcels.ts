import { sayBroken } from './databases/query';
import type { Invariant } from './invariant';

/** What is under way, or is to be with the carrier, has a clock at whose end it counts as lost, or somebody has to look; what has ended has none. */
export const parcelsHeardOf: Invariant = {
  name: 'each parcel that is under way has a clock, and no other has one',
  check: async ({ pools: { logistics } }, found) => {
    await sayBroken<Row>(logistics, found, returns, (row) => `the return of case ${row.number} ${wrong(row)}`);
    await sayBroken<Row>(logistics, found, sent, (row) => `what is sent to the customer of case ${row.number} ${wrong(row)}`);
  },
};

interface Row {
  readonly number: string;
  readonly expected: boolean;
}

const wrong = ({ expected }: Row): string => (expected ? 'is under way, and no clock runs in which something is to be heard of it' : 'is not under way, but a clock runs in which something is to be heard of it');

/** Of several parcels, any. */
const returns = `
  SELECT number, expected FROM (
    SELECT doc->'ref'->>'caseNumber' AS number, EXISTS (SELECT 1 FROM timer WHERE timer.subject = 'case:' || case_id AND timer.name = 'parcel-report') AS clock,
      coalesce(doc->>'firstStatus', status) = 'in_transit' OR EXISTS (SELECT 1 FROM jsonb_array_elements(doc->'further') AS parcel WHERE parcel->>'status' = 'in_transit') AS expected
    FROM return_shipment) AS it WHERE clock <> expected`;

/** Once it is overdue a person has it, and no clock. */
const sent = `
  SELECT number, expected FROM (
    SELECT doc->'ref'->>'caseNumber' AS number, EXISTS (SELECT 1 FROM timer WHERE timer.subject = 'case:' || case_id AND timer.name = 'replacement-report') AS clock,
      status = 'shipped' OR (status = 'ordered' AND doc->'overdue' IS NULL) AS expected
    FROM replacement_shipment) AS it WHERE clock <> expected`;
