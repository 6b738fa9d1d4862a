import type { AddReturnParcelRequest, AddReturnParcelResponse, AnswerCancellationRequest, AnswerCancellationResponse, ShareReturnParcelRequest, ShareReturnParcelResponse } from '@huiliu/contracts';
import { command } from '@huiliu/messaging';
import { askForParcel } from '../../application/add-parcel';
import { answerCancellation } from '../../application/agree-to-cancel';
import type { Carrier } from '../../application/carrier';
import { shareReturnParcel } from '../../application/share-parcel';
import { subjectOf } from '../../application/work';
import type { logisticsTables } from '../out/postgres/tables';

export const addReturnParcelCommand = (carrier: Carrier) =>
  command<typeof logisticsTables, AddReturnParcelRequest, AddReturnParcelResponse>({
    operation: 'logistics.AddReturnParcel',
    plan: ({ caseId }) => ({ subject: subjectOf(caseId), rows: { shipments: [caseId] } }),
    handle: (work, { caseId }) => askForParcel(work, caseId, carrier),
  });

export const answerCancellationCommand = (carrier: Carrier) =>
  command<typeof logisticsTables, AnswerCancellationRequest, AnswerCancellationResponse>({
    operation: 'logistics.AnswerCancellation',
    plan: ({ caseId }) => ({ subject: subjectOf(caseId), rows: { shipments: [caseId] } }),
    handle: (work, { caseId, agreed }, { principal }) => answerCancellation(work, caseId, { agreed, by: principal }, carrier),
  });

/** Under the heads of both: what becomes of the parcel meanwhile comes before or after. */
export const shareReturnParcelCommand = (carrier: Carrier) =>
  command<typeof logisticsTables, ShareReturnParcelRequest, ShareReturnParcelResponse>({
    operation: 'logistics.ShareReturnParcel',
    plan: ({ caseId, hostCaseId }) => ({ subject: subjectOf(caseId), heads: [subjectOf(hostCaseId)], rows: { shipments: [caseId, hostCaseId], replacements: [caseId] } }),
    handle: (work, { caseId, hostCaseId }) => shareReturnParcel(work, caseId, hostCaseId, carrier),
  });
