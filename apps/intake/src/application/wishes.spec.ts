import { memoryWork } from '@huiliu/testing';
import { anAppliedLine, anOrder, caseIds, heard, said as they } from '../../test/builders';
import { intakeTables } from '../adapters/out/postgres/tables';
import type { ChoiceAnswer } from '../domain/choice';
import type { Fact } from '../domain/facts';
import { cancelCase } from './cancel-case';
import { caseSummary } from './case-summary';
import { caseView } from './case-view';
import { chooseResolution, choiceRunsOut } from './choose-resolution';
import { openCase, type ReturnRequest } from './open-case';
import { placeOrder } from './place-order';
import { recordOutcome } from './record-outcome';
import { reopenCase, tellReopened, type ReopenedCase } from './reopen-case';
import { choiceTimer, reopenedTimer, supplementTimer } from './work';

const now = new Date('2026-11-07T08:00:00Z');
const dueAt = '2026-11-14T08:00:00.000Z';
const cause = { id: 'portal/intake.X/k1', traceId: 't', spanId: 's' };
const subject = `case:${caseIds.a}`;
const lineId = `${caseIds.a}-1`;
const money = (amountMinor: bigint) => ({ amountMinor, currency: 'GBP' });

/** Intake with one case open: two of three units. */
function withCase(over: Partial<ReturnRequest> = {}) {
  const memory = memoryWork(intakeTables, { now, timers: [choiceTimer, supplementTimer, reopenedTimer] });
  placeOrder(memory.work, anOrder());
  const request: ReturnRequest = { requestId: 'r1', customerId: 'c1', orderId: 'o1', type: 'return', channel: 'crm', requestedAt: '2026-10-08T09:00:00Z', provenance: 'real', lines: [anAppliedLine()], evidence: [], ...over };
  expect(openCase(memory.work, heard('ReturnRequested', 'urn:crm'), caseIds.a, request)).toEqual({ kind: 'done' });
  memory.said.length = 0;
  const hear = (...facts: readonly Fact[]) => facts.map((fact) => recordOutcome(memory.work, heard(`huiliu.${fact.kind}`), caseIds.a, fact)).at(-1);
  const caseIn = (id: string = caseIds.a) => memory.cases.get(id) ?? fail();
  return { ...memory, hear, caseIn, view: () => caseView(caseIn()), lastLine: () => memory.timeline.at(-1)?.summary };
}
const fail = (): never => {
  throw new Error('there is no case');
};
const refOf = ({ caseIn }: ReturnType<typeof withCase>) => ({ caseId: caseIds.a, caseNumber: caseIn().caseNumber, orderId: 'o1' });

const rejected: Fact = { kind: 'inspected', lines: [{ caseLineId: lineId, accepted: 1, short: 0, quarantined: 0, rejected: 1 }] };
const quoted: Fact = { kind: 'deduction_quoted', deducted: money(300n), paid: money(1700n) };
const out = (number = 1): Fact => ({ kind: 'out_of_stock', attempt: 1, number });
const compared = (number = 1): Fact => ({ kind: 'variants_compared', number, offered: [{ sku: 'CUP', unitPrice: money(1200n), paidOnTop: money(400n) }, { sku: 'JAR', unitPrice: money(900n), paidBack: money(200n) }] });

describe('what only the customer can decide', () => {
  const offered = (memory: ReturnType<typeof withCase>, offer: object) => ({ name: 'ChoiceOffered', subject, data: { ref: refOf(memory), ...offer, dueAt } });

  it('is asked once, with its clock, of what is out of stock; the same answer again changes nothing', () => {
    const memory = withCase({ type: 'resend' });
    memory.hear(they.approved, out(), out());
    expect(memory.said).toEqual([offered(memory, { number: 1, kind: 'CHOICE_KIND_OUT_OF_STOCK', options: ['wait', 'refund'], byDefault: 'refund', missingUnits: undefined, variants: [] })]);
    expect(memory.timers).toEqual([{ subject, name: choiceTimer, dueAt: new Date(dueAt), payload: { caseId: caseIds.a } }]);
    expect(memory.timeline.map(({ summary }) => summary)).toContain(`Intake: the customer is asked what to do, as it is out of stock, until ${dueAt}`);
    expect(memory.view().choice).toMatchObject({ number: 1, kind: 'out_of_stock', options: ['wait', 'refund'], dueAt, byDefault: 'refund', chosen: '', chosenBy: '', variants: [], chosenSku: '' });
    const choose = (option: ChoiceAnswer['option']) => chooseResolution(memory.work, cause, caseIds.a, { option, sku: undefined, by: 'customer' });
    expect(choose('deduction')).toMatchObject({ kind: 'refused', refusal: { code: 'OPTION_NOT_OFFERED' } });
    expect(choose('wait')).toMatchObject({ kind: 'done', response: { case: { choice: { chosen: 'wait', chosenBy: 'customer', options: [] } } } });
    expect(memory.said.slice(1)).toEqual([{ name: 'ResolutionChanged', subject, data: { ref: refOf(memory), number: 1, resolution: 'RESOLUTION_WAIT', chosenBy: 'customer', units: [], chosenAt: now.toISOString(), variant: undefined } }]);
    expect([memory.timers, memory.lastLine()]).toEqual([[], 'Intake: the customer chose to wait']);
    expect(choose('wait')).toMatchObject({ kind: 'ignored', response: { case: { choice: { chosen: 'wait' } } } });
    expect(choose('refund')).toMatchObject({ kind: 'refused', refusal: { code: 'CHOICE_ANSWERED' } });
    expect(choiceRunsOut(memory.work, cause, caseIds.a)).toMatchObject({ kind: 'ignored' });
    expect(memory.said).toHaveLength(2);
    expect(chooseResolution(memory.work, cause, caseIds.b, { option: 'wait', by: 'customer' })).toMatchObject({ kind: 'refused', refusal: { code: 'CASE_NOT_FOUND' } });
  });

  it('is asked anew when it is out of stock again', () => {
    const memory = withCase({ type: 'resend' });
    memory.hear(they.approved, out());
    chooseResolution(memory.work, cause, caseIds.a, { option: 'wait', by: 'customer' });
    memory.hear(out(2));
    expect(memory.said.at(-1)).toMatchObject({ name: 'ChoiceOffered', data: { number: 2 } });
  });

  it('is what others that the shop can send may be, which they are told of once more with what that costs', () => {
    const memory = withCase({ type: 'exchange' });
    memory.hear(they.approved, they.inspected, out());
    expect(memory.said).toMatchObject([{ name: 'ChoiceOffered', data: { options: ['wait', 'refund'], missingUnits: { orderLineId: 'ol1', sku: 'MUG', quantity: 2 }, variants: [] } }]);
    memory.hear(compared(2));
    expect(memory.said).toHaveLength(1);
    const other = withCase({ type: 'exchange' });
    other.hear(they.approved, they.inspected, out(), compared());
    expect(other.said).toHaveLength(2);
    const variants = [{ sku: 'CUP', unitPriceMinor: '1200', paidBack: undefined, paidOnTop: { amountMinor: '400', currency: 'GBP' } }, { sku: 'JAR', unitPriceMinor: '900', paidBack: { amountMinor: '200', currency: 'GBP' }, paidOnTop: undefined }];
    expect(other.said[1]?.data).toMatchObject({ options: ['wait', 'other_variant', 'refund'], variants });
    expect(other.view().choice?.variants).toEqual(variants);
    expect(chooseResolution(other.work, cause, caseIds.a, { option: 'other_variant', sku: 'CUP', by: 'staff-7' })).toMatchObject({ kind: 'done', response: { case: { choice: { chosenSku: 'CUP', variants: [] } } } });
    expect(other.said.at(-1)).toMatchObject({ name: 'ResolutionChanged', data: { resolution: 'RESOLUTION_OTHER_VARIANT', chosenBy: 'staff-7', variant: { caseLineId: lineId, sku: 'CUP', unitPriceMinor: '1200' } } });
    expect(other.lastLine()).toBe('Intake: our staff chose for the customer to get CUP instead');
  });

  it('is asked of rejected units once it is known what a deduction comes to, and is a deduction where nobody answers', () => {
    const memory = withCase();
    memory.hear(they.approved, they.authorised, they.delivered, rejected);
    expect(memory.said).toEqual([]);
    memory.hear(quoted);
    const quote = { deducted: { amountMinor: '300', currency: 'GBP' }, paid: { amountMinor: '1700', currency: 'GBP' } };
    expect(memory.said).toEqual([offered(memory, { number: 1, kind: 'CHOICE_KIND_REJECTED_UNITS', options: ['deduction', 'goods_back', 'dispute'], byDefault: 'deduction', ...quote, missingUnits: undefined, variants: [] })]);
    expect(memory.view().choice).toMatchObject({ kind: 'rejected_units', ...quote, variants: [] });
    expect(choiceRunsOut(memory.work, cause, caseIds.a)).toEqual({ kind: 'done' });
    expect(memory.said.at(-1)).toMatchObject({ name: 'ResolutionChanged', data: { resolution: 'RESOLUTION_DEDUCTION', chosenBy: 'deadline', units: [{ caseLineId: lineId, sku: 'MUG', quantity: 1 }], chosenAt: now.toISOString(), variant: undefined } });
    expect(choiceRunsOut(memory.work, cause, caseIds.a)).toMatchObject({ kind: 'ignored' });
    expect(choiceRunsOut(memory.work, cause, caseIds.b)).toMatchObject({ kind: 'ignored' });
  });

  it('is not asked of what is over', () => {
    const memory = withCase({ type: 'resend' });
    memory.hear(they.approved, { kind: 'replacement_called_off', reason: 'refund_instead', reasonCode: '' }, out());
    expect([memory.said, memory.timers]).toEqual([[], []]);
  });
});

describe('a wish to cancel', () => {
  const cancel = ({ work }: ReturnType<typeof withCase>, askedBy = 'customer', id: string = caseIds.a) => cancelCase(work, cause, id, { reasonCode: 'CHANGED_MIND', askedBy });

  it.each([
    ['customer', 'the customer asks'],
    ['staff-7', 'our staff asks'],
  ])('of %s is passed on to review, once', (askedBy, words) => {
    const memory = withCase();
    expect(cancel(memory, askedBy)).toMatchObject({ kind: 'done', response: { case: { cancellation: { reasonCode: 'CHANGED_MIND', askedBy, askedAt: now.toISOString(), declinedCode: '' } } } });
    expect(memory.said).toEqual([{ name: 'CancellationRequested', subject, data: { ref: refOf(memory), reasonCode: 'CHANGED_MIND', askedBy } }]);
    expect(memory.lastLine()).toBe(`Intake: ${words} to cancel (CHANGED_MIND)`);
    expect(cancel(memory, askedBy)).toMatchObject({ kind: 'ignored', response: { case: { cancellation: { askedBy } } } });
    expect(memory.said).toHaveLength(1);
    memory.hear(they.approved, they.authorised, they.declined);
    expect(memory.view().cancellation?.declinedCode).toBe('PARCEL_MOVING');
  });

  it('is refused where it comes too late, or there is no such case', () => {
    const memory = withCase();
    memory.hear(they.approved, they.authorised, they.delivered);
    expect(cancel(memory)).toMatchObject({ kind: 'refused', refusal: { code: 'CANCEL_AT_WAREHOUSE' } });
    expect(cancel(memory, 'customer', caseIds.b)).toMatchObject({ kind: 'refused', refusal: { code: 'CASE_NOT_FOUND', kind: 'NOT_FOUND' } });
    expect(memory.said).toEqual([]);
  });
});

describe('a case that has ended and is taken up again', () => {
  const wish: ReopenedCase = { reasonCode: 'NEW_PROOF', askedBy: 'customer', lines: [], type: 'unspecified' };
  const reopen = ({ work }: ReturnType<typeof withCase>, over: Partial<ReopenedCase> = {}, endedId: string = caseIds.a) => reopenCase(work, cause, { endedId, caseId: caseIds.b }, { ...wish, ...over }, 30 * 86_400_000);

  it('is another one, told to review at once, and to CRM in a step of its own; it holds the units again', () => {
    const memory = withCase();
    memory.hear(they.rejected);
    memory.said.length = 0;
    expect(reopen(memory)).toMatchObject({ kind: 'done', response: { case: { ref: { caseId: caseIds.b }, reopens: refOf(memory), status: 'submitted' } } });
    expect(memory.said).toMatchObject([{ name: 'CaseSubmitted', subject: `case:${caseIds.b}`, data: { reopens: refOf(memory), lines: [{ sku: 'MUG', quantity: 2 }] } }]);
    expect(memory.timers).toEqual([{ subject, name: reopenedTimer, dueAt: now, payload: { caseId: caseIds.a } }]);
    const { caseNumber } = memory.caseIn(caseIds.b);
    expect(memory.view().reopenedAs).toEqual({ caseId: caseIds.b, caseNumber, orderId: 'o1' });
    expect(memory.units.get('o1')).toEqual({ ol1: { held: { [caseIds.b]: 2 }, spent: 0 } });
    expect(tellReopened(memory.work, cause, caseIds.a)).toEqual({ kind: 'done' });
    expect(memory.said.at(-1)).toEqual({ name: 'CaseReopened', subject, data: { ref: refOf(memory), reopenedAs: { caseId: caseIds.b, caseNumber, orderId: 'o1' }, reasonCode: 'NEW_PROOF', reopenedAt: now.toISOString() } });
    expect(memory.lastLine()).toBe(`Intake: taken up again as case ${caseNumber}, as the customer asked (NEW_PROOF); CRM told`);
    expect([tellReopened(memory.work, cause, caseIds.b).kind, tellReopened(memory.work, cause, 'none').kind]).toEqual(['ignored', 'ignored']);
  });

  it('may be of another type, that is offered', () => {
    const memory = withCase();
    memory.hear(they.rejected);
    expect(reopen(memory, { type: 'inquiry' })).toMatchObject({ kind: 'refused', refusal: { code: 'TYPE_NOT_OFFERED' } });
    expect(reopen(memory, { type: 'repair' })).toMatchObject({ kind: 'done', response: { case: { type: 'CASE_TYPE_REPAIR' } } });
  });

  it('is refused where it has not ended, or there is none', () => {
    const memory = withCase();
    expect(reopen(memory)).toMatchObject({ kind: 'refused', refusal: { code: 'CASE_NOT_CLOSED' } });
    expect(reopen(memory, {}, 'none')).toMatchObject({ kind: 'refused', refusal: { code: 'CASE_NOT_FOUND', kind: 'NOT_FOUND' } });
    expect([memory.said, memory.timers, memory.cases.size]).toEqual([[], [], 1]);
  });
});

describe('a case as everybody may see it, with what goes to the customer', () => {
  const conveyed = (state: 'ordered' | 'lost'): Fact => ({ kind: 'replacement_parcel', state, attempt: 2, trackingNumber: 'X2' });

  it('names the last word of who has it', () => {
    const memory = withCase({ type: 'resend' });
    const seen = () => memory.view().replacement;
    expect(seen()).toBeUndefined();
    memory.hear(they.approved, { kind: 'units_reserved', attempt: 1 });
    expect(seen()).toEqual({ state: 'reserved', trackingNumber: '', shipment: 1 });
    memory.hear({ kind: 'units_reserved', attempt: 2 }, conveyed('ordered'));
    expect(seen()).toEqual({ state: 'ordered', trackingNumber: 'X2', shipment: 2 });
    const off = withCase({ type: 'resend' });
    off.hear({ kind: 'replacement_called_off', reason: 'cancelled', reasonCode: 'X' });
    expect(off.view().replacement).toEqual({ state: 'called_off', trackingNumber: '', shipment: 1 });
  });

  it('tells of a repair until it is over, and of what is to be paid on top, and where, until it is', () => {
    const repair = withCase({ type: 'repair' });
    repair.hear(they.approved, they.inspected, { kind: 'repair_ordered', attempt: 1, answerBy: dueAt, overdue: true });
    expect(repair.view().repair).toEqual({ state: 'asked', owner: 'warehouse', attempt: 1, answerBy: dueAt, overdue: true });
    repair.hear({ kind: 'repair_finished', end: 'repaired' });
    expect(repair.view().repair).toEqual({ state: 'repaired', owner: 'warehouse', attempt: 0, answerBy: undefined, overdue: false });
    const dearer = withCase({ type: 'exchange' });
    dearer.hear(they.approved, they.inspected, { kind: 'top_up_requested', amount: money(400n), dueAt, paymentUrl: 'https://pay.example/P' });
    const topUp = { amount: { amountMinor: '400', currency: 'GBP' }, dueAt };
    expect(dearer.view().topUp).toEqual({ ...topUp, state: 'due', paymentUrl: 'https://pay.example/P' });
    dearer.hear({ kind: 'top_up_paid', amount: money(400n) });
    expect(dearer.view().topUp).toEqual({ ...topUp, state: 'paid', paymentUrl: '' });
  });

  it('has the times that run, and no others', () => {
    const memory = withCase();
    const times = () => [memory.view().evidenceDueAt, memory.view().supplementUntil, memory.view().answerDueAt];
    memory.hear(they.taskOpened, they.taskClaimed, they.requested);
    expect(times()).toEqual(['2026-11-08T08:00:00Z', undefined, undefined]);
    memory.hear(they.resumed);
    expect(times()).toEqual([undefined, undefined, undefined]);
    memory.hear(they.rejectedForNow);
    expect([times(), memory.view().reasonCodes]).toEqual([[undefined, '2026-11-10T08:00:00Z', undefined], ['NOT_JUSTIFIED']]);
  });

  it('names the parcel that is to come back, whatever it is called, and the parcels beside it', () => {
    const recalled = withCase({ type: 'refund_only', refundOnlyKind: 'on_the_way' });
    recalled.hear(they.approved, they.stopRequested);
    expect([recalled.view().trackingNumber, recalled.view().refundOnlyKind]).toEqual(['', 'REFUND_ONLY_KIND_ON_THE_WAY']);
    recalled.hear(they.recalled);
    expect(recalled.view().trackingNumber).toBe('W-1');
    expect(withCase({ type: 'refund_only' }).view().refundOnlyKind).toBe('REFUND_ONLY_KIND_RECEIVED');
    const returned = withCase();
    returned.hear(they.approved, they.authorised, { kind: 'parcel_added', trackingNumber: 'T-2', sendBy: dueAt });
    expect(returned.view()).toMatchObject({ trackingNumber: 'T-1', furtherParcels: { trackingNumbers: ['T-2'] }, lines: [{ approved: 2 }] });
    expect(returned.view()).not.toHaveProperty('refundOnlyKind');
    expect(withCase().view()).not.toHaveProperty('furtherParcels');
  });

  it('says what was paid in all, and why what was declined was', () => {
    const memory = withCase({ type: 'refund_only' });
    memory.hear(they.approved, they.due, they.approvalNeeded, they.refundDeclined);
    expect(memory.view().reasonCodes).toEqual(['NOT_CONVINCING']);
    const paid = withCase();
    paid.hear(they.approved, they.settled);
    expect(paid.view().refunded).toEqual({ amountMinor: '2000', currency: 'GBP' });
    const nothing = withCase();
    nothing.hear(they.approved, they.settledNothing);
    expect(nothing.view().refunded).toEqual({ amountMinor: '0', currency: 'GBP' });
  });

  it('is in a list without what may be long', () => {
    const memory = withCase();
    memory.hear(they.taskOpened);
    const { ref, type, status, customerId, requestedAt, customerStatus, waitingFor } = memory.view();
    expect(caseSummary(memory.caseIn(), now)).toEqual({ ref, type, status, customerId, requestedAt, customerStatus, waitingFor, openedAt: now.toISOString(), closedAt: undefined, units: 2, result: 'CASE_RESULT_UNSPECIFIED', overdue: true });
    memory.hear(they.rejected);
    expect(caseSummary(memory.caseIn(), now)).toMatchObject({ closedAt: now.toISOString(), result: 'CASE_RESULT_REJECTED', overdue: false });
  });
});

it('clocks are kept under names that the next version finds', () => {
  expect([supplementTimer, choiceTimer, reopenedTimer]).toEqual(['supplement-over', 'choice-over', 'reopened']);
});
