import { anApplication, anAppliedLine, anOrder, caseIds } from '../../test/builders';
import { readCaseNumber } from './case-number';
import { openCase, submitCase, type AppliedLine } from './opening';
import { noUnits } from './units';

describe('opening a case for what an outside system asked for', () => {
  it('gives it a number and holds its units', () => {
    const opened = openCase(anApplication(), anOrder(), noUnits);
    expect(readCaseNumber(opened.case.caseNumber).ok).toBe(true);
    expect(opened.case).toMatchObject({ purchaseKnown: true, currency: 'GBP', obstacles: [], lines: [{ caseLineId: `${caseIds.a}-1`, quantity: 2, claimedMinor: 2000n, approved: 0, received: 0 }] });
    expect(opened.units).toEqual({ ol1: { held: { [caseIds.a]: 2 }, spent: 0 } });
  });

  it('opens it without a purchase where none is known', () => {
    const opened = openCase(anApplication({ orderId: '', lines: [anAppliedLine({ orderLineId: '' })] }), undefined, noUnits);
    expect(opened.case).toMatchObject({ purchaseKnown: false, currency: '', obstacles: [], lines: [{ orderLineId: '', claimedMinor: 0n }] });
    expect(opened.units).toBe(noUnits);
  });

  it.each([
    ['LINE_NOT_FOUND', [anAppliedLine({ orderLineId: 'ol9' })]],
    ['LINE_NOT_FOUND', [anAppliedLine({ orderLineId: '' })]],
    ['LINE_NOT_FOUND', [anAppliedLine({ sku: 'TEAPOT' })]],
    ['NOT_GOODS', [anAppliedLine({ orderLineId: 'ship', sku: 'POST', quantity: 1 })]],
    ['UNITS_TAKEN', [anAppliedLine({ quantity: 4 })]],
    ['UNITS_TAKEN', [anAppliedLine({ quantity: 2 }), anAppliedLine({ quantity: 2, reason: 'faulty' })]],
  ])('opens it with the obstacle %s and holds nothing', (obstacle, lines) => {
    const opened = openCase(anApplication({ lines: [anAppliedLine({ orderLineId: 'ol2', sku: 'BOWL', quantity: 1 }), ...lines] }), anOrder(), noUnits);
    expect(opened.case.obstacles).toEqual([obstacle]);
    expect(opened.units).toBe(noUnits);
  });

  it('opens it with the obstacle NOT_YOUR_ORDER when the order is somebody else\'s', () => {
    expect(openCase(anApplication({ customerId: 'c2' }), anOrder(), noUnits).case.obstacles).toEqual(['NOT_YOUR_ORDER']);
  });

  it('takes the customer from the order where the request names none', () => {
    expect(openCase(anApplication({ customerId: '' }), anOrder(), noUnits).case).toMatchObject({ customerId: 'c1', obstacles: [] });
  });

  it('is nobody\'s where neither the request nor the order names a customer, and not somebody else\'s where one does not', () => {
    expect(openCase(anApplication({ customerId: '' }), anOrder({ customerId: '' }), noUnits).case).toMatchObject({ customerId: '', obstacles: [] });
    expect(openCase(anApplication(), anOrder({ customerId: '' }), noUnits).case).toMatchObject({ customerId: 'c1', obstacles: [] });
    expect(openCase(anApplication({ orderId: '', customerId: '' }), undefined, noUnits).case.customerId).toBe('');
  });

  it('names the goods as the request does, else as the order does', () => {
    const skuOf = (sku: string | undefined, order: ReturnType<typeof anOrder> | undefined) => openCase(anApplication({ lines: [anAppliedLine({ sku })] }), order, noUnits).case.lines[0]?.sku;
    expect([skuOf(undefined, anOrder()), skuOf(undefined, undefined), skuOf('TEAPOT', anOrder())]).toEqual(['MUG', '', 'TEAPOT']);
  });

  it('takes the last unit, claims the whole price for a whole line, and no more for more', () => {
    const whole = openCase(anApplication({ lines: [anAppliedLine({ quantity: 3 })] }), anOrder(), noUnits);
    expect(whole.case).toMatchObject({ obstacles: [], lines: [{ claimedMinor: 3000n }] });
    expect(openCase(anApplication({ lines: [anAppliedLine({ quantity: 9 })] }), anOrder(), noUnits).case).toMatchObject({ obstacles: ['UNITS_TAKEN'], lines: [{ claimedMinor: 3000n }] });
  });

  it('calls postage no goods, however much of it is asked for', () => {
    expect(openCase(anApplication({ lines: [anAppliedLine({ orderLineId: 'ship', sku: 'POST', quantity: 4 })] }), anOrder(), noUnits).case.obstacles).toEqual(['NOT_GOODS']);
  });

  it('gives the last unit to exactly one of two; the other is told', () => {
    const [first, second] = [anApplication(), anApplication({ caseId: caseIds.b, lines: [anAppliedLine({ quantity: 2 })] })];
    const one = openCase(first, anOrder(), noUnits);
    const two = openCase(second, anOrder(), one.units);
    expect(one.case.obstacles).toEqual([]);
    expect(two.case.obstacles).toEqual(['UNITS_TAKEN']);
    expect(two.units).toBe(one.units);
  });

  it('claims each unit\'s share of its line, rounded up', () => {
    const opened = openCase(anApplication({ lines: [anAppliedLine({ orderLineId: 'ol2', sku: 'BOWL', quantity: 1 })] }), anOrder(), noUnits);
    expect(opened.case.lines[0]?.claimedMinor).toBe(500n);
  });

  describe('of a price difference', () => {
    const cheaper = (lowerUnitPriceMinor: bigint | undefined, over: Partial<ReturnType<typeof anAppliedLine>> = {}) =>
      openCase(anApplication({ type: 'price_difference', lines: [anAppliedLine({ lowerUnitPriceMinor, ...over })] }), anOrder(), noUnits);

    it('claims the difference to the lower price for each unit, and holds them', () => {
      const opened = cheaper(900n);
      expect(opened.case).toMatchObject({ obstacles: [], lines: [{ quantity: 2, claimedMinor: 200n, lowerUnitPriceMinor: 900n }] });
      expect(opened.units).toEqual({ ol1: { held: { [caseIds.a]: 2 }, spent: 0 } });
      expect(openCase(anApplication({ caseId: caseIds.b }), anOrder(), opened.units).case.obstacles).toEqual(['UNITS_TAKEN']);
    });

    it('claims the same for each unit where the line does not divide evenly', () => {
      expect(cheaper(400n, { orderLineId: 'ol2', sku: 'BOWL' }).case.lines[0]?.claimedMinor).toBe(198n);
    });

    it.each([
      ['PRICE_MISSING', undefined],
      ['PRICE_NOT_LOWER', 1000n],
      ['PRICE_NOT_LOWER', 1001n],
    ])('has the obstacle %s, claims nothing and holds nothing', (obstacle, price) => {
      const opened = cheaper(price);
      expect(opened.case).toMatchObject({ obstacles: [obstacle], lines: [{ claimedMinor: 0n }] });
      expect(opened.units).toBe(noUnits);
    });

    it('has no lower price where it is something else, whatever CRM says', () => {
      expect(openCase(anApplication({ lines: [anAppliedLine({ lowerUnitPriceMinor: 1n })] }), anOrder(), noUnits).case.lines[0]).not.toHaveProperty('lowerUnitPriceMinor');
    });
  });

  describe('of an exchange for another variant', () => {
    const wanting = (wantedSku: string | undefined, wantedUnitPriceMinor: bigint | undefined, others: readonly AppliedLine[] = []) =>
      openCase(anApplication({ type: 'exchange', lines: [anAppliedLine({ wantedSku, wantedUnitPriceMinor }), ...others] }), anOrder(), noUnits);

    it.each([1000n, 999n, 0n, 1001n])('takes down what is wanted at the price that was quoted, %d, and holds the units', (price) => {
      const opened = wanting('CUP', price);
      expect(opened.case).toMatchObject({ obstacles: [], lines: [{ sku: 'MUG', claimedMinor: 2000n, wantedSku: 'CUP', wantedUnitPriceMinor: price }] });
      expect(opened.units).toEqual({ ol1: { held: { [caseIds.a]: 2 }, spent: 0 } });
    });

    it.each([
      ['VARIANT_PRICE_MISSING', 'CUP', undefined],
      ['VARIANT_PRICE_MISSING', undefined, 500n],
      ['VARIANT_SAME', 'MUG', 500n],
    ])('has the obstacle %s with %s at %s, and holds nothing', (obstacle, sku, price) => {
      expect(wanting(sku, price)).toMatchObject({ case: { obstacles: [obstacle] }, units: noUnits });
      const answer = submitCase(anApplication({ type: 'exchange', lines: [anAppliedLine({ wantedSku: sku, wantedUnitPriceMinor: price })] }), anOrder(), noUnits);
      expect(answer).toMatchObject({ ok: false, error: { code: obstacle, message: expect.stringContaining('ol1') as string } });
    });

    it('is about one line alone', () => {
      expect(wanting('CUP', 500n, [anAppliedLine({ orderLineId: 'ol2', sku: 'BOWL', quantity: 1 })]).case.obstacles).toEqual(['VARIANT_ALONE']);
    });

    it('is of no account where it is something else; whoever waits for the answer is told', () => {
      const lines = [anAppliedLine({ wantedSku: 'CUP', wantedUnitPriceMinor: 1n })];
      expect(openCase(anApplication({ lines }), anOrder(), noUnits).case.lines[0]).not.toHaveProperty('wantedSku');
      expect(submitCase(anApplication({ lines }), anOrder(), noUnits)).toMatchObject({ ok: false, error: { code: 'VARIANT_NOT_ASKED' } });
    });
  });

  it('keeps one of two pieces of evidence with one id', () => {
    const photo = { evidenceId: 'e1', kind: 'photo', uri: 'blob:1' };
    expect(openCase(anApplication({ evidence: [photo, photo] }), anOrder(), noUnits).case.evidence).toEqual([photo]);
  });
});

describe('submitting a case and waiting for the answer', () => {
  const submit = (over: Parameters<typeof anApplication>[0], order = anOrder() as ReturnType<typeof anOrder> | undefined) => submitCase(anApplication(over), order, noUnits);

  it('opens it', () => {
    expect(submit({})).toMatchObject({ ok: true, value: { case: { obstacles: [] } } });
  });

  it('answers an unknown order and somebody else\'s alike', () => {
    const unknown = submitCase(anApplication({ customerId: 'c2' }), undefined, noUnits);
    expect(unknown).toMatchObject({ ok: false, error: { code: 'ORDER_NOT_FOUND' } });
    expect(submit({ customerId: 'c2' })).toEqual(unknown);
    expect(submit({}, anOrder({ customerId: '' }))).toMatchObject({ ok: false, error: { code: 'ORDER_NOT_FOUND' } });
  });

  it.each([
    ['LINE_NOT_FOUND', anAppliedLine({ orderLineId: 'ol9' })],
    ['NOT_GOODS', anAppliedLine({ orderLineId: 'ship', sku: undefined, quantity: 1 })],
    ['UNITS_TAKEN', anAppliedLine({ quantity: 4 })],
  ])('opens nothing and says %s', (code, line) => {
    expect(submit({ lines: [line] })).toMatchObject({ ok: false, error: { code } });
  });

  it.each([
    ['PRICE_MISSING', 'price_difference', undefined, 'name the lower price'],
    ['PRICE_NOT_LOWER', 'price_difference', 1000n, 'cost 1000 GBP'],
    ['PRICE_NOT_ASKED', 'return', 900n, 'leave it out'],
  ] as const)('opens nothing and says %s to a %s', (code, type, lowerUnitPriceMinor, words) => {
    const answer = submit({ type, lines: [anAppliedLine({ lowerUnitPriceMinor })] });
    expect(answer).toMatchObject({ ok: false, error: { code, message: expect.stringContaining(words) as string } });
  });

  it.each([
    ['order o1 has no line ol9', anAppliedLine({ orderLineId: 'ol9' })],
    ['line ship is no goods', anAppliedLine({ orderLineId: 'ship', sku: undefined, quantity: 1 })],
  ])('says that %s', (words, line) => {
    const answer = submit({ lines: [line] });
    expect(answer.ok ? '' : answer.error.message).toContain(words);
  });

  it('says how many units are left', () => {
    const held = openCase(anApplication({ caseId: caseIds.b }), anOrder(), noUnits).units;
    const answer = submitCase(anApplication(), anOrder(), held);
    expect(answer.ok ? '' : answer.error.message).toContain('only 1 can still be applied for');
  });
});
