import { CaseClosed, CaseResult, CaseType, ConcernRaised, SurveyReplied } from '@huiliu/contracts';
import { EventController, Hears, type EventContext, type Outcome } from '@huiliu/messaging';
import { Ctx, Payload } from '@nestjs/microservices';
import { openConcern } from '../../application/open-concern';
import { sendSurvey } from '../../application/send-survey';
import { takeSurveyAnswer } from '../../application/take-answer';
import { subjectOf, type FeedbackWork } from '../../application/work';

/** What feedback hears: from intake that a customer asks or complains, and that a case is closed; from CRM what the customer answered. */
@EventController()
export class FeedbackEvents {
  @Hears(ConcernRaised, { rows: ({ ref }) => ({ concerns: [ref.caseId] }) })
  concernRaised(@Payload() { ref, type, customerId }: ConcernRaised, @Ctx() { work }: EventContext<FeedbackWork>): Outcome {
    return openConcern(work, ref, CaseType.word(type) === 'complaint' ? 'complaint' : 'inquiry', customerId);
  }

  @Hears(CaseClosed, { rows: ({ ref }) => ({ surveys: [ref.caseId] }) })
  caseClosed(@Payload() { ref, customerId, result }: CaseClosed, @Ctx() { work }: EventContext<FeedbackWork>): Outcome {
    return sendSurvey(work, ref, customerId, CaseResult.word(result));
  }

  /** By the case that the answer names: an outside system's own subject is not relied on. */
  @Hears(SurveyReplied, { subject: ({ caseId }) => subjectOf(caseId), rows: ({ caseId }) => ({ surveys: [caseId] }) })
  surveyReplied(@Payload() { caseId, surveyId, score, comment, repliedAt }: SurveyReplied, @Ctx() { work }: EventContext<FeedbackWork>): Outcome {
    return takeSurveyAnswer(work, caseId, surveyId, { score, comment, repliedAt });
  }
}
