import { intent } from '@huiliu/messaging';
import type { PaymentProvider } from '../../application/payment-provider';
import { takeTopUpAnswer } from '../../application/take-top-up-answer';
import { topUpIntentKind, type TopUpCall } from '../../application/top-up-intent';
import type { RefundTerms } from '../../application/work';
import type { TopUpAnswer } from '../../domain/top-up';
import type { refundTables } from '../out/postgres/tables';

/** Asks the provider for what a customer has to pay on top, and what became of it, after the commit; its answer comes back like a command. */
export const topUpCalls = (provider: PaymentProvider, terms: RefundTerms & { readonly topUpAskMs: number }) =>
  intent<typeof refundTables, TopUpCall, TopUpAnswer>({
    kind: topUpIntentKind,
    call: ({ payload: { topUpId: idempotencyKey, amountMinor, currency, expiresAt, close }, traceparent }, signal) => {
      const request = { idempotencyKey, amountMinor: BigInt(amountMinor), currency, expiresAt };
      return close ? provider.closePayment(request, { signal, traceparent }) : provider.requestPayment(request, { signal, traceparent });
    },
    rows: ({ caseId, orderId }) => ({ refunds: [caseId], allocations: [orderId], balances: [orderId] }),
    handle: (work, { payload, result }) => takeTopUpAnswer(work, payload, result, terms),
  });
