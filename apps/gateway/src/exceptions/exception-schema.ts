import { ExceptionKind, ExceptionResolution, type ExceptionView } from '@huiliu/contracts';
import { z } from 'zod';
import { caseUrl } from '../cases/case-view';
import { at, count, name, state, wordOrNull } from '../http/answer-parts';
import { orNull, wordOf } from '../http/words';

/** What `exceptionJson` answers. */
export const exceptionAnswer = z
  .strictObject({
    exceptionId: name(),
    caseNumber: name().nullable(),
    caseId: name().nullable(),
    orderId: name().nullable(),
    kind: wordOrNull(ExceptionKind, 'short: announced and not in the box; empty_box: nothing is in it; over: more than announced; wrong_item: something else; disputed: rejected, which the customer disputes; not_received: delivered by the carrier\'s word, and not reported; not_finished: reported in part.'),
    status: state('ExceptionView'),
    owner: name('The department that answers for it.'),
    claimedBy: name('The person who sees to it; null while nobody does.').nullable(),
    lines: z.array(z.strictObject({ caseLineId: name('As the warehouse system has named it: of no line of the case where it belongs to none.'), sku: name(), quantity: count() })),
    openedAt: at().nullable(),
    dueAt: at('Then it ends with its default, whoever has it.').nullable(),
    byDefault: wordOrNull(ExceptionResolution),
    resolutions: z.array(z.enum(ExceptionResolution.words.filter((each) => each !== 'unspecified'))).meta({ description: 'How it may be resolved.' }),
    resolution: wordOrNull(ExceptionResolution, 'How it ended; null until it has.'),
    resolvedBy: name('Who has ended it, or `deadline`; `wms` or `logistics` where a word of theirs has; null until somebody has.').nullable(),
    reasonCode: name('Stable code of why it ended so; null until it has.').nullable(),
    links: z.strictObject({ case: name() }).optional().meta({ description: 'Paths on this server.' }),
  })
  .meta({ id: 'WarehouseException', description: 'What was in a box is not what was announced, or was not reported in time. The units that it is about are neither sold nor paid for until it has ended.' });

export const exceptionsAnswer = z
  .strictObject({ exceptions: z.array(exceptionAnswer).meta({ description: 'The one due first at the top.' }), nextCursor: name('To be sent as `cursor` for the next page; null on the last one.').nullable() })
  .meta({ id: 'WarehouseExceptions' });

export const exceptionJson = ({ exceptionId, ref, kind, status, owner, claimedBy, lines, openedAt, dueAt, byDefault, resolutions, resolution, resolvedBy, reasonCode }: ExceptionView) => ({
  exceptionId,
  caseNumber: ref?.caseNumber ?? null,
  caseId: ref?.caseId ?? null,
  orderId: orNull(ref?.orderId),
  kind: wordOf(ExceptionKind, kind),
  status,
  owner,
  claimedBy: orNull(claimedBy),
  lines: lines.map(({ caseLineId, sku, quantity }) => ({ caseLineId, sku, quantity })),
  openedAt: openedAt ?? null,
  dueAt: dueAt ?? null,
  byDefault: wordOf(ExceptionResolution, byDefault),
  resolutions: resolutions.flatMap((each) => wordOf(ExceptionResolution, each) ?? []),
  resolution: wordOf(ExceptionResolution, resolution),
  resolvedBy: orNull(resolvedBy),
  reasonCode: orNull(reasonCode),
  ...(ref && { links: { case: caseUrl(ref.caseNumber) } }),
});
