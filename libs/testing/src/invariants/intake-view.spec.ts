import type { CaseFacts, IntakeFacts } from './cases/case-facts';
import { promisesOf } from './closed-owes-nothing';
import { differencesOf } from './intake-view';
import { unexplained } from './open-cases-explained';

const record = { policyVersion: 'default-1', decidedBy: 'rules' };
const money = { amountMinor: '1200', currency: 'GBP' };
const line = { caseLineId: 'L1', orderLineId: 'O1', sku: 'MUG', quantity: 2, reason: 'other', condition: 'used', claimedMinor: '1200', approved: 2, received: 1, accepted: 1, short: 1, lost: 0 };

/** A return of two units of which one came, settled and closed. */
const intake: IntakeFacts = {
  caseId: 'c1',
  caseNumber: 'AS-1',
  orderId: 'o1',
  customerId: 'k1',
  type: 'return',
  channel: 'crm',
  provenance: 'synthetic',
  status: 'closed',
  cancellation: null,
  doc: {
    requestedAt: '2026-01-01T00:00:00.000Z',
    purchaseKnown: true,
    currency: 'GBP',
    obstacles: [],
    evidence: [],
    lines: [line],
    decision: { verdict: 'approved', record },
    rma: { rmaNumber: 'RMA-1', trackingNumber: 'T1', carrierCode: 'C', sendBy: '2026-01-15T00:00:00.000Z' },
    parcel: 'delivered',
    inspectionTaskId: 'I-c1',
    inspected: true,
    refundDue: money,
    refundSettled: money,
    closing: { result: 'refunded', reasonCodes: [], refunded: money },
  },
};
const closed: CaseFacts = {
  caseId: 'c1',
  intake,
  review: { caseId: 'c1', status: 'approved', taskId: null, claimedBy: null, decision: record },
  recall: undefined,
      logistics: { caseId: 'c1', status: 'delivered', rmaNumber: 'RMA-1', trackingNumber: 'T1', carrierCode: 'C', lines: [{ caseLineId: 'L1', quantity: 2 }], claim: null, calledOff: null },
  warehouse: { caseId: 'c1', status: 'inspected', lines: [{ caseLineId: 'L1', expected: 2, accepted: 1 }] },
  refund: { caseId: 'c1', orderId: 'o1', status: 'settled', currency: 'GBP', totalMinor: '1200', decidedBy: 'rules', approvedBy: null, approved: [{ caseLineId: 'L1', quantity: 2 }], lines: [{ caseLineId: 'L1', quantity: 1 }] },
  feedback: { caseId: 'c1', customerId: 'k1', status: 'sent' },
  concern: undefined,
  folded: undefined,
  foldIsShort: false,
  stuckIn: [],
};
const intakeWith = (doc: Partial<IntakeFacts['doc']>, rest: Partial<IntakeFacts> = {}): CaseFacts => ({ ...closed, intake: { ...intake, ...rest, doc: { ...intake.doc, ...doc } } });

const intakeOf = (doc: Partial<IntakeFacts['doc']>, logistics: NonNullable<CaseFacts['logistics']>): CaseFacts => ({ ...intakeWith(doc), logistics });

describe("intake's view", () => {
  it('agrees when everybody holds the same', () => {
    expect(differencesOf(closed)).toEqual([]);
  });

  it.each<[string, CaseFacts]>([
    ['verdict', { ...closed, review: { ...closed.review!, status: 'rejected' } }],
    ['who decided', { ...closed, review: { ...closed.review!, decision: { ...record, decidedBy: 'ann' } } }],
    ['review task', { ...closed, review: { ...closed.review!, taskId: 'T-c1' } }],
    ['round of the review', { ...closed, review: { ...closed.review!, round: 2 } }],
    ['evidence asked for', { ...closed, review: { ...closed.review!, evidenceRequest: { reasonCode: 'PHOTO', dueAt: '2026-01-02T00:00:00Z' } } }],
    ['end of the time to supplement', { ...closed, review: { ...closed.review!, decision: { ...record, supplementUntil: '2026-01-02T00:00:00Z' } } }],
    ['RMA', { ...closed, logistics: { ...closed.logistics!, rmaNumber: 'RMA-2' } }],
    ['parcel', { ...closed, logistics: { ...closed.logistics!, status: 'in_transit' } }],
    ['parcel', { ...closed, logistics: undefined }],
    ['further parcels', { ...closed, logistics: { ...closed.logistics!, firstStatus: 'delivered', further: [{ trackingNumber: 'T2', status: 'delivered' }] } }],
    ['where all parcels of the return are', intakeOf({ furtherParcels: ['T2'] }, { ...closed.logistics!, firstStatus: 'delivered', further: [{ trackingNumber: 'T2', status: 'in_transit' }] })],
    ['there is no claim', intakeOf({ furtherParcels: ['T2'] }, { ...closed.logistics!, firstStatus: 'delivered', further: [{ trackingNumber: 'T2', status: 'written_off' }] })],
    ['received units', { ...closed, warehouse: { ...closed.warehouse!, lines: [{ caseLineId: 'L1', expected: 2, accepted: 2 }] } }],
    ['inspected', { ...closed, warehouse: { ...closed.warehouse!, status: 'receiving' } }],
    ['the warehouse has a line L2', { ...closed, warehouse: { ...closed.warehouse!, lines: [...closed.warehouse!.lines, { caseLineId: 'L2', expected: 1, accepted: 0 }] } }],
    ['refund due', { ...closed, refund: { ...closed.refund!, totalMinor: '1300' } }],
    ['refund settled', { ...closed, refund: { ...closed.refund!, status: 'failed' } }],
    ['units of line L1 to be refunded', { ...closed, refund: { ...closed.refund!, lines: [{ caseLineId: 'L1', quantity: 2 }] } }],
    ['approved units', { ...closed, refund: { ...closed.refund!, approved: [{ caseLineId: 'L1', quantity: 1 }] } }],
    ['survey', { ...closed, feedback: undefined }],
    ['customer of the survey', { ...closed, feedback: { ...closed.feedback!, customerId: 'k2' } }],
    ['closed', intakeWith({}, { status: 'refunded' })],
    ['result', intakeWith({ closing: { result: 'nothing_due', reasonCodes: [], refunded: money } })],
    ['amount paid back', intakeWith({ closing: { result: 'refunded', reasonCodes: [] } })],
    ['review does not know it', { ...closed, review: undefined }],
    ['review, logistics, warehouse, refund, feedback hold it', { ...closed, intake: undefined }],
  ])('tells of another %s', (what, facts) => {
    expect(differencesOf(facts)).toContainEqual(expect.stringContaining(what));
  });

  it('agrees on a return that came in several parcels, of which one was lost or never sent', () => {
    for (const other of [{ status: 'written_off', claim: {} }, { status: 'called_off' }, { status: 'delivered' }]) {
      expect(differencesOf(intakeOf({ furtherParcels: ['T2'] }, { ...closed.logistics!, firstStatus: 'delivered', further: [{ trackingNumber: 'T2', ...other }] }))).toEqual([]);
    }
  });

  it('may be behind where an event of the case waits', () => {
    expect(differencesOf({ ...closed, refund: { ...closed.refund!, totalMinor: '1300' }, stuckIn: ['intake'] })).toEqual([]);
  });

  it('agrees on a case that was rejected: nobody else knows it', () => {
    const rejected = { ...closed, logistics: undefined, warehouse: undefined, refund: undefined, review: { ...closed.review!, status: 'rejected' } };
    const { rma: _rma, parcel: _parcel, inspectionTaskId: _task, refundDue: _due, refundSettled: _settled, ...doc } = intake.doc;
    const untouched = { ...line, approved: 0, received: 0, accepted: 0, short: 0, lost: 0 };
    const facts = { ...rejected, intake: { ...intake, doc: { ...doc, inspected: false, lines: [untouched], decision: { verdict: 'rejected', record }, closing: { result: 'rejected', reasonCodes: [] } } } };
    expect(differencesOf(facts)).toEqual([]);
  });

  it('agrees on a rejected case that waits for a supplement, and on the round that one opens', () => {
    const supplementUntil = '2026-01-09T00:00:00.000Z';
    const { rma: _rma, parcel: _parcel, inspectionTaskId: _task, refundDue: _due, refundSettled: _settled, closing: _closing, ...doc } = intake.doc;
    const untouched = { ...line, approved: 0, received: 0, accepted: 0, short: 0 };
    const open = { ...closed, logistics: undefined, warehouse: undefined, refund: undefined, feedback: undefined };
    const waiting = { ...doc, inspected: false, lines: [untouched], decision: { verdict: 'rejected', record, supplementUntil: '2026-01-09T00:00:00Z' } };
    const review = { ...closed.review!, status: 'rejected', decision: { ...record, supplementUntil } };
    expect(differencesOf({ ...open, review, intake: { ...intake, status: 'rejected', doc: waiting } })).toEqual([]);
    const { decision: _decision, ...undecided } = waiting;
    const again = { ...intake, status: 'in_review', doc: { ...undecided, supplements: [{ round: 2 }] } };
    expect(differencesOf({ ...open, review: { ...review, status: 'with_person', decision: null, round: 2 }, intake: again })).toEqual([]);
  });
});

describe('an open case', () => {
  const open = (over: Partial<CaseFacts>): CaseFacts => ({ ...closed, ...over });

  it.each<[string, CaseFacts]>([
    ['a person has the task', open({ review: { ...closed.review!, status: 'with_person', taskId: 'T-c1' } })],
    ['the customer has to show something', open({ review: { ...closed.review!, status: 'awaiting_evidence', evidenceRequest: { reasonCode: 'PHOTO', dueAt: '2026-01-02T00:00:00Z' } } })],
    ['it may be supplemented until a clock has run out', open({ intake: { ...intake, supplementTimer: true }, review: { ...closed.review!, status: 'rejected', decision: { ...record, supplementUntil: '2026-01-02T00:00:00Z' } } })],
    ['the customer has not sent the goods', open({ logistics: { ...closed.logistics!, status: 'authorised' } })],
    ['the parcel is lost', open({ logistics: { ...closed.logistics!, status: 'lost' } })],
    ['the WMS inspects', open({ warehouse: { ...closed.warehouse!, status: 'at_dock' } })],
    ['a person has to look at the refund', open({ refund: { ...closed.refund!, status: 'failed' } })],
  ])('is explained when %s', (_why, facts) => {
    expect(unexplained(facts)).toBeUndefined();
  });

  it.each<[string, CaseFacts]>([
    ['review knows nothing of it', open({ review: undefined })],
    ['review waits for a person without a task', open({ review: { ...closed.review!, status: 'claimed' } })],
    ['no clock runs at whose end it closes', open({ review: { ...closed.review!, status: 'rejected', decision: { ...record, supplementUntil: '2026-01-02T00:00:00Z' } } })],
    ['evidence that it has not asked for', open({ review: { ...closed.review!, status: 'awaiting_evidence' } })],
    ['intake has not closed it', open({ review: { ...closed.review!, status: 'rejected' } })],
    ['logistics has not authorised the return', open({ logistics: undefined })],
    ['the warehouse expects nothing', open({ warehouse: undefined })],
    ['no inspection was asked for', open({ warehouse: { ...closed.warehouse!, status: 'expected' } })],
    ['refund knows nothing of it', open({ refund: undefined })],
    ['everything that the refund waits for is there', open({ refund: { ...closed.refund!, status: 'approved' } })],
    ['its refund is on its way', open({ refund: { ...closed.refund!, status: 'requested' } })],
    ['its refund has settled', open({})],
  ])('is not when %s', (why, facts) => {
    expect(unexplained(facts)).toContain(why);
  });
});

describe("intake's view of a concern", () => {
  const doc = { ...intake.doc, rma: undefined, parcel: undefined, inspectionTaskId: undefined, inspected: false, refundDue: undefined, refundSettled: undefined, decision: undefined, lines: [] };
  const dueAt = '2026-01-02T00:00:00.000Z';
  const asked = { ...intake, type: 'inquiry', doc: { ...doc, task: { taskId: 'Q-c1', dueAt, claimedBy: 'kim', overdue: false }, concernEnd: { how: 'answered' }, closing: { result: 'answered', reasonCodes: [] } } } as unknown as IntakeFacts;
  const concern = { caseId: 'c1', customerId: 'k1', type: 'inquiry', status: 'answered', dueAt: '2026-01-02 00:00:00+00', claimedBy: 'kim', overdue: false, turnedInto: null, written: true };
  const answered: CaseFacts = { ...closed, intake: asked, review: undefined, logistics: undefined, warehouse: undefined, refund: undefined, concern };

  it('agrees when feedback has it so and nobody else has it', () => {
    expect(differencesOf(answered)).toEqual([]);
    const open: CaseFacts = { ...answered, feedback: undefined, concern: { ...concern, status: 'claimed', written: false }, intake: { ...asked, status: 'with_agent', doc: { ...asked.doc, concernEnd: undefined, closing: undefined } } as unknown as IntakeFacts };
    expect(differencesOf(open)).toEqual([]);
  });

  it.each<[string, Partial<CaseFacts>]>([
    ['review holds it', { review: closed.review }],
    ['feedback does not know it', { concern: undefined }],
    ['type', { concern: { ...concern, type: 'complaint' } }],
    ['who has it', { concern: { ...concern, claimedBy: 'lee' } }],
    ['by when', { concern: { ...concern, dueAt: '2026-01-03 00:00:00+00' } }],
    ['overdue', { concern: { ...concern, overdue: true } }],
    ['how it ended', { concern: { ...concern, status: 'turned', turnedInto: { caseId: 'c2' } } }],
    ['the case made of it', { concern: { ...concern, turnedInto: { caseId: 'c2' } } }],
    ['words to the customer', { concern: { ...concern, written: false } }],
    ['closed', { concern: { ...concern, status: 'claimed', written: false } }],
    ['survey', { feedback: undefined }],
  ])('tells that it does not: %s', (what, over) => {
    expect(differencesOf({ ...answered, ...over })).toContainEqual(expect.stringContaining(what));
  });

  it('tells of a concern that is none to intake', () => {
    expect(differencesOf({ ...closed, concern })).toEqual(['feedback has it as a concern, intake does not']);
  });
});

describe("intake's view of an exchange for a cheaper variant", () => {
  const { refundDue: _due, refundSettled: _settled, ...doc } = intake.doc;
  const difference = { due: money, settled: money, over: true };
  const parcel = { state: 'delivered', attempt: 1, trackingNumber: 'T1X1' };
  const variant: IntakeFacts = {
    ...intake,
    type: 'exchange',
    doc: { ...doc, lines: [{ ...line, wantedSku: 'CUP', wantedUnitPriceMinor: '600' }], difference, replacement: { stock: { state: 'picked', attempt: 1, choices: 0 }, parcel }, closing: { result: 'replaced', reasonCodes: [], refunded: money } },
  };
  const refund = { ...closed.refund!, approved: closed.refund!.approved.map((each) => ({ ...each, exchangedAtMinor: '900', chosenAtMinor: '600' })), status: 'called_off', currency: null, totalMinor: null, lines: [], goods: null, difference: { totalMinor: '1200', currency: 'GBP', approval: null } };
  const replacement = { caseId: 'c1', status: 'delivered', trackingNumber: 'T1X1', attempt: 1, reserved: true, settled: true, calledOff: null, lines: [{ caseLineId: line.caseLineId, sku: 'CUP', quantity: line.quantity }] };
  const reservation = { caseId: 'c1', status: 'picked', attempt: 1, choices: 0, lines: replacement.lines };
  const replaced: CaseFacts = { ...closed, intake: variant, refund, replacement, reservation };
  const others = [{ caseLineId: line.caseLineId, sku: 'JAR', quantity: line.quantity }];
  const having = (over: Partial<IntakeFacts['doc']>): CaseFacts => ({ ...replaced, intake: { ...variant, doc: { ...variant.doc, ...over } } });
  const onItsWay = { ...closed.refund!, goods: {}, difference: null };

  it('agrees when the difference is paid and the goods are there', () => {
    expect(differencesOf(replaced)).toEqual([]);
  });

  it.each<[string, CaseFacts]>([
    ['difference settled', having({ difference: { due: money, over: true } })],
    ['SKU that is set aside', { ...replaced, reservation: { ...reservation, lines: others } }],
    ['SKU that is sent', { ...replaced, replacement: { ...replacement, lines: others } }],
    ['quoted price', { ...replaced, refund: { ...refund, approved: refund.approved.map((each) => ({ ...each, chosenAtMinor: '601' })) } }],
    ['before anything was set aside', { ...replaced, refund: { ...refund, goods: { awaitsUnits: true } } }],
    ['another variant was chosen 4 times', having({ variantsChosen: 4 })],
    ['difference due', { ...replaced, refund: { ...refund, difference: { ...refund.difference, totalMinor: '1300' } } }],
    ['amount paid back', having({ closing: { result: 'replaced', reasonCodes: [] } })],
    ['nothing else was wanted', having({ lines: [line] })],
    ['the difference is settled', { ...replaced, replacement: { ...replacement, settled: false } }],
    ['approval of the difference', { ...replaced, refund: { ...refund, difference: { ...refund.difference, approval: { approvedBy: 'ann' } } } }],
    ['the other variant was sent, and its difference is requested', { ...replaced, refund: { ...onItsWay, status: 'requested' } }],
    ['why the difference was declined', { ...replaced, refund: { ...onItsWay, status: 'declined', decline: { reasonCode: 'NO', takenUpBy: null } } }],
  ])('tells that it does not: %s', (what, facts) => {
    expect(differencesOf(facts)).toContainEqual(expect.stringContaining(what));
  });

  describe('that is dearer instead', () => {
    const topUp = { status: 'paid', amountMinor: '400', currency: 'GBP', url: 'https://pay.example/1', clock: false };
    const seen = { state: 'paid', amount: { amountMinor: '400', currency: 'GBP' }, dueAt: '', paymentUrl: 'https://pay.example/1' };
    const { difference: _difference, ...without } = variant.doc;
    const paid: CaseFacts = { ...replaced, intake: { ...variant, doc: { ...without, difference: { over: true }, topUp: seen, closing: { result: 'replaced', reasonCodes: [] } } }, refund: { ...refund, difference: null, topUp } };
    const asTold = (over: object): CaseFacts => ({ ...paid, intake: { ...paid.intake!, doc: { ...paid.intake!.doc, topUp: { ...seen, ...over } } } });

    it('agrees when it was paid on top, and nothing is open', () => {
      expect([differencesOf(paid), promisesOf(paid)]).toEqual([[], []]);
    });

    it.each<[string, CaseFacts]>([
      ['what is paid on top', asTold({ state: 'due' })],
      ['how much is paid on top', asTold({ amount: { amountMinor: '399', currency: 'GBP' } })],
      ['the dearer variant was sent, and what is paid on top is open', { ...paid, refund: { ...paid.refund!, topUp: { ...topUp, status: 'open' } } }],
      ['nothing else was wanted', { ...paid, intake: { ...paid.intake!, doc: { ...paid.intake!.doc, lines: [line] } } }],
    ])('tells that it does not: %s', (what, facts) => {
      expect(differencesOf(facts)).toContainEqual(expect.stringContaining(what));
    });

    it('is owed on no closed case, and explained by the clock that asks again', () => {
      const due = { ...topUp, status: 'open', clock: true };
      expect(promisesOf({ ...paid, refund: { ...paid.refund!, topUp: due } })).toEqual(['what is paid on top is open']);
      const open: CaseFacts = { ...paid, intake: { ...variant, status: 'replacing' }, replacement: { ...replacement, status: 'awaited', settled: false }, reservation: { caseId: 'c1', status: 'reserved', attempt: 1, choices: 0 }, refund: { ...paid.refund!, status: 'approved', topUp: due } };
      expect(unexplained(open)).toBeUndefined();
      expect(unexplained({ ...open, refund: { ...open.refund!, topUp: { ...due, clock: false } } })).toMatch(/not settled/);
    });
  });

  it('is explained by a person of finance alone, where its difference is stuck', () => {
    const open: CaseFacts = { ...replaced, intake: { ...variant, status: 'replacing' }, replacement: { ...replacement, status: 'awaited', settled: false }, reservation: { caseId: 'c1', status: 'reserved', attempt: 1, choices: 0 } };
    expect(unexplained({ ...open, refund: { ...onItsWay, status: 'failed' } })).toBeUndefined();
    expect(unexplained({ ...open, refund: { ...onItsWay, status: 'requested' } })).toMatch(/the difference is on its way/);
    expect(unexplained({ ...open, refund: { ...refund, status: 'approved' } })).toMatch(/is not settled/);
  });
});

/** A repair of two units of which one came: done, and back with the customer. */
const mended: CaseFacts = {
  ...intakeWith(
    {
      refundDue: undefined as never,
      refundSettled: undefined as never,
      replacement: { stock: { state: 'picked', attempt: 1, choices: 0 }, parcel: { state: 'delivered', attempt: 1, trackingNumber: 'T1X1' } },
      repair: { state: 'repaired' },
      closing: { result: 'repaired', reasonCodes: [] },
    },
    { type: 'repair' },
  ),
  replacement: { caseId: 'c1', status: 'delivered', trackingNumber: 'T1X1', attempt: 1, reserved: true, settled: true, calledOff: null },
  repair: { caseId: 'c1', status: 'handed_over', attempt: 1, lines: [{ caseLineId: 'L1', quantity: 1 }] },
  refund: { ...closed.refund!, status: 'called_off', totalMinor: null, currency: null, lines: [] },
};
const paidFor: CaseFacts = {
  ...intakeWith({ replacement: { calledOff: 'refund_instead', whyPaid: 'NOT_REPAIRABLE' }, repair: { state: 'not_repairable' }, closing: { result: 'refunded', reasonCodes: ['NOT_REPAIRABLE'], refunded: money } }, { type: 'repair' }),
  replacement: { caseId: 'c1', status: 'called_off', trackingNumber: 'T1X1', attempt: 1, reserved: false, settled: true, calledOff: { reason: 'refund_instead', reasonCode: 'NOT_REPAIRABLE' } },
  repair: { caseId: 'c1', status: 'not_repairable', attempt: 2, lines: [{ caseLineId: 'L1', quantity: 1 }] },
};

describe("intake's view of a repair", () => {
  it('agrees where the goods were repaired and sent back, and where they were paid for', () => {
    expect([differencesOf(mended), differencesOf(paidFor), promisesOf(mended), promisesOf(paidFor)]).toEqual([[], [], [], []]);
  });

  it.each<[string, CaseFacts]>([
    ['ordered nothing', { ...mended, repair: undefined }],
    ['in repair', { ...mended, repair: { ...mended.repair!, lines: [{ caseLineId: 'L1', quantity: 2 }] } }],
    ['repair', { ...mended, repair: { ...mended.repair!, status: 'not_repairable' } }],
    ['units set aside', { ...mended, repair: { ...mended.repair!, status: 'handing_over' } }],
    ['what was not accepted', { ...closed, repair: mended.repair! }],
    ['why it is paid for', { ...paidFor, replacement: { ...paidFor.replacement!, calledOff: { reason: 'refund_instead', reasonCode: 'PARCEL_LOST' } } }],
    ['why what was to go back is paid for', { ...paidFor, intake: { ...paidFor.intake!, doc: { ...paidFor.intake!.doc, replacement: { calledOff: 'refund_instead' } } } }],
  ])('differs in %s', (what, facts) => {
    expect(differencesOf(facts).join('; ')).toContain(what);
  });

  it('is open only as long as somebody outside is at work on it', () => {
    const open = (repair: CaseFacts['repair']): CaseFacts => ({ ...mended, intake: { ...mended.intake!, status: 'repairing' }, replacement: { ...mended.replacement!, status: 'awaited' }, repair });
    expect(unexplained(open({ ...mended.repair!, status: 'asked' }))).toBeUndefined();
    expect(unexplained(open({ ...mended.repair!, status: 'repaired' }))).toContain('has not ordered it to be sent back');
    expect(unexplained(open(undefined))).toContain('has not ordered its repair');
    expect(promisesOf({ ...mended, repair: { ...mended.repair!, status: 'asked' } })).toEqual(['its repair is asked']);
  });
});

/** A return of two units, of which one is accepted, and one rejected and paid for less a deduction. */
const worn: CaseFacts = {
  ...intakeWith({ lines: [{ ...line, received: 2, short: 0, rejected: 1 }], rejection: { outcome: 'deduction' }, choice: { number: 1, answer: { option: 'deduction' } } }),
  warehouse: {
    caseId: 'c1',
    status: 'inspected',
    forRefund: true,
    lines: [{ caseLineId: 'L1', expected: 2, accepted: 1, rejected: 1, graded: [{ quantity: 1, grade: 'a', liability: 'customer', disposition: 'restock' }, { quantity: 1, grade: 'c', liability: 'customer', disposition: 'quarantine' }] }],
  },
  rejection: { caseId: 'c1', status: 'settled', choice: 1, outcome: 'deduction', lines: [{ caseLineId: 'L1', quantity: 1, grade: 'c' }] },
  refund: {
    ...closed.refund!,
    lines: [{ caseLineId: 'L1', quantity: 1, amountMinor: '700' }, { caseLineId: 'L1', quantity: 1, amountMinor: '500', deductBasisPoints: 3_000 }],
    rejection: { rejected: [{ caseLineId: 'L1', quantity: 1, grade: 'c', basisPoints: 3_000 }] },
  },
};
const returnedToCustomer: CaseFacts = {
  ...intakeWith({ lines: [{ ...line, received: 2, short: 0, rejected: 1 }], rejection: { outcome: 'goods_back' }, replacement: { stock: { state: 'picked', attempt: 1, choices: 0 }, parcel: { state: 'delivered', attempt: 1, trackingNumber: 'T1X1' } } }),
  warehouse: worn.warehouse!,
  rejection: { ...worn.rejection!, status: 'handed_over', outcome: 'goods_back' },
  replacement: { caseId: 'c1', status: 'delivered', trackingNumber: 'T1X1', attempt: 1, reserved: true, settled: true, calledOff: null },
  refund: { ...worn.refund!, lines: [{ caseLineId: 'L1', quantity: 1, amountMinor: '1200' }] },
};

describe("intake's view of rejected units", () => {
  it('agrees where they are paid for less a deduction, and where they went back', () => {
    expect([differencesOf(worn), differencesOf(returnedToCustomer), promisesOf(worn)]).toEqual([[], [], []]);
  });

  it.each<[string, CaseFacts]>([
    ['what became of the rejected units', { ...worn, rejection: { ...worn.rejection!, outcome: 'accepted' } }],
    ['rejected units of line L1 in grade c', { ...worn, rejection: undefined }],
    ['less a deduction', { ...worn, refund: { ...worn.refund!, lines: worn.refund!.lines.map((each) => ({ ...each, deductBasisPoints: 3_100 })) } }],
    ['that nobody has chosen', { ...returnedToCustomer, refund: worn.refund! }],
    ['units of line L1 to be refunded', { ...returnedToCustomer, refund: { ...worn.refund!, lines: [{ caseLineId: 'L1', quantity: 2, amountMinor: '1200' }] } }],
    ['money was asked for', { ...worn, rejection: { ...worn.rejection!, status: 'awaiting_choice', outcome: null } }],
    ['sent nothing back', { ...returnedToCustomer, replacement: undefined }],
    ['sent it back', { ...worn, replacement: returnedToCustomer.replacement! }],
    ['refund does not know it', { ...worn, refund: { ...worn.refund!, rejection: null } }],
    ['units set aside', { ...returnedToCustomer, rejection: { ...returnedToCustomer.rejection!, status: 'packing' } }],
  ])('differs in %s', (what, facts) => {
    expect(differencesOf(facts).join('; ')).toContain(what);
  });

  it('is open only as long as the customer chooses, or the goods are on their way back', () => {
    const open = (facts: Partial<CaseFacts>, choiceTimer = false): CaseFacts => ({ ...worn, intake: { ...worn.intake!, status: 'at_warehouse', choiceTimer }, refund: { ...worn.refund!, status: 'approved' }, ...facts });
    const waiting = { ...worn.rejection!, status: 'awaiting_choice', outcome: null };
    expect(unexplained(open({ rejection: waiting }, true))).toBeUndefined();
    expect(unexplained(open({ rejection: waiting }))).toContain('was not asked');
    expect(unexplained(open({ rejection: waiting, refund: { ...worn.refund!, status: 'approved', rejection: null } }))).toContain('has not said what a deduction comes to');
    expect(unexplained(open({}))).toContain('its refund is not asked for');
    expect(unexplained(open({ rejection: { ...waiting, status: 'going_back', outcome: 'goods_back' } }))).toContain('logistics has not sent it');
    expect(unexplained(open({ rejection: returnedToCustomer.rejection, replacement: { ...returnedToCustomer.replacement!, status: 'shipped' } }))).toBeUndefined();
    expect(promisesOf({ ...worn, rejection: waiting })).toEqual(['what was rejected is awaiting_choice']);
  });
});
