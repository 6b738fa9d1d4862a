import { Ctx, Payload } from '@nestjs/microservices';
import { OrderShipped, OutboundStopAnswered, StopResult } from '@huiliu/contracts';
import { EventController, Hears, refused, type EventContext, type Outcome } from '@huiliu/messaging';
import { noteShipment } from '../../application/note-shipment';
import { takeStopAnswer } from '../../application/take-stop-answer';
import { subjectOf, subjectOfOrder, type LogisticsWork } from '../../application/work';

/** What CRM and the WMS say of what leaves. Order and case are in the messages: what is in their headers is not relied on. */
@EventController()
export class OutboundEvents {
  @Hears(OrderShipped, { subject: ({ orderId }) => subjectOfOrder(orderId), rows: ({ orderId }) => ({ outbound: [orderId] }) })
  orderShipped(@Payload() { orderId, trackingNumber, carrierCode, shippedAt, lines }: OrderShipped, @Ctx() { work }: EventContext<LogisticsWork>): Outcome {
    return noteShipment(work, orderId, { trackingNumber, carrierCode, shippedAt, lines: lines.map(({ orderLineId, quantity }) => ({ orderLineId, quantity })) });
  }

  @Hears(OutboundStopAnswered, {
    subject: ({ caseId }) => subjectOf(caseId),
    heads: ({ orderId }) => [subjectOfOrder(orderId)],
    rows: ({ caseId, orderId }) => ({ recalls: [caseId], outbound: [orderId] }),
  })
  stopAnswered(@Payload() event: OutboundStopAnswered, @Ctx() { work }: EventContext<LogisticsWork>): Outcome {
    const result = StopResult.word(event.result);
    if (result === 'unspecified') return refused({ code: 'RESULT_UNKNOWN', kind: 'INVALID_ARGUMENT', message: 'Say whether the goods were stopped or have left.' });
    const { caseId, orderId, stopId, trackingNumber, carrierCode, answeredAt } = event;
    return takeStopAnswer(work, { caseId, orderId, stopId, result, trackingNumber, carrierCode, answeredAt, lines: event.lines.map(({ orderLineId, quantity }) => ({ orderLineId, quantity })) });
  }
}
