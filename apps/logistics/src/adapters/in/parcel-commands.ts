import type { AddReturnParcelRequest, AddReturnParcelResponse } from '@huiliu/contracts';
import { command } from '@huiliu/messaging';
import { askForParcel } from '../../application/add-parcel';
import type { Carrier } from '../../application/carrier';
import { subjectOf } from '../../application/work';
import type { logisticsTables } from '../out/postgres/tables';

export const addReturnParcelCommand = (carrier: Carrier) =>
  command<typeof logisticsTables, AddReturnParcelRequest, AddReturnParcelResponse>({
    operation: 'logistics.AddReturnParcel',
    plan: ({ caseId }) => ({ subject: subjectOf(caseId), rows: { shipments: [caseId] } }),
    handle: (work, { caseId }) => askForParcel(work, caseId, carrier),
  });
