import { checkInvariants, type InvariantReport, type Violation } from '@huiliu/testing';
import { overHttpOf } from '../system';
import { parkedSubjects, poisonedSubjects } from './poison';
import type { World } from './world';

const onlyPoisonIsParked = 'nothing is parked but cases with poison, and each of those is';
const othersHaveClosed = 'every case without poison has closed';

export interface Verdict {
  readonly checked: readonly string[];
  readonly violations: readonly Violation[];
  readonly report: InvariantReport;
}

/** The invariants, and what holds beyond them where it is known which cases can't go on. Services have to be stopped. */
export async function verdictOf(world: World, poison: boolean): Promise<Verdict> {
  const { pools } = world.databases;
  const report = await checkInvariants({ pools, bus: world.bus, webhooks: overHttpOf(world.system, world.databases) });
  const poisoned = poison ? await poisonedSubjects(world) : new Set<string>();
  const parked = await parkedSubjects(world);
  const { rows } = await pools.intake.query<{ case_id: string; case_number: string; status: string }>("SELECT case_id, case_number, status FROM intake_case WHERE status <> 'closed'");
  const open = rows.filter(({ case_id }) => !poisoned.has(`case:${case_id}`));
  const violations: Violation[] = [
    ...report.violations,
    ...[...parked].flatMap(([subject, where]) => (poisoned.has(subject) ? [] : [{ invariant: onlyPoisonIsParked, detail: `${subject} is parked in ${where.join(', ')}` }])),
    ...[...poisoned].flatMap((subject) => (parked.has(subject) ? [] : [{ invariant: onlyPoisonIsParked, detail: `${subject} was given poison and is parked nowhere` }])),
    ...open.map(({ case_id, case_number, status }) => ({ invariant: othersHaveClosed, detail: `case ${case_number} (${case_id}) is ${status}` })),
  ];
  return { checked: [...report.checked, onlyPoisonIsParked, othersHaveClosed], violations, report };
}
