import { intent } from '@huiliu/messaging';
import { takeHoldAnswer } from '../../application/hold';
import { holdIntentKind, type HoldCall } from '../../application/hold-intent';
import type { PaymentProvider } from '../../application/payment-provider';
import type { RefundTerms } from '../../application/work';
import type { HoldAnswer } from '../../domain/hold';
import type { refundTables } from '../out/postgres/tables';

/** Has the provider hold, release or capture a customer's money, and hears what became of it, after the commit; its answer comes back like a command. */
export const holdCalls = (provider: PaymentProvider, terms: RefundTerms & { readonly holdAskMs: number }) =>
  intent<typeof refundTables, HoldCall, HoldAnswer>({
    kind: holdIntentKind,
    call: ({ payload: { holdId: idempotencyKey, paymentId, amountMinor, currency, expiresAt, action, captureMinor }, traceparent }, signal) => {
      const request = { idempotencyKey, paymentId, amountMinor: BigInt(amountMinor), currency, expiresAt };
      if (action === 'place') return provider.placeHold(request, { signal, traceparent });
      return action === 'release' ? provider.releaseHold(request, { signal, traceparent }) : provider.captureHold({ ...request, captureMinor: BigInt(captureMinor) }, { signal, traceparent });
    },
    rows: ({ caseId, orderId, soldOrderId }) => ({ refunds: [caseId], allocations: [orderId, soldOrderId], balances: [orderId, soldOrderId] }),
    handle: (work, { payload, result }) => takeHoldAnswer(work, payload, result, terms),
  });
