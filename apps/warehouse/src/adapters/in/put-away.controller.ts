import { Ctx, Payload } from '@nestjs/microservices';
import { PutAwayReported } from '@huiliu/contracts';
import { EventController, Hears, type EventContext, type Outcome } from '@huiliu/messaging';
import { takePutAwayReport } from '../../application/put-away-units';
import { subjectOfCase, type WarehouseWork } from '../../application/work';

/** What the WMS says of where it has put things. The case is in the message: what is in its headers is not relied on. */
@EventController()
export class PutAwayEvents {
  @Hears(PutAwayReported, { subject: ({ caseId }) => subjectOfCase(caseId), rows: ({ caseId }) => ({ putAways: [caseId] }) })
  putAwayReported(@Payload() { caseId, taskId, quantity, location, putAwayAt }: PutAwayReported, @Ctx() { work }: EventContext<WarehouseWork>): Outcome {
    return takePutAwayReport(work, caseId, taskId, { quantity, location, at: putAwayAt });
  }
}
