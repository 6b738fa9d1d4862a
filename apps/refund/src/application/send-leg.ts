import type { LegAnswer } from '../domain/decide';
import type { LegCall } from './leg-intent';
import { isKeyReused, type PaymentProvider, type ProviderCall } from './payment-provider';

/**
 * Sends one leg to the provider. After the first attempt it asks before it sends: an earlier call may have arrived though its answer was lost, or this
 * process may have died before it wrote the answer down. What the provider has refused, or never heard of, is sent again with the same key.
 * @param attempt 1 for the first call
 */
export async function sendLeg(provider: PaymentProvider, leg: LegCall, attempt: number, call: ProviderCall): Promise<LegAnswer> {
  const order = { idempotencyKey: leg.legId, paymentId: leg.paymentId, amountMinor: BigInt(leg.amountMinor), currency: leg.currency };
  if (attempt > 1) {
    const known = await provider.ask(order, call);
    if (known.status === 'settled' || known.status === 'unknown' || isKeyReused(known)) return known;
  }
  return provider.refund(order, call);
}
