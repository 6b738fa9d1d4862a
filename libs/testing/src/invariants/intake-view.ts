import { isConcern, paysForArrived, type CaseFacts, type IntakeFacts, type LogisticsFacts, type RefundFacts } from './cases/case-facts';
import type { Invariant } from './invariant';

/** What intake has noted of every department is what that department holds, and a case is closed when, and only when, all of them are done. */
export const intakeViewAgrees: Invariant = {
  name: "intake's view of each case is what the departments hold",
  lookAtCase: (facts, found) => {
    for (const difference of differencesOf(facts)) found.add(`case ${facts.intake?.caseNumber ?? '?'} (${facts.caseId}): ${difference}`);
  },
};

/** In plain words; empty when all agree. Where an event of the case waits or is parked, intake may be behind. */
export function differencesOf(facts: CaseFacts): string[] {
  const { intake, stuckIn, ...others } = facts;
  if (!intake) {
    const holders = Object.entries(others).flatMap(([department, held]) => (typeof held === 'object' ? [department] : []));
    return [`${holders.join(', ')} hold it, intake does not know it`];
  }
  if (stuckIn.length > 0) return [];
  if (isConcern(intake)) return ofConcern(intake, facts);
  if (facts.concern) return ['feedback has it as a concern, intake does not'];
  const moved = facts.recall || intake.doc.recall ? ofRecall(intake, facts) : ofLogistics(intake, facts);
  return [...ofReview(intake, facts), ...moved, ...ofReplacement(intake, facts), ...ofWarehouse(intake, facts), ...ofRepair(intake, facts), ...ofRejection(intake, facts), ...ofExceptions(intake, facts), ...ofRefund(intake, facts), ...ofClosing(intake, facts)];
}

/** Feedback alone has to do with it, and it is closed when, and only when, that has ended it. */
function ofConcern({ type, status, customerId, doc }: IntakeFacts, { review, logistics, warehouse, refund, feedback, concern }: CaseFacts): string[] {
  const strangers = Object.entries({ review, logistics, warehouse, refund }).flatMap(([department, held]) => (held ? [`it is an ${type}, but ${department} holds it`] : []));
  if (!concern) return [...strangers, 'feedback does not know it'];
  const ended = concern.status === 'answered' || concern.status === 'turned' ? concern.status : undefined;
  return [
    ...strangers,
    ...differ('type', type, concern.type),
    ...differ('customer', customerId, concern.customerId),
    ...differ('who has it', doc.task?.claimedBy, concern.claimedBy),
    ...differ('by when', instantOf(doc.task?.dueAt), instantOf(concern.dueAt)),
    ...differ('overdue', doc.task?.overdue, concern.overdue),
    ...differ('how it ended', doc.concernEnd?.how, ended),
    ...differ('the case made of it', doc.concernEnd?.into?.caseId, concern.turnedInto?.caseId),
    ...differ('words to the customer', ended === 'answered', concern.written),
    ...differ('closed', status === 'closed', ended !== undefined),
    ...differ('result', doc.closing?.result, ended),
    ...differ('survey', ended === 'answered', feedback !== undefined),
  ];
}

function ofReview({ doc: { decision, task, evidenceRequest, supplements = [], calledOff } }: IntakeFacts, { review }: CaseFacts): string[] {
  if (!review) return ['review does not know it'];
  const verdict = review.status === 'approved' || review.status === 'rejected' ? review.status : undefined;
  return [
    ...differ('verdict', decision?.verdict, verdict),
    ...differ('policy version', decision?.record.policyVersion, review.decision?.policyVersion),
    ...differ('who decided', decision?.record.decidedBy, review.decision?.decidedBy),
    ...differ('round of the review', Math.max(1, decision?.record.round ?? supplements.length + 1), review.round ?? 1),
    ...differ('end of the time to supplement', instantOf(decision?.supplementUntil), instantOf(review.decision?.supplementUntil)),
    ...differ('evidence asked for', evidenceRequest?.over === false ? evidenceRequest.reasonCode : undefined, review.evidenceRequest?.reasonCode),
    ...differ('taken back', calledOff?.by === 'review', review.status === 'withdrawn'),
    ...differ('review task', task?.taskId, review.taskId),
    ...differ('who claimed the task', task?.claimedBy, review.claimedBy),
  ];
}

function ofLogistics({ type, cancellation, doc: { rma, parcel, furtherParcels = [], lines, calledOff } }: IntakeFacts, { logistics, replacement }: CaseFacts): string[] {
  const dropped = type === 'resend' && replacement?.calledOff?.reason === 'cancelled' ? 'cancelled' : undefined;
  const writtenOff = logistics?.status === 'written_off';
  const sent = new Map((logistics?.lines ?? []).map(({ caseLineId, quantity }) => [caseLineId, quantity]));
  return [
    ...differ('RMA', rma?.rmaNumber, logistics?.rmaNumber),
    ...differ('tracking number', rma?.trackingNumber, logistics?.trackingNumber),
    ...differ('carrier', rma?.carrierCode, logistics?.carrierCode),
    ...differ('parcel', parcel, logistics?.status === 'authorised' || logistics?.status === 'called_off' ? undefined : logistics?.status),
    ...differ('return called off', calledOff?.by === 'logistics' ? calledOff.result : undefined, logistics?.calledOff?.reason ?? dropped),
    ...lines.flatMap(({ caseLineId, lost = 0 }) => differ(`lost units of line ${caseLineId}`, lost, writtenOff ? (sent.get(caseLineId) ?? 0) : 0)),
    ...differ('further parcels', furtherParcels.join(', '), (logistics?.further ?? []).map(({ trackingNumber }) => trackingNumber).join(', ')),
    ...(logistics ? ofParcels(logistics) : []),
    ...ofAgreement(cancellation, logistics?.cancellation),
  ];
}

/** Of a wish to cancel in transit: by when somebody has to agree, who has, and why not. */
function ofAgreement(wish: IntakeFacts['cancellation'], asked: LogisticsFacts['cancellation']): string[] {
  if (!wish) return [];
  const agreed = asked?.answeredBy !== undefined && asked.declinedCode !== 'NOT_AGREED' ? asked.answeredBy : undefined;
  return [...differ('to be agreed by', instantOf(wish.agreeBy), instantOf(asked?.agreeBy)), ...differ('agreed to cancel by', wish.agreedBy, agreed), ...(asked ? differ('why it is not cancelled', wish.declinedCode ?? undefined, asked.declinedCode) : [])];
}

/** Each parcel that was given up has its claim, and the return is where its parcels are. */
function ofParcels({ status, firstStatus, claim, further }: LogisticsFacts): string[] {
  const parcels = [{ status: firstStatus ?? status, claim }, ...(further ?? [])];
  return [
    ...parcels.flatMap((parcel) => (parcel.status === 'written_off') !== (parcel.claim !== null && parcel.claim !== undefined) ? [`the parcel is ${parcel.status}, and there is ${parcel.status === 'written_off' ? 'no' : 'a'} claim against the carrier`] : []),
    ...(further ? differ('where all parcels of the return are', status, together(parcels.map((parcel) => parcel.status))) : []),
  ];
}

/** Under way while any is that was sent, or may be once another was; then lost while any is; then what has come counts, and what never went doesn't. */
function together(statuses: readonly string[]): string {
  const count = (...of: readonly string[]): number => statuses.filter((status) => of.includes(status)).length;
  const never = count('called_off');
  if (never === statuses.length) return 'called_off';
  if (count('authorised') + never === statuses.length) return 'authorised';
  if (count('authorised', 'in_transit') > 0) return 'in_transit';
  return ['lost', 'delivered'].find((each) => count(each) > 0) ?? 'written_off';
}

/** What is sent to the customer: logistics' word of the parcel, the warehouse's of the units. */
function ofReplacement({ type, doc: { replacement: view, lines, closing } }: IntakeFacts, { replacement, reservation, repair, rejection }: CaseFacts): string[] {
  if (!replacement && !reservation) return view ? ['intake tells of something that is sent to the customer, nobody sends anything'] : [];
  // One that was given up, or came back, is awaited once more: intake still has the attempt before. The customer's own goods are paid for, and intake has them as lost.
  const parcel = replacement && replacement.status !== 'awaited' && replacement.status !== 'called_off' ? replacement : undefined;
  const { calledOff } = replacement ?? {};
  const ownGoods = type === 'repair' || type === 'return';
  const handedOver = repair?.status === 'handed_over' || (repair?.parcel ?? 1) > 1 || (rejection?.outcome === 'goods_back' && (rejection.status === 'handed_over' || (rejection.parcel ?? 1) > 1));
  const stock = ownGoods ? (handedOver ? 'picked' : undefined) : { asked: undefined, waiting: undefined, released: undefined, picking: 'reserved' }[reservation?.status ?? 'asked'] ?? reservation?.status;
  return [
    ...differ('parcel to the customer', view?.parcel?.state === 'written_off' || view?.parcel?.state === 'returned' ? undefined : view?.parcel?.state, parcel?.status ?? (ownGoods && (replacement?.claims ?? 0) > 0 ? 'lost' : undefined)),
    ...(parcel ? differ('tracking number of the parcel to the customer', view?.parcel?.trackingNumber, parcel.trackingNumber) : []),
    ...(replacement && !calledOff ? differ('which shipment to the customer it is', 1 + (replacement.claims ?? 0) + (replacement.cameBack ?? 0), replacement.attempt) : []),
    ...differ('nothing is sent', view?.calledOff, calledOff?.reason),
    ...differ('why what was to go back is paid for', view?.whyPaid, calledOff?.reason === 'refund_instead' && calledOff.reasonCode !== '' ? calledOff.reasonCode : undefined),
    ...differ('choices', view?.stock?.choices ?? 0, reservation?.choices ?? 0),
    ...(['asked', 'waiting', 'released'].includes(reservation?.status ?? '') ? [] : differ('units set aside', view?.stock?.state, stock)),
    ...(ownGoods || calledOff || closing?.result === 'expired' ? [] : [...otherGoods('set aside', lines, isHeld(reservation) ? reservation?.lines : []), ...otherGoods('sent', lines, parcel ? replacement?.lines : [])]),
    ...(calledOff && !ownGoods && reservation?.status !== 'released' ? [`nothing is sent to the customer, but the warehouse has it as ${reservation?.status ?? 'nothing'}`] : []),
  ];
}

const isHeld = (reservation: CaseFacts['reservation']): boolean => ['reserved', 'picking', 'picked'].includes(reservation?.status ?? '');

/** Nothing else than the customer wanted, or has chosen since. */
const otherGoods = (what: string, wanted: IntakeFacts['doc']['lines'], held: readonly { readonly caseLineId: string; readonly sku: string }[] = []): string[] =>
  held.flatMap(({ caseLineId, sku }) => {
    const line = wanted.find((each) => each.caseLineId === caseLineId);
    return differ(`SKU that is ${what} for line ${caseLineId}`, line?.wantedSku ?? line?.sku, sku);
  });

/** The warehouse's work order: there is one for what was accepted to be repaired, and for nothing else; what can't be repaired is paid for, and what is has left again. */
function ofRepair({ type, doc: { repair: view } }: IntakeFacts, { warehouse, replacement, repair }: CaseFacts): string[] {
  const accepted = (warehouse?.lines ?? []).filter((line) => line.accepted > 0);
  const wanted = type === 'repair' && warehouse?.status === 'inspected' && accepted.length > 0;
  if (!repair) return [...(wanted ? ['its goods are here to be repaired, and the warehouse has ordered nothing'] : []), ...differ('repair', view?.state, undefined)];
  const ordered = new Map(repair.lines.map(({ caseLineId, quantity }) => [caseLineId, quantity]));
  return [
    ...(wanted ? accepted.flatMap((line) => differ(`units of line ${line.caseLineId} in repair`, line.accepted, ordered.get(line.caseLineId) ?? 0)) : ['the warehouse repairs what was not accepted for that']),
    ...differ('repair', view?.state, repair.status === 'asked' || repair.status === 'not_repairable' ? repair.status : 'repaired'),
    ...(repair.status === 'asked' ? differ('how often the repair was asked for', view?.attempt, repair.attempt) : []),
    ...(repair.status === 'not_repairable' ? differ('why it is paid for', replacement?.calledOff?.reasonCode, 'NOT_REPAIRABLE') : []),
  ];
}

const sendsOut = (type: string): boolean => type === 'exchange' || type === 'resend' || type === 'repair';

/** Goods that were stopped, or came back under their outbound waybill. */
function ofRecall({ doc: { recall: seen, parcel, lines, calledOff } }: IntakeFacts, { recall, logistics }: CaseFacts): string[] {
  if (!recall) return ['it has heard of a recall that logistics does not have'];
  const { status, trackingNumber, carrierCode, end, claim } = recall;
  const ended = status === 'called_off' || status === 'not_possible';
  const sent = new Map(recall.lines.map(({ caseLineId, quantity }) => [caseLineId, quantity]));
  return [
    ...(logistics ? ['logistics has authorised a return of goods that it recalls'] : []),
    ...differ('stage of the recall', seen?.stage, status === 'stopped' ? 'stopped' : trackingNumber === null ? 'stopping' : 'recalling'),
    ...differ('outbound waybill', seen?.trackingNumber, trackingNumber),
    ...differ('carrier', seen?.carrierCode, carrierCode),
    // How far it had come when the customer got it all the same, logistics does not keep.
    ...(ended ? [] : differ('parcel', parcel, status === 'coming_back' ? 'in_transit' : status === 'lost' || status === 'delivered' || status === 'written_off' ? status : undefined)),
    ...differ('recall called off', calledOff?.by === 'logistics' ? calledOff.reasonCode : undefined, end?.reasonCode),
    ...(ended === (end !== null && end !== undefined) ? [] : [`the recall is ${status}, and there is ${ended ? 'no' : 'a'} reason of its end`]),
    ...lines.flatMap(({ caseLineId, lost = 0 }) => differ(`lost units of line ${caseLineId}`, lost, status === 'written_off' ? (sent.get(caseLineId) ?? 0) : 0)),
    ...((status === 'written_off') !== (claim !== null && claim !== undefined) ? [`the parcel is ${status}, and there is ${status === 'written_off' ? 'no' : 'a'} claim against the carrier`] : []),
  ];
}

function ofWarehouse({ doc }: IntakeFacts, { warehouse }: CaseFacts): string[] {
  const inspected = warehouse?.status === 'inspected';
  const held = new Map((warehouse?.lines ?? []).map((line) => [line.caseLineId, line]));
  return [
    ...differ('inspection asked for', doc.inspectionTaskId !== undefined, warehouse !== undefined && warehouse.status !== 'expected' && warehouse.status !== 'called_off' && (warehouse.status !== 'written_off' || warehouse.asked === true)),
    ...differ('lost for good', doc.parcel === 'written_off', warehouse?.status === 'written_off'),
    ...differ('inspected', doc.inspected, inspected),
    ...doc.lines.flatMap(({ caseLineId, received, accepted, short, rejected: seen = 0 }) => {
      const { expected = 0, accepted: taken = 0, rejected = 0 } = held.get(caseLineId) ?? {};
      const of = (what: string): string => `${what} units of line ${caseLineId}`;
      return [...differ(of('received'), received, taken + rejected), ...differ(of('accepted'), accepted, inspected ? taken : 0), ...differ(of('rejected'), seen, inspected ? rejected : 0), ...differ(of('short'), short, inspected ? expected - taken - rejected : 0)];
    }),
    ...[...held.keys()].filter((id) => !doc.lines.some(({ caseLineId }) => caseLineId === id)).map((id) => `the warehouse has a line ${id}, intake has none`),
  ];
}

/** What was rejected, and nothing else, is in the warehouse's hands until it is settled, has a clock that the customer chooses by, and is paid for by what has become of it, at the rates of its grade. */
function ofRejection({ type, choiceTimer, doc }: IntakeFacts, { warehouse, rejection, replacement, refund }: CaseFacts): string[] {
  const graded = (warehouse?.lines ?? []).flatMap(({ caseLineId, graded: units = [] }) => units.map((each) => ({ caseLineId, ...each })));
  const wanted = warehouse?.status === 'inspected' && type === 'return' && warehouse.forRefund === true ? graded.filter(({ grade, liability }) => (grade === 'c' || grade === 'd') && liability === 'customer') : [];
  const held = rejection?.lines ?? [];
  const count = (list: readonly { readonly caseLineId: string; readonly quantity: number; readonly grade: string }[], caseLineId: string, grade: string): number =>
    list.reduce((sum, each) => (each.caseLineId === caseLineId && each.grade === grade ? sum + each.quantity : sum), 0);
  const kinds = [...new Map([...wanted, ...held].map(({ caseLineId, grade }) => [`${caseLineId} ${grade}`, { caseLineId, grade }])).values()];
  const settled = rejection?.outcome ?? undefined;
  const paid = settled === 'deduction' && refund && isAsked(refund);
  const sent = settled === 'goods_back' && held.length > 0;
  return [
    ...kinds.flatMap(({ caseLineId, grade }) => differ(`rejected units of line ${caseLineId} in grade ${grade}`, count(wanted, caseLineId, grade), count(held, caseLineId, grade))),
    ...differ('what became of the rejected units', doc.rejection?.outcome, settled),
    ...(rejection && (rejection.status === 'awaiting_choice' || rejection.status === 'disputed') !== (settled === undefined) ? [`what was rejected is ${rejection.status}, and has become ${settled ?? 'nothing'}`] : []),
    ...(rejection && !refund?.rejection ? ['units are rejected, and refund does not know it'] : []),
    ...(rejection?.status === 'awaiting_choice' && doc.rejection?.quote && !(doc.choice?.answer && doc.choice.number === rejection.choice) && choiceTimer !== true ? ['units are rejected, and no clock runs at whose end it is chosen for the customer'] : []),
    ...(rejection && !settled && refund && isAsked(refund) ? ['it is not settled what becomes of the rejected units, and money was asked for'] : []),
    ...(paid ? kinds.flatMap(({ caseLineId, grade }) => differ(`units of line ${caseLineId} in grade ${grade} that are paid for less a deduction`, count(held, caseLineId, grade), deducted(refund, caseLineId, grade))) : []),
    ...(type === 'return' && (replacement !== undefined) !== sent ? [`what was rejected has become ${settled ?? 'nothing'}, and logistics has ${replacement ? 'sent it back' : 'sent nothing back'}`] : []),
    ...(sent && replacement && refund && isAsked(refund) && replacement.status !== 'delivered' && !replacement.calledOff ? ['what was rejected is on its way back, and money was asked for'] : []),
    ...(refund && settled !== 'deduction' && refund.lines.some(({ deductBasisPoints }) => deductBasisPoints !== undefined) ? ['a deduction was made that nobody has chosen'] : []),
  ];
}

/** What stays with the seller, by grade, in hundredths of a percent: worked out here a second time. */
const ratesByGrade: Readonly<Record<string, number>> = { c: 3_000, d: 7_000 };

const deducted = ({ lines }: RefundFacts, caseLineId: string, grade: string): number =>
  lines.reduce((sum, line) => (line.caseLineId === caseLineId && line.deductBasisPoints === ratesByGrade[grade] ? sum + line.quantity : sum), 0);

/** What intake has of each exception is what the warehouse holds. */
function ofExceptions({ doc: { exceptions: seen = [] } }: IntakeFacts, { exceptions = [] }: CaseFacts): string[] {
  const held = new Map(exceptions.map((exception) => [exception.exceptionId, exception]));
  return [
    ...exceptions.filter(({ exceptionId }) => !seen.some((each) => each.exceptionId === exceptionId)).map(({ exceptionId }) => `the warehouse has an exception ${exceptionId}, intake has none`),
    ...seen.flatMap((each) => {
      const exception = held.get(each.exceptionId);
      if (!exception) return [`intake has an exception ${each.exceptionId}, the warehouse has none`];
      const of = (what: string): string => `${what} of exception ${each.exceptionId}`;
      return [
        ...differ(of('kind'), each.kind, exception.kind),
        ...differ(of('units'), each.units, exception.units.reduce((sum, { quantity }) => sum + quantity, 0)),
        ...differ(of('owner'), each.owner, exception.owner),
        ...differ(of('person'), each.claimedBy, exception.claimedBy),
        ...differ(of('deadline'), instantOf(each.dueAt), instantOf(exception.dueAt)),
        ...differ(of('end'), each.end?.resolution, exception.end?.resolution),
        ...differ(of('who ended it'), each.end?.by, exception.end?.by),
      ];
    }),
  ];
}

function ofRefund(intake: IntakeFacts, facts: CaseFacts): string[] {
  const { doc } = intake;
  // What is on its way of an exchange that goes on is not what the case is paid, but beside it.
  const onItsWay = facts.refund && isAsked(facts.refund) && facts.refund.goods ? facts.refund : undefined;
  const refund = onItsWay ? { ...onItsWay, status: 'approved', totalMinor: null, currency: null, approvedBy: null, decline: null, late: null, lines: [] } : facts.refund;
  return [...ofCaseRefund(intake, { ...facts, refund }), ...ofDifference(doc, facts, onItsWay), ...ofTopUp(doc, facts), ...ofHold(intake, facts), ...ofVariants(doc, facts)];
}

/** Of another variant: it is settled at the price that was quoted for what is sent, and only once that is set aside. */
function ofVariants({ lines, variantsChosen = 0 }: IntakeFacts['doc'], { refund, reservation, replacement }: CaseFacts): string[] {
  if (!refund) return [];
  const { goods, difference, topUp } = refund;
  const early = goods?.awaitsUnits === true && goods.reserved !== true && (difference ?? topUp ?? undefined) !== undefined;
  const prices = isHeld(reservation) && !replacement?.calledOff ? refund.approved.flatMap(({ caseLineId, exchangedAtMinor, chosenAtMinor }) => differ(`quoted price of line ${caseLineId}`, lines.find((line) => line.caseLineId === caseLineId)?.wantedUnitPriceMinor, chosenAtMinor ?? exchangedAtMinor)) : [];
  return [...prices, ...(early ? ['a difference was settled before anything was set aside for it'] : []), ...(variantsChosen > mostVariants ? [`another variant was chosen ${variantsChosen} times`] : [])];
}

/** Intake's bound: written down here a second time. */
const mostVariants = 3;

/** What a cheaper variant is worth less, in intake's own place. */
function ofDifference({ difference: seen, lines }: IntakeFacts['doc'], { refund, replacement }: CaseFacts, onItsWay: RefundFacts | undefined): string[] {
  const paid = refund?.difference ?? undefined;
  const approved = onItsWay ? onItsWay.approvedBy : paid?.approval?.approvedBy;
  return [
    ...differ('how late the difference is', seen?.payDay?.late, onItsWay?.late ?? undefined),
    ...differ('difference due', seen?.due?.amountMinor, onItsWay?.totalMinor ?? paid?.totalMinor),
    ...differ('difference settled', seen?.settled?.amountMinor, paid?.totalMinor),
    ...differ('approval of the difference', seen?.refundApproval, onItsWay?.status === 'awaiting_approval' ? 'needed' : onItsWay && isDeclined(onItsWay) ? 'declined' : (approved ?? null) === null ? undefined : 'given'),
    ...differ('why the difference was declined', seen?.refundDecline?.reasonCode, onItsWay && isDeclined(onItsWay) ? onItsWay.decline?.reasonCode : undefined),
    ...(paid && !lines.some(({ wantedSku }) => wantedSku !== undefined) ? ['a difference was paid, and nothing else was wanted than was given back'] : []),
    // Whoever sends the goods has to have heard it.
    ...(replacement && !replacement.calledOff && lines.some(({ wantedSku }) => wantedSku !== undefined) ? differ('the difference is settled', seen?.over ?? false, replacement.settled) : []),
    ...(replacement && replacement.status !== 'awaited' && replacement.status !== 'called_off' && onItsWay ? [`the other variant was sent, and its difference is ${onItsWay.status}`] : []),
  ];
}

/** What a dearer variant is paid on top. What was never shown to the customer intake does not know of. */
function ofTopUp({ topUp: seen, lines }: IntakeFacts['doc'], { refund, replacement }: CaseFacts): string[] {
  const topUp = refund?.topUp ?? undefined;
  const shown = topUp?.url ? topUp : undefined;
  const state = shown && { open: 'due', closing: 'due', paid: 'paid', closed: 'expired' }[shown.status];
  return [
    ...differ('what is paid on top', seen?.state, state),
    ...differ('how much is paid on top', seen?.amount.amountMinor, shown?.amountMinor),
    ...(topUp && !lines.some(({ wantedSku }) => wantedSku !== undefined) ? ['something is paid on top, and nothing else was wanted than was given back'] : []),
    ...(topUp && topUp.status !== 'paid' && replacement && replacement.status !== 'awaited' && replacement.status !== 'called_off' ? [`the dearer variant was sent, and what is paid on top is ${topUp.status}`] : []),
  ];
}

/** What is held of the customer's money, and that nobody got goods in advance without it. What is asked of the provider intake does not know of. */
function ofHold({ type, doc }: IntakeFacts, { refund, replacement, logistics, warehouse }: CaseFacts): string[] {
  const { hold: seen, lines, decision } = doc;
  const hold = refund?.hold ?? undefined;
  const state = hold && { wanted: undefined, asked: undefined, releasing: hold.captureAt ? 'held' : undefined, capturing: 'held' }[hold.status];
  const open = hold !== undefined && ['wanted', 'asked', 'releasing', 'capturing'].includes(hold.status);
  const left = replacement !== undefined && replacement.status !== 'awaited' && replacement.status !== 'called_off';
  const early = type === 'exchange' && left && logistics?.status !== 'written_off' && warehouse?.status !== 'inspected';
  const sold = new Map((seen?.captured?.lines ?? []).map((line) => [line.caseLineId, line]));
  const sum = [...sold.values()].reduce((total, { amountMinor }) => total + BigInt(amountMinor), 0n);
  return [
    ...(refund ? differ('whether it may go in advance', decision?.advance === true, hold !== undefined) : []),
    ...(decision?.advance === true && doc.advance !== true ? ['it may go in advance, and the customer has not asked for that'] : []),
    ...differ('what is held', seen?.state, open ? state : hold?.status),
    ...(hold?.captureAt ? differ('how much is held', seen?.amount?.amountMinor, hold.money?.amountMinor) : []),
    ...differ('how much of it is captured', seen?.captured?.amount.amountMinor, hold?.status === 'captured' ? hold.captured?.amountMinor : undefined),
    ...(early && !hold?.captureAt ? ['goods were sent in exchange, theirs are not here, and nothing was held for them'] : []),
    ...(seen?.captured ? differ('what was captured for each line', sum.toString(), seen.captured.amount.amountMinor) : []),
    ...(hold?.money && hold.captured && BigInt(hold.captured.amountMinor) > BigInt(hold.money.amountMinor) ? [`${hold.captured.amountMinor} was captured, and ${hold.money.amountMinor} was held`] : []),
    // Worked out here a second time: of a line so much of what was held for it as units were not given back.
    ...(hold?.status === 'captured' ? lines.flatMap(({ caseLineId, approved }) => {
      const held = hold.money?.lines.find((line) => line.caseLineId === caseLineId);
      const { quantity = 0, amountMinor = '0' } = sold.get(caseLineId) ?? {};
      return [...(quantity > approved ? [`${quantity} units of line ${caseLineId} are sold, and ${approved} were sent`] : []), ...differ(`what was captured for line ${caseLineId}`, amountMinor, held ? ((BigInt(held.amountMinor) * BigInt(quantity)) / BigInt(held.quantity)).toString() : '0')];
    }) : []),
    ...(hold?.status === 'captured' && replacement?.status !== 'delivered' ? [`the customer has paid for what was sent in advance, and it is ${replacement?.status ?? 'not there'}`] : []),
  ];
}

const isAsked = ({ status }: RefundFacts): boolean => status !== 'approved' && status !== 'called_off';

const isOwed: readonly string[] = ['requested', 'awaiting_approval', 'failed', 'declined', 'exception'];

function ofCaseRefund({ orderId, type, doc }: IntakeFacts, { refund, recall, replacement }: CaseFacts): string[] {
  if (!refund) return [...differ('refund due', doc.refundDue?.amountMinor, undefined), ...(doc.decision?.verdict === 'approved' ? ['it is approved, but refund does not know it'] : [])];
  const requested = isAsked(refund);
  const refunded = new Map<string, number>();
  for (const { caseLineId, quantity } of refund.lines) refunded.set(caseLineId, (refunded.get(caseLineId) ?? 0) + quantity);
  // What goes back to the customer is not paid for.
  const taken = ({ accepted, rejected = 0 }: IntakeFacts['doc']['lines'][number]): number => accepted + (doc.rejection?.outcome === 'goods_back' && replacement?.status === 'delivered' ? 0 : rejected);
  // Of an exchange whose units were paid for out of a hold before they came, those alone.
  const returned = (line: IntakeFacts['doc']['lines'][number], hold: RefundFacts['hold']): number => {
    const all = taken(line) + (line.lost ?? 0);
    return hold?.status === 'captured' && replacement?.status === 'delivered' ? Math.max(0, all + (hold.owed ?? []).reduce((total, owed) => (owed.caseLineId === line.caseLineId ? total + owed.quantity : total), 0) - line.approved) : all;
  };
  const overpaid = type === 'price_difference' ? doc.lines.filter((line) => BigInt(refund.lines.find(({ caseLineId }) => caseLineId === line.caseLineId)?.amountMinor ?? 0) > BigInt(line.claimedMinor)) : [];
  const approved = new Map(refund.approved.map(({ caseLineId, quantity }) => [caseLineId, quantity]));
  return [
    ...overpaid.map(({ caseLineId }) => `of line ${caseLineId} a larger difference is paid than was asked for`),
    ...differ('order', orderId, refund.orderId),
    ...differ('refund due', doc.refundDue?.amountMinor, requested ? refund.totalMinor : undefined),
    ...differ('currency', doc.refundDue?.currency, requested ? refund.currency : undefined),
    ...differ('approval of the refund', doc.refundApproval, refund.status === 'awaiting_approval' ? 'needed' : isDeclined(refund) ? 'declined' : refund.approvedBy === null ? undefined : 'given'),
    ...differ('why the refund was declined', doc.refundDecline?.reasonCode, isDeclined(refund) ? refund.decline?.reasonCode : undefined),
    ...differ('how late the refund is', doc.payDay?.late, isOwed.includes(refund.status) ? (refund.late ?? undefined) : undefined),
    ...differ('what came of that', doc.refundDecline?.ended, refund.status === 'dropped' || refund.status === 'exception' ? refund.status : undefined),
    ...(refund.approvedBy !== null && refund.approvedBy === refund.decline?.takenUpBy ? [`${refund.approvedBy} has taken its refund up again and approved it`] : []),
    ...(refund.approvedBy !== null && refund.approvedBy === refund.decidedBy ? [`${refund.approvedBy} has decided it and approved its refund`] : []),
    // Kept since refunds can need a second person.
    ...(refund.decidedBy === null ? [] : differ('who decided, at refund', doc.decision?.record.decidedBy, refund.decidedBy)),
    ...differ('refund settled', doc.refundSettled?.amountMinor, refund.status === 'settled' ? refund.totalMinor : undefined),
    ...doc.lines.flatMap((line) => [
      ...differ(`approved units of line ${line.caseLineId}`, line.approved, approved.get(line.caseLineId) ?? 0),
      ...(requested ? differ(`units of line ${line.caseLineId} to be refunded`, paysForArrived({ type }, recall) ? returned(line, refund.hold) : line.approved, refunded.get(line.caseLineId) ?? 0) : []),
    ]),
  ];
}

const isDeclined = ({ status }: RefundFacts): boolean => status === 'declined' || status === 'exception' || status === 'dropped';

/** Closed when everybody is final; the survey follows the closing. */
function ofClosing(intake: IntakeFacts, { review, logistics, recall, warehouse, exceptions = [], rejection, replacement, refund, feedback }: CaseFacts): string[] {
  const { type, status, doc } = intake;
  const closed = status === 'closed';
  const back = !paysForArrived({ type }, recall) || warehouse?.status === 'inspected' || warehouse?.status === 'written_off';
  const goods = sendsOut(type) && replacement?.calledOff?.reason !== 'refund_instead';
  const kept = logistics?.calledOff?.reason === 'expired' && replacement !== undefined && !replacement.calledOff;
  const holdOver = !refund?.hold || ['declined', 'released', 'captured'].includes(refund.hold.status);
  const twice = goods && refund?.hold?.status === 'captured' && isAsked(refund);
  const paid = BigInt(refund?.difference?.totalMinor ?? 0) + (goods && !twice ? 0n : BigInt(refund?.totalMinor ?? 0));
  const ended = twice ? refund?.status === 'settled' : goods ? replacement?.status === 'delivered' || replacement?.calledOff?.reason === 'nothing_accepted' : refund?.status === 'settled';
  const dropped = review?.status === 'withdrawn' || recall?.end || (type === 'resend' && replacement?.calledOff?.reason === 'cancelled');
  const calledOff = dropped ? 'cancelled' : kept ? undefined : logistics?.calledOff?.reason;
  // A rejected case waits as long as it may be supplemented; whether it does is looked at where open cases are explained.
  const waits = !closed && review?.status === 'rejected' && review.decision?.supplementUntil !== undefined;
  const sortedOut = exceptions.every(({ end }) => end !== null) && (rejection === undefined || rejection.outcome !== null) && (type !== 'return' || replacement === undefined || replacement.status === 'delivered' || replacement.status === 'called_off');
  const final = (review?.status === 'rejected' && !waits) || (holdOver && (calledOff !== undefined || (review?.status === 'approved' && (((back || kept) && ended && sortedOut) || refund?.status === 'dropped'))));
  const result =
    review?.status === 'rejected' || refund?.status === 'dropped' ? 'rejected' : calledOff !== undefined ? calledOff : goods ? (replacement?.status === 'delivered' ? (type === 'repair' ? 'repaired' : 'replaced') : 'nothing_due') : paid === 0n ? 'nothing_due' : 'refunded';
  return [
    ...differ('closed', closed, final),
    ...(closed && final ? [...differ('result', doc.closing?.result, result), ...differ('amount paid back', doc.closing?.refunded?.amountMinor, paid > 0n && (result === 'refunded' || result === 'replaced') ? paid.toString() : undefined)] : []),
    ...differ('survey', closed && calledOff === undefined, feedback !== undefined),
    ...(feedback ? differ('customer of the survey', intake.customerId, feedback.customerId) : []),
    ...(review?.status === 'rejected' && refund ? ['it is rejected, but refund holds it'] : []),
  ];
}

/** The same instant is written in more than one way. */
const instantOf = (text: string | undefined): number | undefined => (text === undefined ? undefined : Date.parse(text));

type Comparable = string | number | boolean | null | undefined;

/** Nothing is nothing, whichever way it is written. */
const differ = (what: string, intake: Comparable, department: Comparable): string[] =>
  (intake ?? undefined) === (department ?? undefined) ? [] : [`${what}: intake has ${intake ?? 'none'}, the department ${department ?? 'none'}`];
