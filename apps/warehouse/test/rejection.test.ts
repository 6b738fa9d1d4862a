import { randomUUID } from 'node:crypto';
import { InspectionReported, ParcelDelivered, PickingReported, ReplacementCalledOff, ReplacementOrdered, ReplacementReturned, ResolutionChanged, ReturnAuthorised, type CaseRef, type Finding, type Resolution, type WarehouseServiceMethods } from '@huiliu/contracts';
import { errorOf, startDepartment, type RunningDepartment } from '@huiliu/testing';
import { warehouse } from '../src/department';

jest.setTimeout(60_000);

const now = new Date('2026-11-15T09:00:00Z');
const hoursLater = (hours: number): Date => new Date(now.getTime() + hours * 3_600_000);

describe('units that were rejected, for real', () => {
  let department: RunningDepartment<WarehouseServiceMethods>;
  beforeAll(async () => {
    department = await startDepartment(warehouse, { now });
  });
  afterAll(() => department?.stop());
  beforeEach(() => {
    department.now = now;
  });

  let count = 0;
  const by = (person: string) => ({ metadata: { principal: person, 'idempotency-key': `key-${++count}` } });

  interface TestCase {
    readonly ref: CaseRef;
    readonly subject: string;
    readonly sku: string;
  }

  /** Two units come back: one as new, one used by the customer. */
  async function rejected(): Promise<TestCase> {
    const caseId = randomUUID();
    const sku = `SKU-${caseId.slice(0, 8)}`;
    const one = { ref: { caseId, caseNumber: `HL-${++count}`, orderId: 'o1' }, subject: `case:${caseId}`, sku };
    const lines = [{ caseLineId: 'l1', orderLineId: 'ol1', sku, quantity: 2, reason: 'RETURN_REASON_NO_REASON' as const }];
    await department.tell(ReturnAuthorised, one.subject, { ref: one.ref, rmaNumber: 'RMA-1', trackingNumber: 'GR1', carrierCode: 'ground', sendBy: '2026-11-15T00:00:00Z', lines, forRefund: true });
    await department.tell(ParcelDelivered, one.subject, { ref: one.ref, trackingNumber: 'GR1', occurredAt: '2026-11-05T00:00:00Z' });
    await department.until('the task', () => namesOf(one).includes('InspectionTaskIssued'));
    const found = (grade: Finding['grade']): Finding => ({ caseLineId: 'l1', sku, quantity: 1, grade, liability: 'LIABILITY_CUSTOMER' });
    await department.tellAgain(await department.tell(InspectionReported, one.subject, { caseId, taskId: `I-${caseId}`, reportId: 'r1', findings: [found('GRADE_A'), found('GRADE_C')], final: true, inspectedAt: '2026-11-06T00:00:00Z' }));
    await department.until('the inspection', () => namesOf(one).includes('ItemsInspected'));
    return one;
  }

  const namesOf = ({ subject }: TestCase): readonly string[] => department.namesSaid(subject);
  const choose = ({ ref, subject, sku }: TestCase, resolution: Resolution, number = 1): Promise<string> =>
    department.tell(ResolutionChanged, subject, { ref, number, resolution, chosenBy: 'customer', units: [{ caseLineId: 'l1', sku, quantity: 1 }], chosenAt: '2026-11-14T00:00:00Z' });
  const outcomesOf = ({ subject }: TestCase): string[] => department.said(subject).flatMap(({ name, data }) => (name === 'RejectionSettled' ? [(data as { outcome: string }).outcome] : []));
  const shelves = async ({ sku }: TestCase) => (await department.client.getStock({ sku })).onHand;
  const dispute = ({ ref }: TestCase): string => `X-${ref.caseId}-disputed`;
  const claim = (one: TestCase, claimant: string) => department.client.claimException({ exceptionId: dispute(one), claimant }, by(claimant));
  const resolve = (one: TestCase, claimant: string, resolution: 'EXCEPTION_RESOLUTION_ACCEPTED' | 'EXCEPTION_RESOLUTION_UPHELD') => department.client.resolveException({ exceptionId: dispute(one), claimant, resolution, reasonCode: 'X', seen: undefined }, by(claimant));

  it('are paid for less a deduction: onto the shelf of their grade and said, once, though the choice is told twice', async () => {
    const one = await rejected();
    expect(await shelves(one)).toMatchObject({ a: '1', quarantine: '1' });
    await department.tellAgain(await choose(one, 'RESOLUTION_DEDUCTION'));
    await choose(one, 'RESOLUTION_DEDUCTION');
    await department.until('it to be settled', () => outcomesOf(one).length > 0);
    await department.settled();
    expect([outcomesOf(one), await shelves(one)]).toMatchObject([['REJECTION_OUTCOME_DEDUCTION'], { a: '1', c: '1', quarantine: '0' }]);
  });

  it('go back: out of stock when it is chosen, packed and handed over as logistics orders, and nothing is released where they are lost', async () => {
    const one = await rejected();
    const lines = [{ caseLineId: 'l1', sku: one.sku, quantity: 1 }];
    // Logistics may be read before intake where topics are read again: it waits.
    await department.tell(ReplacementOrdered, one.subject, { ref: one.ref, trackingNumber: 'GR1X1', attempt: 1, carrierCode: 'ground', lines });
    await choose(one, 'RESOLUTION_GOODS_BACK');
    await department.until('the order to pack', () => namesOf(one).includes('PickingTaskIssued'));
    expect([outcomesOf(one), await shelves(one)]).toMatchObject([['REJECTION_OUTCOME_GOODS_BACK'], { a: '1', quarantine: '0' }]);
    await department.tellAgain(await department.tell(PickingReported, one.subject, { caseId: one.ref.caseId, taskId: `K-${one.ref.caseId}-1`, pickedAt: '2026-11-16T00:00:00Z', lines }));
    await department.until('the handing over', () => namesOf(one).includes('ReplacementPicked'));
    await department.handled(await department.tell(ReplacementCalledOff, one.subject, { ref: one.ref, reason: 'REPLACEMENT_CALL_OFF_REFUND_INSTEAD', reasonCode: 'PARCEL_LOST', calledOffAt: '2026-11-30T00:00:00Z' }));
    await department.settled();
    expect([namesOf(one).filter((name) => name === 'ReplacementPicked').length, namesOf(one).includes('ReservationReleased')]).toEqual([1, false]);
    expect(await department.rows('SELECT status FROM rejection WHERE case_id = $1', [one.ref.caseId])).toEqual([{ status: 'handed_over' }]);
  });

  it('are packed once more, as another parcel, where they could not be delivered', async () => {
    const one = await rejected();
    const lines = [{ caseLineId: 'l1', sku: one.sku, quantity: 1 }];
    const order = (attempt: number) => department.tell(ReplacementOrdered, one.subject, { ref: one.ref, trackingNumber: `GR1X${attempt}`, attempt, carrierCode: 'ground', lines });
    const picked = (attempt: number) => department.tell(PickingReported, one.subject, { caseId: one.ref.caseId, taskId: `K-${one.ref.caseId}-${attempt}`, pickedAt: '2026-11-16T00:00:00Z', lines });
    await choose(one, 'RESOLUTION_GOODS_BACK');
    await order(1);
    await department.until('the order to pack', () => namesOf(one).includes('PickingTaskIssued'));
    // The carrier may be heard before the WMS: it waits.
    const back = await department.tell(ReplacementReturned, one.subject, { ref: one.ref, trackingNumber: 'GR1X1', attempt: 1, lines, occurredAt: '2026-11-20T00:00:00Z' });
    await order(2);
    const first = await picked(1);
    await department.until('the second order to pack', () => namesOf(one).filter((name) => name === 'PickingTaskIssued').length === 2);
    await department.tellAgain(back);
    await department.tellAgain(first);
    await picked(2);
    await department.until('the handing over', () => namesOf(one).filter((name) => name === 'ReplacementPicked').length === 2);
    expect(department.said(one.subject).filter(({ name }) => name === 'ReplacementPicked').map(({ data }) => (data as { readonly attempt: number }).attempt)).toEqual([1, 2]);
    expect(await shelves(one)).toMatchObject({ a: '1', quarantine: '0' });
    expect(department.alarms).toEqual([]);
  });

  it('are disputed: upheld by a person the customer chooses again, accepted by one they are paid for in full, and nobody else sees to it meanwhile', async () => {
    const [upheld, accepted] = [await rejected(), await rejected()];
    for (const one of [upheld, accepted]) {
      await choose(one, 'RESOLUTION_DISPUTE');
      await department.until('the exception', () => namesOf(one).includes('ExceptionOpened'));
      const { exception } = await claim(one, 'kim');
      expect(exception).toMatchObject({ kind: 'EXCEPTION_KIND_DISPUTED', byDefault: 'EXCEPTION_RESOLUTION_ACCEPTED', resolutions: ['EXCEPTION_RESOLUTION_ACCEPTED', 'EXCEPTION_RESOLUTION_UPHELD'] });
      expect(await errorOf(resolve(one, 'lee', 'EXCEPTION_RESOLUTION_ACCEPTED'))).toBe('CONFLICT EXCEPTION_TAKEN');
    }
    await resolve(upheld, 'kim', 'EXCEPTION_RESOLUTION_UPHELD');
    await resolve(accepted, 'kim', 'EXCEPTION_RESOLUTION_ACCEPTED');
    await choose(upheld, 'RESOLUTION_DEDUCTION', 2);
    await department.until('both to be settled', () => [upheld, accepted].every((one) => outcomesOf(one).length > 0));
    expect([outcomesOf(upheld), outcomesOf(accepted)]).toEqual([['REJECTION_OUTCOME_DEDUCTION'], ['REJECTION_OUTCOME_ACCEPTED']]);
    expect(await shelves(accepted)).toMatchObject({ a: '1', c: '1', quarantine: '0' });
    expect(await department.rows(`SELECT 1 FROM timer WHERE subject = ANY($1) AND name <> 'ask-for-put-away-again'`, [[upheld.subject, accepted.subject]])).toEqual([]);
  });

  it('are settled once where the deadline of a dispute and a person race', async () => {
    const all = await Promise.all(Array.from({ length: 10 }, () => rejected()));
    for (const one of all) await choose(one, 'RESOLUTION_DISPUTE');
    await department.until('the exceptions', () => all.every((one) => namesOf(one).includes('ExceptionOpened')));
    await Promise.all(all.map((one) => claim(one, 'kim')));
    department.now = hoursLater(73);
    const answers = await Promise.allSettled(all.map((one) => resolve(one, 'kim', 'EXCEPTION_RESOLUTION_UPHELD')));
    await department.until('all ends', () => all.every((one) => namesOf(one).includes('ExceptionResolved')));
    await department.settled();
    for (const [index, one] of all.entries()) expect(outcomesOf(one)).toEqual(answers[index]?.status === 'fulfilled' ? [] : ['REJECTION_OUTCOME_ACCEPTED']);
    expect(department.alarms).toEqual([]);
  });
});
