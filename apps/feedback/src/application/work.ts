import type { DomainError } from '@huiliu/kernel';
import { refused, type Aggregates, type Appends, type Outcome, type WorkBase } from '@huiliu/messaging';
import { ErrorKind } from '@huiliu/platform';
import type { Concern } from '../domain/concern';
import type { Survey } from '../domain/survey';

/** What this department's behaviours need of a transaction. */
export interface FeedbackWork extends WorkBase {
  /** By case id. */
  readonly surveys: Aggregates<Survey>;
  /** By case id. */
  readonly concerns: Aggregates<Concern>;
  readonly answers: Appends<WrittenAnswer>;
}

/** What was answered to a customer. Personal data: nobody is told without a record of it. */
export interface WrittenAnswer {
  readonly caseId: string;
  readonly at: Date;
  readonly text: string;
}

export const subjectOf = (caseId: string): string => `case:${caseId}`;

/** The time to answer a concern. */
export const answerTimer = 'concern-overdue';

/** All of a concern's refusals are about its state. */
export const refusedFor = ({ code, message }: DomainError): Outcome => refused({ code, message, kind: ErrorKind.CONFLICT });
