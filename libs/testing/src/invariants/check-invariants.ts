import { recordsAreAppendOnly } from './append-only';
import { Log } from './bus/log';
import { PersonalDataSeen, personalWordsOf } from './bus/personal-data';
import { readLog } from './bus/read-log';
import { walkCases } from './cases/walk-cases';
import { calledOffLeavesNothing } from './called-off-leaves-nothing';
import { chainOfCauses, TraceTally } from './chain-of-causes';
import { readLeftovers } from './databases/leftovers';
import { closedOwesNothing } from './closed-owes-nothing';
import { eventsTakeEffect } from './events-take-effect';
import { exceptionsOwned } from './exceptions-owned';
import { financeBooksAgree } from './finance-books';
import { Findings, type Violation } from './findings';
import { caseIsFold } from './folds/case-is-fold';
import { FoldedLog } from './folds/folded-log';
import { sumsAreFolds } from './folds/sums-are-folds';
import { timelineIsFold } from './folds/timeline-is-fold';
import { answeredIsThere, nothingUnasked, refusedIsNot, unansweredIsWhole } from './history/history-invariants';
import { intakeViewAgrees } from './intake-view';
import type { Invariant } from './invariant';
import { ledgerBalances } from './ledger';
import { noCaseLost } from './no-case-lost';
import { noPersonalData } from './no-personal-data';
import { nothingLeft } from './nothing-left';
import { openCasesExplained } from './open-cases-explained';
import { handledInOrder } from './order/handled-in-order';
import { payDaysKept } from './pay-days';
import { putAway } from './put-aways';
import { parcelsHeardOf } from './silent-parcels';
import { refundsWithinCaptured } from './refunds-within-captured';
import { reopenedOnce } from './reopened-once';
import { replayGivesTheSame } from './replay/replay-invariant';
import { sequencesWithoutGaps } from './sequences';
import { sharedGoTogether } from './shared-parcels';
import { stockIsConserved } from './stock';
import { walkSubjects } from './subjects/walk-subjects';
import { countCases, speedOf, type CaseCounts, type Speed } from './tally';
import { unannouncedOwned } from './unannounced-parcels';
import { unitsInOneCase } from './units';
import { webhooksDelivered } from './webhooks-delivered';
import type { InvariantInput, World } from './world';

export interface InvariantReport extends Speed {
  /** The sentences that were looked at, whether they hold or not. */
  readonly checked: readonly string[];
  /** Empty when all is well. Bounded per invariant. */
  readonly violations: readonly Violation[];
  readonly cases: CaseCounts;
  readonly byType: Readonly<Record<string, number>>;
  /** Distinct events on the bus, dead letters left out. */
  readonly events: number;
  /** Complete: every hop is reached from the first one, and every span can be looked up where spans are kept. */
  readonly traces: { readonly cases: number; readonly complete: number };
}

/** In the order in which they are told. */
export const invariants: readonly Invariant[] = [
  noCaseLost,
  openCasesExplained,
  eventsTakeEffect,
  sequencesWithoutGaps,
  refundsWithinCaptured,
  ledgerBalances,
  financeBooksAgree,
  stockIsConserved,
  unitsInOneCase,
  reopenedOnce,
  intakeViewAgrees,
  calledOffLeavesNothing,
  closedOwesNothing,
  exceptionsOwned,
  unannouncedOwned,
  putAway,
  parcelsHeardOf,
  payDaysKept,
  sharedGoTogether,
  chainOfCauses,
  nothingLeft,
  noPersonalData,
  answeredIsThere,
  refusedIsNot,
  unansweredIsWhole,
  nothingUnasked,
  caseIsFold,
  timelineIsFold,
  sumsAreFolds,
  handledInOrder,
  recordsAreAppendOnly,
];

/**
 * Reads every database and the whole bus and tells what is not as it has to be. Everything has to be quiet: services stopped, or idle with nothing on
 * its way. Changes nothing. With `replay`, every department is also built again from the topics and compared. What goes wrong while one invariant is looked at is a violation of it, since it could not be shown to hold.
 */
export async function checkInvariants(input: InvariantInput): Promise<InvariantReport> {
  const world = await readWorld(input);
  const all = [...invariants, ...(input.webhooks ? [webhooksDelivered] : []), ...(input.replay ? [replayGivesTheSame] : [])].map((invariant) => ({ invariant, found: new Findings() }));
  for (const { invariant, found } of all) await guarded([found], async () => invariant.check?.(world, found));
  const ofSubjects = all.filter(({ invariant }) => invariant.lookAtSubject);
  const traces = new TraceTally();
  await guarded(ofSubjects.map(({ found }) => found), async () => {
    for await (const facts of walkSubjects(world)) {
      for (const { invariant, found } of ofSubjects) invariant.lookAtSubject?.(facts, found);
      traces.lookAtSubject(facts);
    }
  });
  const ofCases = all.filter(({ invariant }) => invariant.lookAtCase);
  await guarded(ofCases.map(({ found }) => found), async () => {
    for await (const facts of walkCases(world)) for (const { invariant, found } of ofCases) invariant.lookAtCase?.(facts, found);
  });
  return {
    checked: all.map(({ invariant }) => invariant.name),
    violations: all.flatMap(({ invariant, found }) => found.violationsOf(invariant.name)),
    ...(await countCases(input.pools.intake)),
    events: world.log.events,
    traces: { cases: traces.cases, complete: traces.complete },
    ...speedOf(world.log),
  };
}

async function readWorld(input: InvariantInput): Promise<World> {
  const { pools, bus } = input;
  const log = new Log();
  const folded = new FoldedLog();
  const personalDataSeen = new PersonalDataSeen(await personalWordsOf(pools.intake, pools.feedback));
  await readLog(bus, (logged) => {
    if (log.add(logged)) folded.take(logged);
    personalDataSeen.lookAtMessage(logged);
  });
  return { ...input, log, folded, personalDataSeen, leftovers: await readLeftovers(pools) };
}

async function guarded(concerned: readonly Findings[], look: () => Promise<void>): Promise<void> {
  try {
    await look();
  } catch (error) {
    for (const found of concerned) found.add(`could not be looked at: ${error instanceof Error ? error.message : String(error)}`);
  }
}
