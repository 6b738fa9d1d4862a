import { balanced, requestedTransaction, settledTransaction } from './ledger';
import { evolveAll, isRequested, type RequestedRefund } from './refund';

function requested(amountMinor: bigint): RequestedRefund {
  const refund = evolveAll(undefined, [
    { type: 'approved', ref: { caseId: 'c1', caseNumber: 'HL1', orderId: 'o1' }, lines: [{ caseLineId: 'cl1', orderLineId: 'l1', quantity: 1 }], decidedBy: 'rules' },
    {
      type: 'requested',
      refundId: 'F-c1',
      currency: 'CNY',
      lines: [{ caseLineId: 'cl1', orderLineId: 'l1', quantity: 1, amountMinor }],
      legs: amountMinor > 0n ? [{ legId: 'F-c1/1', paymentId: 'p1', method: 'card', amountMinor }] : [],
      at: new Date(0),
    },
  ]);
  if (!refund || !isRequested(refund)) throw new Error('not requested');
  return refund;
}

describe('the ledger', () => {
  it('owes the customer the total at the request and pays it off leg by leg', () => {
    const refund = requested(100n);
    const [leg] = refund.legs;
    if (!leg) throw new Error('no leg');
    expect(requestedTransaction(refund)).toEqual({
      transactionId: 'F-c1/requested',
      currency: 'CNY',
      memo: 'refund requested',
      postings: [
        { account: 'sales_returns', debitMinor: 100n, creditMinor: 0n },
        { account: 'customer_payable', debitMinor: 0n, creditMinor: 100n },
      ],
    });
    expect(settledTransaction(refund, leg)).toMatchObject({
      transactionId: 'F-c1/1/settled',
      postings: [
        { account: 'customer_payable', debitMinor: 100n, creditMinor: 0n },
        { account: 'payment:card', debitMinor: 0n, creditMinor: 100n },
      ],
    });
    expect(settledTransaction(refund, { ...leg, byHand: { settledBy: 'staff-8', bankReference: 'TRF-1' } })).toMatchObject({
      transactionId: 'F-c1/1/settled',
      postings: [
        { account: 'customer_payable', debitMinor: 100n, creditMinor: 0n },
        { account: 'manual_transfers', debitMinor: 0n, creditMinor: 100n },
      ],
    });
  });

  it('has nothing to say of a refund of nothing', () => {
    expect(requestedTransaction(requested(0n))).toBeUndefined();
  });

  it('takes no transaction that is out of balance, and no posting of nothing or of both', () => {
    const transaction = (postings: [bigint, bigint][]) => ({ transactionId: 't', currency: 'CNY', memo: 'm', postings: postings.map(([debitMinor, creditMinor]) => ({ account: 'a', debitMinor, creditMinor })) });
    expect(() => balanced(transaction([[2n, 0n], [0n, 1n]]))).toThrow('debits are not credits');
    expect(() => balanced(transaction([[0n, 0n], [0n, 0n]]))).toThrow('either debit or credit');
    expect(() => balanced(transaction([[1n, 1n]]))).toThrow('either debit or credit');
    expect(() => balanced(transaction([[-1n, 0n], [1n, 0n]]))).toThrow('either debit or credit');
    expect(() => balanced(transaction([[0n, -1n], [0n, 1n]]))).toThrow('either debit or credit');
  });
});
