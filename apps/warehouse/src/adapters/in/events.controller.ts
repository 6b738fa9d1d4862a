import { Ctx, Payload } from '@nestjs/microservices';
import {
  CaseApproved,
  CaseType,
  Grade,
  InspectionReported,
  Liability,
  ParcelDelivered,
  ParcelRecalled,
  ParcelWrittenOff,
  PickingReported,
  RecallCalledOff,
  ReplacementCalledOff,
  ReplacementOrdered,
  ReplacementReturned,
  ReplacementWrittenOff,
  ReservationOutcome,
  ReservationReported,
  Resolution,
  ResolutionChanged,
  ReturnAuthorised,
  ReturnCalledOff,
  ReturnReason,
  StockOpened,
  type CaseRef,
  type Finding as FindingMessage,
} from '@huiliu/contracts';
import { EventController, Hears, ignored, refused, type EventContext, type Outcome } from '@huiliu/messaging';
import { awaitArrival } from '../../application/await-arrival';
import { callOffArrival, callOffRecalled } from '../../application/call-off-arrival';
import { giveUpArrival } from '../../application/give-up-arrival';
import { issueInspectionTask } from '../../application/issue-inspection-task';
import { openStockOf } from '../../application/open-stock';
import { packRepaired, takeHandedOver, takeRepairBack } from '../../application/repair-units';
import { pickUnits, releaseUnits, reserveAgain, reserveUnits, reserveVariant, takePicked, takeStockAnswer, takeUnitsBack, waitForUnits } from '../../application/reserve-units';
import { carryOutChoice, packRejected, takeBackRejected, takeHandedBack } from '../../application/settle-rejection';
import { takeReport } from '../../application/take-report';
import { subjectOfCase, subjectOfStock, type WarehouseWork } from '../../application/work';
import { exceptionIdsOf } from '../../domain/exception';
import { isAboutRejected } from '../../domain/rejection';
import type { Finding } from '../../domain/receive-report';

const reservationOf = { rows: ({ ref }: { readonly ref: CaseRef }) => ({ reservations: [ref.caseId] }) };

@EventController()
export class WarehouseEvents {
  @Hears(ReturnAuthorised, { rows: ({ ref }) => ({ arrivals: [ref.caseId], awaited: [ref.caseNumber] }) })
  returnAuthorised(@Payload() event: ReturnAuthorised, @Ctx() { work }: EventContext<WarehouseWork>): Outcome {
    const { ref, rmaNumber, trackingNumber, forRepair, forRefund } = event;
    return awaitArrival(work, { ref, rmaNumber, trackingNumber, lines: event.lines.map((line) => ({ ...line, reason: ReturnReason.word(line.reason) })), forRepair, forRefund });
  }

  // It comes back under the outbound waybill, with no RMA.
  @Hears(ParcelRecalled, { rows: (event) => ({ arrivals: [event.ref.caseId] }) })
  parcelRecalled(@Payload() { ref, trackingNumber, lines }: ParcelRecalled, @Ctx() { work }: EventContext<WarehouseWork>): Outcome {
    return awaitArrival(work, { ref, rmaNumber: '', trackingNumber, lines: lines.map((line) => ({ ...line, reason: ReturnReason.word(line.reason) })) });
  }

  @Hears(RecallCalledOff, { rows: (event) => ({ arrivals: [event.ref.caseId] }) })
  recallCalledOff(@Payload() event: RecallCalledOff, @Ctx() { work }: EventContext<WarehouseWork>): Outcome {
    return callOffRecalled(work, event.ref.caseId);
  }

  @Hears(ParcelDelivered, { rows: (event) => ({ arrivals: [event.ref.caseId] }) })
  parcelDelivered(@Payload() event: ParcelDelivered, @Ctx() { work }: EventContext<WarehouseWork>): Outcome {
    return issueInspectionTask(work, event.ref.caseId, event);
  }

  @Hears(ReturnCalledOff, { rows: (event) => ({ arrivals: [event.ref.caseId] }) })
  returnCalledOff(@Payload() event: ReturnCalledOff, @Ctx() { work }: EventContext<WarehouseWork>): Outcome {
    return callOffArrival(work, event.ref.caseId);
  }

  @Hears(CaseApproved, reservationOf)
  caseApproved(@Payload() { ref, type, lines, decision }: CaseApproved, @Ctx() { work }: EventContext<WarehouseWork>): Outcome {
    return reserveUnits(work, { ref, type: CaseType.word(type), lines: lines.map(({ caseLineId, sku, quantity, wantedSku }) => ({ caseLineId, sku: wantedSku ?? sku, quantity })), approvedAt: decision.decidedAt });
  }

  @Hears(ReservationReported, { subject: (event) => subjectOfCase(event.caseId), rows: (event) => ({ reservations: [event.caseId] }) })
  reservationReported(@Payload() { caseId, taskId, outcome }: ReservationReported, @Ctx() { work }: EventContext<WarehouseWork>): Outcome {
    const answer = ReservationOutcome.word(outcome);
    if (answer === 'unspecified') return refused({ code: 'OUTCOME_UNKNOWN', kind: 'INVALID_ARGUMENT', message: 'Say whether the units are reserved or out of stock.' });
    return takeStockAnswer(work, caseId, taskId, answer);
  }

  // Which units the choice is about stands in it: their stock is loaded by that.
  @Hears(ResolutionChanged, {
    heads: ({ units }) => skusOf(units).map(subjectOfStock),
    rows: ({ ref, units }) => ({ reservations: [ref.caseId], rejections: [ref.caseId], putAways: [ref.caseId], exceptions: exceptionIdsOf(ref.caseId), stock: skusOf(units) }),
  })
  resolutionChanged(@Payload() { ref, number, resolution, chosenAt, variant }: ResolutionChanged, @Ctx() { work }: EventContext<WarehouseWork>): Outcome {
    const wish = Resolution.word(resolution);
    if (isAboutRejected(wish)) return carryOutChoice(work, ref.caseId, { number, choice: wish, chosenAt });
    if (wish === 'other_variant' && variant) return reserveVariant(work, ref.caseId, { ...variant, number, chosenAt: chosenAt ?? work.now.toISOString() });
    return wish === 'wait' ? waitForUnits(work, ref.caseId, number) : ignored('logistics decides whether nothing is sent');
  }

  // Of a repair, whose goods were announced by the same department before, there is no reservation but a work order; of a return, what was rejected.
  @Hears(ReplacementOrdered, { rows: ({ ref }) => ({ arrivals: [ref.caseId], reservations: [ref.caseId], repairs: [ref.caseId], rejections: [ref.caseId] }) })
  replacementOrdered(@Payload() { ref, attempt, trackingNumber, carrierCode, lines }: ReplacementOrdered, @Ctx() { work }: EventContext<WarehouseWork>): Outcome {
    const order = { trackingNumber, carrierCode, lines: lines.map(({ caseLineId, sku, quantity }) => ({ caseLineId, sku, quantity })) };
    const arrival = work.arrivals.get(ref.caseId);
    if (arrival?.forRefund) return packRejected(work, ref.caseId, order);
    return arrival?.forRepair ? packRepaired(work, ref.caseId, order) : pickUnits(work, ref.caseId, attempt, order);
  }

  // Which SKUs leave the shelf stands in the order to pick them, and in the report again: stock is loaded by it.
  @Hears(PickingReported, {
    subject: (event) => subjectOfCase(event.caseId),
    heads: (event) => skusOf(event.lines).map(subjectOfStock),
    rows: (event) => ({ reservations: [event.caseId], repairs: [event.caseId], rejections: [event.caseId], stock: skusOf(event.lines) }),
  })
  pickingReported(@Payload() { caseId, taskId, lines, pickedAt }: PickingReported, @Ctx() { work }: EventContext<WarehouseWork>): Outcome {
    const [repair, rejection] = [work.repairs.get(caseId), work.rejections.get(caseId)];
    if (rejection) return takeHandedBack(work, rejection, taskId, lines);
    return repair ? takeHandedOver(work, repair, taskId, lines) : takePicked(work, caseId, taskId, lines, pickedAt);
  }

  @Hears(ReplacementWrittenOff, reservationOf)
  replacementWrittenOff(@Payload() { ref, attempt }: ReplacementWrittenOff, @Ctx() { work }: EventContext<WarehouseWork>): Outcome {
    return reserveAgain(work, ref.caseId, attempt);
  }

  // Which SKUs are on the shelf again stands in it.
  @Hears(ReplacementReturned, {
    heads: ({ lines }) => skusOf(lines).map(subjectOfStock),
    rows: ({ ref, lines }) => ({ arrivals: [ref.caseId], reservations: [ref.caseId], repairs: [ref.caseId], rejections: [ref.caseId], putAways: [ref.caseId], stock: skusOf(lines) }),
  })
  replacementReturned(@Payload() { ref, attempt, occurredAt }: ReplacementReturned, @Ctx() { work }: EventContext<WarehouseWork>): Outcome {
    const arrival = work.arrivals.get(ref.caseId);
    if (arrival?.forRefund) return takeBackRejected(work, ref.caseId, attempt);
    return arrival?.forRepair ? takeRepairBack(work, ref.caseId, attempt) : takeUnitsBack(work, ref.caseId, attempt, occurredAt);
  }

  @Hears(ReplacementCalledOff, { rows: ({ ref }) => ({ arrivals: [ref.caseId], reservations: [ref.caseId] }) })
  replacementCalledOff(@Payload() { ref }: ReplacementCalledOff, @Ctx() { work }: EventContext<WarehouseWork>): Outcome {
    const arrival = work.arrivals.get(ref.caseId);
    return arrival?.forRepair || arrival?.forRefund ? ignored('nothing was set aside: the goods were the customer\'s own') : releaseUnits(work, ref.caseId);
  }

  @Hears(ParcelWrittenOff, { rows: (event) => ({ arrivals: [event.ref.caseId], exceptions: exceptionIdsOf(event.ref.caseId) }) })
  parcelWrittenOff(@Payload() event: ParcelWrittenOff, @Ctx() { work }: EventContext<WarehouseWork>): Outcome {
    return giveUpArrival(work, event.ref.caseId, event.notReceived);
  }

  // Case and SKU are in the message: what the WMS writes in its headers is not relied on.
  @Hears(InspectionReported, {
    subject: (event) => subjectOfCase(event.caseId),
    heads: (event) => skusOf(event.findings).map(subjectOfStock),
    rows: (event) => ({ arrivals: [event.caseId], repairs: [event.caseId], rejections: [event.caseId], putAways: [event.caseId], exceptions: exceptionIdsOf(event.caseId), stock: skusOf(event.findings) }),
  })
  inspectionReported(@Payload() event: InspectionReported, @Ctx() { work }: EventContext<WarehouseWork>): Outcome {
    const findings = event.findings.map(findingOf).filter((finding) => finding !== undefined);
    if (findings.length < event.findings.length) return refused({ code: 'GRADE_UNKNOWN', kind: 'INVALID_ARGUMENT', message: 'Give a grade and a liability with each finding.' });
    const { taskId, reportId, final, inspectedAt } = event;
    return takeReport(work, event.caseId, { taskId, reportId, findings, final, inspectedAt });
  }

  @Hears(StockOpened, { subject: (event) => subjectOfStock(event.sku), rows: (event) => ({ stock: [event.sku] }) })
  stockOpened(@Payload() event: StockOpened, @Ctx() { work }: EventContext<WarehouseWork>): Outcome {
    return openStockOf(work, event.sku, BigInt(event.onHand));
  }
}

const skusOf = (lines: readonly { readonly sku: string }[]): string[] => [...new Set(lines.map(({ sku }) => sku))];

/** Undefined when it has no grade or no liability. */
function findingOf({ caseLineId, sku, quantity, ...found }: FindingMessage): Finding | undefined {
  const grade = Grade.word(found.grade);
  const liability = Liability.word(found.liability);
  return grade === 'unspecified' || liability === 'unspecified' ? undefined : { caseLineId, sku, quantity, grade, liability };
}
