import type { CaseFacts } from './cases/case-facts';
import { sayBroken } from './databases/query';
import type { Invariant } from './invariant';

/** Open ones have an owner and a clock at whose end they are unclaimed; others have no clock. */
const notOwned = `
  SELECT parcel_id, status, owner, clock FROM unannounced_parcel AS it, LATERAL (SELECT EXISTS (SELECT 1 FROM timer WHERE timer.subject = 'parcel:' || parcel_id AND timer.name = 'parcel-unclaimed') AS clock) AS timers
  WHERE owner = '' OR (status = 'open') <> clock OR (status IN ('matching', 'matched')) <> (doc->'match'->>'by' IS NOT NULL)`;

/** Parcels as they are kept beside what the arrivals of cases say is theirs. */
const notAgreed = `
  WITH of_cases AS (SELECT case_id, each_one->>'parcelId' AS parcel_id, coalesce((each_one->>'taken')::boolean, false) AS taken FROM arrival, jsonb_array_elements(coalesce(doc->'matched', '[]')) AS each_one)
  SELECT parcel_id, it.status, it.case_id AS kept, of_cases.case_id AS told, taken FROM (SELECT * FROM unannounced_parcel WHERE status IN ('matching', 'matched')) AS it FULL JOIN of_cases USING (parcel_id)
  WHERE it.case_id IS DISTINCT FROM of_cases.case_id OR (it.status = 'matched') <> taken`;

/** Parcels that nobody had announced are somebody's to find out about until they are one case's, and that case's alone; warehouse and logistics agree on it. */
export const unannouncedOwned: Invariant = {
  name: 'every parcel that nobody announced has an owner, and is received for one case at most',
  check: async ({ pools: { warehouse } }, found) => {
    await sayBroken<{ parcel_id: string; status: string; owner: string; clock: boolean }>(warehouse, found, notOwned, ({ parcel_id, status, owner, clock }) => `parcel ${parcel_id} is ${status}, ${owner === '' ? "nobody's" : `${owner}'s`}, and ${clock ? 'a' : 'no'} clock runs`);
    await sayBroken<{ parcel_id: string; status: string | null; kept: string | null; told: string | null }>(
      warehouse,
      found,
      notAgreed,
      ({ parcel_id, status, kept, told }) => `parcel ${parcel_id} is ${status ?? 'not known'} for case ${kept ?? 'none'}, but among the goods of case ${told ?? 'none'}`,
    );
  },
  lookAtCase: (facts, found) => {
    for (const wrong of faultsOfMatches(facts)) found.add(`case ${facts.intake?.caseNumber ?? '?'} (${facts.caseId}): ${wrong}`);
  },
};

/** In plain words; empty when all is well. Where an event of the case waits or is parked, one of both may be behind. */
export function faultsOfMatches({ warehouse, logistics, stuckIn }: CaseFacts): string[] {
  if (stuckIn.length > 0) return [];
  const told = (warehouse?.matched ?? []).map(({ parcelId }) => parcelId);
  const kept = logistics ? [logistics.firstUnannounced, ...(logistics.further ?? []).map(({ unannounced }) => unannounced)].filter((each) => typeof each === 'string') : [];
  return [
    ...(warehouse?.matched ?? []).filter(({ taken }) => taken !== true).map(({ parcelId }) => `parcel ${parcelId} is matched to it, and logistics has not answered`),
    ...told.filter((id) => !kept.includes(id)).map((id) => `parcel ${id} is among its goods at the warehouse, and logistics does not know it`),
    ...kept.filter((id) => !told.includes(id)).map((id) => `parcel ${id} is one of its return, and the warehouse has not matched it`),
    ...(new Set(kept).size < kept.length ? ['the same parcel is twice in its return'] : []),
  ];
}
