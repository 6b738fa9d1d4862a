import { SurveyAnswered } from '@huiliu/contracts';
import { done, ignored, refused, type Outcome } from '@huiliu/messaging';
import { ErrorKind } from '@huiliu/platform';
import { isFinal, type DomainError } from '@huiliu/kernel';
import { surveyMachine, takeAnswer, type Answer } from '../domain/survey';
import { subjectOf, type FeedbackWork } from './work';

const noSurvey: DomainError = { code: 'SURVEY_NOT_FOUND', message: 'no survey was sent for this case: send back the case id of the invitation' };

/** The customer's answer, as CRM passes it on. The comment stays here: it may name people. */
export function takeSurveyAnswer(work: FeedbackWork, caseId: string, surveyId: string, answer: Answer): Outcome {
  const survey = work.surveys.get(caseId);
  // The invitation came from here, so an answer can't be earlier than its survey.
  if (!survey) return refusedFor(noSurvey);
  if (surveyId === survey.surveyId && isFinal(surveyMachine, survey.status)) return ignored('the survey was answered before, and the first answer stands');
  const taken = takeAnswer(survey, surveyId, answer);
  if (!taken.ok) return refusedFor(taken.error);
  work.surveys.put(caseId, taken.value);
  work.say(SurveyAnswered, subjectOf(caseId), { ref: survey.ref, surveyId, score: answer.score, commented: answer.comment.trim() !== '' });
  return done();
}

const refusedFor = ({ code, message }: DomainError): Outcome => refused({ code, message, kind: code === 'SURVEY_NOT_FOUND' ? ErrorKind.NOT_FOUND : ErrorKind.UNPROCESSABLE });
