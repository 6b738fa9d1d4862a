import { EvidenceAdded, ParcelInTransit, ReviewTaskOpened, SurveyReplied, type EventContract } from '@huiliu/contracts';
import { ErrorKind } from '@huiliu/platform';
import { command, type Command } from '../../src/engine/commands';
import { done, notYet, refused, type Outcome } from '../../src/outcome';
import type { EventContext, Route, Routes } from '../../src/routes';
import type { Ill } from './plan';
import { emptyCase, type simTables, type SimWork } from './tables';

/** What is wrong with an event in a department at the moment; undefined when it can be handled. */
export type IllOf = (department: Ill['department'], evidenceId: string) => Ill['kind'] | undefined;

export interface SimRequest {
  readonly caseId: string;
  readonly evidenceId: string;
  /** The case that has to have an event before this one's can be handled in refund. */
  readonly needs: string | undefined;
}

export type SimCommand = Command<typeof simTables, SimRequest, { readonly evidenceId: string }>;

export const noNeed = 'none';
const total = 'total';

const refOf = (caseId: string, orderId = noNeed) => ({ caseId, caseNumber: 'N', orderId });

const plan = ({ caseId }: SimRequest) => ({ subject: `case:${caseId}`, rows: { cases: [caseId] } });

function sayEvidence(work: SimWork, { caseId, evidenceId, needs }: SimRequest): Outcome {
  work.entries.add({ id: evidenceId, caseId });
  work.say(EvidenceAdded, `case:${caseId}`, { ref: refOf(caseId, needs), evidenceId, kind: 'photo', evidenceCount: 1 });
  return done({ evidenceId });
}

/** intake: takes commands, says what came in. */
const put: SimCommand = command({
  operation: 'intake.Put',
  plan,
  handle: (work, request) => {
    const before = work.cases.get(request.caseId) ?? emptyCase;
    work.cases.put(request.caseId, { ...before, evidence: [...before.evidence, request.evidenceId] });
    return sayEvidence(work, request);
  },
});

/** Nothing but its head keeps two of the same case apart. */
const note: SimCommand = command({ operation: 'intake.Note', plan, handle: (work, request) => sayEvidence(work, request) });

const limit = 2;

const limited: SimCommand = command({
  operation: 'intake.Limited',
  plan,
  handle: (work, request, caller, context) => {
    const full = (work.cases.get(request.caseId)?.evidence.length ?? 0) >= limit;
    return full ? refused({ kind: ErrorKind.CONFLICT, code: 'FULL', message: 'the case has two already: take another one' }) : put.handle(work, request, caller, context);
  },
});

/** review: what a person says, beside the events of the same cases. */
const decide: SimCommand = command({
  operation: 'review.Decide',
  plan,
  handle: (work, { caseId, evidenceId }) => {
    work.entries.add({ id: evidenceId, caseId });
    sayTask(work, caseId, `command/${evidenceId}`);
    return done({ evidenceId });
  },
});

export const commandsOf = { intake: { put, note, limited }, review: { put: decide, note: decide, limited: decide } } as const;

function sayTask(work: SimWork, caseId: string, taskId: string): void {
  work.say(ReviewTaskOpened, `case:${caseId}`, { ref: refOf(caseId), taskId, dueAt: '2026-01-01T00:00:00Z', policyVersion: '1', ruleIds: [] });
}

/** `'ill'` rows are refused by every database: no text may hold the character 0. */
function suffer(kind: Ill['kind'] | undefined, work: SimWork, id: string): Outcome | undefined {
  if (kind === 'throws') throw new Error(`${id} can't be handled`);
  if (kind === 'refused') return refused({ kind: ErrorKind.CONFLICT, code: 'NOT_ALLOWED', message: 'mend it and replay' });
  if (kind === 'unstorable') work.entries.add({ id: `unstorable ${id}`, caseId: '\u0000' });
  return undefined;
}

interface EventOf {
  readonly ref: { readonly caseId: string; readonly orderId: string };
}

function route<E extends object>(contract: EventContract<E>, handle: (work: SimWork, data: E, event: EventContext['event']) => Outcome, rowsOf: (data: E) => Partial<Pick<Route, 'heads' | 'rows'>> = () => ({})): [string, Route] {
  const caseIdOf = (data: object): string => ('ref' in data ? (data as EventOf).ref.caseId : (data as { caseId: string }).caseId);
  return [
    contract.type,
    {
      contract: contract as unknown as EventContract<object>,
      subject: undefined,
      heads: (data) => rowsOf(data as E).heads?.(data) ?? [],
      rows: (data, own) => rowsOf(data as E).rows?.(data, own) ?? { cases: [caseIdOf(data)], totals: [total] },
      handle: (data, { work, event }) => handle(work as SimWork, data as E, event),
    },
  ];
}

const count = (work: SimWork): void => work.totals.put(total, (work.totals.get(total) ?? 0) + 1);

/** review: hears intake, another source with gaps and epochs, and an outside system; says tasks. */
export const reviewRoutes = (illOf: IllOf): Routes =>
  new Map([
    route(EvidenceAdded, (work, { ref: { caseId }, evidenceId }, { id, subject }) => {
      const no = suffer(illOf('review', evidenceId), work, id);
      if (no) return no;
      const before = work.cases.get(caseId) ?? emptyCase;
      work.cases.put(caseId, { ...before, evidence: [...before.evidence, id] });
      work.entries.add({ id, caseId });
      count(work);
      sayTask(work, caseId, id);
      work.intend({ id: `call ${id}`, kind: 'call', subject, payload: {} });
      return done();
    }),
    route(ParcelInTransit, (work, { ref: { caseId } }, { id }) => {
      const before = work.cases.get(caseId) ?? emptyCase;
      work.cases.put(caseId, { ...before, parcels: [...before.parcels, id] });
      work.entries.add({ id, caseId });
      return done();
    }),
    route(SurveyReplied, (work, { caseId }, { id }) => {
      work.entries.add({ id: `reply ${id}`, caseId });
      count(work);
      sayTask(work, caseId, `reply/${id}`);
      return done();
    }),
  ]);

/** refund: hears intake and review. A task that an event led to can be handled after that event; some events after the first of another case. */
export const refundRoutes = (illOf: IllOf): Routes =>
  new Map([
    route(
      EvidenceAdded,
      (work, { ref: { caseId, orderId }, evidenceId }, { id }) => {
        const needs = needed(orderId);
        if (needs !== undefined && (work.cases.get(needs)?.evidence.length ?? 0) === 0) return notYet(`case ${needs} has nothing yet`, `case:${needs}`);
        const no = suffer(illOf('refund', evidenceId), work, id);
        if (no) return no;
        const before = work.cases.get(caseId) ?? emptyCase;
        work.cases.put(caseId, { ...before, evidence: [...before.evidence, id] });
        work.entries.add({ id, caseId });
        return done();
      },
      ({ ref: { caseId, orderId } }) => {
        const needs = needed(orderId);
        return { heads: () => (needs === undefined ? [] : [`case:${needs}`]), rows: () => ({ cases: needs === undefined ? [caseId] : [caseId, needs] }) };
      },
    ),
    route(
      ReviewTaskOpened,
      (work, { ref: { caseId }, taskId }, { id }) => {
        const before = work.cases.get(caseId) ?? emptyCase;
        if (taskId.startsWith('intake/') && !before.evidence.includes(taskId)) return notYet('what it is about has not arrived');
        work.cases.put(caseId, { ...before, tasks: [...before.tasks, id] });
        work.entries.add({ id, caseId });
        return done();
      },
      ({ ref: { caseId } }) => ({ rows: () => ({ cases: [caseId] }) }),
    ),
  ]);

const needed = (orderId: string): string | undefined => (orderId === noNeed ? undefined : orderId);
