import { comparesFirst, goodsCameBack, goodsOfType, payInstead, unitsSetAside, type GoodsDecision, type GoodsInstead } from './goods-instead';
import { asChosen, type ApprovedRefund } from './refund';

const refund = (type: string): ApprovedRefund => ({ status: 'approved', ref: { caseId: 'c1', caseNumber: 'AS-1', orderId: 'o1' }, approved: [{ caseLineId: 'l1', orderLineId: 'ol1', quantity: 2 }], decidedBy: 'rules', goods: goodsOfType[type] });
const one = [{ caseLineId: 'l1', quantity: 1 }];

describe('goods instead of money', () => {
  it('leave a return to be paid as usual', () => {
    expect(goodsCameBack(refund('return'), one)).toBeUndefined();
    expect(payInstead(refund('return'))).toEqual({ kind: 'nothing' });
  });

  const kept = (decided: GoodsDecision | undefined): ApprovedRefund => {
    if (decided?.kind !== 'kept') throw new Error(`it is not kept but ${decided?.kind}`);
    return decided.refund;
  };
  const setAside = (unitPriceMinor?: bigint) => (unitPriceMinor === undefined ? undefined : { caseLineId: 'l1', unitPriceMinor });

  it.each([
    ['what came back', () => unitsSetAside(kept(goodsCameBack(refund('exchange'), one)), setAside())],
    ['what is set aside', () => goodsCameBack(kept(unitsSetAside(refund('exchange'), setAside())), one)],
  ])('of an exchange are settled once both are known, %s first; no money moves', (_first, decide) => {
    const settled = decide();
    expect(settled).toMatchObject({ kind: 'settled', accepted: one });
    if (settled?.kind !== 'settled') return;
    expect([goodsCameBack(settled.refund, one), unitsSetAside(settled.refund, setAside(1n))]).toEqual([{ kind: 'nothing' }, { kind: 'nothing' }]);
    expect(comparesFirst(settled.refund)).toBe(false);
  });

  it('of an exchange are compared at the price of the variant that was chosen in the end, whichever is known first', () => {
    for (const decided of [unitsSetAside(kept(goodsCameBack(refund('exchange'), one)), setAside(900n)), goodsCameBack(kept(unitsSetAside(refund('exchange'), setAside(900n))), one)]) {
      expect(decided).toMatchObject({ kind: 'compare', refund: { approved: [{ chosenAtMinor: 900n }], goods: { reserved: true } } });
    }
    // The approval stays what it was: told again it is the same.
    expect(asChosen([{ caseLineId: 'l1', orderLineId: 'ol1', quantity: 2, exchangedAtMinor: 800n, chosenAtMinor: 900n }])).toEqual([{ caseLineId: 'l1', orderLineId: 'ol1', quantity: 2, exchangedAtMinor: 900n }]);
  });

  it('of an exchange wait for nothing where nothing came back, or where it was approved before they had to', () => {
    const none = [{ caseLineId: 'l1', quantity: 0 }];
    const settled = goodsCameBack(refund('exchange'), none);
    expect(settled).toMatchObject({ kind: 'settled', accepted: none });
    if (settled?.kind === 'settled') expect(kept(unitsSetAside(settled.refund, setAside())).goods).toMatchObject({ reserved: true, accepted: none });
    const { awaitsUnits: _later, ...before } = goodsOfType['exchange'] as GoodsInstead;
    const old = { ...refund('exchange'), goods: before };
    expect([goodsCameBack(old, one), unitsSetAside(old, setAside(900n))]).toMatchObject([{ kind: 'settled' }, { kind: 'nothing' }]);
  });

  it('of an exchange that is delivered wait for what it was settled by, as in a rebuilt department', () => {
    const came = kept(goodsCameBack(refund('exchange'), one));
    expect([refund('exchange'), came, kept(unitsSetAside(refund('exchange'), setAside())), refund('repair'), refund('resend')].map(comparesFirst)).toEqual([true, true, true, false, false]);
    expect(unitsSetAside(kept(payInstead(refund('exchange'))), setAside())).toMatchObject({ kind: 'kept' });
    expect(unitsSetAside(refund('resend'), setAside())).toEqual({ kind: 'nothing' });
  });

  it('of what is sent again are paid for in full where it can\'t be had', () => {
    expect(payInstead(refund('resend'))).toEqual({ kind: 'pay', units: [{ caseLineId: 'l1', quantity: 2 }] });
  });

  it('of an exchange are paid for by what came back, whichever is heard first', () => {
    expect(goodsCameBack(kept(payInstead(refund('exchange'))), one)).toEqual({ kind: 'pay', units: one });
    expect(payInstead(kept(goodsCameBack(refund('exchange'), one)))).toEqual({ kind: 'pay', units: one });
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
