import fc from 'fast-check';
import {
  CaseApproved,
  CaseClosed,
  CaseRejected,
  CaseSubmitted,
  CaseSupplemented,
  EvidenceRequested,
  ItemsInspected,
  ItemsReceived,
  ParcelAdded,
  ParcelDelivered,
  ParcelInTransit,
  ParcelReturned,
  RefundLegFailed,
  RefundRequested,
  RefundSettled,
  ReturnAuthorised,
  ReviewTaskOpened,
  ReviewTaskResumed,
  ResolutionChanged,
  VariantsCompared,
  type EventContract,
} from '@huiliu/contracts';
import { encode, type Envelope } from '@huiliu/messaging';
import type { IntakeFacts } from '../cases/case-facts';
import { foldDifferences } from './case-is-fold';
import { FoldedLog } from './folded-log';

const ref = { caseId: 'c1', caseNumber: 'HL-1', orderId: 'o1' };
const money = { amountMinor: '1200', currency: 'GBP' };
const decision = { policyVersion: 'default-1', ruleIds: [], decidedBy: 'rules', decidedAt: '2026-01-02T00:00:00Z', facts: {} };
const said = <E>(contract: EventContract<E>, data: E) => ({ contract: contract as EventContract<unknown>, data: data as object });
const source = ({ saidBy }: EventContract<unknown>): string => `urn:huiliu:${saidBy[0]}`;

const returned = { caseLineId: 'L1', orderLineId: 'O1', sku: 'MUG', quantity: 2, reason: 'RETURN_REASON_OTHER' as const };

/** A return of two units of which one came, settled and closed, as the departments tell it. */
const events = [
  said<CaseSubmitted>(CaseSubmitted, {
    ref,
    type: 'CASE_TYPE_RETURN',
    customerId: 'k1',
    channel: 'CHANNEL_CRM',
    requestedAt: '2026-01-01T00:00:00Z',
    lines: [{ caseLineId: 'L1', orderLineId: 'O1', sku: 'MUG', quantity: 2, reason: 'RETURN_REASON_OTHER', condition: 'CLAIMED_CONDITION_USED', claimedMinor: '2400' }],
    purchaseKnown: true,
    currency: 'GBP',
    claimedMinor: '2400',
    evidenceCount: 0,
    provenance: 'PROVENANCE_SYNTHETIC',
    obstacles: [],
  }),
  said<CaseApproved>(CaseApproved, { ref, type: 'CASE_TYPE_RETURN', lines: [returned], decision, requestedAt: '2026-01-01T00:00:00Z' }),
  said<ReturnAuthorised>(ReturnAuthorised, { ref, rmaNumber: 'RMA-1', trackingNumber: 'T1', carrierCode: 'C', sendBy: '2026-01-15T00:00:00Z', lines: [returned] }),
  said<ParcelInTransit>(ParcelInTransit, { ref, trackingNumber: 'T1', occurredAt: '2026-01-03T00:00:00Z' }),
  said<ParcelDelivered>(ParcelDelivered, { ref, trackingNumber: 'T1', occurredAt: '2026-01-04T00:00:00Z' }),
  said<ItemsReceived>(ItemsReceived, { ref, reportId: 'r1', lines: [{ caseLineId: 'L1', sku: 'MUG', quantity: 1, total: 1, expected: 2 }] }),
  said<ItemsInspected>(ItemsInspected, { ref, taskId: 'I1', inspectedAt: '2026-01-05T00:00:00Z', lines: [{ caseLineId: 'L1', orderLineId: 'O1', sku: 'MUG', expected: 2, accepted: 1, short: 1, quarantined: 0, graded: [] }] }),
  said<RefundRequested>(RefundRequested, { ref, refundId: 'R1', total: money, lines: [], legs: [] }),
  said<RefundLegFailed>(RefundLegFailed, { ref, refundId: 'R1', legId: 'l1', code: 'BUSY', willRetry: true, attempt: 1 }),
  said<RefundSettled>(RefundSettled, { ref, refundId: 'R1', total: money, settledAt: '2026-01-06T00:00:00Z' }),
  said<CaseClosed>(CaseClosed, { ref, result: 'CASE_RESULT_REFUNDED', reasonCodes: ['UNITS_SHORT'], refunded: money, customerId: 'k1' }),
];

const intake: IntakeFacts = {
  caseId: 'c1',
  caseNumber: 'HL-1',
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
    lines: [{ caseLineId: 'L1', orderLineId: 'O1', sku: 'MUG', quantity: 2, reason: 'other', condition: 'used', claimedMinor: '2400', approved: 2, received: 1, accepted: 1, short: 1, lost: 0 }],
    decision: { verdict: 'approved', record: decision },
    rma: { rmaNumber: 'RMA-1', trackingNumber: 'T1', carrierCode: 'C', sendBy: '2026-01-15T00:00:00.000Z' },
    parcel: 'delivered',
    inspected: true,
    refundDue: money,
    refundSettled: money,
    closing: { result: 'refunded', reasonCodes: ['UNITS_SHORT'], refunded: money },
  },
};

function folded(told: readonly { readonly contract: EventContract<unknown>; readonly data: object }[]): FoldedLog {
  const log = new FoldedLog();
  told.forEach(({ contract, data }, offset) => {
    const envelope: Envelope = { id: `e${offset}`, type: contract.type, source: source(contract), subject: 'case:c1', time: '', sequence: 1, epoch: 1, traceparent: undefined, causeId: undefined, value: JSON.stringify(data) };
    log.take({ topic: contract.topic, visibility: 'inner', deadLetterOf: undefined, message: { ...encode(envelope), offset }, envelope });
  });
  return log;
}

function differences(told = events, row: IntakeFacts = intake, stuckIn: readonly 'intake'[] = []): string[] {
  const log = folded(told);
  return foldDifferences({ intake: row, folded: log.cases.get('c1'), foldIsShort: log.unreadable.has('case:c1'), stuckIn });
}

describe('a case as the fold of its events', () => {
  it('is what intake holds, in whatever order the topics are read', () => {
    expect([...folded(events).unreadable.values()].flat()).toEqual([]);
    expect(differences()).toEqual([]);
    const sources = [...new Set(events.map(({ contract }) => source(contract)))];
    fc.assert(
      // Events of one source keep their order.
      fc.property(fc.shuffledSubarray(sources, { minLength: sources.length }), (order) => {
        expect(differences(order.flatMap((each) => events.filter(({ contract }) => source(contract) === each)))).toEqual([]);
      }),
    );
  });

  it.each(events.map((event, index) => [event.contract.name, index] as const).filter(([name]) => !['ParcelInTransit', 'RefundLegFailed', 'RefundRequested'].includes(name)))('differs when %s is missing', (_name, index) => {
    expect(differences(events.filter((_, each) => each !== index))).not.toEqual([]);
  });

  it.each<[string, Partial<IntakeFacts['doc']>]>([
    ['parcel', { parcel: 'in_transit' }],
    ['legFailure.code', { legFailure: { legId: 'l1', code: 'BUSY', willRetry: true } }],
    ['lines.L1.accepted', { lines: [{ ...intake.doc.lines[0]!, accepted: 2 }] }],
    ['decision.decidedBy', { decision: { verdict: 'approved', record: { ...decision, decidedBy: 'ann' } } }],
    ['refundSettled.amountMinor', { refundSettled: { ...money, amountMinor: '1300' } }],
    ['rma.sendBy', { rma: { ...intake.doc.rma!, sendBy: '2026-02-15T00:00:00.000Z' } }],
    ['obstacles.0', { obstacles: ['UNITS_TAKEN'] }],
  ])('tells that %s is another', (field, doc) => {
    expect(differences(events, { ...intake, doc: { ...intake.doc, ...doc } })).toContainEqual(expect.stringMatching(new RegExp(`^${field}: intake has .*, the events say `)));
  });

  it('has each further parcel, and waits anew for one that is back with the customer', () => {
    const until = events.slice(0, events.findIndex(({ contract }) => contract.name === 'ParcelDelivered'));
    const added = said<ParcelAdded>(ParcelAdded, { ref, trackingNumber: 'T2', carrierCode: 'C', sendBy: '2026-01-16T00:00:00Z' });
    const back = (othersMoved: boolean) => said<ParcelReturned>(ParcelReturned, { ref, trackingNumber: 'T1', occurredAt: '2026-01-04T00:00:00Z', sendBy: '2026-01-18T00:00:00Z', othersMoved });
    const { inspected: _inspected, refundDue: _due, refundSettled: _settled, closing: _closing, parcel: _parcel, ...rest } = intake.doc;
    const lines = [{ ...intake.doc.lines[0]!, received: 0, accepted: 0, short: 0 }];
    const rma = { ...intake.doc.rma!, sendBy: '2026-01-18T00:00:00.000Z' };
    const doc = { ...rest, lines, inspected: false, furtherParcels: ['T2'], returnedParcels: ['T1'], rma };
    expect(differences([...until, added, back(false)], { ...intake, status: 'awaiting_return', doc })).toEqual([]);
    expect(differences([...until, added, back(true)], { ...intake, status: 'in_transit', doc: { ...doc, parcel: 'in_transit' } })).toEqual([]);
    expect(differences([...until, back(false)], { ...intake, status: 'awaiting_return', doc })).toEqual([expect.stringContaining('furtherParcels')]);
  });

  it('wants what the customer has chosen last, and was quoted first', () => {
    const until = events.slice(0, 2);
    const variants = [{ sku: 'CUP', unitPriceMinor: '900', paidBack: { amountMinor: '600', currency: 'GBP' } }];
    const told = [
      ...until,
      said<VariantsCompared>(VariantsCompared, { ref, number: 1, variants }),
      said<VariantsCompared>(VariantsCompared, { ref, number: 1, variants: [{ sku: 'JAR', unitPriceMinor: '1' }] }),
      said<ResolutionChanged>(ResolutionChanged, { ref, number: 1, resolution: 'RESOLUTION_OTHER_VARIANT', chosenBy: 'customer', units: [], variant: { caseLineId: 'L1', sku: 'CUP', unitPriceMinor: '900' } }),
    ];
    const { rma: _rma, parcel: _parcel, refundDue: _due, refundSettled: _settled, closing: _closing, ...rest } = intake.doc;
    const line = { ...intake.doc.lines[0]!, received: 0, accepted: 0, short: 0, wantedSku: 'CUP', wantedUnitPriceMinor: '900' };
    const offered = [{ sku: 'CUP', unitPrice: { amountMinor: '900', currency: 'GBP' }, paidBack: { amountMinor: '600', currency: 'GBP' } }];
    const doc = { ...rest, inspected: false, lines: [line], variants: { number: 1, offered }, variantsChosen: 1 };
    const row = { ...intake, status: 'awaiting_return', doc };
    expect(differences(told, row)).toEqual([]);
    expect(differences(told, { ...row, doc: { ...doc, lines: [{ ...line, wantedUnitPriceMinor: '901' }] } })).toEqual([expect.stringContaining('lines.L1.wantedUnitPriceMinor')]);
    expect(differences(told.slice(0, -1), row)).toHaveLength(3);
  });

  it('is not asked for where intake is behind, nor where an event can not be read', () => {
    const behind = { ...intake, status: 'refunding' };
    expect(differences(events, behind)).toEqual(['status: intake has refunding, the events say closed']);
    expect(differences(events, behind, ['intake'])).toEqual([]);
    const broken = [...events.slice(0, -1), { ...events[10]!, data: { ref: 1 } }];
    expect(differences(broken, behind)).toEqual([]);
    expect(folded(broken).unreadable.get('case:c1')).toHaveLength(1);
  });

  it('is the one of the newest round, in whatever order the topics are read', () => {
    const opened = (taskId: string, round?: number) => said<ReviewTaskOpened>(ReviewTaskOpened, { ref, taskId, dueAt: '2026-01-02T00:00:00Z', policyVersion: 'default-1', ruleIds: [], round });
    const reasons = [{ code: 'NOT_JUSTIFIED', message: 'no' }];
    const rounds = [
      events[0]!,
      opened('T-c1'),
      said<EvidenceRequested>(EvidenceRequested, { ref, taskId: 'T-c1', dueAt: '2026-01-04T00:00:00Z', reasonCode: 'PHOTO', number: 1 }),
      said<ReviewTaskResumed>(ReviewTaskResumed, { ref, taskId: 'T-c1', dueAt: '2026-01-05T00:00:00Z', evidenceCount: 1 }),
      said<CaseRejected>(CaseRejected, { ref, reasons, decision, supplementUntil: '2026-01-08T00:00:00Z' }),
      said<CaseSupplemented>(CaseSupplemented, { ref, round: 2, evidenceCount: 2, explained: true }),
    ];
    const again = [opened('T2-c1', 2), said<CaseApproved>(CaseApproved, { ref, type: 'CASE_TYPE_RETURN', lines: [{ ...returned, quantity: 1 }], decision: { ...decision, round: 2 }, requestedAt: '2026-01-01T00:00:00Z', refused: { lines: [{ caseLineId: 'L1', quantity: 1 }], reason: reasons[0]! } })];
    const { rma: _rma, parcel: _parcel, refundDue: _due, refundSettled: _settled, closing: _closing, decision: _decision, ...rest } = intake.doc;
    const request = { taskId: 'T-c1', dueAt: '2026-01-04T00:00:00Z', reasonCode: 'PHOTO', number: 1, over: true };
    const lines = [{ ...intake.doc.lines[0]!, approved: 0, received: 0, accepted: 0, short: 0 }];
    const doc = { ...rest, inspected: false, evidence: [{}, {}], lines, evidenceRequest: request, supplements: [{ round: 2 }], task: { taskId: 'T-c1', dueAt: '2026-01-05T00:00:00Z', overdue: false } };
    const bySource = (told: typeof rounds) => [told, told.toSorted((a, b) => source(a.contract).localeCompare(source(b.contract)))];
    for (const told of bySource(rounds)) expect(differences(told, { ...intake, status: 'in_review', doc })).toEqual([]);
    const record = { ...decision, round: 2 };
    const approved = { ...doc, lines: [{ ...lines[0]!, approved: 1 }], task: { taskId: 'T2-c1', dueAt: '2026-01-02T00:00:00Z', overdue: false, round: 2 }, decision: { verdict: 'approved', record, refused: { lines: [{ caseLineId: 'L1', quantity: 1 }], reason: { code: 'NOT_JUSTIFIED' } } } };
    for (const told of bySource([...rounds, ...again])) expect(differences(told, { ...intake, status: 'awaiting_return', doc: approved })).toEqual([]);
    expect(differences(rounds, { ...intake, status: 'rejected', doc: { ...doc, supplements: [] } })).not.toEqual([]);
  });
});
