import { registry } from '@huiliu/contracts';
import { intent } from '@huiliu/messaging';
import { cloudEventOf } from '../../application/cloud-event';
import type { Endpoint } from '../../application/endpoint';
import { takeAnswer } from '../../application/take-answer';
import { deliveryKind, type Delivery } from '../../application/work';
import type { Answer, Patience } from '../../domain/lane';
import type { webhooksTables } from '../out/postgres/tables';

/** Sends the events of one system to its endpoint, after the commit. */
export const deliveries = (system: string, endpoint: Endpoint, patience: Patience) =>
  intent<typeof webhooksTables, Delivery, Answer>({
    kind: deliveryKind(system),
    call: ({ payload: { envelope } }, signal) => endpoint.deliver({ id: envelope.id, body: cloudEventOf(envelope) }, signal),
    rows: ({ laneId }) => ({ lanes: [laneId] }),
    about: ({ envelope }) => ({ topic: registry.get(envelope.type)?.topic ?? '', envelope }),
    handle: (work, { payload, result }, giveUp) => takeAnswer(work, payload, result, patience, giveUp),
  });
