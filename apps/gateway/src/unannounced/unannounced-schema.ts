import { Grade, type ParcelCandidate, type UnannouncedParcelView } from '@huiliu/contracts';
import { z } from 'zod';
import { caseUrl } from '../cases/case-view';
import { at, count, name, state, wordOrNull } from '../http/answer-parts';
import { orNull, wordOf } from '../http/words';

/** What `parcelJson` answers. */
export const unannouncedAnswer = z
  .strictObject({
    parcelId: name(),
    status: state('UnannouncedParcelView'),
    owner: name('The department that answers for it.'),
    trackingNumber: name('What the carrier calls it.').nullable(),
    carrierCode: name().nullable(),
    foundInTaskId: name('The inspection task in whose parcel it lay; null where it came by itself.').nullable(),
    goods: z.array(z.strictObject({ sku: name(), quantity: count(), grade: wordOrNull(Grade, 'As far as it can be seen from outside.') })),
    clue: z.strictObject({ caseNumber: name().nullable(), orderId: name().nullable() }).meta({ description: 'What is written on it.' }),
    receivedAt: at('By the clock of the warehouse system.').nullable(),
    openedAt: at().nullable(),
    dueAt: at('Then its goods stay in quarantine as unclaimed ones, unless it is matched.').nullable(),
    matched: z.strictObject({ caseNumber: name(), caseId: name(), by: name('Who has found out; `clue`: the number on it.') }).nullable().meta({ description: 'The case that it is matched to; not final while its status is matching.' }),
    declined: name('Why it was too late for the case that it was matched to last.').nullable(),
    links: z.strictObject({ case: name() }).optional().meta({ description: 'Paths on this server.' }),
  })
  .meta({ id: 'UnannouncedParcel', description: 'Goods that nobody had announced, in quarantine until somebody has found out whose they are.' });

const candidate = z
  .strictObject({
    caseNumber: name(),
    caseId: name(),
    orderId: name().nullable(),
    sameCaseNumber: z.boolean(),
    sameOrder: z.boolean(),
    sameTrackingNumber: z.boolean(),
    units: count('Expected units of SKUs that are in the parcel.'),
  })
  .meta({ id: 'ParcelCandidate', description: 'A case that awaits goods, and to which the parcel may belong.' });

export const unannouncedWithCandidates = z.strictObject({ parcel: unannouncedAnswer, candidates: z.array(candidate).meta({ description: 'The likeliest at the top; none once it is matched.' }) }).meta({ id: 'UnannouncedParcelWithCandidates' });

export const unannouncedListAnswer = z
  .strictObject({ parcels: z.array(unannouncedAnswer).meta({ description: 'The one due first at the top.' }), nextCursor: name('To be sent as `cursor` for the next page; null on the last one.').nullable() })
  .meta({ id: 'UnannouncedParcels' });

export const parcelJson = ({ parcelId, status, owner, trackingNumber, carrierCode, foundInTaskId, goods, caseNumber, orderId, receivedAt, openedAt, dueAt, matched, matchedBy, declined }: UnannouncedParcelView) => ({
  parcelId,
  status,
  owner,
  trackingNumber: orNull(trackingNumber),
  carrierCode: orNull(carrierCode),
  foundInTaskId: orNull(foundInTaskId),
  goods: goods.map(({ sku, quantity, grade }) => ({ sku, quantity, grade: wordOf(Grade, grade) })),
  clue: { caseNumber: orNull(caseNumber), orderId: orNull(orderId) },
  receivedAt: receivedAt ?? null,
  openedAt: openedAt ?? null,
  dueAt: dueAt ?? null,
  matched: matched ? { caseNumber: matched.caseNumber, caseId: matched.caseId, by: matchedBy } : null,
  declined: orNull(declined),
  ...(matched && { links: { case: caseUrl(matched.caseNumber) } }),
});

export const candidateJson = ({ ref, sameCaseNumber, sameOrder, sameTrackingNumber, units }: ParcelCandidate) => ({ caseNumber: ref?.caseNumber ?? '', caseId: ref?.caseId ?? '', orderId: orNull(ref?.orderId), sameCaseNumber, sameOrder, sameTrackingNumber, units });
