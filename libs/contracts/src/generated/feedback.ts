// Generated from proto/ by tools/generate; do not edit.

import { defineEvent, type EventContract } from '../events';
import type { CaseRef } from './common';

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
