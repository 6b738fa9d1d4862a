import type { Fact } from './facts';
import type { IntakeCase, ParcelState } from './intake-case';

type FactOf<Kind extends Fact['kind']> = Extract<Fact, { readonly kind: Kind }>;

/** The case with its returned parcel in a state, and by when that ends if nothing is heard. */
export function withParcelState(before: IntakeCase, parcel: ParcelState | undefined, by?: string): IntakeCase {
  const { parcelBy: _ended, ...rest } = before;
  return { ...rest, parcel, ...(by !== undefined && { parcelBy: by }) };
}

/** Of what has arrived, is lost or is sent once more meanwhile it is history. */
export function reportAwaited(before: IntakeCase, { trackingNumber, by, attempt }: FactOf<'report_awaited'>): IntakeCase {
  if (attempt === undefined) return before.parcel === 'in_transit' && before.parcelBy !== by ? withParcelState(before, 'in_transit', by) : before;
  const { replacement } = before;
  if (replacement?.parcel?.trackingNumber !== trackingNumber || !isExpected(replacement.parcel.state)) return before;
  const { overdue: _ended, ...parcel } = replacement.parcel;
  return parcel.by === by ? before : { ...before, replacement: { ...replacement, parcel: { ...parcel, by } } };
}

/** The warehouse has not given it to the carrier. */
export function replacementOverdue(before: IntakeCase, { trackingNumber, by }: FactOf<'replacement_overdue'>): IntakeCase {
  const { replacement } = before;
  if (replacement?.parcel?.trackingNumber !== trackingNumber || replacement.parcel.state !== 'ordered' || replacement.parcel.overdue) return before;
  return { ...before, replacement: { ...replacement, parcel: { ...replacement.parcel, by, overdue: true } } };
}

const isExpected = (state: string): boolean => state === 'ordered' || state === 'shipped';
