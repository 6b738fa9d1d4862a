import type { Aggregates, WorkBase } from '@huiliu/messaging';
import type { Survey } from '../domain/survey';

/** What this department's behaviours need of a transaction. */
export interface FeedbackWork extends WorkBase {
  /** By case id. */
  readonly surveys: Aggregates<Survey>;
}

export const subjectOf = (caseId: string): string => `case:${caseId}`;
