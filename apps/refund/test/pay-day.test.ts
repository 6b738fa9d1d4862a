import { randomUUID } from 'node:crypto';
import { CaseApproved, OrderPlaced, type CaseRef, type RefundServiceMethods } from '@huiliu/contracts';
import { startDepartment, type RunningDepartment } from '@huiliu/testing';
import { refund } from '../src/department';
import { startProvider, type Provider } from './provider';

jest.setTimeout(60_000);

const now = new Date('2026-11-15T09:00:00Z');
const daysLater = (days: number): Date => new Date(now.getTime() + days * 86_400_000);

describe('the day by which a refund is to be paid, for real', () => {
  let provider: Provider;
  let department: RunningDepartment<RefundServiceMethods>;
  beforeAll(async () => {
    provider = await startProvider();
    // Every refund needs a second person: so each waits until the test lets it go.
    department = await startDepartment(refund, { now, settings: { HUILIU_PAYMENT_PROVIDER_URL: provider.url, HUILIU_REFUND_APPROVAL_LIMITS: 'CNY:1' } });
  });
  afterAll(async () => {
    await department?.stop();
    await provider?.stop();
  });
  beforeEach(() => {
    department.now = now;
  });

  let count = 0;
  const by = () => ({ metadata: { principal: 'second', 'idempotency-key': `key-${++count}` } });
  const subjectOf = ({ caseId }: CaseRef): string => `case:${caseId}`;
  const said = (ref: CaseRef): readonly string[] => department.namesSaid(subjectOf(ref));
  const lateness = (ref: CaseRef): string[] => department.said(subjectOf(ref)).flatMap(({ name, data }) => (name === 'RefundLate' ? [(data as { lateness: string }).lateness] : []));
  const timers = async (ref: CaseRef): Promise<number> => (await department.rows("SELECT 1 FROM timer WHERE subject = $1 AND name = 'refund-due'", [subjectOf(ref)])).length;
  const waiting = async (reason: 'WAITING_REASON_UNSPECIFIED' | 'WAITING_REASON_OVERDUE') => (await department.client.listWaitingRefunds({ reason, limit: 0, cursor: '' })).refunds;

  async function owed(): Promise<CaseRef> {
    const [caseId, orderId] = [randomUUID(), randomUUID()];
    const ref = { caseId, caseNumber: `AS-${caseId.slice(0, 8)}`, orderId };
    await department.tell(OrderPlaced, `order:${orderId}`, {
      orderId,
      customerId: 'cu1',
      currency: 'CNY',
      placedAt: '2026-11-01T08:26:00Z',
      lines: [{ orderLineId: 'l1', sku: 'MUG', title: '', quantity: 1, amountMinor: '1000', kind: 'ORDER_LINE_KIND_GOODS' }],
      discountMinor: '0',
      payments: [{ paymentId: `${orderId}-card`, method: 'card', capturedMinor: '1000' }],
      provenance: 'PROVENANCE_SYNTHETIC',
      syntheticFields: [],
    });
    await department.tell(CaseApproved, subjectOf(ref), {
      ref,
      type: 'CASE_TYPE_REFUND_ONLY',
      lines: [{ caseLineId: 'cl1', orderLineId: 'l1', sku: 'MUG', quantity: 1, reason: 'RETURN_REASON_NO_REASON' }],
      decision: { policyVersion: '1', ruleIds: ['r'], decidedBy: 'rules', decidedAt: '2026-11-15T08:26:00Z', facts: {} },
      requestedAt: '2026-11-15T08:26:00Z',
    });
    await department.until('it to wait', () => said(ref).includes('RefundApprovalNeeded'));
    return ref;
  }

  it('is warned of and told once it has passed, is asked for in the list, and ends with the payment', async () => {
    const ref = await owed();
    expect(department.said(subjectOf(ref)).find(({ name }) => name === 'RefundRequested')?.data).toMatchObject({ payBy: daysLater(7).toISOString() });
    department.now = daysLater(5.1);
    await department.until('the warning', () => lateness(ref).length === 1);
    expect((await waiting('WAITING_REASON_UNSPECIFIED')).find((each) => each.ref?.caseId === ref.caseId)).toMatchObject({ reason: 'WAITING_REASON_APPROVAL', lateness: 'REFUND_LATENESS_DUE_SOON' });
    expect(await waiting('WAITING_REASON_OVERDUE')).toEqual([]);
    department.now = daysLater(7.1);
    await department.until('the day to have passed', () => lateness(ref).length === 2);
    expect(lateness(ref)).toEqual(['REFUND_LATENESS_DUE_SOON', 'REFUND_LATENESS_OVERDUE']);
    expect((await waiting('WAITING_REASON_OVERDUE')).map((each) => each.ref?.caseId)).toEqual([ref.caseId]);
    expect(await timers(ref)).toBe(0);
    await department.client.approveRefund({ caseId: ref.caseId, approvedBy: 'second' }, by());
    await department.until('the payment', () => said(ref).includes('RefundSettled'));
    expect(await waiting('WAITING_REASON_OVERDUE')).toEqual([]);
  });

  it('is told of what nobody but the provider can pay, as of everything that is owed', async () => {
    const ref = await owed();
    provider.next(`${ref.orderId}-card`, ...Array.from({ length: 500 }, () => 'away' as const));
    await department.client.approveRefund({ caseId: ref.caseId, approvedBy: 'second' }, by());
    await department.until('it to be with the provider', () => said(ref).includes('RefundApproved'));
    expect((await waiting('WAITING_REASON_UNSPECIFIED')).some((each) => each.ref?.caseId === ref.caseId)).toBe(false);
    department.now = daysLater(7.1);
    await department.until('the day to have passed', () => lateness(ref).length === 1);
    expect(lateness(ref)).toEqual(['REFUND_LATENESS_OVERDUE']);
    for (const reason of ['WAITING_REASON_UNSPECIFIED', 'WAITING_REASON_OVERDUE'] as const) expect((await waiting(reason)).find((each) => each.ref?.caseId === ref.caseId)).toMatchObject({ reason: 'WAITING_REASON_OVERDUE', lateness: 'REFUND_LATENESS_OVERDUE' });
  });

  it('leaves no clock behind, and says nothing after the payment, though both come at the same moment', async () => {
    const cases = await Promise.all(Array.from({ length: 12 }, owed));
    await Promise.all(
      cases.map(async (ref, index) => {
        if (index === 4) department.now = daysLater(5.1);
        await department.client.approveRefund({ caseId: ref.caseId, approvedBy: 'second' }, by());
      }),
    );
    await department.until('every payment', () => cases.every((ref) => said(ref).includes('RefundSettled')));
    department.now = daysLater(30);
    await department.settled();
    for (const ref of cases) {
      const names = said(ref).filter((name) => name === 'RefundLate' || name === 'RefundSettled');
      expect([['RefundSettled'], ['RefundLate', 'RefundSettled']]).toContainEqual(names);
      expect(await timers(ref)).toBe(0);
    }
  });
});
