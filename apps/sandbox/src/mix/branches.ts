/**
 * Everything that the outside world may or may not do, by name, with how often it does: each entry of `draws` is one thing that is decided by seed, each line in it one way in which it may turn out. The shares of
 * a draw add up to 1 in every mix (a test holds this). A new flow adds its lines here, draws with `mix`, and notes what it did (`intentions.ts`): the report of a run counts the rest.
 */
export interface Branch {
  /** As in a shop's everyday, with more of the unusual than a shop would like. */
  readonly everyday: number;
  /** Often enough that some hundred cases meet it ten times. */
  readonly all: number;
  /** How cases that took the branch may close; left out for what is ordinary, of which no count is kept. */
  readonly ends?: readonly string[];
  /** A case that took it and ended otherwise is a failure of the run, unless the customer cancelled it. Where others may come in between by right, it is only counted. */
  readonly binding?: true;
}

const paid = ['refunded', 'replaced'];
/** What was sent is paid for, or repaired, as far as it was in the parcel. */
const inspected = [...paid, 'repaired', 'nothing_due'];
/** Whoever is approved may also send nothing, or think better of it. */
const approved = [...inspected, 'cancelled', 'expired'];
const decided = [...approved, 'rejected'];
/** As they are drawn for every type of case. */
const anyEnd = [...decided, 'answered', 'turned'];

export const draws = {
  /** What customers ask for. */
  case: {
    return: { everyday: 0.5, all: 0.16, ends: decided },
    refund_only: { everyday: 0.22, all: 0.15, ends: ['refunded', 'rejected', 'cancelled'], binding: true },
    price_difference: { everyday: 0.05, all: 0.1, ends: ['refunded', 'nothing_due', 'rejected', 'cancelled'], binding: true },
    // Goods for goods, or what was missing: money only where the goods can't be had.
    exchange: { everyday: 0.1, all: 0.24, ends: decided },
    // The customer's own goods: money only where they can't be repaired, or are lost.
    repair: { everyday: 0.03, all: 0.1, ends: ['repaired', 'refunded', 'nothing_due', 'rejected', 'cancelled', 'expired'], binding: true },
    resend: { everyday: 0.05, all: 0.09, ends: ['replaced', 'refunded', 'rejected', 'cancelled'], binding: true },
    inquiry: { everyday: 0.03, all: 0.09, ends: ['answered', 'turned'], binding: true },
    complaint: { everyday: 0.02, all: 0.07, ends: ['answered', 'turned'], binding: true },
  },
  /** What is out of the ordinary about an application. */
  application: {
    ordinary: { everyday: 0.78, all: 0.48 },
    outside_window: { everyday: 0.03, all: 0.06, ends: ['rejected'], binding: true },
    no_evidence: { everyday: 0.03, all: 0.06, ends: decided },
    large_amount: { everyday: 0.03, all: 0.14, ends: decided },
    // Those who have the units may let go of them in time.
    units_taken: { everyday: 0.03, all: 0.06, ends: ['rejected', 'cancelled'] },
    unknown_purchase: { everyday: 0.02, all: 0.05, ends: ['rejected'], binding: true },
    same_event_twice: { everyday: 0.025, all: 0.05, ends: anyEnd },
    same_request_twice: { everyday: 0.025, all: 0.05, ends: anyEnd },
    before_its_order: { everyday: 0.03, all: 0.05, ends: anyEnd },
  },
  /** The way in. */
  door: {
    crm: { everyday: 0.9, all: 0.7 },
    gateway: { everyday: 0.1, all: 0.3, ends: anyEnd },
  },
  /** Who has just applied through the gateway. */
  applicant: {
    cancels_at_once: { everyday: 0.15, all: 0.2, ends: ['cancelled'] },
    stays: { everyday: 0.85, all: 0.8 },
  },
  /** What the customer of a case is going to do: while a person has it, once the label is there, while the parcel is on its way, when it has gone, or nothing until the time is over. */
  customer: {
    goes_on: { everyday: 0.76, all: 0.48 },
    cancels_in_review: { everyday: 0.06, all: 0.1, ends: ['cancelled'] },
    cancels_before_sending: { everyday: 0.06, all: 0.08, ends: ['cancelled'] },
    cancels_in_transit: { everyday: 0.03, all: 0.08, ends: [...inspected, 'cancelled'] },
    cancels_too_late: { everyday: 0.04, all: 0.1, ends: inspected },
    // What was sent in advance they keep, and pay for.
    never_sends: { everyday: 0.05, all: 0.16, ends: ['expired', 'replaced'], binding: true },
  },
  /** What a person of logistics says to that while the parcel is on its way; nothing only where the departments' clock is moved on. */
  agreement: {
    agreed: { everyday: 0.6, all: 0.5, ends: [...inspected, 'cancelled'], binding: true },
    declined: { everyday: 0.3, all: 0.25, ends: inspected, binding: true },
    never_answered: { everyday: 0.1, all: 0.25, ends: inspected, binding: true },
  },
  /** What becomes of a parcel on its way to us that the carrier is to bring back to the customer. */
  asked_back: {
    given_back: { everyday: 0.8, all: 0.4, ends: ['cancelled'], binding: true },
    delivered_all_the_same: { everyday: 0.15, all: 0.35, ends: inspected, binding: true },
    lost: { everyday: 0.05, all: 0.25, ends: paid, binding: true },
  },
  /** What a person thinks of a task. */
  reviewer: {
    approve: { everyday: 0.52, all: 0.25, ends: approved },
    approve_in_part: { everyday: 0.12, all: 0.25, ends: approved },
    reject: { everyday: 0.18, all: 0.25, ends: decided },
    request_evidence: { everyday: 0.18, all: 0.25, ends: decided },
  },
  /** The customer's answer to a request for evidence. */
  evidence: {
    reply: { everyday: 0.7, all: 0.7, ends: decided },
    stay_silent: { everyday: 0.3, all: 0.3, ends: ['rejected'], binding: true },
  },
  /** What a person thinks once the evidence is there. */
  evidence_seen: {
    approve: { everyday: 0.8, all: 0.6, ends: approved },
    reject: { everyday: 0.2, all: 0.4, ends: decided },
  },
  /** What the customer makes of a rejection by a person. */
  rejection: {
    reply: { everyday: 0.35, all: 0.5, ends: decided },
    accept: { everyday: 0.1, all: 0.2, ends: ['rejected'], binding: true },
    stay_silent: { everyday: 0.55, all: 0.3, ends: ['rejected'], binding: true },
  },
  supplement: {
    with_evidence: { everyday: 0.7, all: 0.5, ends: decided },
    words_only: { everyday: 0.3, all: 0.5, ends: decided },
  },
  /** What becomes of a parcel. */
  parcel: {
    arrives: { everyday: 0.94, all: 0.76 },
    lost_and_found: { everyday: 0.025, all: 0.1, ends: inspected, binding: true },
    lost: { everyday: 0.035, all: 0.14, ends: paid, binding: true },
  },
  /** Whether one that would arrive is first brought back to the customer, who sends it again, or leaves it: that only where the departments' clock is moved on. */
  brought_back: {
    never: { everyday: 0.97, all: 0.74 },
    sent_again: { everyday: 0.02, all: 0.14, ends: inspected, binding: true },
    not_sent_again: { everyday: 0.01, all: 0.12, ends: ['expired', 'replaced'], binding: true },
  },
  /** Whether the carrier tells what becomes of one that would arrive: it may fall silent, for good or until somebody misses it; that only where the departments' clock is moved on. */
  silence: {
    speaks: { everyday: 0.98, all: 0.76 },
    falls_silent: { everyday: 0.01, all: 0.12, ends: paid, binding: true },
    turns_up_late: { everyday: 0.01, all: 0.12, ends: inspected, binding: true },
  },
  /** How many parcels a customer sends: of the second the carrier tells, or the customer asks for a label of its own; that only where the departments' clock is moved on, as nothing is sent before. */
  parcels_sent: {
    one: { everyday: 0.93, all: 0.6 },
    two: { everyday: 0.05, all: 0.25, ends: inspected, binding: true },
    two_announced: { everyday: 0.02, all: 0.15, ends: inspected, binding: true },
  },
  /** What becomes of the second; one that was never sent is waited for until the departments' clock is moved on. */
  second_parcel: {
    arrives: { everyday: 0.85, all: 0.3, ends: inspected, binding: true },
    lost_and_found: { everyday: 0.05, all: 0.2, ends: inspected, binding: true },
    lost: { everyday: 0.05, all: 0.25, ends: inspected, binding: true },
    never_sent: { everyday: 0.05, all: 0.25, ends: inspected, binding: true },
  },
  /** Whether a parcel is sent by another carrier, without our label, and what is on it instead: the case number, by which it is known at once; else a person of the warehouse finds out, or nobody does, which is only where the departments' clock is moved on. */
  unannounced: {
    never: { everyday: 0.96, all: 0.76 },
    case_number_on_it: { everyday: 0.015, all: 0.07, ends: inspected, binding: true },
    order_number_on_it: { everyday: 0.015, all: 0.07, ends: inspected, binding: true },
    nothing_on_it: { everyday: 0.006, all: 0.05, ends: inspected, binding: true },
    nobody_finds_out: { everyday: 0.004, all: 0.05, ends: ['expired', 'replaced'], binding: true },
  },
  /** Whether a customer who has another case whose goods are to be sent puts both into one parcel, and says so: of the one that is said to come in the other's. */
  shared_parcel: {
    alone: { everyday: 0.97, all: 0.5 },
    with_another: { everyday: 0.03, all: 0.5, ends: inspected, binding: true },
  },
  /** What the carrier finds when it is to pay for a lost parcel. */
  claim: {
    // Sent in advance of a return that nobody sent it expires, of an empty box nothing is due: then nothing is sent once more. Of what comes back, `parcel` says that it is paid for.
    found_too_late: { everyday: 0.3, all: 0.6, ends: [...paid, 'nothing_due', 'expired'], binding: true },
    stays_lost: { everyday: 0.7, all: 0.4, ends: [...paid, 'nothing_due', 'expired'], binding: true },
  },
  /** Which way the scans of a parcel reach us. */
  scans: {
    in_order: { everyday: 0.85, all: 0.64 },
    delivered_first: { everyday: 0.05, all: 0.12, ends: inspected, binding: true },
    transit_last: { everyday: 0.05, all: 0.12, ends: inspected, binding: true },
    transit_first: { everyday: 0.05, all: 0.12, ends: inspected, binding: true },
  },
  scan_repeats: {
    none: { everyday: 0.85, all: 0.7 },
    same_event: { everyday: 0.08, all: 0.15, ends: inspected, binding: true },
    same_scan: { everyday: 0.07, all: 0.15, ends: inspected, binding: true },
  },
  /** Whether the WMS has what is to be sent to a customer; and each time that it is asked again, a day later. */
  stock: {
    there: { everyday: 0.93, all: 0.6 },
    out_of_stock: { everyday: 0.07, all: 0.4, ends: [...paid, 'nothing_due', 'cancelled', 'expired'], binding: true },
  },
  stock_again: {
    there: { everyday: 0.6, all: 0.5 },
    out_of_stock: { everyday: 0.4, all: 0.5, ends: [...paid, 'nothing_due', 'cancelled', 'expired'], binding: true },
  },
  /** What customers choose where there is none. Whoever waits may have to choose again. */
  choice: {
    wait: { everyday: 0.45, all: 0.3, ends: [...paid, 'nothing_due', 'cancelled', 'expired'], binding: true },
    // Where the shop quotes one: of an exchange of one line. Of that there may be none either.
    other_variant: { everyday: 0.15, all: 0.35, ends: [...paid, 'nothing_due', 'cancelled', 'expired'], binding: true },
    refund: { everyday: 0.3, all: 0.2, ends: ['refunded', 'nothing_due', 'cancelled', 'expired'], binding: true },
    says_nothing: { everyday: 0.1, all: 0.15, ends: ['refunded', 'nothing_due', 'cancelled', 'expired'], binding: true },
  },
  /** Which of the variants that are quoted then, by what refund says of it. */
  other_variant: {
    paid_back: { everyday: 0.4, all: 0.33, ends: [...paid, 'nothing_due', 'cancelled', 'expired'], binding: true },
    no_difference: { everyday: 0.2, all: 0.34, ends: [...paid, 'nothing_due', 'cancelled', 'expired'], binding: true },
    paid_on_top: { everyday: 0.4, all: 0.33, ends: [...paid, 'nothing_due', 'cancelled', 'expired'], binding: true },
  },
  /** What customers choose where units of theirs are not in order. */
  rejected: {
    deduction: { everyday: 0.4, all: 0.2, ends: ['refunded', 'nothing_due'], binding: true },
    // Paid for all the same where they are lost on their way.
    goods_back: { everyday: 0.25, all: 0.25, ends: ['refunded', 'nothing_due'], binding: true },
    dispute: { everyday: 0.2, all: 0.35, ends: ['refunded', 'nothing_due'], binding: true },
    says_nothing: { everyday: 0.15, all: 0.2, ends: ['refunded', 'nothing_due'], binding: true },
  },
  /** What becomes of a parcel to a customer; one that is lost for good is sent once more, or paid for where there is no other. */
  outbound: {
    arrives: { everyday: 0.93, all: 0.5, ends: ['replaced', 'repaired', 'refunded', 'nothing_due'], binding: true },
    lost_and_found: { everyday: 0.02, all: 0.12, ends: ['replaced', 'repaired', 'refunded', 'nothing_due'], binding: true },
    lost: { everyday: 0.03, all: 0.18, ends: ['replaced', 'refunded', 'nothing_due', 'expired'], binding: true },
    // Sent once more, with whatever may come of that.
    came_back: { everyday: 0.02, all: 0.2, ends: ['replaced', 'repaired', 'refunded', 'nothing_due', 'expired'], binding: true },
  },
  /** Whether the carrier tells what becomes of it: if not, nothing of `outbound` counts. It falls silent on its way, or has never a word for it; or tells only when somebody misses it, as the WMS may have given it away late. */
  outbound_silence: {
    speaks: { everyday: 0.96, all: 0.6 },
    falls_silent: { everyday: 0.01, all: 0.1, ends: ['replaced', 'refunded', 'nothing_due', 'expired'], binding: true },
    never_scanned: { everyday: 0.01, all: 0.1, ends: ['replaced', 'refunded', 'nothing_due', 'expired'], binding: true },
    turns_up_late: { everyday: 0.01, all: 0.1, ends: ['replaced', 'repaired', 'refunded', 'nothing_due'], binding: true },
    leaves_late: { everyday: 0.01, all: 0.1, ends: ['replaced', 'repaired', 'refunded', 'nothing_due'], binding: true },
  },
  /** What the WMS makes of goods that are to be repaired; one that is on its way back may still be lost. */
  repair: {
    repaired: { everyday: 0.85, all: 0.65, ends: ['repaired', 'refunded', 'nothing_due'], binding: true },
    not_repairable: { everyday: 0.15, all: 0.35, ends: ['refunded', 'nothing_due'], binding: true },
  },
  /** When it says so. */
  repair_answer: {
    in_time: { everyday: 0.85, all: 0.5 },
    when_asked_again: { everyday: 0.1, all: 0.3, ends: ['repaired', 'refunded', 'nothing_due'], binding: true },
    late: { everyday: 0.05, all: 0.2, ends: ['repaired', 'refunded', 'nothing_due'], binding: true },
  },
  /** When the WMS says where it has put what comes to a shelf; no case waits for it. */
  put_away: {
    in_time: { everyday: 0.88, all: 0.65 },
    when_asked_again: { everyday: 0.06, all: 0.15, ends: inspected },
    twice: { everyday: 0.06, all: 0.2, ends: inspected },
  },
  /** When the WMS reports what has come. Silent only where the departments' clock is moved on. */
  inspection: {
    in_time: { everyday: 0.955, all: 0.51 },
    when_asked_again: { everyday: 0.02, all: 0.1, ends: inspected, binding: true },
    // Once a person has found it.
    when_found: { everyday: 0.005, all: 0.06, ends: inspected, binding: true },
    never: { everyday: 0.005, all: 0.1, ends: inspected, binding: true },
    half_then_rest: { everyday: 0.01, all: 0.07, ends: inspected, binding: true },
    half_and_stops: { everyday: 0.005, all: 0.16, ends: inspected, binding: true },
  },
  /** What is in the parcel, against what was announced. */
  box: {
    all: { everyday: 0.82, all: 0.45 },
    short: { everyday: 0.11, all: 0.15, ends: inspected, binding: true },
    nothing: { everyday: 0.01, all: 0.15, ends: ['nothing_due', 'replaced'], binding: true },
    over: { everyday: 0.04, all: 0.15, ends: inspected, binding: true },
    // In place of what was announced.
    wrong: { everyday: 0.02, all: 0.1, ends: inspected, binding: true },
  },
  /** How units are that come back without a fault: worn ones of a return are rejected. */
  wear: {
    fair: { everyday: 0.93, all: 0.6 },
    worn: { everyday: 0.07, all: 0.4, ends: inspected, binding: true },
  },
  /** What a person of the warehouse finds out about units that were not in the box, or leaves to the deadline: that only where the departments' clock is moved on. */
  missing_units: {
    confirmed: { everyday: 0.8, all: 0.5, ends: inspected, binding: true },
    left_to_deadline: { everyday: 0.2, all: 0.5, ends: inspected, binding: true },
  },
  /** And about units that were too many, or something else. */
  extra_units: {
    restocked: { everyday: 0.3, all: 0.25, ends: inspected, binding: true },
    sent_back: { everyday: 0.3, all: 0.25, ends: inspected, binding: true },
    kept: { everyday: 0.2, all: 0.2, ends: inspected, binding: true },
    left_to_deadline: { everyday: 0.2, all: 0.3, ends: inspected, binding: true },
  },
  /** What comes of looking for a parcel that the carrier has delivered and the WMS does not report; that it turns up is the WMS's word, late. */
  not_received: {
    turns_up: { everyday: 0.4, all: 0.25, ends: inspected, binding: true },
    is_here: { everyday: 0.3, all: 0.35, ends: inspected, binding: true },
    never_came: { everyday: 0.2, all: 0.2, ends: inspected, binding: true },
    left_to_deadline: { everyday: 0.1, all: 0.2, ends: inspected, binding: true },
  },
  /** And for the rest of one of which the WMS has reported a part. */
  not_finished: {
    turns_up: { everyday: 0.5, all: 0.25, ends: inspected, binding: true },
    is_here: { everyday: 0.2, all: 0.25, ends: inspected, binding: true },
    as_reported: { everyday: 0.2, all: 0.25, ends: inspected, binding: true },
    left_to_deadline: { everyday: 0.1, all: 0.25, ends: inspected, binding: true },
  },
  /** What a person makes of a dispute about rejected units. */
  disputed: {
    accepted: { everyday: 0.4, all: 0.35, ends: ['refunded', 'nothing_due'], binding: true },
    upheld: { everyday: 0.4, all: 0.4, ends: ['refunded', 'nothing_due'], binding: true },
    left_to_deadline: { everyday: 0.2, all: 0.25, ends: ['refunded', 'nothing_due'], binding: true },
  },
  /** Reports of an inspection with several units. */
  reports: {
    two: { everyday: 0.3, all: 0.5, ends: inspected, binding: true },
    one: { everyday: 0.7, all: 0.5 },
  },
  report_repeats: {
    none: { everyday: 0.94, all: 0.7 },
    same_event: { everyday: 0.03, all: 0.15, ends: inspected, binding: true },
    same_report: { everyday: 0.03, all: 0.15, ends: inspected, binding: true },
  },
  /** Refunds that go wrong the first time: refused though the money is there. */
  provider: {
    busy_once: { everyday: 0.05, all: 0.08, ends: paid, binding: true },
    busy_twice: { everyday: 0.01, all: 0.08, ends: paid, binding: true },
    ready: { everyday: 0.94, all: 0.84 },
  },
  /** Paid, and perhaps without a word. */
  provider_answer: {
    silent: { everyday: 0.02, all: 0.1, ends: paid, binding: true },
    comes: { everyday: 0.98, all: 0.9 },
  },
  /** The account of a payment by the time that money goes back to it; where it is closed, the provider never will. */
  account: {
    closed: { everyday: 0.05, all: 0.1, ends: paid, binding: true },
    open: { everyday: 0.95, all: 0.9 },
  },
  /** What the people of finance do first about a refund that was refused for good: a customer may have said that the account is open again. */
  finance: {
    retries_first: { everyday: 0.3, all: 0.4, ends: paid, binding: true },
    pays_by_hand: { everyday: 0.7, all: 0.6 },
  },
  /** When the people of finance see to a refund that waits for them; late only where the departments' clock is moved on. */
  finance_pace: {
    at_once: { everyday: 0.96, all: 0.6 },
    when_warned: { everyday: 0.02, all: 0.2, ends: [...paid, 'rejected'], binding: true },
    once_overdue: { everyday: 0.02, all: 0.2, ends: [...paid, 'rejected'], binding: true },
  },
  /** What customers want in an exchange: the same again, or another variant, as CRM quotes it. */
  variant: {
    same_goods: { everyday: 0.65, all: 0.5 },
    cheaper: { everyday: 0.15, all: 0.2, ends: decided },
    same_price: { everyday: 0.1, all: 0.1, ends: decided },
    dearer: { everyday: 0.1, all: 0.2, ends: decided },
  },
  /** Whether who wants the same goods again wants them at once, with their price held meanwhile; the shop may not allow it. */
  advance: {
    goods_first: { everyday: 0.8, all: 0.2 },
    in_advance: { everyday: 0.2, all: 0.8, ends: decided },
  },
  /** What the payment provider says when it is to hold the price. */
  hold: {
    placed: { everyday: 0.93, all: 0.75, ends: [...paid, 'nothing_due', 'cancelled', 'expired'], binding: true },
    declined: { everyday: 0.07, all: 0.25, ends: approved, binding: true },
  },
  /** And when it is to be paid for what did not come back. */
  hold_end: {
    is_there: { everyday: 0.98, all: 0.5, ends: paid, binding: true },
    has_run_out: { everyday: 0.02, all: 0.5, ends: ['replaced'], binding: true },
  },
  /** Who is to pay on top for a dearer variant; at last: just before it is too late. */
  top_up: {
    pays: { everyday: 0.7, all: 0.4, ends: paid, binding: true },
    pays_at_last: { everyday: 0.05, all: 0.35, ends: paid, binding: true },
    pays_nothing: { everyday: 0.25, all: 0.25, ends: ['refunded'], binding: true },
  },
  /** What becomes of goods that have become cheaper, once it is settled what was due for that. */
  cheaper_goods: {
    stay: { everyday: 0.6, all: 0.4 },
    come_back: { everyday: 0.4, all: 0.6, ends: decided },
  },
  /** What becomes of goods that came in exchange, some days after the order's own window is over; the customer has them only where it ended so. */
  exchanged_goods: {
    stay: { everyday: 0.8, all: 0.5 },
    come_back: { everyday: 0.2, all: 0.5, ends: decided },
  },
  /** What a second person of finance says to a large refund. */
  large_refund: {
    approve: { everyday: 0.8, all: 0.5 },
    // Also where it is approved in the end: taken up again, or because the goods are not with the customer.
    decline: { everyday: 0.2, all: 0.5, ends: ['refunded', 'rejected'], binding: true },
  },
  /** What finance makes of a refund that was declined. */
  declined_refund: {
    take_up: { everyday: 0.6, all: 0.5, ends: paid, binding: true },
    let_go: { everyday: 0.4, all: 0.5, ends: ['refunded', 'rejected'], binding: true },
  },
  /** What a person of customer service makes of a question or a complaint; left until it is overdue only where the departments' clock is moved on. */
  agent: {
    answer: { everyday: 0.8, all: 0.5, ends: ['answered'], binding: true },
    turn: { everyday: 0.12, all: 0.3, ends: ['turned'], binding: true },
    let_it_lie: { everyday: 0.08, all: 0.2, ends: ['answered'], binding: true },
  },
  /** Where the goods are when the money is asked for; but for `received`, for a whole order that nobody has signed for. */
  goods: {
    received: { everyday: 0.92, all: 0.7 },
    before_shipping: { everyday: 0.03, all: 0.12, ends: [...inspected, 'rejected', 'cancelled'] },
    on_the_way: { everyday: 0.03, all: 0.12, ends: [...inspected, 'rejected', 'cancelled'] },
    refused: { everyday: 0.02, all: 0.06, ends: [...inspected, 'rejected', 'cancelled'] },
  },
  /** An order that had not left: what the warehouse system finds when it is to stop it. */
  recall: {
    stays: { everyday: 0.55, all: 0.5, ends: inspected, binding: true },
    // Where only a part was approved, the parcel can't come back for that.
    just_left: { everyday: 0.35, all: 0.3, ends: [...inspected, 'cancelled'] },
    just_left_with_more: { everyday: 0.1, all: 0.2, ends: ['cancelled'], binding: true },
  },
  /** When it says so. */
  stop: {
    answered_at_once: { everyday: 0.85, all: 0.6 },
    answered_when_asked_again: { everyday: 0.1, all: 0.25, ends: [...inspected, 'cancelled'] },
    answered_late: { everyday: 0.05, all: 0.15, ends: [...inspected, 'cancelled'] },
  },
  /** What becomes of a parcel that the carrier is to intercept. */
  interception: {
    brought_back: { everyday: 0.6, all: 0.3, ends: inspected, binding: true },
    refused_at_the_door: { everyday: 0.05, all: 0.1, ends: inspected, binding: true },
    signed_all_the_same: { everyday: 0.17, all: 0.15, ends: ['cancelled'], binding: true },
    intercepted_and_signed: { everyday: 0.03, all: 0.1, ends: ['cancelled'], binding: true },
    lost_and_found: { everyday: 0.05, all: 0.12, ends: inspected, binding: true },
    lost: { everyday: 0.05, all: 0.12, ends: paid, binding: true },
    silent: { everyday: 0.05, all: 0.11, ends: paid, binding: true },
  },
  /** What becomes of a parcel that the customer refuses at the door. */
  refusal: {
    comes_back: { everyday: 0.8, all: 0.4, ends: inspected, binding: true },
    signed_after_all: { everyday: 0.06, all: 0.15, ends: ['cancelled'], binding: true },
    lost_and_found: { everyday: 0.05, all: 0.15, ends: inspected, binding: true },
    lost: { everyday: 0.05, all: 0.15, ends: paid, binding: true },
    silent: { everyday: 0.04, all: 0.15, ends: paid, binding: true },
  },
  /** What a customer makes of how a case of goods has ended. One that is taken up again stays as it has ended, and goes on in another. */
  closed_case: {
    rests: { everyday: 0.98, all: 0.9 },
    reopened: { everyday: 0.02, all: 0.1, ends: decided, binding: true },
  },
  survey: {
    replied: { everyday: 0.6, all: 0.6, ends: anyEnd },
    left: { everyday: 0.4, all: 0.4 },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Branch>>>>;

/** What nobody draws, as it follows from what was drawn: counted in the same way. */
export const consequences = {
  difference: {
    // Where an earlier one was for the same price, nothing may be left.
    reduced_by_person: { ends: [...inspected, 'rejected'], binding: true },
  },
  held_money: {
    released: { ends: [...paid, 'nothing_due', 'cancelled', 'expired'], binding: true },
    captured: { ends: paid, binding: true },
  },
  reopened_case: {
    goes_on: { ends: decided, binding: true },
  },
  refund: {
    approved_by_second_person: { ends: paid, binding: true },
    paid_by_hand: { ends: paid, binding: true },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Pick<Branch, 'ends' | 'binding'>>>>>;

type Draws = typeof draws;
type Consequences = typeof consequences;
export type Draw = keyof Draws;
export type BranchOf<D extends Draw> = keyof Draws[D] & string;
/** `draw.branch` */
export type BranchName = { [D in Draw]: `${D}.${BranchOf<D>}` }[Draw] | { [C in keyof Consequences]: `${C}.${keyof Consequences[C] & string}` }[keyof Consequences];

export const named = <D extends Draw>(draw: D, branch: BranchOf<D>): BranchName => `${draw}.${branch}` as BranchName;

export interface Counted {
  readonly flow: string;
  readonly branch: string;
  readonly ends: readonly string[];
  readonly binding: boolean;
}

const table: Readonly<Record<string, Readonly<Record<string, Partial<Branch>>>>> = { ...draws, ...consequences };

/** Every branch of which a count is kept, by its name, in the order of the table. */
export const counted: ReadonlyMap<string, Counted> = new Map(
  Object.entries(table).flatMap(([flow, branches]) =>
    Object.entries(branches).flatMap(([branch, { ends, binding }]) => (ends === undefined ? [] : [[`${flow}.${branch}`, { flow, branch, ends, binding: binding === true }] as const])),
  ),
);
