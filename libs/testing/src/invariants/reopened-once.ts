import { sayBroken } from './databases/query';
import type { Invariant } from './invariant';

/** What the case that had ended is called in the one in which it goes on, and the other way round; one side is missing where only one of both knows of it. */
const links = `
  SELECT again.case_number AS again, again.opened_at, ended.case_number AS ended, ended.status, ended.closed_at, ended.doc->'reopenedAs'->>'caseId' = again.case_id AND again.doc->'reopens'->>'caseId' = ended.case_id AS mutual, again.order_id = ended.order_id AS same_order
  FROM (SELECT * FROM intake_case WHERE doc->'reopens' IS NOT NULL) AS again FULL JOIN (SELECT * FROM intake_case WHERE doc->'reopenedAs' IS NOT NULL) AS ended ON ended.case_id = again.doc->'reopens'->>'caseId'`;

interface Link {
  readonly again: string | null;
  readonly ended: string | null;
  readonly status: string | null;
  readonly mutual: boolean | null;
  readonly same_order: boolean | null;
}

/** A case is taken up again once, and only after it has ended; both know of it. */
export const reopenedOnce: Invariant = {
  name: 'a case that has ended goes on in one other case at most, and both name each other',
  check: async ({ pools: { intake } }, found) => {
    await sayBroken<Link>(intake, found, `SELECT again, ended, status, mutual, same_order FROM (${links}) AS link WHERE mutual IS NOT TRUE OR same_order IS NOT TRUE OR status <> 'closed' OR closed_at > opened_at`, inWords);
  },
};

function inWords({ again, ended, status, mutual, same_order: sameOrder }: Link): string {
  if (ended === null) return `case ${again ?? '?'} takes up another one again, which does not know of it`;
  if (again === null) return `case ${ended} names a case in which it goes on, which does not know of it`;
  if (mutual !== true) return `case ${again} takes up case ${ended} again, which goes on in another`;
  if (sameOrder !== true) return `case ${again} takes up case ${ended} again, which was about another order`;
  return status === 'closed' ? `case ${again} was opened before case ${ended} had ended, which it takes up again` : `case ${again} takes up case ${ended} again, which is ${status ?? '?'}`;
}
