import type { RetryRefundRequest, RetryRefundResponse } from '@huiliu/contracts';
import { command } from '@huiliu/messaging';
import { retryRefund } from '../../application/retry-refund';
import { subjectOfCase } from '../../application/work';
import type { refundTables } from '../out/postgres/tables';

export const retryRefundCommand = command<typeof refundTables, RetryRefundRequest, RetryRefundResponse>({
  operation: 'refund.RetryRefund',
  plan: ({ caseId }) => ({ subject: subjectOfCase(caseId), rows: { refunds: [caseId] } }),
  handle: (work, { caseId, askedBy }) => retryRefund(work, caseId, askedBy),
});
