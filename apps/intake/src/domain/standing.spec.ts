import { aCase, anAppliedLine, said } from '../../test/builders';
import { askToCancel } from './cancellation';
import { offer } from './choice';
import { customerStatusOf } from './customer-status';
import type { Fact } from './facts';
import type { Application } from './opening';
import { closeCase, closingOf, type IntakeCase } from './intake-case';
import { recordFact } from './record-fact';
import { waitingFor } from './waiting-for';

const now = '2026-11-07T08:00:00.000Z';
const dueAt = '2026-11-10T08:00:00Z';
const money = (amountMinor: bigint) => ({ amountMinor, currency: 'GBP' });
const lineId = said.approved.lines[0]!.caseLineId;

/** What departments say of what goes to the customer, and of what is not in order. */
const also = {
  conveyed: (state: 'ordered' | 'shipped' | 'delivered' | 'lost' | 'written_off' | 'returned'): Fact => ({ kind: 'replacement_parcel', state, attempt: 1, trackingNumber: 'GR1X1' }),
  off: (reason: 'cancelled' | 'refund_instead' | 'nothing_accepted', reasonCode = ''): Fact => ({ kind: 'replacement_called_off', reason, reasonCode }),
  exception: (exception: 'short' | 'empty_box' | 'over' | 'wrong_item' | 'disputed'): Fact => ({ kind: 'exception_opened', exceptionId: 'X', exception, units: 1, dueAt, byDefault: 'stays_in_quarantine', owner: 'warehouse' }),
  reserved: { kind: 'units_reserved', attempt: 1 },
  picked: { kind: 'replacement_picked', attempt: 1, units: 2 },
  out: { kind: 'out_of_stock', attempt: 1, number: 1 },
  repair: { kind: 'repair_ordered', attempt: 1, answerBy: dueAt, overdue: false },
  repairLate: { kind: 'repair_ordered', attempt: 3, answerBy: dueAt, overdue: true },
  repaired: { kind: 'repair_finished', end: 'repaired' },
  notRepairable: { kind: 'repair_finished', end: 'not_repairable' },
  quotedVariants: { kind: 'variants_compared', number: 1, offered: [{ sku: 'CUP', unitPrice: money(1200n), paidOnTop: money(400n) }, { sku: 'MUG', unitPrice: money(1000n) }] },
  topUp: { kind: 'top_up_requested', amount: money(400n), dueAt, paymentUrl: 'https://pay.example/P-1' },
  notPaid: { kind: 'top_up_expired', reasonCode: 'TOP_UP_NOT_PAID' },
  oneRejected: { kind: 'inspected', lines: [{ caseLineId: lineId, accepted: 1, short: 0, quarantined: 0, rejected: 1 }] },
  quoted: { kind: 'deduction_quoted', deducted: money(300n), paid: money(1700n) },
  goodsBack: { kind: 'rejection_settled', outcome: 'goods_back', units: 1 },
  asked: { kind: 'concern_opened', taskId: 'Q', dueAt },
  askedOf: { kind: 'concern_claimed', taskId: 'Q', claimedBy: 'kim' },
  answered: { kind: 'concern_ended', end: { how: 'answered' } },
} as const satisfies Record<string, Fact | ((...given: never[]) => Fact)>;

/** As the application does it: records, and closes when nothing is missing. */
function walk(over: Partial<Application>, ...facts: readonly Fact[]): IntakeCase {
  return facts.reduce((before, fact) => {
    const recorded = recordFact(before, fact);
    if (!recorded.ok) throw new Error(`${fact.kind}: ${recorded.error.code}: ${recorded.error.message}`);
    const closing = recorded.value.closing ? undefined : closingOf(recorded.value);
    return closing ? closeCase(recorded.value, closing, now) : recorded.value;
  }, aCase(over));
}
const toCancel = (it: IntakeCase): IntakeCase => {
  const asked = askToCancel(it, { reasonCode: 'CHANGED_MIND', askedBy: 'customer', askedAt: now });
  if (!asked.ok) throw new Error(asked.error.code);
  return asked.value;
};
const choosing = (kind: 'out_of_stock' | 'rejected_units', it: IntakeCase, number = 1): IntakeCase => ({ ...it, choice: { ...offer(kind, number, new Date(now)), dueAt } });
const chosen = (it: IntakeCase, option: 'wait' | 'refund'): IntakeCase => ({ ...it, choice: it.choice && { ...it.choice, answer: { option, by: 'customer', at: now } } });

const goods = [said.approved, said.authorised, said.inTransit, said.delivered] as const;
const inspected = [...goods, said.taskCreated, said.received, said.inspected] as const;
const recalled = { type: 'refund_only', refundOnlyKind: 'on_the_way' } as const;
const variant = { type: 'exchange', lines: [anAppliedLine({ wantedSku: 'CUP', wantedUnitPriceMinor: 1200n })] } as const;

/** A day after it was opened. */
const stepOver = '2026-11-06T08:00:00.000Z';

/** Fifteen days after it was chosen. */
const waitedLong = new Date(Date.parse(now) + 15 * 86_400_000).toISOString();

/** Who has it, in both languages. */
const who = {
  you: { zh: '您', en: 'you' },
  reviewers: { zh: '审核', en: 'our reviewers' },
  logistics: { zh: '物流', en: 'our logistics team' },
  carrier: { zh: '快递公司', en: 'the carrier' },
  warehouse: { zh: '仓库', en: 'our warehouse' },
  finance: { zh: '财务', en: 'our finance team' },
  provider: { zh: '支付机构', en: 'the payment provider' },
  service: { zh: '客服', en: 'customer service' },
  nobody: { zh: '', en: '' },
} as const;

/** What happens if it is not done in time, in both languages. */
const otherwise = {
  late: { zh: '逾期将列入催办清单，由专人处理', en: 'after that it counts as late, and somebody sees to it' },
  askedAgain: { zh: '缺货，正在等货；逾期仍无货，将再次请您选择', en: 'it is out of stock and you wait for it; if there is none by then, you choose again' },
  nothing: { zh: '', en: '' },
  raised: { zh: '逾期将提醒并升级处理', en: 'the delay is raised and somebody else takes it up' },
  unsent: { zh: '逾期未寄，本单取消，可重新申请', en: 'the case ends, and you may apply again' },
  intercepted: { zh: '如已发货，将通知快递拦截', en: 'if it has left already, the carrier is asked to bring it back' },
  unshown: { zh: '逾期未补，申请将不予通过', en: 'without it the application is not approved' },
  unsaid: { zh: '逾期未补充，本单结束', en: 'if you add nothing, the case ends' },
  lostBack: { zh: '包裹找不到时照常退款', en: 'if the parcel is not found, you are paid back all the same' },
  toFinance: { zh: '退款复核未通过，逾期由财务专人处理', en: 'the refund was declined on second look; after that somebody of our finance team sees to it' },
  withFinance: { zh: '退款复核未通过，财务专人正在处理', en: 'the refund was declined on second look; our finance team sorts it out' },
  ends: { zh: '退款复核未通过，逾期本单结束，可重新申请', en: 'the refund was declined on second look; after that the case ends, and you may apply again' },
  byHand: { zh: '无法原路退回时改为人工付款', en: 'if it can\'t go back the way it was paid, it is paid by hand' },
  silent: { zh: '逾期无消息按丢件处理，照常退款', en: 'if nothing is heard of the parcel, it counts as lost and you are paid back all the same' },
  missing: { zh: '逾期未查明，按包裹内缺件处理，缺件不退款', en: 'if they are not found by then, they count as not sent and are not paid for; the other units do not wait for that' },
  kept: { zh: '逾期未查明，多寄或错寄的商品由仓库暂存，不予退款', en: 'if nothing is found out by then, what was too much or something else stays with our warehouse and is not paid for; the other units do not wait for that' },
  lookedAtAgain: { zh: '您的异议正在复核；逾期未复核，按验货通过全额退款', en: 'somebody looks again at what you dispute; if nobody does by then, it is accepted and paid for in full' },
  deducted: { zh: '部分商品验货未通过；逾期未选，按折价退款', en: 'some units are not in order; if you don\'t choose, they are paid back less a deduction' },
  lostPaid: { zh: '包裹找不到时退款', en: 'if the parcel is not found, you are paid back' },
  lostSent: { zh: '包裹找不到时重新寄出', en: 'if the parcel is not found, it is sent once more' },
  paidBack: { zh: '逾期未选，改为退款', en: 'if you don\'t choose, you are paid back' },
  chosenFor: { zh: '缺货，可等货、换其他款或退款；逾期未选，改为退款', en: 'it is out of stock: wait, take another variant, or be paid back; if you don\'t choose, you are paid back' },
  exchangeEnds: { zh: '逾期未补，换货取消，改为退款', en: 'if it isn\'t paid, the exchange ends and you are paid back' },
  unpaid: { zh: '逾期未补差价，改为退款', en: 'nothing was paid on top in time, so you are paid back' },
  repaired: { zh: '验货已完成，正在维修；无法修复时退款', en: 'inspected and being repaired; if it can\'t be, you are paid back' },
  takenOver: { zh: '逾期将提醒并由其他客服接手', en: 'the delay is raised and a colleague takes it up' },
} as const;

/** A case, whom it waits for and what for, and what its customer sees: where it is, who has it, by when, and what happens otherwise. */
type Row = readonly [name: string, make: () => IntakeCase, waiting: string, code: string, who: keyof typeof who, by: string | undefined, otherwise: keyof typeof otherwise];

const rows: readonly Row[] = [
  ['applied', () => walk({}), 'review: the rules decide', 'under_review', 'reviewers', stepOver, 'late'],
  ['with a person', () => walk({}, said.taskOpened), 'review: a person decides by 2026-11-06T08:00:00Z', 'under_review', 'reviewers', '2026-11-06T08:00:00Z', 'raised'],
  ['with somebody', () => walk({}, said.taskOpened, said.taskClaimed), 'review: staff-7 decides by 2026-11-06T08:00:00Z', 'under_review', 'reviewers', '2026-11-06T08:00:00Z', 'raised'],
  ['with somebody who is late', () => walk({}, said.taskOpened, said.taskClaimed, said.taskOverdue), 'review: staff-7 decides; overdue since 2026-11-06T08:00:00Z', 'under_review', 'reviewers', '2026-11-06T08:00:00Z', 'raised'],
  ['with somebody, of whom nothing else is heard', () => walk({}, said.taskClaimed), 'review: staff-7 decides', 'under_review', 'reviewers', stepOver, 'raised'],
  ['cancel undecided', () => toCancel(walk({}, said.taskOpened)), 'review: takes the case back, if nobody has decided', 'under_review', 'reviewers', '2026-11-06T08:00:00Z', 'raised'],
  ['cancel approved', () => toCancel(walk({}, said.approved, said.authorised)), 'logistics: calls off what has not been sent', 'to_be_sent', 'you', '2026-11-20T00:00:00Z', 'unsent'],
  ['cancel recall', () => toCancel(walk(recalled, said.approved, said.stopRequested)), 'logistics: lets the goods go, if they are not stopped or on their way back', 'refunding', 'warehouse', '2026-11-05T12:00:00Z', 'intercepted'],
  ['cancel kept goods', () => toCancel(walk({ type: 'refund_only' }, said.taskOpened)), 'review: takes the case back, if nobody has decided', 'under_review', 'reviewers', '2026-11-06T08:00:00Z', 'raised'],
  ['evidence asked', () => walk({}, said.taskOpened, said.taskClaimed, said.requested), 'customer: supply evidence (PHOTO_OF_FAULT) by 2026-11-08T08:00:00Z; without it the application is rejected', 'evidence_needed', 'you', '2026-11-08T08:00:00Z', 'unshown'],
  ['rejected for now', () => walk({}, said.taskOpened, said.rejectedForNow), 'customer: may supplement the application until 2026-11-10T08:00:00Z; then it closes', 'not_approved', 'you', dueAt, 'unsaid'],
  ['rejected', () => walk({}, said.rejected), '', 'not_approved', 'nobody', undefined, 'nothing'],
  ['withdrawn', () => walk({}, said.taskOpened, said.withdrawn), '', 'cancelled', 'nobody', undefined, 'nothing'],
  ['approved', () => walk({}, said.approved), 'logistics: authorises the return', 'to_be_sent', 'logistics', stepOver, 'late'],
  ['authorised', () => walk({}, said.approved, said.authorised), 'customer: send the goods by 2026-11-20T00:00:00Z', 'to_be_sent', 'you', '2026-11-20T00:00:00Z', 'unsent'],
  ['on its way', () => walk({}, said.approved, said.authorised, said.inTransit), 'carrier: brings the parcel', 'on_its_way', 'carrier', undefined, 'nothing'],
  ['lost', () => walk({}, said.approved, said.authorised, said.lost), 'carrier: looks for the lost parcel; if it does not turn up in time, the goods are paid back all the same', 'exception', 'carrier', undefined, 'lostBack'],
  ['at the dock', () => walk({}, ...goods), 'warehouse: inspects the goods', 'to_be_inspected', 'warehouse', stepOver, 'late'],
  ['expired, approval unheard', () => walk({}, said.authorised, said.expired), 'review: the decision is still to be heard of', 'cancelled', 'service', stepOver, 'late'],
  ['inspected', () => walk({}, ...inspected), 'refund: works out what is due', 'refunding', 'finance', stepOver, 'late'],
  ['due', () => walk({}, ...inspected, said.due), 'payment provider: pays the refund', 'refunding', 'provider', stepOver, 'late'],
  ['second person', () => walk({}, ...inspected, said.due, said.approvalNeeded), 'refund: a second person approves the amount', 'refunding', 'finance', stepOver, 'late'],
  ['declined', () => walk({}, ...inspected, said.due, said.approvalNeeded, said.refundDeclined), 'refund: declined (NOT_CONVINCING); finance may take it up again until 2026-11-12T08:00:00Z', 'exception', 'finance', '2026-11-12T08:00:00Z', 'toFinance'],
  ['declined for good', () => walk({}, ...inspected, said.due, said.approvalNeeded, said.refundDeclined, said.refundException), 'refund: declined (NOT_CONVINCING) and not taken up again; somebody of finance has to see to it', 'exception', 'finance', stepOver, 'withFinance'],
  ['declined of kept goods', () => walk({ type: 'refund_only' }, said.approved, said.due, said.approvalNeeded, said.refundDeclined), 'refund: declined (NOT_CONVINCING); finance may take it up again until 2026-11-12T08:00:00Z', 'exception', 'finance', '2026-11-12T08:00:00Z', 'ends'],
  ['leg tried again', () => walk({}, ...inspected, said.due, said.legFailed), 'payment provider: refused with PROVIDER_DOWN; tried again by itself', 'refunding', 'provider', stepOver, 'late'],
  ['leg stuck', () => walk({}, ...inspected, said.due, { ...said.legFailed, willRetry: false }), 'refund: a person has to look at leg-1, which failed with PROVIDER_DOWN', 'exception', 'finance', stepOver, 'byHand'],
  ['paid, inspection unheard', () => walk({}, said.approved, said.due, said.settled), 'warehouse: the inspection is still to be heard of', 'money_arrived', 'service', stepOver, 'late'],
  ['paid, approval unheard', () => walk({}, said.inspected, said.due, said.settled), 'review: the decision is still to be heard of', 'money_arrived', 'service', stepOver, 'late'],
  ['closed', () => walk({}, ...inspected, said.due, said.settled), '', 'completed', 'nobody', undefined, 'nothing'],
  ['stop asked', () => walk(recalled, said.approved, said.stopRequested), 'warehouse: says by 2026-11-05T12:00:00Z whether it could stop the goods', 'refunding', 'warehouse', '2026-11-05T12:00:00Z', 'intercepted'],
  ['stop late', () => walk(recalled, said.approved, said.stopRequested, said.stopOverdue), 'logistics: a person finds out why the warehouse does not say whether it could stop the goods', 'exception', 'logistics', '2026-11-06T20:00:00Z', 'intercepted'],
  ['stop begins', () => walk(recalled, said.approved), 'logistics: stops the goods, or gets them back', 'refunding', 'logistics', stepOver, 'intercepted'],
  ['recalled', () => walk(recalled, said.approved, said.stopRequested, said.recalled), 'carrier: intercepts parcel W-1; if nothing is heard of it by 2026-11-12T08:00:00Z, it counts as lost', 'on_its_way', 'carrier', '2026-11-12T08:00:00Z', 'silent'],
  ['refused at the door', () => walk(recalled, said.approved, { ...said.recalled, intercept: false }), 'carrier: brings back parcel W-1; if nothing is heard of it by 2026-11-12T08:00:00Z, it counts as lost', 'on_its_way', 'carrier', '2026-11-12T08:00:00Z', 'silent'],
  ['recalled, moving', () => walk(recalled, said.approved, said.recalled, { ...said.inTransit, trackingNumber: 'W-1' }), 'carrier: brings the parcel', 'on_its_way', 'carrier', undefined, 'nothing'],
  ['recalled, moving, recall unheard', () => walk(recalled, said.approved, { ...said.inTransit, trackingNumber: 'W-1' }), 'carrier: brings the parcel', 'on_its_way', 'carrier', undefined, 'nothing'],
  ['short', () => walk({}, ...goods, also.exception('short'), said.oneShort), 'warehouse: a person sorts out units that were not in the box by 2026-11-10T08:00:00Z; then they stay in quarantine', 'exception', 'warehouse', dueAt, 'missing'],
  ['empty box', () => walk({}, ...goods, also.exception('empty_box'), said.allShort), 'warehouse: a person sorts out a box with nothing in it by 2026-11-10T08:00:00Z; then they stay in quarantine', 'exception', 'warehouse', dueAt, 'missing'],
  ['too many', () => walk({}, ...goods, also.exception('over'), said.inspected), 'warehouse: a person sorts out more units than were announced by 2026-11-10T08:00:00Z; then they stay in quarantine', 'exception', 'warehouse', dueAt, 'kept'],
  ['something else', () => walk({}, ...goods, also.exception('wrong_item'), said.inspected), 'warehouse: a person sorts out units that were not announced by 2026-11-10T08:00:00Z; then they stay in quarantine', 'exception', 'warehouse', dueAt, 'kept'],
  ['disputed', () => walk({}, ...goods, also.oneRejected, also.quoted, also.exception('disputed')), 'warehouse: a person sorts out rejected units, as the customer disputes that by 2026-11-10T08:00:00Z; then they stay in quarantine', 'exception', 'warehouse', dueAt, 'lookedAtAgain'],
  ['rejected units, unquoted', () => walk({}, ...goods, also.oneRejected), 'refund: works out what a deduction for the rejected units comes to', 'to_be_inspected', 'finance', stepOver, 'late'],
  ['rejected units, quoted', () => walk({}, ...goods, also.oneRejected, also.quoted), 'warehouse: carries out what was chosen for the rejected units', 'to_be_inspected', 'warehouse', stepOver, 'late'],
  ['rejected units, to choose', () => choosing('rejected_units', walk({}, ...goods, also.oneRejected, also.quoted)), 'customer: chooses what becomes of the rejected units by 2026-11-10T08:00:00Z; then they are paid for less a deduction', 'choice_needed', 'you', dueAt, 'deducted'],
  ['rejected units go back', () => walk({}, ...goods, also.oneRejected, also.quoted, also.goodsBack), 'logistics: sends the rejected goods back', 'replacement_on_its_way', 'warehouse', stepOver, 'late'],
  ['rejected units lost on their way', () => walk({}, ...goods, also.oneRejected, also.quoted, also.goodsBack, also.conveyed('ordered'), also.conveyed('lost')), 'carrier: looks for the lost parcel; if it does not turn up in time, the customer is paid for it', 'exception', 'carrier', undefined, 'lostPaid'],
  ['resend approved', () => walk({ type: 'resend' }, said.approved), 'warehouse: sets the units aside', 'replacement_on_its_way', 'warehouse', stepOver, 'late'],
  ['resend reserved', () => walk({ type: 'resend' }, said.approved, also.reserved), 'logistics: orders the parcel', 'replacement_on_its_way', 'warehouse', stepOver, 'late'],
  ['resend ordered', () => walk({ type: 'resend' }, said.approved, also.reserved, also.conveyed('ordered')), 'warehouse: picks the units', 'replacement_on_its_way', 'warehouse', stepOver, 'late'],
  ['resend picked', () => walk({ type: 'resend' }, said.approved, also.reserved, also.conveyed('ordered'), also.picked), 'carrier: takes the parcel', 'replacement_on_its_way', 'carrier', undefined, 'nothing'],
  ['resend shipped', () => walk({ type: 'resend' }, said.approved, also.reserved, also.conveyed('ordered'), also.picked, also.conveyed('shipped')), 'carrier: brings the parcel to the customer', 'replacement_on_its_way', 'carrier', undefined, 'nothing'],
  ['resend lost', () => walk({ type: 'resend' }, said.approved, also.reserved, also.conveyed('lost')), 'carrier: looks for the lost parcel; if it does not turn up in time, it is sent once more', 'exception', 'carrier', undefined, 'lostSent'],
  ['resend delivered, approval unheard', () => walk({ type: 'resend' }, also.reserved, also.picked, also.conveyed('delivered')), 'review: the decision is still to be heard of', 'replacement_on_its_way', 'service', stepOver, 'late'],
  ['resend delivered, leaving unheard', () => walk({ type: 'resend' }, said.approved, also.reserved, also.conveyed('delivered')), 'warehouse: says that what the customer was sent has left', 'replacement_on_its_way', 'service', stepOver, 'late'],
  ['exchange delivered, inspection unheard', () => walk({ type: 'exchange' }, said.approved, also.picked, also.conveyed('delivered')), 'warehouse: the inspection is still to be heard of', 'replacement_on_its_way', 'service', stepOver, 'late'],
  ['out of stock', () => choosing('out_of_stock', walk({ type: 'resend' }, said.approved, also.out)), 'customer: chooses to wait or to be paid back by 2026-11-10T08:00:00Z; then they are paid back', 'choice_needed', 'you', dueAt, 'paidBack'],
  ['out of stock, waits', () => chosen(choosing('out_of_stock', walk({ type: 'resend' }, said.approved, also.out)), 'wait'), 'warehouse: asks every day whether there are units again', 'replacement_on_its_way', 'warehouse', waitedLong, 'askedAgain'],
  ['out of stock, others quoted', () => choosing('out_of_stock', walk({ type: 'exchange' }, said.approved, said.inspected, also.out, also.quotedVariants)), 'customer: chooses to wait or another variant or to be paid back by 2026-11-10T08:00:00Z; then they are paid back', 'choice_needed', 'you', dueAt, 'chosenFor'],
  ['resend given up', () => walk({ type: 'resend' }, said.approved, also.reserved, also.conveyed('ordered'), also.picked, also.conveyed('written_off')), 'warehouse: sets the units aside', 'replacement_on_its_way', 'warehouse', stepOver, 'late'],
  ['resend came back', () => walk({ type: 'resend' }, said.approved, also.reserved, also.conveyed('ordered'), also.picked, also.conveyed('returned')), 'warehouse: sets the units aside', 'replacement_on_its_way', 'warehouse', stepOver, 'late'],
  ['resend ordered once more', () => walk({ type: 'resend' }, said.approved, also.reserved, also.conveyed('ordered'), also.picked, { kind: 'replacement_parcel', state: 'ordered', attempt: 2, trackingNumber: 'GR1X2' }), 'warehouse: picks the units', 'replacement_on_its_way', 'warehouse', stepOver, 'late'],
  ['exchange settled and reserved', () => walk({ type: 'exchange' }, said.approved, said.inspected, also.reserved, { kind: 'difference_settled', units: 2 }), 'logistics: orders the parcel', 'replacement_on_its_way', 'warehouse', stepOver, 'late'],
  ['answered, to be closed', () => ({ ...walk({ type: 'inquiry' }, also.asked), concernEnd: { how: 'answered' } }), 'intake: closes the case', 'completed', 'service', stepOver, 'late'],
  ['rejected, to be closed', () => ({ ...walk({}), decision: { verdict: 'rejected', record: said.rejected.record, reasons: said.rejected.reasons } }), 'intake: closes the case', 'not_approved', 'service', stepOver, 'late'],
  ['called off, to be closed', () => ({ ...walk({}, said.approved, said.authorised), calledOff: { by: 'logistics', result: 'expired', reasonCode: '' } }), 'intake: closes the case', 'cancelled', 'service', stepOver, 'late'],
  ['withdrawn, to be closed', () => ({ ...walk({}, said.taskOpened), calledOff: { by: 'review', result: 'cancelled', reasonCode: 'X' } }), 'intake: closes the case', 'cancelled', 'service', stepOver, 'late'],
  ['supplemented', () => ({ ...walk({}, said.taskOpened, said.rejectedForNow), decision: undefined, supplements: [{ round: 2, at: now, evidenceIds: [], explained: true, rejected: said.rejectedForNow }] }), 'review: looks at what was supplemented', 'under_review', 'reviewers', stepOver, 'raised'],
  ['asked again by review', () => walk({}, said.taskOpened, said.taskClaimed, said.requested, said.resumed), 'review: staff-7 decides by 2026-11-09T08:00:00Z', 'under_review', 'reviewers', '2026-11-09T08:00:00Z', 'raised'],
  ['exchange inspected', () => walk({ type: 'exchange' }, said.approved, said.inspected), 'warehouse: sets the units aside', 'replacement_on_its_way', 'warehouse', stepOver, 'late'],
  ['exchange reserved', () => walk({ type: 'exchange' }, said.approved, said.inspected, also.reserved), 'refund: settles what came back', 'replacement_on_its_way', 'warehouse', stepOver, 'late'],
  ['exchange cheaper', () => walk(variant, said.approved, said.inspected, { ...said.due, difference: true }), 'payment provider: pays the refund', 'refunding', 'provider', stepOver, 'late'],
  ['exchange dearer', () => walk(variant, said.approved, said.inspected, also.topUp), 'customer: pays 400 GBP (minor units) on top by 2026-11-10T08:00:00Z; then they are paid back', 'top_up_needed', 'you', dueAt, 'exchangeEnds'],
  ['exchange not paid', () => walk(variant, said.approved, said.inspected, also.topUp, also.notPaid), 'logistics: has the customer paid back, as nothing was paid on top', 'refunding', 'finance', stepOver, 'unpaid'],
  ['repair inspected', () => walk({ type: 'repair' }, said.approved, said.inspected), 'warehouse: has the goods repaired', 'to_be_inspected', 'warehouse', stepOver, 'repaired'],
  ['repair ordered', () => walk({ type: 'repair' }, said.approved, said.inspected, also.repair), 'warehouse: repairs the goods, and says so by 2026-11-10T08:00:00Z', 'to_be_inspected', 'warehouse', dueAt, 'repaired'],
  ['repair late', () => walk({ type: 'repair' }, said.approved, said.inspected, also.repair, also.repairLate), 'warehouse: a person finds out why nobody says whether the goods are repaired', 'exception', 'warehouse', dueAt, 'repaired'],
  ['not repairable', () => walk({ type: 'repair' }, said.approved, said.inspected, also.repair, also.notRepairable), 'logistics: has the customer paid for what can\'t be repaired', 'to_be_inspected', 'warehouse', stepOver, 'repaired'],
  ['repaired', () => walk({ type: 'repair' }, said.approved, said.inspected, also.repair, also.repaired), 'logistics: sends the repaired goods back', 'replacement_on_its_way', 'warehouse', stepOver, 'late'],
  ['repaired, lost', () => walk({ type: 'repair' }, said.approved, said.inspected, also.repair, also.repaired, also.conveyed('lost')), 'carrier: looks for the lost parcel; if it does not turn up in time, the customer is paid for it', 'exception', 'carrier', undefined, 'lostPaid'],
  ['sent back called off', () => walk({ type: 'resend' }, also.off('cancelled', 'CHANGED_MIND')), 'review: the decision is still to be heard of', 'cancelled', 'service', stepOver, 'late'],
  ['inquiry', () => walk({ type: 'inquiry' }), 'feedback: gives it to customer service', 'under_review', 'service', stepOver, 'late'],
  ['inquiry asked', () => walk({ type: 'inquiry' }, also.asked), 'feedback: a person of customer service answers by 2026-11-10T08:00:00Z', 'under_review', 'service', dueAt, 'takenOver'],
  ['inquiry of kim', () => walk({ type: 'inquiry' }, also.asked, also.askedOf), 'feedback: kim answers by 2026-11-10T08:00:00Z', 'under_review', 'service', dueAt, 'takenOver'],
  ['inquiry of kim alone', () => walk({ type: 'inquiry' }, also.askedOf), 'feedback: kim answers', 'under_review', 'service', stepOver, 'takenOver'],
];

it.each(rows)('of a case that is %s it is said whom it waits for, and what its customer sees', (_name, make, waiting, code, has, by, then) => {
  const it = make();
  expect(waitingFor(it)).toBe(waiting);
  expect(customerStatusOf(it)).toMatchObject({ code, who: who[has], by, otherwise: otherwise[then] });
});
