import { counted, type Counted } from '@huiliu/sandbox/mix/branches';

/** What the outside world set out to do with a case, by a name of the mix, and what came of it. */
export interface Intended {
  /** Undefined when no case was opened under the name that it was known by. */
  readonly caseId: string | undefined;
  readonly branch: string;
  readonly status: 'intended' | 'taken' | 'refused';
  readonly code: string | null;
}

/** How a case stands. */
export interface CaseEnd {
  readonly caseId: string;
  readonly caseNumber: string;
  /** How it was closed; `open` when it was not. */
  readonly result: string;
  readonly reasonCodes: readonly string[];
  /** Whether the customer has asked to cancel it. */
  readonly cancelAsked: boolean;
  /** Why that was declined; undefined when it was not. */
  readonly declinedCode?: string | undefined;
}

/** Cases of one branch. */
export interface BranchCount {
  intended: number;
  /** Done, and taken by Huiliu. */
  taken: number;
  /** By how they were closed, of those that took it. */
  readonly ended: Record<string, number>;
  /** Those of them that ended as nothing was meant to, by how and why. */
  readonly endedOtherwise: Record<string, number>;
  /** Why it could not be done, where it was intended and not taken. */
  readonly notTaken: Record<string, number>;
}

export type ByFlow = Readonly<Record<string, Readonly<Record<string, BranchCount>>>>;

export interface Flows {
  readonly byFlow: ByFlow;
  /** Cases that ended otherwise than a binding intention allows, in words. */
  readonly broken: readonly string[];
}

/** Compares what was intended with how the cases ended. Every branch of the table is there, also those that never came up. */
export function flowsOf(intended: Iterable<Intended>, cases: ReadonlyMap<string, CaseEnd>): Flows {
  const byFlow: Record<string, Record<string, BranchCount>> = {};
  for (const { flow, branch } of counted.values()) (byFlow[flow] ??= {})[branch] = { intended: 0, taken: 0, ended: {}, endedOtherwise: {}, notTaken: {} };
  const broken: string[] = [];
  for (const each of oncePerCase(intended)) {
    const row = counted.get(each.branch);
    const count = row && byFlow[row.flow]?.[row.branch];
    if (!row || !count) continue;
    count.intended++;
    if (each.status !== 'taken') {
      add(count.notTaken, each.code ?? 'NOT_YET');
      continue;
    }
    count.taken++;
    const end = each.caseId === undefined ? undefined : cases.get(each.caseId);
    const failure = countEnd(count, row, end);
    if (failure !== undefined) broken.push(`${each.branch}: ${failure}`);
  }
  return { byFlow, broken };
}

/** A case that is known under several names, as to the provider by each leg, has taken a branch once. What was taken counts before what was not. */
function oncePerCase(intended: Iterable<Intended>): Iterable<Intended> {
  const kept = new Map<string, Intended>();
  let unknown = 0;
  for (const each of intended) {
    const key = each.caseId === undefined ? `unknown ${unknown++}` : `${each.branch} ${each.caseId}`;
    if (kept.get(key)?.status !== 'taken') kept.set(key, each);
  }
  return kept.values();
}

/** Gives in words what is wrong, where the branch binds. A cancellation by the customer is stronger than what anybody else had in mind. */
function countEnd(count: BranchCount, { ends, binding }: Counted, end: CaseEnd | undefined): string | undefined {
  const result = end?.result ?? 'no_case';
  add(count.ended, result);
  if (ends.includes(result)) return undefined;
  const why = [...(end?.reasonCodes ?? []), ...(end?.declinedCode === undefined ? [] : [`cancelling was declined, ${end.declinedCode}`])].join(' ');
  add(count.endedOtherwise, why === '' ? result : `${result}: ${why}`);
  if (!binding || (result === 'cancelled' && end?.cancelAsked === true)) return undefined;
  return `case ${end?.caseNumber ?? '(none)'} ended as ${result}${why === '' ? '' : ` (${why})`}, not as ${ends.join(' or ')}`;
}

const add = (counts: Record<string, number>, name: string): void => void (counts[name] = (counts[name] ?? 0) + 1);
