import { cancellationPends } from './cancellation';
import { choicePending, optionsOf, type ChoiceKind } from './choice';
import { neverCame, openException, type CaseException } from './exceptions';
import { asRefund, isDue } from './exchange-difference';
import { currentTask, evidenceAwaited, isConcern, keepsGoods, rejectionOf, statusOf, type IntakeCase } from './intake-case';
import { elseCaptured, holdOpen, isHeld } from './hold';
import { topUpDue } from './top-up';
import { rejectionOpen } from './rejection';

/** In both languages that customers read. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** What a customer sees of a case: where it is, who has it, by when, and what happens otherwise. */
export interface CustomerStatus {
  readonly code: CustomerStatusCode;
  readonly text: Words;
  /** Empty when it is over. */
  readonly who: Words;
  /** Undefined where no time is set. */
  readonly by: string | undefined;
  /** What happens if it is not done by then; empty when nothing does. */
  readonly otherwise: Words;
}

/** The trade's words (domain, section 3). */
export const customerStatuses = {
  under_review: { zh: '待审核', en: 'Under review' },
  evidence_needed: { zh: '待补凭证', en: 'Evidence needed' },
  to_be_sent: { zh: '待寄回', en: 'To be sent back' },
  on_its_way: { zh: '运输中', en: 'On its way back' },
  to_be_inspected: { zh: '待验货', en: 'To be inspected' },
  choice_needed: { zh: '待您选择', en: 'Your choice is needed' },
  top_up_needed: { zh: '待补差价', en: 'Difference to be paid' },
  replacement_on_its_way: { zh: '换货发出', en: 'Being sent to you' },
  refunding: { zh: '退款中', en: 'Refund under way' },
  money_arrived: { zh: '已到账', en: 'Money paid back' },
  completed: { zh: '已完成', en: 'Completed' },
  not_approved: { zh: '未通过', en: 'Not approved' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
  exception: { zh: '处理异常', en: 'Being sorted out' },
} as const satisfies Readonly<Record<string, Words>>;
export type CustomerStatusCode = keyof typeof customerStatuses;

const nobody: Words = { zh: '', en: '' };
const you: Words = { zh: '您', en: 'you' };
const review: Words = { zh: '审核', en: 'our reviewers' };
const logistics: Words = { zh: '物流', en: 'our logistics team' };
const carrier: Words = { zh: '快递公司', en: 'the carrier' };
const warehouse: Words = { zh: '仓库', en: 'our warehouse' };
const finance: Words = { zh: '财务', en: 'our finance team' };
const provider: Words = { zh: '支付机构', en: 'the payment provider' };
const customerService: Words = { zh: '客服', en: 'customer service' };

/** What a closed case may be to a customer: nothing else, and each of them. Lists go by it, so as not to look through closed cases for what only open ones are. */
export const closedStatuses = ['not_approved', 'cancelled', 'completed'] as const satisfies readonly CustomerStatusCode[];

interface Standing {
  readonly who: Words;
  readonly by?: string | undefined;
  readonly otherwise?: Words;
}

const status = <Code extends CustomerStatusCode>(code: Code, { who, by, otherwise = nobody }: Standing): CustomerStatus & { readonly code: Code } => ({ code, text: customerStatuses[code], who, by, otherwise });

const unchosen: Readonly<Record<ChoiceKind, Words>> = {
  out_of_stock: { zh: '逾期未选，改为退款', en: 'if you don\'t choose, you are paid back' },
  rejected_units: { zh: '部分商品验货未通过；逾期未选，按折价退款', en: 'some units are not in order; if you don\'t choose, they are paid back less a deduction' },
};

const variantUnchosen: Words = { zh: '缺货，可等货、换其他款或退款；逾期未选，改为退款', en: 'it is out of stock: wait, take another variant, or be paid back; if you don\'t choose, you are paid back' };

/** Follows from what intake holds of the case, and from nothing else. */
export function customerStatusOf(it: IntakeCase): CustomerStatus {
  const standing = standingOf(it);
  const by = stepByOf(it, standing);
  return by === undefined ? standing : { ...standing, by, otherwise: standing.otherwise === nobody ? elseLate : standing.otherwise };
}

/** A step that our own departments take by themselves has no deadline in the domain: so long after the case last went on it counts as late. The domain has a person decide within it, too. */
const stepHours = 24;
const elseLate: Words = { zh: '逾期将列入催办清单，由专人处理', en: 'after that it counts as late, and somebody sees to it' };

/** By when a case is to have gone on that has no other time set; undefined where it has one, where it has ended, and where a parcel is under way, of which nothing need be heard for days. */
export const stepBy = (it: IntakeCase): string | undefined => stepByOf(it, standingOf(it));

function stepByOf({ movedAt, openedAt }: IntakeCase, { by, who }: CustomerStatus): string | undefined {
  if (by !== undefined || who === nobody || who === carrier) return undefined;
  return hoursAfter(movedAt ?? openedAt, stepHours);
}

const hoursAfter = (at: string, hours: number): string => new Date(Date.parse(at) + hours * 3_600_000).toISOString();

function standingOf(it: IntakeCase): CustomerStatus {
  const choice = choicePending(it);
  if (choice) return status('choice_needed', { who: you, by: choice.dueAt, otherwise: optionsOf(it, choice).includes('other_variant') ? variantUnchosen : unchosen[choice.kind] });
  const exception = openException(it);
  if (exception) return sortedOut(exception);
  switch (statusOf(it)) {
    case 'submitted':
      return status('under_review', { who: isConcern(it.type) ? customerService : review });
    case 'with_agent':
      return status('under_review', { who: customerService, by: it.task?.dueAt === '' ? undefined : it.task?.dueAt, otherwise: { zh: '逾期将提醒并由其他客服接手', en: 'the delay is raised and a colleague takes it up' } });
    case 'answered':
      return status('completed', { who: customerService });
    case 'in_review': {
      const dueAt = currentTask(it)?.dueAt;
      return status('under_review', { who: review, by: dueAt === '' ? undefined : dueAt, otherwise: { zh: '逾期将提醒并升级处理', en: 'the delay is raised and somebody else takes it up' } });
    }
    case 'awaiting_evidence':
      return status('evidence_needed', { who: you, by: evidenceAwaited(it)?.dueAt, otherwise: { zh: '逾期未补，申请将不予通过', en: 'without it the application is not approved' } });
    case 'rejected':
      return rejected(it);
    case 'called_off':
      return status('cancelled', { who: customerService });
    case 'awaiting_return':
      if (!it.rma) return status('to_be_sent', { who: logistics });
      return status('to_be_sent', { who: you, by: it.rma.sendBy, otherwise: isHeld(it) ? elseCaptured : { zh: '逾期未寄，本单取消，可重新申请', en: 'the case ends, and you may apply again' } });
    case 'being_stopped':
      return beingStopped(it);
    case 'being_recalled':
      return it.parcel ? parcelMoves(it) : parcelAwaited(it);
    case 'in_transit':
      return parcelMoves(it);
    case 'at_warehouse':
      return atWarehouse(it);
    case 'repairing':
      return repairing(it);
    case 'replacing':
      return isDue(it) ? refunding(asRefund(it)) : (toppingUp(it) ?? replacing(it));
    case 'replaced':
      if (holdOpen(it)) return status('replacement_on_its_way', { who: provider });
      return status('replacement_on_its_way', { who: customerService });
    case 'refunding':
      return refunding(it);
    case 'refunded':
      return status('money_arrived', { who: customerService });
    case 'closed':
      return closed(it);
  }
}

function atWarehouse(it: IntakeCase): CustomerStatus {
  if (neverCame(it)) return status('exception', { who: logistics, otherwise: asLost });
  if (rejectionOpen(it)) return status('to_be_inspected', { who: it.rejection?.quote ? warehouse : finance });
  const otherwise: Words = { zh: '逾期未验，将催办仓库并由专人查找', en: 'if nothing is reported by then, our warehouse is asked again, and somebody looks for it' };
  return status('to_be_inspected', { who: warehouse, by: it.inspectBy, ...(it.inspectBy !== undefined && { otherwise }) });
}

const asLost: Words = { zh: '按丢件处理，由我们承担，不影响您的退款或换货', en: 'it counts as lost, at our cost: you get your money or your goods all the same' };

function sortedOut({ kind, dueAt }: CaseException): CustomerStatus {
  if (kind === 'disputed') return status('exception', { who: warehouse, by: dueAt, otherwise: { zh: '您的异议正在复核；逾期未复核，按验货通过全额退款', en: 'somebody looks again at what you dispute; if nobody does by then, it is accepted and paid for in full' } });
  if (kind === 'not_received') return status('exception', { who: warehouse, by: dueAt, otherwise: { zh: `快递显示已送达，仓库正在查找；逾期未找到，${asLost.zh}`, en: `the carrier says that it was delivered, and our warehouse looks for it; if it is not found by then, ${asLost.en}` } });
  if (kind === 'not_finished') return status('exception', { who: warehouse, by: dueAt, otherwise: { zh: '部分商品已验，其余正在查找；逾期未找到，先按已验商品处理，其余由专人继续查找', en: 'some units are inspected and we look for the others; by then we go on with those that are, and somebody goes on looking for the rest' } });
  const otherwise: Words =
    kind === 'short' || kind === 'empty_box'
      ? { zh: '逾期未查明，按包裹内缺件处理，缺件不退款', en: 'if they are not found by then, they count as not sent and are not paid for; the other units do not wait for that' }
      : { zh: '逾期未查明，多寄或错寄的商品由仓库暂存，不予退款', en: 'if nothing is found out by then, what was too much or something else stays with our warehouse and is not paid for; the other units do not wait for that' };
  return status('exception', { who: warehouse, by: dueAt, otherwise });
}

function parcelMoves(it: IntakeCase): CustomerStatus {
  const { type, parcel, parcelBy: by, cancellation } = it;
  if (cancellationPends(it) && cancellation?.agreedBy !== undefined) return status('on_its_way', { who: carrier, by, otherwise: { zh: '已同意取消，包裹正在退回给您；如仍送达仓库，本单照常处理', en: 'your cancellation was agreed to, and the parcel is being brought back to you; if it comes to us all the same, the case goes on' } });
  if (cancellationPends(it) && cancellation?.agreeBy !== undefined) return status('on_its_way', { who: logistics, by: cancellation.agreeBy, otherwise: { zh: '正在确认能否取消；逾期未同意，本单照常处理', en: 'you want to cancel, and we see whether we can; if nobody agrees by then, the case goes on' } });
  if (parcel === 'lost') return status('exception', { who: carrier, by, otherwise: unlessFound[type === 'exchange' ? 'exchange' : 'refund'] });
  return status('on_its_way', { who: carrier, by, otherwise: by === undefined ? nobody : unlessHeardOf[type === 'exchange' ? 'exchange' : 'refund'] });
}

/** Of a parcel that comes back. */
const unlessFound = {
  refund: { zh: '包裹找不到时照常退款', en: 'if the parcel is not found, you are paid back all the same' },
  exchange: { zh: '包裹找不到时照常换货', en: 'if the parcel is not found, the exchange goes on all the same' },
} as const satisfies Readonly<Record<string, Words>>;

const unlessHeardOf = {
  refund: { zh: '逾期无消息按丢件处理，照常退款', en: 'if nothing is heard of the parcel, it counts as lost and you are paid back all the same' },
  exchange: { zh: '逾期无消息按丢件处理，照常换货', en: 'if nothing is heard of the parcel, it counts as lost and the exchange goes on all the same' },
} as const satisfies Readonly<Record<string, Words>>;

const parcelAwaited = ({ recall }: IntakeCase): CustomerStatus =>
  status('on_its_way', {
    who: carrier,
    by: recall?.stage === 'recalling' ? recall.reportBy : undefined,
    otherwise: unlessHeardOf.refund,
  });

function beingStopped({ recall }: IntakeCase): CustomerStatus {
  const otherwise: Words = { zh: '如已发货，将通知快递拦截', en: 'if it has left already, the carrier is asked to bring it back' };
  if (recall?.stage !== 'stopping') return status('refunding', { who: logistics, otherwise });
  return status(recall.overdue ? 'exception' : 'refunding', { who: recall.overdue ? logistics : warehouse, by: recall.answerBy, otherwise });
}

function rejected(it: IntakeCase): CustomerStatus {
  const until = rejectionOf(it)?.supplementUntil;
  if (until === undefined) return status('not_approved', { who: customerService });
  return status('not_approved', { who: you, by: until, otherwise: { zh: '逾期未补充，本单结束', en: 'if you add nothing, the case ends' } });
}

function repairing({ repair }: IntakeCase): CustomerStatus {
  const otherwise: Words = { zh: '验货已完成，正在维修；无法修复时退款', en: 'inspected and being repaired; if it can\'t be, you are paid back' };
  if (repair?.state !== 'asked') return status('to_be_inspected', { who: warehouse, otherwise });
  return status(repair.overdue ? 'exception' : 'to_be_inspected', { who: warehouse, by: repair.answerBy, otherwise });
}

function toppingUp(it: IntakeCase): CustomerStatus | undefined {
  if (it.topUp?.state === 'expired') return status('refunding', { who: finance, otherwise: { zh: '逾期未补差价，改为退款', en: 'nothing was paid on top in time, so you are paid back' } });
  const due = topUpDue(it);
  return due && status('top_up_needed', { who: you, by: due.dueAt, otherwise: { zh: '逾期未补，换货取消，改为退款', en: 'if it isn\'t paid, the exchange ends and you are paid back' } });
}

/** The warehouse asks for what is out of stock once a day, fourteen times, and the last answer may take a day. */
const waitHours = 15 * 24;
const askedAgain: Words = { zh: '缺货，正在等货；逾期仍无货，将再次请您选择', en: 'it is out of stock and you wait for it; if there is none by then, you choose again' };

function replacing({ type, replacement, choice }: IntakeCase): CustomerStatus {
  const { parcel, stock } = replacement ?? {};
  if (stock?.state === 'out_of_stock' && choice?.answer?.option === 'wait') return status('replacement_on_its_way', { who: warehouse, by: hoursAfter(choice.answer.at, waitHours), otherwise: askedAgain });
  const { state, by, overdue } = parcel ?? {};
  const isOwn = type === 'repair' || type === 'return';
  if (state === 'lost') return status('exception', { who: carrier, by, otherwise: isOwn ? { zh: '包裹找不到时退款', en: 'if the parcel is not found, you are paid back' } : { zh: '包裹找不到时重新寄出', en: 'if the parcel is not found, it is sent once more' } });
  if (overdue) return status('exception', { who: warehouse, by, otherwise: { zh: '逾期未发出，由仓库专人处理', en: 'it has not left in time; somebody of our warehouse sees to it' } });
  const withCarrier = state === 'shipped' || (state === 'ordered' && stock?.state === 'picked' && stock.attempt === parcel?.attempt);
  if (!withCarrier) return status('replacement_on_its_way', { who: warehouse, by: state === 'ordered' ? by : undefined, otherwise: state === 'ordered' && by !== undefined ? { zh: '逾期未发出，由仓库专人处理', en: 'if it has not left by then, somebody of our warehouse sees to it' } : nobody });
  return status('replacement_on_its_way', { who: carrier, by, otherwise: by === undefined ? nobody : unlessArrived[isOwn ? 'own' : 'stock'] });
}

/** Of a parcel to the customer. */
const unlessArrived = {
  own: { zh: '逾期无消息按丢件处理，改为退款', en: 'if nothing is heard of the parcel, it counts as lost and you are paid back' },
  stock: { zh: '逾期无消息按丢件处理，重新寄出', en: 'if nothing is heard of the parcel, it counts as lost and is sent once more' },
} as const satisfies Readonly<Record<string, Words>>;

function refunding(it: IntakeCase): CustomerStatus {
  const { refundApproval, refundDue, refundDecline, legFailure, payDay } = it;
  if (refundDecline) {
    const sent = !keepsGoods(it);
    if (refundDecline.ended) return status('exception', { who: finance, by: payDay?.by, otherwise: { zh: '退款复核未通过，财务专人正在处理', en: 'the refund was declined on second look; our finance team sorts it out' } });
    const otherwise = sent
      ? { zh: '退款复核未通过，逾期由财务专人处理', en: 'the refund was declined on second look; after that somebody of our finance team sees to it' }
      : { zh: '退款复核未通过，逾期本单结束，可重新申请', en: 'the refund was declined on second look; after that the case ends, and you may apply again' };
    return status('exception', { who: finance, by: refundDecline.until, otherwise });
  }
  const by = payDay?.by;
  if (payDay?.late === 'overdue') return status('exception', { who: finance, by, otherwise: { zh: '逾期未退款，已升级，由财务专人处理', en: 'it was to be paid by then; the delay is raised, and somebody of our finance team sees to it' } });
  if (legFailure && !legFailure.willRetry) return status('exception', { who: finance, by, otherwise: { zh: '无法原路退回时改为人工付款', en: 'if it can\'t go back the way it was paid, it is paid by hand' } });
  const otherwise = by === undefined ? nobody : unlessPaid;
  if (refundApproval === 'needed' || !refundDue) return status('refunding', { who: finance, by, otherwise });
  return status('refunding', { who: provider, by, otherwise });
}

const unlessPaid: Words = { zh: '逾期未到账，将升级并由财务专人处理', en: 'if it is not paid by then, the delay is raised and somebody of our finance team sees to it' };

function closed({ closing }: IntakeCase): CustomerStatus & { readonly code: (typeof closedStatuses)[number] } {
  switch (closing?.result) {
    case 'rejected':
      return status('not_approved', { who: nobody });
    case 'cancelled':
    case 'expired':
      return status('cancelled', { who: nobody });
    default:
      return status('completed', { who: nobody });
  }
}
