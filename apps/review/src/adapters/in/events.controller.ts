import { CancellationRequested, CaseSubmitted, CaseSupplemented, EvidenceAdded } from '@huiliu/contracts';
import { EventController, Hears, type EventContext, type Outcome } from '@huiliu/messaging';
import { Ctx, Payload } from '@nestjs/microservices';
import { cancelReview } from '../../application/cancel-review';
import { countNewEvidence } from '../../application/count-evidence';
import { reviewAgain } from '../../application/review-again';
import { reviewCase } from '../../application/review-case';
import { activePolicyId, type ReviewWork } from '../../application/work';
import { applicationOf } from './applications';

const rowsOf = ({ ref }: CaseSubmitted | EvidenceAdded | CaseSupplemented) => ({ reviews: [ref.caseId], policies: [activePolicyId] });

/** What review hears, all of it from intake. */
@EventController()
export class ReviewEvents {
  @Hears(CaseSubmitted, { rows: rowsOf })
  caseSubmitted(@Payload() event: CaseSubmitted, @Ctx() { work }: EventContext<ReviewWork>): Outcome {
    return reviewCase(work, applicationOf(event));
  }

  @Hears(EvidenceAdded, { rows: rowsOf })
  evidenceAdded(@Payload() event: EvidenceAdded, @Ctx() { work }: EventContext<ReviewWork>): Outcome {
    return countNewEvidence(work, event.ref.caseId, event.evidenceCount);
  }

  @Hears(CaseSupplemented, { rows: rowsOf })
  caseSupplemented(@Payload() { ref, round, evidenceCount }: CaseSupplemented, @Ctx() { work }: EventContext<ReviewWork>): Outcome {
    return reviewAgain(work, ref.caseId, { round, evidenceCount });
  }

  @Hears(CancellationRequested, { rows: ({ ref }) => ({ reviews: [ref.caseId] }) })
  cancellationRequested(@Payload() event: CancellationRequested, @Ctx() { work }: EventContext<ReviewWork>): Outcome {
    return cancelReview(work, event.ref.caseId, event.reasonCode);
  }
}
