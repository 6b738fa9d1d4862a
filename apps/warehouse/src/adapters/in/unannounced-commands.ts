import type { MatchUnannouncedParcelRequest, MatchUnannouncedParcelResponse } from '@huiliu/contracts';
import { command } from '@huiliu/messaging';
import { ErrorKind, HuiliuError } from '@huiliu/platform';
import { match } from '../../application/take-unannounced';
import { subjectOfCase, subjectOfParcel } from '../../application/work';
import type { UnannouncedParcel } from '../../domain/unannounced-parcel';
import type { warehouseTables } from '../out/postgres/tables';
import { unannouncedView } from './unannounced-view';

const respond = (parcel: UnannouncedParcel): MatchUnannouncedParcelResponse => ({ parcel: unannouncedView(parcel) });

export const parcelNotFound = (): HuiliuError => new HuiliuError(ErrorKind.NOT_FOUND, 'PARCEL_NOT_FOUND', 'there is no such parcel: check its id, or list those that nobody has found out about');

/** Under both heads: whoever matches the same parcel, or another one to the same case, at the same moment, comes before or after. */
export const matchParcelCommand = command<typeof warehouseTables, MatchUnannouncedParcelRequest, MatchUnannouncedParcelResponse>({
  operation: 'warehouse.MatchUnannouncedParcel',
  plan: ({ parcelId, caseId }) => ({ subject: subjectOfCase(caseId), heads: [subjectOfParcel(parcelId)], rows: { arrivals: [caseId], unannounced: [parcelId] } }),
  handle: (work, { parcelId, caseId, matchedBy }) => {
    const [parcel, arrival] = [work.unannounced.get(parcelId), work.arrivals.get(caseId)];
    if (!parcel) throw parcelNotFound();
    if (!arrival) throw new HuiliuError(ErrorKind.NOT_FOUND, 'CASE_NOT_FOUND', 'no goods are awaited for this case: check its number, or look for another case');
    return match(work, parcel, arrival, matchedBy, respond);
  },
});
