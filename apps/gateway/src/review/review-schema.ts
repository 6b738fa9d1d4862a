import { ReturnReason } from '@huiliu/contracts';
import { z } from 'zod';
import { amountMinor, at, count, facts, name, state, wordOrNull } from '../http/answer-parts';

/** What `taskJson` answers. */
export const taskAnswer = z
  .strictObject({
    taskId: name(),
    caseNumber: name().nullable(),
    caseId: name().nullable(),
    orderId: name().nullable(),
    status: state('TaskView'),
    claimedBy: name().nullable(),
    dueAt: at().nullable(),
    ruleIds: z.array(name()).meta({ description: 'The rules that left it to a person.' }),
    facts: facts(),
    lines: z
      .array(
        z.strictObject({
          caseLineId: name(),
          sku: name(),
          quantity: count(),
          reason: wordOrNull(ReturnReason),
          askedPerUnitMinor: amountMinor().nullable().meta({ description: 'Of a price difference: what is asked for each unit, in minor units as text.' }),
          lowerUnitPriceMinor: amountMinor().nullable().meta({ description: 'Of a price difference: the lower price that the customer points to, in minor units as text.' }),
          wantedSku: name('Of an exchange for another variant: which one.').nullable(),
          wantedUnitPriceMinor: amountMinor().nullable().meta({ description: 'Of an exchange for another variant: what one unit of it was quoted at, in minor units as text.' }),
        }),
      )
      .meta({ description: 'What is applied for; told to whoever has claimed the task.' }),
    round: count('From 1; one more with each supplement.'),
    evidenceDueAt: at('Until when evidence is waited for; null when none is.').nullable(),
    links: z.strictObject({ case: name() }).optional().meta({ description: 'Paths on this server.' }),
  })
  .meta({ id: 'ReviewTask', description: 'What the rules leave to a person.' });

/** What `tasksJson` answers. */
export const tasksAnswer = z
  .strictObject({ tasks: z.array(taskAnswer).meta({ description: 'The one due first at the top.' }), nextCursor: name('To be sent as `cursor` for the next page; null on the last one.').nullable() })
  .meta({ id: 'ReviewTasks' });
