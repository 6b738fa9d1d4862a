import { addParcel, claimParcel, noParcels, parcelWith, sameUnits, type OutboundOrder, type OutboundParcel } from './outbound-order';

const parcel = (trackingNumber: string, lines: OutboundParcel['lines']): OutboundParcel => ({ trackingNumber, carrierCode: 'ground', shippedAt: '2026-11-01T00:00:00Z', lines });
const mugs = [{ orderLineId: 'ol1', quantity: 2 }];
const added = (order: OutboundOrder, one: OutboundParcel): OutboundOrder => {
  const result = addParcel(order, one);
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
};

describe('what has left of an order', () => {
  it('is the same after the same word again, whoever says it and when', () => {
    const order = added(noParcels('o1'), parcel('W1', mugs));
    expect(added(order, { ...parcel('W1', [...mugs]), shippedAt: '2026-11-02T00:00:00Z' })).toBe(order);
  });

  it('does not change under one waybill', () => {
    const order = added(noParcels('o1'), parcel('W1', mugs));
    for (const other of [parcel('W1', [{ orderLineId: 'ol1', quantity: 1 }]), { ...parcel('W1', mugs), carrierCode: 'air' }]) {
      expect(addParcel(order, other)).toMatchObject({ ok: false, error: { code: 'SHIPMENT_CHANGED' } });
    }
  });

  it('has a parcel for just these units, once: two cases never get the same one back', () => {
    const order = added(added(noParcels('o1'), parcel('W1', mugs)), parcel('W2', mugs));
    expect(parcelWith(order, mugs)?.trackingNumber).toBe('W1');
    const claimed = claimParcel(order, 'W1', 'c1');
    expect(parcelWith(claimed, mugs)?.trackingNumber).toBe('W2');
    expect(parcelWith(claimParcel(claimed, 'W2', 'c2'), mugs)).toBeUndefined();
    expect(parcelWith(claimParcel(claimed, 'W1', undefined), mugs)?.trackingNumber).toBe('W1');
  });

  it('is compared by units: one line may stand there twice, and a part is not the whole', () => {
    expect(sameUnits([{ orderLineId: 'ol1', quantity: 1 }, { orderLineId: 'ol1', quantity: 1 }], mugs)).toBe(true);
    expect(sameUnits([...mugs, { orderLineId: 'gift', quantity: 1 }], mugs)).toBe(false);
    expect(sameUnits([{ orderLineId: 'ol1', quantity: 1 }], mugs)).toBe(false);
  });
});

describe('two sets of units', () => {
  const units = (...pairs: readonly [string, number][]) => pairs.map(([orderLineId, quantity]) => ({ orderLineId, quantity }));
  it.each([
    ['one line in two parts', units(['a', 1], ['a', 2]), units(['a', 3]), true],
    ['lines in another order', units(['a', 1], ['b', 2]), units(['b', 2], ['a', 1]), true],
    ['nothing and nothing', [], [], true],
    ['a line more', units(['a', 1]), units(['a', 1], ['b', 2]), false],
    ['a line less', units(['a', 1], ['b', 2]), units(['a', 1]), false],
    ['one of two lines alike', units(['a', 1], ['b', 2]), units(['a', 1], ['b', 3]), false],
  ])('are compared: %s', (_, one, other, same) => {
    expect(sameUnits(one, other)).toBe(same);
  });
});
