import { createHash } from 'node:crypto';
import type { Metadata } from '@grpc/grpc-js';
import type { TakeEventRequest, TakeEventResponse } from '@huiliu/contracts';
import { callerOf, command, CommandBus, settingsToken, type PassedOn } from '@huiliu/messaging';
import { ErrorKind, HuiliuError } from '@huiliu/platform';
import { Controller, Inject } from '@nestjs/common';
import { GrpcMethod } from '@nestjs/microservices';
import { passOnEvent, readSent } from '../../application/take-event';
import { sendersOf, type WebhooksSettings } from '../../settings';
import type { webhooksTables } from '../out/postgres/tables';

/** What makes it the same event when it is sent again; time and trace may be of the try. */
type Content = Pick<PassedOn, 'subject' | 'data'> & { readonly type: string };

/** Under a head of its own for each subject: what can't be delivered to a system does not stop what it says. */
const takeEventCommand = (system: string, event: PassedOn) =>
  command<typeof webhooksTables, Content, TakeEventResponse>({
    operation: 'webhooks.TakeEvent',
    plan: ({ subject }) => ({ subject: `sent:${system}/${subject}` }),
    handle: (work) => passOnEvent(work, event),
  });

@Controller()
export class WebhooksGrpc {
  private readonly senders: ReadonlyMap<string, readonly Buffer[]>;

  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(settingsToken) settings: WebhooksSettings,
  ) {
    this.senders = sendersOf(settings);
  }

  /** What was answered is kept by source and id, which are the event's name wherever it comes from: the same one again gets the same answer. */
  @GrpcMethod('WebhooksService', 'TakeEvent')
  async takeEvent({ system, webhookId, webhookTimestamp, webhookSignature, body }: TakeEventRequest, metadata: Metadata): Promise<TakeEventResponse> {
    const event = readSent({ system, headers: { id: webhookId, timestamp: webhookTimestamp, signature: webhookSignature }, body }, this.senders, Date.now());
    const idempotencyKey = createHash('sha256').update(JSON.stringify([event.source, event.id])).digest('hex');
    const content: Content = { type: event.contract.type, subject: event.subject, data: event.data };
    try {
      return await this.commands.execute(takeEventCommand(system, event), content, { ...callerOf(metadata), principal: `outside:${system}`, idempotencyKey });
    } catch (error) {
      if (!(error instanceof HuiliuError) || error.code !== 'IDEMPOTENCY_KEY_REUSED') throw error;
      throw new HuiliuError(ErrorKind.UNPROCESSABLE, 'EVENT_ID_REUSED', 'another event was sent with this source and id: something else needs an id of its own');
    }
  }
}
