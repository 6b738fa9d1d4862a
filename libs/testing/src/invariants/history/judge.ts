import { verdictOf, type LogicalCommand } from '../../history/logical-command';
import type { CommandFacts } from './command-facts';

/** Which sentence does not hold. */
export type Breach = 'answered' | 'refused' | 'unanswered';

export interface Judgement {
  readonly breach: Breach;
  readonly detail: string;
}

/** What a command says while it takes effect, and whose mark it leaves in its department's row. Operations that are not here are known by their hop alone. */
const effects: Readonly<Record<string, { readonly says: readonly string[]; readonly mark?: (facts: CommandFacts) => string | undefined }>> = {
  'intake.SubmitCase': { says: ['CaseSubmitted'], mark: ({ row }) => (row ? undefined : 'no case') },
  'intake.ReopenCase': { says: ['CaseSubmitted'], mark: ({ row }) => (row ? undefined : 'no case') },
  'intake.RaiseConcern': { says: ['ConcernRaised'], mark: ({ row }) => (row ? undefined : 'no case') },
  'feedback.ClaimConcern': { says: ['ConcernClaimed'] },
  'feedback.AnswerConcern': { says: ['ConcernAnswered'] },
  'feedback.TurnConcern': { says: ['ConcernTurned'] },
  'warehouse.ClaimException': { says: ['ExceptionClaimed'], mark: ({ row, command }) => (row?.exceptionsOf?.includes(command.principal) === true ? undefined : `no exception of it is ${command.principal}'s`) },
  'warehouse.ResolveException': { says: ['ExceptionResolved'], mark: ({ row, command }) => (row?.resolvers?.includes(command.principal) === true ? undefined : `no exception of it was resolved by ${command.principal}`) },
  'warehouse.MatchUnannouncedParcel': { says: ['ParcelMatched'] },
  'logistics.ShareReturnParcel': { says: ['ParcelAdded'] },
  'logistics.AddReturnParcel': { says: ['ParcelAdded'] },
  'logistics.AnswerCancellation': { says: ['CancellationAgreed', 'CancellationDeclined'] },
  'intake.CancelCase': { says: ['CancellationRequested'], mark: ({ row }) => (row?.cancelAsked === true ? undefined : 'nobody has asked to cancel the case') },
  'intake.AddEvidence': { says: ['EvidenceAdded'] },
  'intake.SupplementCase': { says: ['CaseSupplemented'] },
  'intake.AcceptRejection': { says: ['CaseClosed'] },
  'intake.ChooseResolution': { says: ['ResolutionChanged'] },
  // A supplement opens another round, with a task of its own: whose the one before was is told by what was said.
  'review.ClaimTask': { says: ['ReviewTaskClaimed'], mark: ({ row, command }) => (row?.claimedBy === command.principal || (row?.earlierDeciders.length ?? 0) > 0 ? undefined : `the task is ${row?.claimedBy ?? 'nobody'}'s`) },
  'review.DecideTask': { says: ['CaseApproved', 'CaseRejected', 'EvidenceRequested'], mark: markOfDecision },
  'refund.ApproveRefund': { says: ['RefundApproved'], mark: ({ row, command }) => (row?.approvedBy === command.principal ? undefined : `it was approved by ${row?.approvedBy ?? 'nobody'}`) },
  'refund.DeclineRefund': { says: ['RefundDeclined'], mark: ({ row }) => (row?.declines ? undefined : 'nobody has declined it') },
  'refund.TakeUpRefund': { says: ['RefundTakenUp'], mark: ({ row }) => (row?.declines ? undefined : 'nobody has declined what was taken up') },
  'refund.SettleLegManually': { says: ['LedgerPosted'], mark: ({ row, command }) => (row?.settledBy?.includes(command.principal) === true ? undefined : `no leg was settled by hand by ${command.principal}`) },
};

/** Who asks for evidence has not decided. */
function markOfDecision({ row, command, said }: CommandFacts): string | undefined {
  if (said.includes('EvidenceRequested') || row?.decidedBy === command.principal || row?.earlierDeciders.includes(command.principal) === true) return undefined;
  return `it was decided by ${row?.decidedBy ?? 'nobody'}`;
}

/** Holds what a command left behind against what it was answered with. Nothing when the one explains the other. */
export function judge(facts: CommandFacts): Judgement[] {
  const { command, hops } = facts;
  const say = (breach: Breach, what: string): Judgement => ({ breach, detail: `${nameOf(command)} ${what}` });
  const judgements = contradictions(command).map((what) => say('answered', what));
  const missing = missingOf(facts);
  const traces = tracesOf(facts);
  switch (verdictOf(command)) {
    case 'ok':
      if (hops.length > 1) judgements.push(say('answered', `was answered ok and has taken effect ${hops.length} times: on ${hops.map(({ subject }) => subject).join(', ')}`));
      else if (missing.length > 0) judgements.push(say('answered', `was answered ok, but ${missing.join(', ')}`));
      return [...judgements, ...differs(facts).map((what) => say('answered', what))];
    case 'failed':
      if (traces.length > 0) judgements.push(say('refused', `was refused (${command.codes.join(', ')}), but ${traces.join(', ')}`));
      return judgements;
    case 'unknown':
      if (hops.length > 1) judgements.push(say('unanswered', `was not answered and has taken effect ${hops.length} times: on ${hops.map(({ subject }) => subject).join(', ')}`));
      else if (traces.length > 0 && missing.length > 0) judgements.push(say('unanswered', `was not answered and is half done: ${traces.join(', ')}; but ${missing.join(', ')}`));
      return judgements;
  }
}

/** What every command has to answer for, whoever handles it. */
export function contradictions({ answers, digests, refusedAfterOk, codes }: LogicalCommand): string[] {
  return [
    ...(digests.length > 1 ? ['was sent under one key with different requests'] : []),
    ...(refusedAfterOk ? [`was answered ok and refused afterwards (${codes.join(', ')})`] : []),
    ...(new Set(answers.map((answer) => JSON.stringify(answer))).size > 1 ? [`was answered in different ways: ${answers.map((answer) => JSON.stringify(answer)).join(', ')}`] : []),
  ];
}

export const nameOf = ({ operation, principal, key }: Pick<LogicalCommand, 'operation' | 'principal' | 'key'>): string => `${operation} of ${principal} (${key})`;

/** Parts of a whole effect that are not there. What changed nothing, since it was so already, says nothing. */
function missingOf(facts: CommandFacts): string[] {
  const { command, hops, said, kept } = facts;
  const effect = effects[command.operation];
  if (hops.length === 0) return ['nothing was done'];
  const silent = effect !== undefined && hops[0]?.outcome === 'done' && !effect.says.some((name) => said.includes(name));
  const mark = effect?.mark?.(facts);
  return [
    ...(silent ? [`it said no ${effect.says.join(' or ')}`] : []),
    ...(mark === undefined ? [] : [mark]),
    ...(kept === undefined || kept === 'done' ? [] : [{ refusal: 'a refusal is kept under its key', empty: 'no answer is kept under its key', missing: 'its key is not known' }[kept]]),
  ];
}

/** What is there that only an effect leaves. */
function tracesOf({ hops, said, kept }: CommandFacts): string[] {
  return [
    ...(hops.length > 0 ? [`it took effect on ${hops.map(({ subject }) => subject).join(', ')}`] : []),
    ...(said.length > 0 ? [`it said ${said.join(', ')}`] : []),
    ...(kept === 'done' || kept === 'empty' ? [kept === 'done' ? 'an answer is kept under its key' : 'its key is taken without an answer'] : []),
  ];
}

const decided: ReadonlySet<string> = new Set(['approved', 'rejected']);

/** What was answered against what is there. */
function differs({ command, hops, row }: CommandFacts): string[] {
  const answer = command.answers[0];
  const subject = hops[0]?.subject;
  if (!answer || subject === undefined) return [];
  return [
    ...(answer.caseId !== undefined && subject !== `case:${answer.caseId}` ? [`was answered with case ${answer.caseId}, but took effect on ${subject}`] : []),
    ...(row?.caseNumber && answer.caseNumber !== row.caseNumber ? [`was answered with case number ${answer.caseNumber ?? 'none'}, but the case has ${row.caseNumber}`] : []),
    ...(answer.status === 'decided' && row && row.earlierDeciders.length === 0 && !decided.has(row.status ?? '') ? [`was answered as decided, but the case is ${row.status ?? 'nothing'}`] : []),
  ];
}
