import { ConcernReported, CustomerRegistered, OrderPlaced, ReturnRequested } from '@huiliu/contracts';
import { EventController, Hears, ignored, type EventContext, type Outcome } from '@huiliu/messaging';
import { Ctx, Payload } from '@nestjs/microservices';
import { caseIdOf, otherCaseIdOf } from '../../application/case-id';
import { openCase } from '../../application/open-case';
import { placeOrder } from '../../application/place-order';
import { takeConcern } from '../../application/raise-concern';
import { registerCustomer } from '../../application/register-customer';
import { caseSubject, customerSubject, orderSubject, type IntakeWork } from '../../application/work';
import { concernOf, customerOf, orderOf, requestOf } from './translate';

type Context = EventContext<IntakeWork>;

type Asked = ReturnRequested | ConcernReported;

const caseOf = (event: Asked): string => caseIdOf('crm', event);
const otherCaseOf = (event: Asked): string => otherCaseIdOf('crm', event);

/** The request is a case already, which it became under another time of asking. */
function knownOtherwise({ cases }: IntakeWork, event: Asked): Outcome | undefined {
  const known = cases.get(otherCaseOf(event));
  return known && ignored(`request ${event.requestId} is case ${known.caseNumber} already`);
}

/** What intake hears from CRM. */
@EventController()
export class CrmEvents {
  @Hears(CustomerRegistered, { subject: (event) => customerSubject(event.customerId), rows: (event) => ({ customers: [event.customerId] }) })
  customerRegistered(@Payload() event: CustomerRegistered, @Ctx() context: Context): Outcome {
    return registerCustomer(context.work, customerOf(event, context.event.time, context.work.now));
  }

  @Hears(OrderPlaced, { subject: (event) => orderSubject(event.orderId), rows: (event) => ({ orders: [event.orderId] }) })
  orderPlaced(@Payload() event: OrderPlaced, @Ctx() context: Context): Outcome {
    return placeOrder(context.work, orderOf(event));
  }

  @Hears(ReturnRequested, {
    subject: (event) => caseSubject(caseOf(event)),
    // The order's head too: only then is it certain whether the order has arrived, and only one at a time looks at its units.
    heads: (event) => (event.orderId === '' ? [] : [orderSubject(event.orderId)]),
    rows: (event) => ({ cases: [caseOf(event), otherCaseOf(event)], orders: [event.orderId], units: [event.orderId] }),
  })
  returnRequested(@Payload() event: ReturnRequested, @Ctx() context: Context): Outcome {
    return knownOtherwise(context.work, event) ?? openCase(context.work, context, caseOf(event), requestOf(event));
  }

  @Hears(ConcernReported, {
    subject: (event) => caseSubject(caseOf(event)),
    heads: (event) => (event.orderId === '' ? [] : [orderSubject(event.orderId)]),
    rows: (event) => ({ cases: [caseOf(event), otherCaseOf(event)], orders: [event.orderId] }),
  })
  concernReported(@Payload() event: ConcernReported, @Ctx() context: Context): Outcome {
    return knownOtherwise(context.work, event) ?? takeConcern(context.work, context, caseOf(event), concernOf(event));
  }
}
