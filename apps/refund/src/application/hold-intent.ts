import type { Intent } from '@huiliu/messaging';
import { owedMinor, type Hold } from '../domain/hold';
import { invariant } from '../domain/invariant';
import { soldOrderIdOf } from '../domain/hold';
import type { CaseRef } from '../domain/refund';
import { subjectOfCase } from './work';

export const holdIntentKind = 'hold';

/** What the call to the provider needs to know; kept as JSON. */
// A type and not an interface: only that is a record to the compiler.
export type HoldCall = {
  readonly caseId: string;
  readonly orderId: string;
  readonly soldOrderId: string;
  readonly holdId: string;
  readonly paymentId: string;
  readonly amountMinor: string;
  readonly currency: string;
  /** ISO: the provider holds it no longer. */
  readonly expiresAt: string;
  readonly action: 'place' | 'release' | 'capture';
  /** What is captured of it; nothing else is. */
  readonly captureMinor: string;
};

const actions = { asked: 'place', releasing: 'release', capturing: 'capture' } as const;
const suffixes = { place: '', release: '/release', capture: '/capture' } as const;

/** Whether the provider is to be asked about it. */
export const isInQuestion = (hold: Hold): boolean => hold.status in actions;

/** To ask for what is next, and the same again to hear what became of it: each of the three is a call of its own, under an id of its own. */
export function holdIntent({ caseId, orderId }: Pick<CaseRef, 'caseId' | 'orderId'>, hold: Hold, dueAt: Date): Intent {
  const { holdId, money, status } = hold;
  invariant(money !== undefined && status in actions, `nothing is to be asked about hold ${holdId}, which is ${status}`);
  const action = actions[status as keyof typeof actions];
  const { paymentId, currency, amountMinor, expiresAt } = money;
  const captureMinor = action === 'capture' ? owedMinor(hold).toString() : '0';
  const payload: HoldCall = { caseId, orderId, soldOrderId: soldOrderIdOf(caseId), holdId, paymentId, amountMinor: amountMinor.toString(), currency, expiresAt: expiresAt.toISOString(), action, captureMinor };
  return { id: `${holdId}${suffixes[action]}`, kind: holdIntentKind, subject: subjectOfCase(caseId), payload, dueAt };
}
