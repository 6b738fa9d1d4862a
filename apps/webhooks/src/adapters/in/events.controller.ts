import { eventsHeardBy, outsideSystems, type EventContract } from '@huiliu/contracts';
import { EventController, Hears, type EventContext, type Outcome } from '@huiliu/messaging';
import { Ctx, Payload } from '@nestjs/microservices';
import { sendEvent } from '../../application/send-event';
import type { WebhooksWork } from '../../application/work';
import { laneIdOf } from '../../domain/lane';

/** Everything that outside systems hear: a method for each event, made from the contracts. Which topics are read is for the settings to say. */
@EventController()
export class OutsideEvents {}

for (const system of outsideSystems) for (const contract of eventsHeardBy(system)) addHandler(system, contract as EventContract<object>);

function addHandler(system: string, contract: EventContract<object>): void {
  const { prototype } = OutsideEvents;
  const hear = (data: object, { work, event }: EventContext<WebhooksWork>): Outcome => sendEvent(work, system, { ...event, sequence: undefined, epoch: undefined, value: JSON.stringify(data) });
  const descriptor: PropertyDescriptor = { value: hear, configurable: true, writable: true };
  Object.defineProperty(prototype, contract.name, descriptor);
  Payload()(prototype, contract.name, 0);
  Ctx()(prototype, contract.name, 1);
  Hears(contract, { subject: (_, own) => laneIdOf(system, own), rows: (_, own) => ({ lanes: [laneIdOf(system, own)] }) })(prototype, contract.name, descriptor);
}
