import type { ReturnShipmentAnnounced } from '@huiliu/contracts';
import type { BranchOf } from '../../mix/branches';
import type { Mix } from '../../mix/mix';
import { randomOf } from '../../random/random';

/** What is on a parcel that is sent without our label. */
export type OnParcel = Exclude<BranchOf<'unannounced'>, 'never'>;

/** One that a customer hands over to another carrier. */
export interface Unlabelled {
  readonly caseId: string;
  readonly caseNumber: string;
  readonly sendBy: string;
  readonly wish: OnParcel;
}

/** Whether the customer sends the goods so, by what they were told of the label. The same for the same seed and case. */
export function unlabelledOf(seed: string, { ref, sendBy }: ReturnShipmentAnnounced, mix: Mix, mayBeLeft: boolean): Unlabelled | undefined {
  const wish = randomOf(seed, 'unannounced', ref.caseNumber).weighted(mix.unannounced);
  if (wish === 'never') return undefined;
  return { caseId: ref.caseId, caseNumber: ref.caseNumber, sendBy, wish: wish === 'nobody_finds_out' && !mayBeLeft ? 'nothing_on_it' : wish };
}
