import { LedgerPosted, RefundPaid, type EventContract } from '@huiliu/contracts';
import type { Heard } from '../heard';
import { entryOf } from './book-events';

const ref = { caseId: 'c1', caseNumber: '1', orderId: 'o1' };
const heard = <T>(contract: EventContract<T>, data: T): Heard => ({ contract, id: 'e1', source: 'urn:huiliu:refund', subject: 'case:c1', key: 'c1', atMs: 0, traceparent: undefined, data });
const posting = (account: string, debitMinor: string, creditMinor: string) => ({ account, debitMinor, creditMinor });
const ledger = (postings: LedgerPosted['postings']) => entryOf(heard(LedgerPosted, { ref, transactionId: 't1', currency: 'GBP', memo: 'REFUND', postings }));

describe('finance', () => {
  it('books a refund with its legs', () => {
    const legs = [
      { legId: 'l1', paymentId: 'p1', amountMinor: '4200', bankReference: '' },
      { legId: 'l2', paymentId: 'p2', amountMinor: '2800', bankReference: 'TRF-1' },
    ];
    const paid = { ref, refundId: 'r1', total: { amountMinor: '7000', currency: 'GBP' }, settledAt: '2010-12-20T10:00:00Z' };
    expect(entryOf(heard(RefundPaid, { ...paid, legs }))).toMatchObject({ refund: { refundId: 'r1', caseId: 'c1', totalMinor: 7000n }, legs: [{ amountMinor: 4200n }, { amountMinor: 2800n }], faults: [] });
    expect(entryOf(heard(RefundPaid, { ...paid, legs: legs.slice(1) }))?.faults).toEqual([{ code: 'LEGS_DO_NOT_ADD_UP', detail: 'refund r1: legs 2800, total 7000' }]);
  });

  it('takes debits for credits only when they are equal, and each posting only with one side', () => {
    expect(ledger([posting('a', '7000', '0'), posting('b', '0', '7000')])?.faults).toEqual([]);
    expect(ledger([posting('a', '7000', '0'), posting('b', '0', '6999')])?.faults).toMatchObject([{ code: 'DEBITS_ARE_NOT_CREDITS' }]);
    expect(ledger([posting('a', '7000', '7000'), posting('b', '0', '0')])?.faults).toMatchObject([{ code: 'POSTING_WITHOUT_ONE_SIDE' }]);
  });
});
