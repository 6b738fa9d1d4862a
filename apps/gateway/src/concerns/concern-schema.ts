import { CaseType, type ConcernView } from '@huiliu/contracts';
import { z } from 'zod';
import { caseUrl } from '../cases/case-view';
import { at, name, state, wordOrNull } from '../http/answer-parts';
import { orNull, wordOf } from '../http/words';

/** What `concernJson` answers. */
export const concernAnswer = z
  .strictObject({
    taskId: name(),
    caseNumber: name().nullable(),
    caseId: name().nullable(),
    orderId: name('Null when it is about no order.').nullable(),
    type: wordOrNull(CaseType),
    status: state('ConcernView'),
    claimedBy: name().nullable(),
    dueAt: at().nullable(),
    overdue: z.boolean().meta({ description: 'Anybody may take it over.' }),
    customerId: name(),
    turnedInto: z.strictObject({ caseNumber: name(), caseId: name() }).nullable().meta({ description: 'The case that was made of it.' }),
    links: z.strictObject({ case: name(), question: name() }).optional().meta({ description: 'Paths on this server.' }),
  })
  .meta({ id: 'Concern', description: 'An inquiry or a complaint, which a person answers.' });

/** What `concernsJson` answers. */
export const concernsAnswer = z
  .strictObject({ concerns: z.array(concernAnswer).meta({ description: 'The one due first at the top.' }), nextCursor: name('To be sent as `cursor` for the next page; null on the last one.').nullable() })
  .meta({ id: 'Concerns' });

/** What somebody wrote. */
export const writtenAnswer = z.strictObject({ caseNumber: name(), text: name('As it was written: it may name people.'), at: at().nullable() }).meta({ id: 'Written' });

export const concernJson = ({ taskId, ref, type, status, claimedBy, dueAt, overdue, customerId, into }: ConcernView) => ({
  taskId,
  caseNumber: ref?.caseNumber ?? null,
  caseId: ref?.caseId ?? null,
  orderId: orNull(ref?.orderId),
  type: wordOf(CaseType, type),
  status,
  claimedBy: orNull(claimedBy),
  dueAt: dueAt ?? null,
  overdue,
  customerId,
  turnedInto: into ? { caseNumber: into.caseNumber, caseId: into.caseId } : null,
  ...(ref && { links: { case: caseUrl(ref.caseNumber), question: `/api/v1/concerns/${encodeURIComponent(ref.caseNumber)}/question` } }),
});
