import { Ctx, Payload } from '@nestjs/microservices';
import { Grade, InspectionReported, Liability, ParcelDelivered, ParcelWrittenOff, ReturnAuthorised, ReturnCalledOff, ReturnReason, StockOpened, type Finding as FindingMessage } from '@huiliu/contracts';
import { EventController, Hears, refused, type EventContext, type Outcome } from '@huiliu/messaging';
import { awaitArrival } from '../../application/await-arrival';
import { callOffArrival } from '../../application/call-off-arrival';
import { giveUpArrival } from '../../application/give-up-arrival';
import { issueInspectionTask } from '../../application/issue-inspection-task';
import { openStockOf } from '../../application/open-stock';
import { takeReport } from '../../application/take-report';
import { subjectOfCase, subjectOfStock, type WarehouseWork } from '../../application/work';
import type { Finding } from '../../domain/receive-report';

@EventController()
export class WarehouseEvents {
  @Hears(ReturnAuthorised, { rows: (event) => ({ arrivals: [event.ref.caseId] }) })
  returnAuthorised(@Payload() event: ReturnAuthorised, @Ctx() { work }: EventContext<WarehouseWork>): Outcome {
    const { ref, rmaNumber, trackingNumber } = event;
    return awaitArrival(work, { ref, rmaNumber, trackingNumber, lines: event.lines.map((line) => ({ ...line, reason: ReturnReason.word(line.reason) })) });
  }

  @Hears(ParcelDelivered, { rows: (event) => ({ arrivals: [event.ref.caseId] }) })
  parcelDelivered(@Payload() event: ParcelDelivered, @Ctx() { work }: EventContext<WarehouseWork>): Outcome {
    return issueInspectionTask(work, event.ref.caseId);
  }

  @Hears(ReturnCalledOff, { rows: (event) => ({ arrivals: [event.ref.caseId] }) })
  returnCalledOff(@Payload() event: ReturnCalledOff, @Ctx() { work }: EventContext<WarehouseWork>): Outcome {
    return callOffArrival(work, event.ref.caseId);
  }

  @Hears(ParcelWrittenOff, { rows: (event) => ({ arrivals: [event.ref.caseId] }) })
  parcelWrittenOff(@Payload() event: ParcelWrittenOff, @Ctx() { work }: EventContext<WarehouseWork>): Outcome {
    return giveUpArrival(work, event.ref.caseId);
  }

  // Case and SKU are in the message: what the WMS writes in its headers is not relied on.
  @Hears(InspectionReported, {
    subject: (event) => subjectOfCase(event.caseId),
    heads: (event) => skusOf(event).map(subjectOfStock),
    rows: (event) => ({ arrivals: [event.caseId], stock: skusOf(event) }),
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

const skusOf = (event: InspectionReported): string[] => [...new Set(event.findings.map(({ sku }) => sku))];

/** Undefined when it has no grade or no liability. */
function findingOf({ caseLineId, sku, quantity, ...found }: FindingMessage): Finding | undefined {
  const grade = Grade.word(found.grade);
  const liability = Liability.word(found.liability);
  return grade === 'unspecified' || liability === 'unspecified' ? undefined : { caseLineId, sku, quantity, grade, liability };
}
