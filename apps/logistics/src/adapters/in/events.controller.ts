import { Inject } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { CancellationPassedOn, CaseApproved, CaseType, DifferenceSettled, HoldPlaced, ParcelMatched, ParcelNotReceived, RefundOnlyKind, RejectionOutcome, RejectionSettled, RepairFinished, RepairOutcome, ReplacementPicked, Resolution, ResolutionChanged, ReturnParcelAdded, ReturnReason, TopUpExpired, TrackingReported, TrackingStatus, UnitsReserved, type CaseRef } from '@huiliu/contracts';
import { EventController, Hears, ignored, refused, type EventContext, type Outcome } from '@huiliu/messaging';
import { addParcel } from '../../application/add-parcel';
import { authoriseReturn } from '../../application/authorise-return';
import { recallGoods } from '../../application/begin-recall';
import { cancelReturn } from '../../application/call-off-return';
import { cancelRecall } from '../../application/cancel-recall';
import { Carrier } from '../../application/carrier';
import { awaitUnits, differenceSettled, holdPlaced, refundInstead, repairFinished, sendRejectedBack, trackReplacement, unitsReserved } from '../../application/send-replacement';
import { replacementPicked } from '../../application/silent-replacement';
import { takeInParcel } from '../../application/take-in-parcel';
import { takeNotReceived } from '../../application/take-not-received';
import { trackParcel } from '../../application/track-parcel';
import { trackRecall } from '../../application/track-recall';
import { subjectOf, subjectOfOrder, type LogisticsWork } from '../../application/work';
import { isRecalled } from '../../domain/recall-policy';
import { returnPolicy } from '../../domain/return-policy';

const kindOf = (event: CaseApproved) => RefundOnlyKind.word(event.refundOnlyKind);

interface AboutCase {
  readonly ref: CaseRef;
}

const rowsOfCase = ({ ref }: AboutCase) => ({ shipments: [ref.caseId], replacements: [ref.caseId] });
const replacementOf = { rows: ({ ref }: AboutCase) => ({ replacements: [ref.caseId] }) };

@EventController()
export class LogisticsEvents {
  constructor(@Inject(Carrier) private readonly carrier: Carrier) {}

  // Of what is recalled, what has left of its order too, under the order's head.
  @Hears(CaseApproved, {
    rows: (event) => (isRecalled(kindOf(event)) ? { recalls: [event.ref.caseId], outbound: [event.ref.orderId] } : rowsOfCase(event)),
    heads: (event) => (isRecalled(kindOf(event)) ? [subjectOfOrder(event.ref.orderId)] : []),
  })
  caseApproved(@Payload() event: CaseApproved, @Ctx() { work }: EventContext<LogisticsWork>): Outcome {
    const lines = event.lines.map((line) => ({ ...line, reason: ReturnReason.word(line.reason) }));
    const kind = kindOf(event);
    if (isRecalled(kind)) return recallGoods(work, { ref: event.ref, kind, lines });
    const approval = { ref: event.ref, type: CaseType.word(event.type), lines, approvedAt: event.decision.decidedAt };
    const sent = awaitUnits(work, approval, this.carrier);
    const comesBack = authoriseReturn(work, approval, this.carrier);
    return comesBack.kind === 'done' ? comesBack : sent;
  }

  @Hears(CancellationPassedOn, {
    rows: (event) => (event.type === CaseType.wire('refund_only') ? { recalls: [event.ref.caseId], outbound: [event.ref.orderId] } : rowsOfCase(event)),
    heads: ({ ref, type }) => (type === CaseType.wire('refund_only') ? [subjectOfOrder(ref.orderId)] : []),
    // The scans may have come before: restored alone, we may read them after it, and would call off what is on its way.
    waitsWhileReadingAgain: ({ type }) => returnPolicy.typesWithReturn.includes(CaseType.word(type)),
  })
  cancellationPassedOn(@Payload() { ref, type, reasonCode }: CancellationPassedOn, @Ctx() { work }: EventContext<LogisticsWork>): Outcome {
    // Review says both under one subject, so that without a recall none was begun: the customer has the goods.
    if (type === CaseType.wire('refund_only')) {
      const recall = work.recalls.get(ref.caseId);
      return recall ? cancelRecall(work, recall, reasonCode) : ignored('nothing is stopped or recalled for this case');
    }
    return cancelReturn(work, { caseId: ref.caseId, type: CaseType.word(type), reasonCode }, this.carrier);
  }

  // The case is in the message: what a carrier writes in its headers is not relied on.
  @Hears(TrackingReported, { subject: (event) => subjectOf(event.caseId), rows: (event) => ({ shipments: [event.caseId], replacements: [event.caseId], recalls: [event.caseId] }) })
  trackingReported(@Payload() event: TrackingReported, @Ctx() { work }: EventContext<LogisticsWork>): Outcome {
    const status = TrackingStatus.word(event.status);
    if (status === 'unspecified') return refused({ code: 'STATUS_UNKNOWN', kind: 'INVALID_ARGUMENT', message: 'Give the status of the scan.' });
    const { trackingNumber, scanId, occurredAt } = event;
    const report = { trackingNumber, scanId, status, occurredAt };
    const recall = work.recalls.get(event.caseId);
    return trackReplacement(work, event.caseId, report, this.carrier) ?? (recall ? trackRecall(work, recall, report) : trackParcel(work, event.caseId, report, this.carrier));
  }

  @Hears(ReturnParcelAdded, { subject: (event) => subjectOf(event.caseId), rows: (event) => ({ shipments: [event.caseId] }) })
  returnParcelAdded(@Payload() { caseId, rmaNumber, trackingNumber, carrierCode }: ReturnParcelAdded, @Ctx() { work }: EventContext<LogisticsWork>): Outcome {
    return addParcel(work, caseId, { rmaNumber, trackingNumber, carrierCode });
  }

  @Hears(ParcelMatched, { rows: rowsOfCase })
  parcelMatched(@Payload() event: ParcelMatched, @Ctx() { work }: EventContext<LogisticsWork>): Outcome {
    return takeInParcel(work, event, this.carrier);
  }

  @Hears(ParcelNotReceived, { rows: ({ ref }) => ({ ...rowsOfCase({ ref }), recalls: [ref.caseId] }) })
  parcelNotReceived(@Payload() { ref }: ParcelNotReceived, @Ctx() { work }: EventContext<LogisticsWork>): Outcome {
    return takeNotReceived(work, ref.caseId, this.carrier);
  }

  @Hears(UnitsReserved, replacementOf)
  unitsReserved(@Payload() { ref, attempt, lines }: UnitsReserved, @Ctx() { work }: EventContext<LogisticsWork>): Outcome {
    return unitsReserved(work, ref.caseId, attempt, this.carrier, lines);
  }

  @Hears(ReplacementPicked, replacementOf)
  replacementPicked(@Payload() { ref, attempt }: ReplacementPicked, @Ctx() { work }: EventContext<LogisticsWork>): Outcome {
    return replacementPicked(work, ref.caseId, attempt);
  }

  @Hears(RepairFinished, replacementOf)
  repairFinished(@Payload() { ref, outcome }: RepairFinished, @Ctx() { work }: EventContext<LogisticsWork>): Outcome {
    const word = RepairOutcome.word(outcome);
    if (word === 'unspecified') return refused({ code: 'OUTCOME_UNKNOWN', kind: 'INVALID_ARGUMENT', message: 'Say whether the goods are repaired.' });
    return repairFinished(work, ref.caseId, word === 'repaired', this.carrier);
  }

  @Hears(RejectionSettled, replacementOf)
  rejectionSettled(@Payload() { ref, outcome, lines }: RejectionSettled, @Ctx() { work }: EventContext<LogisticsWork>): Outcome {
    return RejectionOutcome.word(outcome) === 'goods_back' ? sendRejectedBack(work, ref, lines, this.carrier) : ignored('the goods are ours: nothing goes back');
  }

  @Hears(DifferenceSettled, replacementOf)
  differenceSettled(@Payload() { ref, lines }: DifferenceSettled, @Ctx() { work }: EventContext<LogisticsWork>): Outcome {
    return differenceSettled(work, ref.caseId, lines, this.carrier);
  }

  @Hears(HoldPlaced, replacementOf)
  holdPlaced(@Payload() { ref }: HoldPlaced, @Ctx() { work }: EventContext<LogisticsWork>): Outcome {
    return holdPlaced(work, ref.caseId, this.carrier);
  }

  // The customer has not paid what the other variant is dearer.
  @Hears(TopUpExpired, replacementOf)
  topUpExpired(@Payload() { ref }: TopUpExpired, @Ctx() { work }: EventContext<LogisticsWork>): Outcome {
    return refundInstead(work, ref.caseId);
  }

  @Hears(ResolutionChanged, replacementOf)
  resolutionChanged(@Payload() { ref, resolution }: ResolutionChanged, @Ctx() { work }: EventContext<LogisticsWork>): Outcome {
    return Resolution.word(resolution) === 'refund' ? refundInstead(work, ref.caseId) : ignored('the warehouse asks for it again');
  }
}
