import { goodsCameBack, goodsOfType, payInstead } from './goods-instead';
import type { ApprovedRefund } from './refund';

const refund = (type: string): ApprovedRefund => ({ status: 'approved', ref: { caseId: 'c1', caseNumber: 'AS-1', orderId: 'o1' }, approved: [{ caseLineId: 'l1', orderLineId: 'ol1', quantity: 2 }], decidedBy: 'rules', goods: goodsOfType[type] });
const one = [{ caseLineId: 'l1', quantity: 1 }];

describe('goods instead of money', () => {
  it('leave a return to be paid as usual', () => {
    expect(goodsCameBack(refund('return'), one)).toBeUndefined();
    expect(payInstead(refund('return'))).toEqual({ kind: 'nothing' });
  });

  it('of an exchange are settled by what came back, once; no money moves', () => {
    const settled = goodsCameBack(refund('exchange'), one);
    expect(settled).toMatchObject({ kind: 'settled', accepted: one });
    if (settled?.kind === 'settled') expect(goodsCameBack(settled.refund, one)).toEqual({ kind: 'nothing' });
  });

  it('of what is sent again are paid for in full where it can\'t be had', () => {
    expect(payInstead(refund('resend'))).toEqual({ kind: 'pay', units: [{ caseLineId: 'l1', quantity: 2 }] });
  });

  it('of an exchange are paid for by what came back, whichever is heard first', () => {
    const kept = payInstead(refund('exchange'));
    expect(kept).toMatchObject({ kind: 'kept' });
    if (kept.kind === 'kept') expect(goodsCameBack(kept.refund, one)).toEqual({ kind: 'pay', units: one });
    const settled = goodsCameBack(refund('exchange'), one);
    if (settled?.kind === 'settled') expect(payInstead(settled.refund)).toEqual({ kind: 'pay', units: one });
  });

  it('of a repair cost nothing, and are paid for by what was accepted where it can\'t be, or is lost', () => {
    const settled = goodsCameBack(refund('repair'), one);
    expect(settled).toMatchObject({ kind: 'settled', accepted: one });
    if (settled?.kind === 'settled') expect(payInstead(settled.refund)).toEqual({ kind: 'pay', units: one });
    const kept = payInstead(refund('repair'));
    if (kept.kind === 'kept') expect(goodsCameBack(kept.refund, one)).toEqual({ kind: 'pay', units: one });
    else throw new Error('what is lost on its way here is paid for once it is known');
  });

  it('that were called off owe nothing any more', () => {
    expect(goodsCameBack({ ...refund('exchange'), status: 'called_off' }, one)).toEqual({ kind: 'nothing' });
    expect(payInstead({ ...refund('exchange'), status: 'called_off' })).toEqual({ kind: 'nothing' });
  });
});
