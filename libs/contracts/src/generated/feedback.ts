// Generated from proto/ by tools/generate; do not edit.

import { defineEvent, type EventContract } from '../events';
import type { CaseRef, CaseType } from './common';

export interface SurveySent {
  readonly ref: CaseRef;
  readonly surveyId: string;
}
export const SurveySent: EventContract<SurveySent, 'huiliu.feedback.v1.SurveySent'> = defineEvent({
  type: 'huiliu.feedback.v1.SurveySent',
  name: 'SurveySent',
  topic: 'huiliu.feedback.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['feedback'],
  heardBy: ['intake'],
});

export interface SurveyAnswered {
  readonly ref: CaseRef;
  readonly surveyId: string;
  readonly score: number;
  readonly commented: boolean;
}
export const SurveyAnswered: EventContract<SurveyAnswered, 'huiliu.feedback.v1.SurveyAnswered'> = defineEvent({
  type: 'huiliu.feedback.v1.SurveyAnswered',
  name: 'SurveyAnswered',
  topic: 'huiliu.feedback.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['feedback'],
  heardBy: ['intake'],
});

/** A person has to answer an inquiry or a complaint. */
export interface ConcernOpened {
  readonly ref: CaseRef;
  readonly taskId: string;
  readonly dueAt: string;
}
export const ConcernOpened: EventContract<ConcernOpened, 'huiliu.feedback.v1.ConcernOpened'> = defineEvent({
  type: 'huiliu.feedback.v1.ConcernOpened',
  name: 'ConcernOpened',
  topic: 'huiliu.feedback.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['feedback'],
  heardBy: ['intake'],
});

/** Said again by whoever takes it over once it is overdue. */
export interface ConcernClaimed {
  readonly ref: CaseRef;
  readonly taskId: string;
  readonly claimedBy: string;
}
export const ConcernClaimed: EventContract<ConcernClaimed, 'huiliu.feedback.v1.ConcernClaimed'> = defineEvent({
  type: 'huiliu.feedback.v1.ConcernClaimed',
  name: 'ConcernClaimed',
  topic: 'huiliu.feedback.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['feedback'],
  heardBy: ['intake'],
});

/** Nobody has answered in time: from now on anybody may take it over. Said once. */
export interface ConcernOverdue {
  readonly ref: CaseRef;
  readonly taskId: string;
  readonly dueAt: string;
}
export const ConcernOverdue: EventContract<ConcernOverdue, 'huiliu.feedback.v1.ConcernOverdue'> = defineEvent({
  type: 'huiliu.feedback.v1.ConcernOverdue',
  name: 'ConcernOverdue',
  topic: 'huiliu.feedback.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['feedback'],
  heardBy: ['intake'],
});

/** Resolved: somebody has answered the customer. What they wrote stays in feedback. */
export interface ConcernAnswered {
  readonly ref: CaseRef;
  readonly taskId: string;
  readonly answeredBy: string;
}
export const ConcernAnswered: EventContract<ConcernAnswered, 'huiliu.feedback.v1.ConcernAnswered'> = defineEvent({
  type: 'huiliu.feedback.v1.ConcernAnswered',
  name: 'ConcernAnswered',
  topic: 'huiliu.feedback.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['feedback'],
  heardBy: ['intake'],
});

/** Resolved: another case was made of it, and goes on. */
export interface ConcernTurned {
  readonly ref: CaseRef;
  readonly taskId: string;
  readonly turnedBy: string;
  readonly into: CaseRef;
}
export const ConcernTurned: EventContract<ConcernTurned, 'huiliu.feedback.v1.ConcernTurned'> = defineEvent({
  type: 'huiliu.feedback.v1.ConcernTurned',
  name: 'ConcernTurned',
  topic: 'huiliu.feedback.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['feedback'],
  heardBy: ['intake'],
});

export interface GetSurveyRequest {
  readonly caseId: string;
}

export interface GetSurveyResponse {
  readonly ref?: CaseRef | undefined;
  readonly surveyId: string;
  /** sent, answered. */
  readonly status: string;
  readonly score: number;
}

export interface ConcernView {
  readonly ref?: CaseRef | undefined;
  readonly taskId: string;
  readonly type: CaseType;
  /** open, claimed, answered, turned. */
  readonly status: string;
  /** Empty while it is nobody's. */
  readonly claimedBy: string;
  readonly dueAt?: string | undefined;
  /** Anybody may take it over. */
  readonly overdue: boolean;
  readonly customerId: string;
  /** Missing unless it was turned into another case. */
  readonly into?: CaseRef | undefined;
}

export interface ListConcernsRequest {
  readonly limit: number;
  readonly cursor: string;
}

export interface ListConcernsResponse {
  readonly concerns: readonly ConcernView[];
  /** Empty on the last page. */
  readonly nextCursor: string;
}

export interface ClaimConcernRequest {
  readonly caseId: string;
  readonly agent: string;
}

export interface ClaimConcernResponse {
  readonly concern?: ConcernView | undefined;
}

export interface AnswerConcernRequest {
  readonly caseId: string;
  readonly agent: string;
  /** Free text to the customer, may name people: stays in feedback's database. */
  readonly text: string;
}

export interface AnswerConcernResponse {
  readonly concern?: ConcernView | undefined;
}

export interface TurnConcernRequest {
  readonly caseId: string;
  readonly agent: string;
  /** The case that was made of it. */
  readonly into: CaseRef;
}

export interface TurnConcernResponse {
  readonly concern?: ConcernView | undefined;
}

export interface GetAnswerRequest {
  readonly caseId: string;
  readonly askedBy: string;
  readonly purpose: string;
}

export interface GetAnswerResponse {
  readonly text: string;
  readonly at?: string | undefined;
}
