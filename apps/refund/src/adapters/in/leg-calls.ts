import { intent } from '@huiliu/messaging';
import { legIntentKind, type LegCall } from '../../application/leg-intent';
import type { PaymentProvider } from '../../application/payment-provider';
import { sendLeg } from '../../application/send-leg';
import { takeLegAnswer } from '../../application/take-leg-answer';
import type { ApprovalLimits } from '../../domain/approval-limits';
import type { LegAnswer } from '../../domain/decide';
import type { RetryBounds } from '../../domain/retry';
import type { refundTables } from '../out/postgres/tables';

/** Calls the provider for each leg after the commit; its answer comes back like a command. */
export const legCalls = (provider: PaymentProvider, bounds: RetryBounds, limits: ApprovalLimits) =>
  intent<typeof refundTables, LegCall, LegAnswer>({
    kind: legIntentKind,
    call: ({ payload, attempt, traceparent }, signal) => sendLeg(provider, payload, attempt, { signal, traceparent }),
    rows: ({ caseId, orderId }) => ({ refunds: [caseId], allocations: [orderId], balances: [orderId] }),
    handle: (work, { payload, result }) => takeLegAnswer(work, payload, result, bounds, limits),
  });
