import { returnPolicy, sendByOf } from './return-policy';
import { authorise, rmaNumberOf } from './return-shipment';

const approval = {
  approvedAt: '2026-11-05T08:26:00Z',
  ref: { caseId: 'c1', caseNumber: 'AS-2026-00017', orderId: 'o1' },
  lines: [{ caseLineId: 'l1', orderLineId: 'ol1', sku: 'MUG', quantity: 2, reason: 'no_reason' as const }],
};

describe('authorising a return', () => {
  it('gives 14 days from the approval, however long ago the application was made', () => {
    const shipment = authorise(approval, { carrierCode: 'ground', trackingNumber: 'GR1' }, returnPolicy, new Date('2026-11-05T08:27:30Z'));
    expect(shipment.sendBy).toBe('2026-11-19T08:26:00.000Z');
    expect(shipment).toMatchObject({ status: 'authorised', rmaNumber: 'RMA-AS202600017', trackingNumber: 'GR1', scans: [], lines: approval.lines });
  });

  it('counts days by the policy', () => {
    const approved = new Date('2024-02-28T12:00:00Z');
    expect(sendByOf(approved, approved, { ...returnPolicy, sendWithinDays: 2 })).toBe('2024-03-01T12:00:00.000Z');
  });

  it('is the same when it is done again within half of the time, and from then on counts anew', () => {
    const approved = new Date('2026-11-05T08:00:00Z');
    expect(sendByOf(approved, new Date('2026-11-12T08:00:00Z'), returnPolicy)).toBe('2026-11-19T08:00:00.000Z');
    expect(sendByOf(approved, new Date('2026-11-12T08:00:01Z'), returnPolicy)).toBe('2026-11-26T08:00:01.000Z');
  });

  it('keeps a deadline within the years that contracts know', () => {
    expect(sendByOf(new Date('9999-12-30T00:00:00Z'), new Date('9999-12-30T00:00:00Z'), returnPolicy)).toBe('9999-12-31T23:59:59.999Z');
  });

  it('gives the same RMA number to the same case, short enough for the contract', () => {
    expect(rmaNumberOf('AS-2026-00017')).toBe(rmaNumberOf('AS-2026-00017'));
    expect(rmaNumberOf('9'.repeat(24)).length).toBeLessThanOrEqual(32);
  });
});
