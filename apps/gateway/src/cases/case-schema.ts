import { CaseResult, CaseType, Channel, ClaimedCondition, Provenance, RefundOnlyKind, ReturnReason } from '@huiliu/contracts';
import { z } from 'zod';
import { at, amountMinor, count, facts, money, name, state, wordOrNull } from '../http/answer-parts';

const line = z
  .strictObject({
    caseLineId: name().nullable(),
    orderLineId: name().nullable(),
    sku: name().nullable(),
    quantity: count('Units applied for.'),
    reason: wordOrNull(ReturnReason),
    condition: wordOrNull(ClaimedCondition, 'As the customer says.'),
    claimedMinor: amountMinor().nullable(),
    lowerUnitPriceMinor: amountMinor().nullable().meta({ description: 'Of a price difference: the lower price of one unit that the customer points to, in minor units as text.' }),
    wantedSku: name('Of an exchange for another variant: which one.').nullable(),
    wantedUnitPriceMinor: amountMinor().nullable().meta({ description: 'Of an exchange for another variant: what one unit of it was quoted at, in minor units as text.' }),
    approved: count('Units approved; null as long as nothing is.').nullable(),
    received: count('Units that have arrived.'),
    short: count('Units that will not come any more.'),
    accepted: count('Units accepted at inspection: these are refunded.'),
    rejected: count('Units rejected at the inspection: what becomes of them the customer chooses. Missing where none was.').optional(),
    lost: count('Units on their way back that are lost for good.'),
  })
  .meta({ id: 'CaseLine' });

const decision = z.strictObject({
  policyVersion: name(),
  ruleIds: z.array(name()).meta({ description: 'The rules that fired, in order; the last one decided.' }),
  decidedBy: name('`rules`, or the person who decided.'),
  decidedAt: at(),
  facts: facts(),
  round: z.int().min(1).meta({ description: 'From 1; one more with each supplement.' }),
});

const cancellation = z.strictObject({
  reasonCode: name('Stable code of why, as CHANGED_MIND.'),
  askedAt: at().nullable(),
  declinedCode: name('Stable code of why it could not be cancelled any more; null while nobody has declined.').nullable(),
  state: name('asked, awaiting_agreement, agreed, declined, cancelled; null from a department of a version before.').nullable(),
  agreeBy: at('The parcel is on its way: by then somebody agrees to have it brought back, or the case goes on. Null where nobody is asked.').nullable(),
  agreedBy: name('For staff: who has agreed to that; null while nobody has.').nullable().optional(),
  askedBy: name('For staff: `customer`, or who asked for the customer.').optional(),
});

const variant = z
  .strictObject({
    sku: name(),
    unitPriceMinor: amountMinor().meta({ description: 'Of one unit, in minor units of the order\'s currency, as the shop has quoted it.' }),
    paidBack: money.nullable().meta({ description: 'For all units, if all that were approved come back; null where nothing is.' }),
    paidOnTop: money.nullable().meta({ description: 'The same, where it is dearer.' }),
  })
  .meta({ id: 'OfferedVariant', description: 'Another variant that may be sent in exchange, and what that costs.' });

const choice = z
  .strictObject({
    number: z.int().min(1).meta({ description: 'Which choice of the case it is.' }),
    kind: name('out_of_stock: what is to be sent is not there; rejected_units: units that came back are not in order.'),
    options: z.array(name()).meta({ description: 'wait, refund, and other_variant where there are variants; of rejected units deduction, goods_back, dispute; empty when there is nothing to choose any more.' }),
    dueAt: at().nullable(),
    byDefault: name('What is done when nobody chooses in time.'),
    chosen: name('Null as long as nobody has.').nullable(),
    variants: z.array(variant).meta({ description: 'Of what is out of stock: what the shop can send instead. Empty where it can\'t, or has not said so yet.' }),
    chosenSku: name('Which of them was chosen; null where none was.').nullable(),
    deducted: money.optional().meta({ description: 'Of rejected units: what stays with the seller if a deduction is chosen.' }),
    paid: money.optional().meta({ description: 'Of rejected units: what is paid back for the case in all, if a deduction is chosen.' }),
    chosenBy: name('For staff: `customer`, `deadline`, or who chose for the customer.').nullable().optional(),
  })
  .meta({ id: 'Choice', description: 'What only the customer can decide.' });

const replacement = z
  .strictObject({
    state: name('reserved, out_of_stock, picked, ordered, shipped, lost, delivered, written_off, returned, called_off.'),
    trackingNumber: name('Of the parcel to the customer; null until it is ordered.').nullable(),
    shipment: z.int().min(1).meta({ description: 'One more each time that one was lost, or could not be delivered.' }),
  })
  .meta({ id: 'Replacement', description: 'What is sent to the customer, in exchange, because it was missing, or their own goods, repaired.' });
const topUp = z
  .strictObject({
    state: name('due, paid, expired.'),
    amount: money.nullable(),
    dueAt: at('By when it has to be paid; then the customer is paid back instead.').nullable(),
    paymentUrl: name('Where the customer pays; null when it is not due.').nullable(),
  })
  .meta({ id: 'TopUp', description: 'What the customer pays on top, as the other variant is dearer.' });
const hold = z
  .strictObject({
    state: name('asked_for, not_allowed, awaited, held, declined, released, captured.'),
    amount: money.nullable().meta({ description: 'Null as long as nothing is held.' }),
    captureAt: at('What has not come back by then is paid for out of it.').nullable(),
    reasonCode: name('Why it ended; null as long as it has not.').nullable(),
    captured: money.nullable().meta({ description: 'What was paid out of it; null where nothing was.' }),
    soldOrderId: name('The order under which the units that were paid for may come back; null where none were.').nullable(),
  })
  .meta({ id: 'Hold', description: 'Of an exchange in advance: what is held on the customer\'s means of payment while their goods are still out.' });

const exception = z
  .strictObject({
    exceptionId: name(),
    kind: name('short: announced and not in the box; empty_box: nothing is in it; over: more than announced; wrong_item: something else; disputed: rejected, which the customer disputes; not_received: delivered by the carrier\'s word, and not reported; not_finished: reported in part.'),
    state: name('open, claimed, resolved, cleared_up, defaulted.'),
    units: count('Units that it is about.'),
    owner: name('The department that answers for it.'),
    dueAt: at('Then it ends with its default, whoever has it.').nullable(),
    byDefault: name('confirmed_missing, stays_in_quarantine, accepted, never_came, as_reported.'),
    resolution: name('How it ended; null until it has.').nullable(),
    claimedBy: name('For staff: the person who sees to it; null while nobody does.').nullable().optional(),
    resolvedBy: name('For staff: who has ended it, or `deadline`; `wms` or `logistics` where a word of theirs has; null until somebody has.').nullable().optional(),
  })
  .meta({ id: 'CaseException', description: 'What was in the box is not what was announced, or was not reported in time. The units that it is about are not paid for until it has ended.' });

const repair = z
  .strictObject({
    state: name('asked, repaired, not_repairable.'),
    owner: name('The department that has it repaired.'),
    attempt: count('How often it was asked for; 0 once it is over.'),
    answerBy: at('Without an answer by then it is asked for again; null once it is over.').nullable(),
    overdue: z.boolean().meta({ description: 'Nobody has answered for long: a person has to look.' }),
  })
  .meta({ id: 'Repair', description: 'What becomes of the goods that a customer wants repaired. What can\'t be repaired is paid back.' });

const related = (description: string) => z.strictObject({ caseNumber: name(), caseId: name() }).nullable().meta({ description });

const words = z.strictObject({ zh: z.string(), en: z.string() }).meta({ id: 'Words', description: 'In both languages that customers read.' });

const customerStatus = z
  .strictObject({
    code: name('under_review, evidence_needed, to_be_sent, on_its_way, to_be_inspected, choice_needed, top_up_needed, replacement_on_its_way, refunding, money_arrived, completed, not_approved, cancelled, exception.'),
    text: words,
    who: words.nullable().meta({ description: 'Who has it; null when it is over.' }),
    by: at('By when; null when the case is closed, and of a parcel under way of which nothing need be heard yet.').nullable(),
    otherwise: words.nullable().meta({ description: 'What happens if it is not done by then; null when nothing does.' }),
  })
  .meta({ id: 'CustomerStatus', description: 'What the customer sees of a case.' });

/** What `caseJson` answers. What is optional is for staff alone. */
export const caseAnswer = z
  .strictObject({
    caseNumber: name('What a customer quotes, with a check digit: `HL-1DFG-59KF-0S4Q-X`.'),
    caseId: name(),
    orderId: name('Null when the purchase is not known.').nullable(),
    type: wordOrNull(CaseType),
    refundOnlyKind: wordOrNull(RefundOnlyKind, 'Of a refund only: where the customer says that the goods are; null for other types.'),
    status: state('CaseView'),
    customerId: name(),
    channel: wordOrNull(Channel, 'By which door it came in.'),
    requestedAt: at('When the customer applied: windows and deadlines count from it.').nullable(),
    lines: z.array(line),
    evidence: z.array(z.strictObject({ evidenceId: name(), kind: name('photo, video, document'), uri: name(), link: name('Path of a file of ours, with its signature: good for some minutes, for whoever has it.').optional(), linkExpiresAt: at().optional() })),
    result: wordOrNull(CaseResult, 'How it ended; null until it has.'),
    reasonCodes: z.array(name()).meta({ description: 'Why it ended so: stable codes, as OUTSIDE_WINDOW, or SIGNED_BY_CUSTOMER where goods could not be stopped on their way.' }),
    refunded: money.nullable(),
    rmaNumber: name('The authorisation to send goods back.').nullable(),
    trackingNumber: name('Of the parcel that comes back: of a refund only the outbound waybill.').nullable(),
    furtherTrackingNumbers: z.array(name()).meta({ description: 'Of the other parcels that the goods come back in; empty where there is but one.' }),
    customerStatus: customerStatus.nullable().meta({ description: 'Null while intake is being upgraded.' }),
    waitingFor: name('Whom the case waits for and what for, in words; null when it is closed.').nullable(),
    decision: decision.nullable().optional().meta({ description: 'For staff: who decided by which rules, on which facts.' }),
    provenance: wordOrNull(Provenance, 'For staff: whether it is a shop\'s, or made up by the sandbox.').optional(),
    requestId: name('For staff: the request of CRM that it came in by.').nullable().optional(),
    evidenceDueAt: at('Until when evidence is waited for; null when none is.').nullable(),
    supplementUntil: at('Until when a rejection may be supplemented; null when it may not.').nullable(),
    choice: choice.nullable().meta({ description: 'The last that the customer had to choose; null where there was none.' }),
    topUp: topUp.nullable().meta({ description: 'Null where nothing is to be paid on top.' }),
    hold: hold.nullable().meta({ description: 'Null where nobody has asked for an exchange in advance.' }),
    replacement: replacement.nullable().meta({ description: 'Null where nothing is sent to the customer.' }),
    cancellation: cancellation.nullable().meta({ description: 'The wish to cancel it, and what came of that; null when nobody has asked.' }),
    cameFrom: related('The inquiry or complaint that it was made of; null when it came by itself.'),
    reopens: related('The case that had ended and is taken up again in this one; null where it is none.'),
    reopenedAs: related('In which it was taken up again after it had ended; null where it was not.'),
    turnedInto: related('What an inquiry or complaint was turned into; null when it was not.'),
    answerDueAt: at('Until when an inquiry or complaint is to be answered; null when it is not waiting for that.').nullable(),
    exceptions: z.array(exception).meta({ description: 'In the order they were told, also those that are sorted out; empty where the box was as announced.' }),
    repair: repair.nullable().meta({ description: 'Null where nothing is repaired.' }),
    links: z
      .strictObject({
        self: name(),
        timeline: name(),
        evidence: name(),
        evidenceFiles: name(),
        cancel: name(),
        choice: name('While there is something to choose.').optional(),
        supplement: name('While it may be supplemented.').optional(),
        acceptance: name('While it may be supplemented.').optional(),
        reopening: name('Once it has ended, and was not taken up again.').optional(),
        answer: name('Of an inquiry or complaint that was answered.').optional(),
        trace: name('For staff.').optional(),
      })
      .meta({ description: 'Paths on this server.' }),
  })
  .meta({ id: 'Case', description: 'A case. What is not known (yet) is null.' });

const caseSummary = z
  .strictObject({
    caseNumber: name(),
    caseId: name(),
    orderId: name('Null when the purchase is not known.').nullable(),
    type: wordOrNull(CaseType),
    status: state('CaseView'),
    customerId: name(),
    requestedAt: at('When the customer applied.').nullable(),
    openedAt: at('When it came in: lists are in this order.').nullable(),
    closedAt: at('Null while it is open.').nullable(),
    units: count('Units applied for, over all lines.'),
    result: wordOrNull(CaseResult, 'How it ended; null until it has.'),
    customerStatus: customerStatus.nullable(),
    waitingFor: name('Whom the case waits for and what for, in words; null when it is closed.').nullable(),
    overdue: z.boolean().meta({ description: 'Something of it is late: the time `by` of its customer status is over.' }),
    links: z.strictObject({ self: name() }).meta({ description: 'Paths on this server.' }),
  })
  .meta({ id: 'CaseSummary', description: 'A case in a list.' });

/** What `casesJson` answers. */
export const casesAnswer = z
  .strictObject({
    cases: z.array(caseSummary).meta({ description: 'The one opened last at the top. Cases that have left for the archive are not among them: they are found by number.' }),
    nextCursor: name('To be sent as `cursor` for the next page; null on the last one. A page may be shorter than asked for, or empty, and still have a next one.').nullable(),
  })
  .meta({ id: 'Cases' });

export const timelineEntry = z
  .strictObject({
    at: at().nullable(),
    type: name('Of the event, as huiliu.review.v1.CaseApproved.'),
    summary: name('One line for people.'),
    source: name('For staff: who said it.').optional(),
    eventId: name('For staff.').optional(),
    causeId: name('For staff: id of the event that caused it.').nullable().optional(),
    traceId: name('For staff.').nullable().optional(),
    spanId: name('For staff.').nullable().optional(),
  })
  .meta({ id: 'TimelineEntry' });

/** What `timelineJson` answers. */
export const timelineAnswer = z.strictObject({ caseNumber: name(), entries: z.array(timelineEntry).meta({ description: 'The oldest first.' }) }).meta({ id: 'Timeline' });

/** What customers wrote when they supplemented a rejected application. */
export const supplementsAnswer = z
  .strictObject({ caseNumber: name(), supplements: z.array(z.strictObject({ round: count('Of the decision that it led to.'), at: at().nullable(), reason: name('In the customer\'s words: it may name people.') })) })
  .meta({ id: 'Supplements' });
