import { CaseType, ClaimedCondition, ReturnReason, type RaiseConcernRequest } from '@huiliu/contracts';
import { z } from 'zod';
import { applicationBody, line } from '../cases/case-bodies';
import { text, time } from '../http/input';

export const concernBody = z.strictObject({
  customerId: text(64).optional().describe('Whose it is: staff have to say it, customers leave it out.'),
  type: z.enum(['inquiry', 'complaint']),
  text: text(2_000).describe('In the customer\'s words. Only who answers is told, and that is recorded.'),
  orderId: text(64).optional().describe('Where it is about an order.'),
  lines: z
    .array(line.partial({ reason: true }))
    .min(1)
    .max(1_000)
    .optional()
    .describe('Where it is about some of the order\'s lines.'),
  requestedAt: time().optional().describe('For staff: when it came in, if that was not now.'),
});
export type ConcernBody = z.infer<typeof concernBody>;

export const answerBody = z.strictObject({ text: text(2_000).describe('To the customer.') });
export type AnswerBody = z.infer<typeof answerBody>;

/** The application that is made of a concern, for its customer. */
export const turnBody = applicationBody.omit({ customerId: true, requestedAt: true });
export type TurnBody = z.infer<typeof turnBody>;

export const raiseRequest = (body: ConcernBody, customerId: string): RaiseConcernRequest => ({
  customerId,
  type: CaseType.wire(body.type),
  text: body.text,
  orderId: body.orderId ?? '',
  lines: (body.lines ?? []).map(({ orderLineId, quantity, reason, condition }) => ({ orderLineId, quantity, reason: ReturnReason.wire(reason ?? 'other'), condition: ClaimedCondition.wire(condition ?? 'unspecified') })),
  requestedAt: body.requestedAt,
});
