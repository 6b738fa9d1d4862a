import type { IntakeCase } from './intake-case';

/** What is sent to the customer: in exchange, because it was missing, or their own goods, repaired. Each department's word has a place of its own, so that it does not matter which is heard first. */
export interface Replacement {
  readonly stock: ReplacementStock | undefined;
  readonly parcel: ReplacementParcel | undefined;
  /** Undefined as long as something is to be sent, or was. */
  readonly calledOff: ReplacementCallOff | undefined;
  /** Why a repair is paid for; missing for all else. */
  readonly whyPaid?: string | undefined;
}

/** The warehouse's word. `attempt`: which shipment of the case it is for, from 1; `choices`: how often the customer had to choose. */
export interface ReplacementStock {
  readonly state: 'reserved' | 'out_of_stock' | 'picked';
  readonly attempt: number;
  readonly choices: number;
}

/** Logistics' word. One that was written off, or that came back undelivered, is sent once more. */
export interface ReplacementParcel {
  readonly state: 'ordered' | 'shipped' | 'lost' | 'delivered' | 'written_off' | 'returned';
  readonly attempt: number;
  readonly trackingNumber: string;
  /** ISO, by the carrier's time; missing until it is delivered, and in what was delivered before that was kept. */
  readonly deliveredAt?: string | undefined;
  /** Ordered, it is to be with the carrier by then; under way, something more is to be heard of it; lost, it is given up then. Missing otherwise, and where versions before said it. */
  readonly by?: string | undefined;
  /** It was not with the carrier in time; missing where it was, or may still be. */
  readonly overdue?: true | undefined;
}

export type ReplacementCallOff = 'cancelled' | 'refund_instead' | 'nothing_accepted';

export const noReplacement: Replacement = { stock: undefined, parcel: undefined, calledOff: undefined };

/** The carrier has said something of a parcel, or logistics has given it up, of which the warehouse has not said that it has left: its units are still set aside there. */
export function leftUnheard({ replacement }: Pick<IntakeCase, 'replacement'>): boolean {
  const { parcel, stock } = replacement ?? {};
  if (!parcel || parcel.state === 'ordered') return false;
  return !stock || stock.attempt < parcel.attempt || (stock.attempt === parcel.attempt && stock.state !== 'picked');
}

/** Case types whose customers are sent something, and those whose goods come back. */
export const sendsOut = ({ type }: Pick<IntakeCase, 'type'>): boolean => type === 'exchange' || type === 'resend' || type === 'repair';
export const comesBack = ({ type }: Pick<IntakeCase, 'type'>): boolean => type === 'return' || type === 'exchange' || type === 'repair';

/** Whether the customer gets goods and no money, as far as anybody has said. */
export const getsGoods = (it: Pick<IntakeCase, 'type' | 'replacement'>): boolean => sendsOut(it) && it.replacement?.calledOff !== 'refund_instead';
