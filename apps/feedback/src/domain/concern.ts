import { domainError, isFinal, ok, step, type DomainError, type Machine, type Result } from '@huiliu/kernel';
import type { CaseRef } from './survey';

export type ConcernType = 'inquiry' | 'complaint';
export type ConcernStatus = 'open' | 'claimed' | 'answered' | 'turned';

/** A question or a complaint, until a person has answered it or made another case of it. */
export const concernMachine: Machine<ConcernStatus, 'claim' | 'take_over' | 'answer' | 'turn'> = {
  name: 'concern',
  initial: 'open',
  final: ['answered', 'turned'],
  moves: {
    open: { claim: { to: 'claimed', actor: 'agent' } },
    // Once it is overdue, whoever has it may lose it to another.
    claimed: { take_over: { to: 'claimed', actor: 'agent' }, answer: { to: 'answered', actor: 'agent' }, turn: { to: 'turned', actor: 'agent' } },
    answered: {},
    turned: {},
  },
};

/** Hours to answer in: who complains waits less long than who asks. Every hour counts, as nobody stops being angry at night. */
export const hoursToAnswer: Readonly<Record<ConcernType, number>> = { inquiry: 48, complaint: 24 };

const hourMs = 3_600_000;

/** What the customer wrote lies with intake; what was answered, beside this and not in it. */
export interface Concern {
  readonly ref: CaseRef;
  readonly type: ConcernType;
  /** Empty when nobody knows who asks. */
  readonly customerId: string;
  readonly status: ConcernStatus;
  readonly openedAt: string;
  readonly dueAt: string;
  readonly overdue: boolean;
  /** Undefined while it is nobody's. */
  readonly claimedBy: string | undefined;
  /** Undefined unless it was turned into another case. */
  readonly into: CaseRef | undefined;
}

export const taskIdOf = (caseId: string): string => `Q-${caseId}`;

export const raise = (ref: CaseRef, type: ConcernType, customerId: string, now: Date): Concern => ({
  ref,
  type,
  customerId,
  status: concernMachine.initial,
  openedAt: now.toISOString(),
  dueAt: new Date(now.getTime() + hoursToAnswer[type] * hourMs).toISOString(),
  overdue: false,
  claimedBy: undefined,
  into: undefined,
});

type Moved = Result<Concern, DomainError>;

/** The same concern for who has it already. Errors: CONCERN_OVER, CONCERN_TAKEN. */
export function claim(concern: Concern, agent: string): Moved {
  if (isFinal(concernMachine, concern.status)) return over(concern);
  if (concern.claimedBy === agent) return ok(concern);
  if (concern.claimedBy !== undefined && !concern.overdue) return taken(concern);
  const moved = step(concernMachine, concern.status, concern.claimedBy === undefined ? 'claim' : 'take_over');
  return moved.ok ? ok({ ...concern, status: moved.value, claimedBy: agent }) : moved;
}

/** Errors: CONCERN_NOT_CLAIMED, CONCERN_TAKEN, CONCERN_OVER. */
export const answer = (concern: Concern, agent: string): Moved => end(concern, agent, 'answer', undefined);

/** Ends with the case that was made of it; the same concern where it did before. Errors as of `answer`. */
export function turn(concern: Concern, agent: string, into: CaseRef): Moved {
  return concern.into?.caseId === into.caseId ? ok(concern) : end(concern, agent, 'turn', into);
}

function end(concern: Concern, agent: string, action: 'answer' | 'turn', into: CaseRef | undefined): Moved {
  if (isFinal(concernMachine, concern.status)) return over(concern);
  if (concern.claimedBy === undefined) return domainError('CONCERN_NOT_CLAIMED', `nobody has taken case ${concern.ref.caseNumber}: claim it first, so that nobody else answers at the same time`);
  if (concern.claimedBy !== agent) return taken(concern);
  const moved = step(concernMachine, concern.status, action);
  return moved.ok ? ok({ ...concern, status: moved.value, into }) : moved;
}

/** The same concern when it is ended, or was told to be late before. */
export const fallDue = (concern: Concern): Concern => (concern.overdue || isFinal(concernMachine, concern.status) ? concern : { ...concern, overdue: true });

const over = ({ ref, status }: Concern): Moved => domainError('CONCERN_OVER', `case ${ref.caseNumber} is ${status === 'answered' ? 'answered' : 'another case now'}: look at the case`);

const taken = ({ ref }: Concern): Moved => domainError('CONCERN_TAKEN', `somebody else has case ${ref.caseNumber}: take another one; when it is overdue, it may be taken over`);
