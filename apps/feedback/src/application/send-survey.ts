import { SurveyInvited, SurveySent } from '@huiliu/contracts';
import { done, ignored, type Outcome } from '@huiliu/messaging';
import { send, type CaseRef } from '../domain/survey';
import { subjectOf, type FeedbackWork } from './work';

/** How a case ended, in the words of the contract. Nothing was done for cases that ended so, or another case goes on: there is nothing to ask the customer about (yet). */
const withoutSurvey: ReadonlySet<string> = new Set(['cancelled', 'expired', 'turned']);

/** A case is closed: CRM, which knows the customer, is asked to send the survey. */
export function sendSurvey(work: FeedbackWork, ref: CaseRef, customerId: string, result: string): Outcome {
  if (withoutSurvey.has(result)) return ignored(`no survey follows a case that is ${result}`);
  if (work.surveys.get(ref.caseId)) return ignored('a survey was sent for this case');
  const survey = send(ref, customerId, work.now);
  const { surveyId } = survey;
  work.surveys.put(ref.caseId, survey);
  work.say(SurveySent, subjectOf(ref.caseId), { ref, surveyId });
  work.say(SurveyInvited, subjectOf(ref.caseId), { ref, surveyId, customerId });
  return done();
}
