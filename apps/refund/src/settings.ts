import { setting, type ValuesOf } from '@huiliu/platform';
import { defaultApprovalLimits } from './domain/approval-limits';
import { defaultRetryBounds, type RetryBounds } from './domain/retry';

const { refusals, silences, firstDelayMs, longestDelayMs } = defaultRetryBounds;

/** What this department needs beside what every department does. */
export const refundSettings = {
  paymentProviderUrl: setting.httpUrl('HUILIU_PAYMENT_PROVIDER_URL', { help: 'Payment provider that moves the money', example: 'http://127.0.0.1:7301' }),
  // Below half of the lease of an outside call, after which another worker would make it again.
  paymentTimeoutMs: setting.durationMs('HUILIU_PAYMENT_TIMEOUT_MS', { default: 5_000, max: 14_000, help: 'Longest wait for the payment provider; no answer then is unknown, and asked about' }),
  legPolicy: setting.choice('HUILIU_REFUND_LEG_POLICY', ['in_shares', 'card_first'], { default: 'in_shares', help: 'How refunds of orders heard from now on are spread over the payments' }),
  approvalLimits: setting.amounts('HUILIU_REFUND_APPROVAL_LIMITS', {
    default: defaultApprovalLimits,
    help: 'Refunds above it, in minor units of their currency, are paid once a second person has approved; in a currency without one, all are',
  }),
  takeUpMs: setting.durationMs('HUILIU_REFUND_TAKE_UP_MS', { default: 72 * 60 * 60_000, max: 90 * 86_400_000, help: 'How long finance may take up again a refund that a second person has declined; then it is dropped where the customer has the goods, else it is an exception' }),
  topUpMs: setting.durationMs('HUILIU_REFUND_TOP_UP_MS', { default: 72 * 60 * 60_000, max: 90 * 86_400_000, help: 'How long a customer may take to pay on top for a dearer variant; then they are paid back instead' }),
  topUpAskMs: setting.durationMs('HUILIU_REFUND_TOP_UP_ASK_MS', { default: 30_000, max: 86_400_000, help: 'Wait before the payment provider is asked again whether it was paid' }),
  holdAskMs: setting.durationMs('HUILIU_REFUND_HOLD_ASK_MS', { default: 30_000, max: 86_400_000, help: 'Wait before the payment provider is asked again what became of a hold' }),
  refusals: setting.integer('HUILIU_REFUND_REFUSALS', { default: refusals, min: 1, max: 1_000, help: 'Times that the provider may refuse a leg before a person has to look' }),
  silences: setting.integer('HUILIU_REFUND_SILENCES', { default: silences, min: 1, max: 1_000_000, help: 'Times that no answer may come for a leg before a person has to look' }),
  retryFirstMs: setting.durationMs('HUILIU_REFUND_RETRY_FIRST_MS', { default: firstDelayMs, help: 'Wait before a leg is tried again; doubles each time' }),
  retryLongestMs: setting.durationMs('HUILIU_REFUND_RETRY_LONGEST_MS', { default: longestDelayMs, help: 'Longest wait before a leg is tried again' }),
} as const;

export type RefundSettings = ValuesOf<typeof refundSettings>;

export const retryBoundsOf = (settings: RefundSettings): RetryBounds => ({
  refusals: settings.refusals,
  silences: settings.silences,
  firstDelayMs: settings.retryFirstMs,
  longestDelayMs: settings.retryLongestMs,
});
