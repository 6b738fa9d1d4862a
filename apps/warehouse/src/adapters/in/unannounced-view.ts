import { Grade, type UnannouncedParcelView } from '@huiliu/contracts';
import type { UnannouncedParcel } from '../../domain/unannounced-parcel';

export const unannouncedView = ({ parcelId, status, owner, trackingNumber, carrierCode, foundInTaskId, goods, clue, receivedAt, openedAt, dueAt, match, declined = '' }: UnannouncedParcel): UnannouncedParcelView => ({
  parcelId,
  status,
  owner,
  trackingNumber,
  carrierCode,
  foundInTaskId,
  goods: goods.map(({ sku, quantity, grade }) => ({ sku, quantity, grade: Grade.wire(grade) })),
  caseNumber: clue.caseNumber,
  orderId: clue.orderId,
  receivedAt,
  openedAt,
  dueAt,
  matched: match?.ref,
  matchedBy: match?.by ?? '',
  declined,
});
