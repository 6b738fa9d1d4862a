import type { ApproveRefundRequest, ApproveRefundResponse, DeclineRefundRequest, DeclineRefundResponse, TakeUpRefundRequest, TakeUpRefundResponse, RetryRefundRequest, RetryRefundResponse, SettleLegManuallyRequest, SettleLegManuallyResponse } from '@huiliu/contracts';
import { changedSince, command, type Outcome, type Reader } from '@huiliu/messaging';
import { errorOf } from '@huiliu/platform';
import { approveRefund } from '../../application/approve-refund';
import { declineRefund, takeUpRefund } from '../../application/decline-refund';
import { caseNotFound, retryRefund } from '../../application/retry-refund';
import { settleLegManually } from '../../application/settle-leg-manually';
import { subjectOfCase, type RefundWork } from '../../application/work';
import type { ApprovalLimits } from '../../domain/approval-limits';
import type { Refund } from '../../domain/refund';
import type { refundTables } from '../out/postgres/tables';
import { viewOf } from './view';

const answer = (refund: Refund): ApproveRefundResponse & DeclineRefundResponse & TakeUpRefundResponse & SettleLegManuallyResponse => ({ refund: viewOf(refund) });

export const retryRefundCommand = command<typeof refundTables, RetryRefundRequest, RetryRefundResponse>({
  operation: 'refund.RetryRefund',
  plan: ({ caseId }) => ({ subject: subjectOfCase(caseId), rows: { refunds: [caseId] } }),
  handle: (work, { caseId, askedBy }) => retryRefund(work, caseId, askedBy),
});

export const approveRefundCommand = command<typeof refundTables, ApproveRefundRequest, ApproveRefundResponse>({
  operation: 'refund.ApproveRefund',
  plan: ({ caseId }) => ({ subject: subjectOfCase(caseId), rows: { refunds: [caseId] } }),
  handle: (work, { caseId, approvedBy, seen }) => changed(work, caseId, seen) ?? approveRefund(work, caseId, approvedBy, answer),
});

/** @param takeUpMs how long finance may take up again what is declined */
export const declineRefundCommand = (takeUpMs: number) =>
  command<typeof refundTables, DeclineRefundRequest, DeclineRefundResponse>({
    operation: 'refund.DeclineRefund',
    plan: ({ caseId }, reader) => planWithOrder(caseId, reader),
    handle: (work, { caseId, declinedBy, reasonCode, seen }) => changed(work, caseId, seen) ?? declineRefund(work, caseId, { declinedBy, reasonCode }, takeUpMs, answer),
  });

export const takeUpRefundCommand = command<typeof refundTables, TakeUpRefundRequest, TakeUpRefundResponse>({
  operation: 'refund.TakeUpRefund',
  plan: ({ caseId }, reader) => planWithOrder(caseId, reader),
  handle: (work, { caseId, takenUpBy }) => takeUpRefund(work, caseId, takenUpBy, answer),
});

async function planWithOrder(caseId: string, reader: Reader) {
  const orderId = await orderOf(caseId, reader);
  return { subject: subjectOfCase(caseId), rows: { refunds: [caseId], allocations: [orderId], balances: [orderId] } };
}

export const settleLegManuallyCommand = (limits: ApprovalLimits) =>
  command<typeof refundTables, SettleLegManuallyRequest, SettleLegManuallyResponse>({
    operation: 'refund.SettleLegManually',
    plan: ({ caseId }, reader) => planWithOrder(caseId, reader),
    handle: (work, { caseId, legId, bankReference, settledBy, seen }) => changed(work, caseId, seen) ?? settleLegManually(work, caseId, legId, { settledBy, bankReference }, limits, answer),
  });

function changed(work: RefundWork, caseId: string, seen: string | undefined): Outcome | undefined {
  const refund = work.refunds.get(caseId);
  return changedSince(seen, refund && viewOf(refund));
}

/** Never changes, so it may be read before anything is locked. */
async function orderOf(caseId: string, reader: Reader): Promise<string> {
  const [row] = await reader.query<{ order_id: string }>('SELECT order_id FROM whole.refund WHERE case_id = $1', [caseId]);
  if (!row) throw errorOf({ ...caseNotFound, kind: 'NOT_FOUND' });
  return row.order_id;
}
