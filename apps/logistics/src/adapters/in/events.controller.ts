import { Inject } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { CancellationPassedOn, CaseApproved, CaseType, ReturnReason, TrackingReported, TrackingStatus } from '@huiliu/contracts';
import { EventController, Hears, refused, type EventContext, type Outcome } from '@huiliu/messaging';
import { authoriseReturn } from '../../application/authorise-return';
import { cancelReturn } from '../../application/call-off-return';
import { Carrier } from '../../application/carrier';
import { trackParcel } from '../../application/track-parcel';
import { subjectOf, type LogisticsWork } from '../../application/work';

@EventController()
export class LogisticsEvents {
  constructor(@Inject(Carrier) private readonly carrier: Carrier) {}

  @Hears(CaseApproved, { rows: (event) => ({ shipments: [event.ref.caseId] }) })
  caseApproved(@Payload() event: CaseApproved, @Ctx() { work }: EventContext<LogisticsWork>): Outcome {
    const lines = event.lines.map((line) => ({ ...line, reason: ReturnReason.word(line.reason) }));
    return authoriseReturn(work, { ref: event.ref, type: CaseType.word(event.type), lines, approvedAt: event.decision.decidedAt }, this.carrier);
  }

  @Hears(CancellationPassedOn, { rows: (event) => ({ shipments: [event.ref.caseId] }) })
  cancellationPassedOn(@Payload() { ref, type, reasonCode }: CancellationPassedOn, @Ctx() { work }: EventContext<LogisticsWork>): Outcome {
    return cancelReturn(work, { caseId: ref.caseId, type: CaseType.word(type), reasonCode }, this.carrier);
  }

  // The case is in the message: what a carrier writes in its headers is not relied on.
  @Hears(TrackingReported, { subject: (event) => subjectOf(event.caseId), rows: (event) => ({ shipments: [event.caseId] }) })
  trackingReported(@Payload() event: TrackingReported, @Ctx() { work }: EventContext<LogisticsWork>): Outcome {
    const status = TrackingStatus.word(event.status);
    if (status === 'unspecified') return refused({ code: 'STATUS_UNKNOWN', kind: 'INVALID_ARGUMENT', message: 'Give the status of the scan.' });
    const { trackingNumber, scanId, occurredAt } = event;
    return trackParcel(work, event.caseId, { trackingNumber, scanId, status, occurredAt });
  }
}
