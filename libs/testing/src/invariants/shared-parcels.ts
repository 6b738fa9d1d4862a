import { sayBroken } from './databases/query';
import type { Invariant } from './invariant';

/** Of each case whose goods come in the parcel of another one: that parcel, as the other case has it. What a case has ended by itself, by its own clock or customer, it may have for itself. */
const shared = `
  SELECT guest.case_id, parcel->>'trackingNumber' AS number, parcel->>'status' AS status, host.case_id AS host, host.tracking_number AS host_number, coalesce(host.doc->>'firstStatus', host.status) AS host_status,
    EXISTS (SELECT 1 FROM jsonb_array_elements(host.doc->'carries') AS carried WHERE carried->>'caseId' = guest.case_id) AS carried,
    (SELECT count(*) FROM jsonb_array_elements(guest.doc->'further') AS other WHERE other->'sharedFrom' IS NOT NULL AND other->>'status' <> 'called_off')::int AS parcels
  FROM return_shipment AS guest, jsonb_array_elements(guest.doc->'further') AS parcel LEFT JOIN return_shipment AS host ON host.case_id = parcel->'sharedFrom'->>'caseId'
  WHERE parcel->'sharedFrom' IS NOT NULL AND NOT EXISTS (SELECT 1 FROM parked WHERE parked.subject IN ('case:' || guest.case_id, 'case:' || host.case_id))`;

const differs = `SELECT * FROM (${shared}) AS each_one
  WHERE host IS NULL OR number <> host_number OR NOT carried OR parcels > 1 OR (status NOT IN ('called_off', 'written_off') AND host_status <> status AND NOT (status IN ('lost', 'delivered') AND host_status = 'written_off'))`;

/** Goods of several cases in one parcel go where it goes: all of them are told what its carrier says. */
export const sharedGoTogether: Invariant = {
  name: 'a parcel with the goods of several cases is for each of them where it is',
  check: async ({ pools: { logistics } }, found) => {
    await sayBroken<Record<string, string | null>>(
      logistics,
      found,
      differs,
      (row) => `case ${row['case_id']}: its goods come in parcel ${row['number']}, which is ${row['status']}; that of case ${row['host'] ?? 'nobody'} is ${row['host_number'] ?? 'none'}, and ${row['host_status'] ?? 'nowhere'}`,
    );
  },
};
