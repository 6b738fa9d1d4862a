import { Ctx, Payload } from '@nestjs/microservices';
import { RepairOutcome, RepairReported } from '@huiliu/contracts';
import { EventController, Hears, refused, type EventContext, type Outcome } from '@huiliu/messaging';
import { takeRepairAnswer } from '../../application/repair-units';
import { subjectOfCase, subjectOfStock, type WarehouseWork } from '../../application/work';

const skusOf = (lines: readonly { readonly sku: string }[]): string[] => [...new Set(lines.map(({ sku }) => sku))];

/** What the WMS says of repairs. Case and SKUs are in the message: what is in its headers is not relied on. */
@EventController()
export class RepairEvents {
  @Hears(RepairReported, {
    subject: (event) => subjectOfCase(event.caseId),
    heads: (event) => skusOf(event.lines).map(subjectOfStock),
    rows: (event) => ({ repairs: [event.caseId], putAways: [event.caseId], stock: skusOf(event.lines) }),
  })
  repairReported(@Payload() { caseId, taskId, outcome, lines, reportedAt }: RepairReported, @Ctx() { work }: EventContext<WarehouseWork>): Outcome {
    const answer = RepairOutcome.word(outcome);
    if (answer === 'unspecified') return refused({ code: 'OUTCOME_UNKNOWN', kind: 'INVALID_ARGUMENT', message: 'Say whether the units are repaired or can\'t be.' });
    return takeRepairAnswer(work, caseId, taskId, answer, lines, reportedAt);
  }
}
