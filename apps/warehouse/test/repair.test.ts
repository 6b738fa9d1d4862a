import { randomUUID } from 'node:crypto';
import { InspectionReported, ParcelDelivered, PickingReported, RepairReported, ReplacementCalledOff, ReplacementOrdered, ReturnAuthorised, type CaseRef, type RepairOutcome, type WarehouseServiceMethods } from '@huiliu/contracts';
import { startDepartment, type RunningDepartment } from '@huiliu/testing';
import { warehouse } from '../src/department';

jest.setTimeout(60_000);

let department: RunningDepartment<WarehouseServiceMethods>;

beforeAll(async () => {
  department = await startDepartment(warehouse, { now: new Date('2026-11-06T00:00:00Z') });
});

afterAll(() => department?.stop());

interface TestCase {
  readonly ref: CaseRef;
  readonly subject: string;
  readonly lines: readonly { readonly caseLineId: string; readonly sku: string; readonly quantity: number }[];
}

/** Goods that were announced for repair, have come, and are inspected. */
async function inRepair(): Promise<TestCase> {
  const caseId = randomUUID();
  const sku = `SKU-${caseId.slice(0, 8)}`;
  const one = { ref: { caseId, caseNumber: `AS-${caseId.slice(0, 8)}`, orderId: 'o1' }, subject: `case:${caseId}`, lines: [{ caseLineId: 'l1', sku, quantity: 2 }] };
  const { ref, subject } = one;
  const announced = [{ caseLineId: 'l1', orderLineId: 'ol1', sku, quantity: 2, reason: 'RETURN_REASON_FAULTY' as const }];
  await department.tell(ReturnAuthorised, subject, { ref, rmaNumber: 'RMA-1', trackingNumber: 'GR1', carrierCode: 'ground', sendBy: '2026-11-15T00:00:00Z', lines: announced, forRepair: true });
  await department.tell(ParcelDelivered, subject, { ref, trackingNumber: 'GR1', occurredAt: '2026-11-05T00:00:00Z' });
  await department.until('the inspection', () => namesOf(one).includes('InspectionTaskIssued'));
  const findings = [{ caseLineId: 'l1', sku, quantity: 2, grade: 'GRADE_D' as const, liability: 'LIABILITY_SUPPLIER' as const }];
  await department.tell(InspectionReported, subject, { caseId, taskId: `I-${caseId}`, reportId: 'r1', findings, final: true, inspectedAt: '2026-11-06T00:00:00Z' });
  await department.until('the work order', () => namesOf(one).includes('RepairTaskIssued'));
  return one;
}

const namesOf = ({ subject }: Pick<TestCase, 'subject'>): readonly string[] => department.namesSaid(subject);
const answer = ({ ref, subject, lines }: TestCase, outcome: RepairOutcome): Promise<string> =>
  department.tell(RepairReported, subject, { caseId: ref.caseId, taskId: `W-${ref.caseId}`, outcome, lines: [...lines], reportedAt: '2026-11-07T00:00:00Z' });
const sendBack = ({ ref, subject, lines }: TestCase): Promise<string> => department.tell(ReplacementOrdered, subject, { ref, trackingNumber: 'GR1X1', attempt: 1, carrierCode: 'ground', lines: [...lines] });
const packed = ({ ref, subject, lines }: TestCase): Promise<string> => department.tell(PickingReported, subject, { caseId: ref.caseId, taskId: `K-${ref.caseId}-1`, pickedAt: '2026-11-08T00:00:00Z', lines: [...lines] });
const movesOf = ({ ref }: TestCase) => department.rows<{ to_condition: string; quantity: string }>('SELECT to_condition, quantity FROM stock_move WHERE case_id = $1', [ref.caseId]);
const statusOf = async ({ ref }: TestCase): Promise<string | undefined> => (await department.rows<{ status: string }>('SELECT status FROM repair_order WHERE case_id = $1', [ref.caseId]))[0]?.status;

it('has goods repaired and packed for the customer, over a real database: told twice, and the order before the answer, without a move of stock', async () => {
  const one = await inRepair();
  // Logistics may be read before the WMS where topics are read again: it waits.
  await sendBack(one);
  await department.tellAgain(await answer(one, 'REPAIR_OUTCOME_REPAIRED'));
  await answer(one, 'REPAIR_OUTCOME_REPAIRED');
  await department.until('the order to pack', () => namesOf(one).includes('PickingTaskIssued'));
  await packed(one);
  await packed(one);
  await department.until('the handing over', () => namesOf(one).includes('ReplacementPicked'));
  await department.settled();
  expect(namesOf(one).filter((name) => name.startsWith('Re'))).toEqual(expect.arrayContaining(['RepairFinished', 'ReplacementPicked']));
  for (const name of ['RepairFinished', 'PickingTaskIssued', 'ReplacementPicked']) expect(namesOf(one).filter((each) => each === name)).toHaveLength(1);
  expect([await statusOf(one), await movesOf(one)]).toEqual(['handed_over', []]);
});

it('takes into stock what can\'t be repaired, once, and passes over that nothing is sent', async () => {
  const one = await inRepair();
  await department.tellAgain(await answer(one, 'REPAIR_OUTCOME_NOT_REPAIRABLE'));
  await department.until('the end', () => namesOf(one).includes('RepairFinished'));
  const off = await department.tell(ReplacementCalledOff, one.subject, { ref: one.ref, reason: 'REPLACEMENT_CALL_OFF_REFUND_INSTEAD', reasonCode: 'NOT_REPAIRABLE', calledOffAt: '2026-11-07T00:00:00Z' });
  await department.handled(off);
  await department.settled();
  expect(await movesOf(one)).toEqual([{ to_condition: 'd', quantity: '2' }]);
  expect([await statusOf(one), namesOf(one).includes('ReservationReleased')]).toEqual(['not_repairable', false]);
});

it('asks again by the clock while nobody answers, says from the third time on that it is overdue, and takes a late answer', async () => {
  const one = await inRepair();
  const ordered = () => department.said(one.subject).filter(({ name }) => name === 'RepairOrdered').map(({ data }) => data);
  for (const [times, at] of [[2, '2026-11-13T00:00:01Z'], [3, '2026-11-20T00:00:02Z']] as const) {
    department.now = new Date(at);
    await department.until(`the asking ${times}`, () => ordered().length === times);
  }
  expect(ordered()).toMatchObject([{ attempt: 1, overdue: false }, { attempt: 2, overdue: false }, { attempt: 3, overdue: true }]);
  await answer(one, 'REPAIR_OUTCOME_REPAIRED');
  await department.until('the end', () => namesOf(one).includes('RepairFinished'));
  expect(await department.rows("SELECT 1 FROM timer WHERE subject = $1", [one.subject])).toEqual([]);
});
