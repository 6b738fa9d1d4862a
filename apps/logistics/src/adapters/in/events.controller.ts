import { Inject } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { CancellationPassedOn, CaseApproved, CaseType, DifferenceSettled, Resolution, ResolutionChanged, ReturnReason, TrackingReported, TrackingStatus, UnitsReserved, type CaseRef } from '@huiliu/contracts';
import { EventController, Hears, ignored, refused, type EventContext, type Outcome } from '@huiliu/messaging';
import { authoriseReturn } from '../../application/authorise-return';
import { cancelReturn } from '../../application/call-off-return';
import { Carrier } from '../../application/carrier';
import { awaitUnits, differenceSettled, refundInstead, trackReplacement, unitsReserved } from '../../application/send-replacement';
import { trackParcel } from '../../application/track-parcel';
import { subjectOf, type LogisticsWork } from '../../application/work';

interface AboutCase {
  readonly ref: CaseRef;
}

const rowsOfCase = { rows: ({ ref }: AboutCase) => ({ shipments: [ref.caseId], replacements: [ref.caseId] }) };
const replacementOf = { rows: ({ ref }: AboutCase) => ({ replacements: [ref.caseId] }) };

@EventController()
export class LogisticsEvents {
  constructor(@Inject(Carrier) private readonly carrier: Carrier) {}

  @Hears(CaseApproved, rowsOfCase)
  caseApproved(@Payload() event: CaseApproved, @Ctx() { work }: EventContext<LogisticsWork>): Outcome {
    const lines = event.lines.map((line) => ({ ...line, reason: ReturnReason.word(line.reason) }));
    const approval = { ref: event.ref, type: CaseType.word(event.type), lines, approvedAt: event.decision.decidedAt };
    const sent = awaitUnits(work, approval, this.carrier);
    const comesBack = authoriseReturn(work, approval, this.carrier);
    return comesBack.kind === 'done' ? comesBack : sent;
  }

  @Hears(CancellationPassedOn, rowsOfCase)
  cancellationPassedOn(@Payload() { ref, type, reasonCode }: CancellationPassedOn, @Ctx() { work }: EventContext<LogisticsWork>): Outcome {
    return cancelReturn(work, { caseId: ref.caseId, type: CaseType.word(type), reasonCode }, this.carrier);
  }

  // The case is in the message: what a carrier writes in its headers is not relied on.
  @Hears(TrackingReported, { subject: (event) => subjectOf(event.caseId), rows: (event) => ({ shipments: [event.caseId], replacements: [event.caseId] }) })
  trackingReported(@Payload() event: TrackingReported, @Ctx() { work }: EventContext<LogisticsWork>): Outcome {
    const status = TrackingStatus.word(event.status);
    if (status === 'unspecified') return refused({ code: 'STATUS_UNKNOWN', kind: 'INVALID_ARGUMENT', message: 'Give the status of the scan.' });
    const { trackingNumber, scanId, occurredAt } = event;
    const report = { trackingNumber, scanId, status, occurredAt };
    return trackReplacement(work, event.caseId, report) ?? trackParcel(work, event.caseId, report);
  }

  @Hears(UnitsReserved, replacementOf)
  unitsReserved(@Payload() { ref, attempt }: UnitsReserved, @Ctx() { work }: EventContext<LogisticsWork>): Outcome {
    return unitsReserved(work, ref.caseId, attempt, this.carrier);
  }

  @Hears(DifferenceSettled, replacementOf)
  differenceSettled(@Payload() { ref, lines }: DifferenceSettled, @Ctx() { work }: EventContext<LogisticsWork>): Outcome {
    return differenceSettled(work, ref.caseId, lines, this.carrier);
  }

  @Hears(ResolutionChanged, replacementOf)
  resolutionChanged(@Payload() { ref, resolution }: ResolutionChanged, @Ctx() { work }: EventContext<LogisticsWork>): Outcome {
    return Resolution.word(resolution) === 'refund' ? refundInstead(work, ref.caseId) : ignored('the warehouse asks for it again');
  }
}
