import { timer } from '@huiliu/messaging';
import type { Carrier } from '../../application/carrier';
import { writeOffTimer } from '../../application/work';
import { writeOffParcel } from '../../application/write-off-parcel';
import type { logisticsTables } from '../out/postgres/tables';

/** The days in which a lost parcel may still turn up are over. */
export const lostParcelsAreWrittenOff = (carrier: Carrier) =>
  timer<typeof logisticsTables, { readonly caseId: string }>({
    name: writeOffTimer,
    rows: (_subject, { caseId }) => ({ shipments: [caseId], replacements: [caseId] }),
    handle: (work, _subject, { caseId }) => writeOffParcel(work, caseId, carrier),
  });
