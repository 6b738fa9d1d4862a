import { randomUUID } from 'node:crypto';
import { CaseApproved, InspectionReported, ParcelDelivered, ParcelRecalled, ParcelWrittenOff, RecallCalledOff, ReservationReported, ResolutionChanged, ReturnAuthorised, ReturnCalledOff, StockOpened, type CaseRef, type Finding, type ReservationOutcome, type WarehouseServiceMethods } from '@huiliu/contracts';
import { startDepartment, type RunningDepartment } from '@huiliu/testing';
import { warehouse } from '../src/department';

jest.setTimeout(60_000);

let department: RunningDepartment<WarehouseServiceMethods>;

beforeAll(async () => {
  department = await startDepartment(warehouse);
});

afterAll(() => department?.stop());

interface TestCase {
  readonly ref: CaseRef;
  readonly subject: string;
  readonly sku: string;
}

const newSku = (): string => `SKU-${randomUUID().slice(0, 8)}`;

const newCase = (sku = newSku()): TestCase => {
  const caseId = randomUUID();
  return { ref: { caseId, caseNumber: `AS-${caseId.slice(0, 8)}`, orderId: 'o1' }, subject: `case:${caseId}`, sku };
};

async function deliver({ ref, subject, sku }: TestCase, quantity: number): Promise<void> {
  const lines = [{ caseLineId: 'l1', orderLineId: 'ol1', sku, quantity, reason: 'RETURN_REASON_FAULTY' as const }];
  await department.tell(ReturnAuthorised, subject, { ref, rmaNumber: 'RMA-1', trackingNumber: 'GR1', carrierCode: 'ground', sendBy: '2026-11-15T00:00:00Z', lines });
  await department.tell(ParcelDelivered, subject, { ref, trackingNumber: 'GR1', occurredAt: '2026-11-05T00:00:00Z' });
}

const report = ({ ref, subject }: TestCase, reportId: string, findings: readonly Finding[], final = false): Promise<string> =>
  department.tell(InspectionReported, subject, { caseId: ref.caseId, taskId: `I-${ref.caseId}`, reportId, findings, final, inspectedAt: '2026-11-06T00:00:00Z' });

const found = ({ sku }: TestCase, quantity: number, more: Partial<Finding> = {}): Finding => ({ caseLineId: 'l1', sku, quantity, grade: 'GRADE_A', liability: 'LIABILITY_SELLER', ...more });

const open = (sku: string, onHand: string): Promise<string> => department.tell(StockOpened, `stock:${sku}`, { sku, onHand, provenance: 'PROVENANCE_SYNTHETIC' });

async function openingOf(sku: string): Promise<string | undefined> {
  const [row] = await department.rows<{ opening: string }>('SELECT opening FROM stock WHERE sku = $1', [sku]);
  return row?.opening;
}

const inspected = ({ subject }: TestCase) => (): boolean => department.namesSaid(subject).includes('ItemsInspected');

it('receives in parts, over a real database: 3 then 2 of 5, reports told twice, on top of the opening stock', async () => {
  const one = newCase();
  await open(one.sku, '10');
  await department.until('the opening', async () => (await openingOf(one.sku)) === '10');
  await deliver(one, 5);
  await department.until('the task', () => department.namesSaid(one.subject).includes('InspectionTaskIssued'));
  expect(await department.client.getArrival({ caseId: one.ref.caseId })).toMatchObject({ status: 'at_dock', taskId: `I-${one.ref.caseId}`, rmaNumber: 'RMA-1' });
  await department.tellAgain(await report(one, 'r1', [found(one, 3)]));
  await report(one, 'r1', [found(one, 3)]);
  await report(one, 'r2', [found(one, 1), found(one, 1, { grade: 'GRADE_D' })]);
  await department.until('the inspection', inspected(one));

  const inner = department.namesSaid(one.subject).filter((name) => !['InspectionTaskIssued', 'PutAwayTaskIssued'].includes(name));
  expect(inner).toEqual(['InspectionTaskCreated', 'ItemsReceived', 'ItemsReceived', 'ItemsInspected']);
  const arrival = await department.client.getArrival({ caseId: one.ref.caseId });
  expect(arrival).toMatchObject({ ref: one.ref, status: 'inspected', lines: [{ expected: 5, accepted: 5, short: 0, quarantined: 0 }] });
  expect(arrival.lines[0]?.graded).toEqual([
    { quantity: 4, grade: 'GRADE_A', liability: 'LIABILITY_SELLER', disposition: 'DISPOSITION_RESTOCK' },
    { quantity: 1, grade: 'GRADE_D', liability: 'LIABILITY_SELLER', disposition: 'DISPOSITION_SCRAP' },
  ]);
  expect(await department.client.getStock({ sku: one.sku })).toEqual({ sku: one.sku, opening: '10', onHand: { a: '14', b: '0', c: '0', d: '0', quarantine: '0' } });
});

it('takes goods in that come back under their outbound waybill, with no RMA, and expects none that the customer gets all the same', async () => {
  const [back, signed] = [newCase(), newCase()];
  for (const { ref, subject, sku } of [back, signed]) {
    const lines = [{ caseLineId: 'l1', orderLineId: 'ol1', sku, quantity: 2, reason: 'RETURN_REASON_OTHER' as const }];
    await department.tell(ParcelRecalled, subject, { ref, trackingNumber: 'OUT1', carrierCode: 'ground', intercept: true, reportBy: '2026-11-15T00:00:00Z', lines });
  }
  await department.tell(ParcelDelivered, back.subject, { ref: back.ref, trackingNumber: 'OUT1', occurredAt: '2026-11-05T00:00:00Z' });
  await department.until('the task', () => department.namesSaid(back.subject).includes('InspectionTaskIssued'));
  expect(department.said(back.subject).find(({ name }) => name === 'InspectionTaskIssued')?.data).toMatchObject({ rmaNumber: '', trackingNumber: 'OUT1', lines: [{ expectedQuantity: 2 }] });
  await report(back, 'r1', [found(back, 2)]);
  await department.until('the inspection', inspected(back));
  expect(await department.client.getStock({ sku: back.sku })).toMatchObject({ onHand: { a: '2' } });
  expect(await department.handled(await department.tell(RecallCalledOff, signed.subject, { ref: signed.ref, end: 'RECALL_END_NOT_POSSIBLE', reasonCode: 'SIGNED_BY_CUSTOMER', calledOffAt: '2026-11-05T00:00:00Z' }))).toBe('done');
  expect(await department.client.getArrival({ caseId: signed.ref.caseId })).toMatchObject({ status: 'called_off', taskId: '' });
});

it('asks the WMS for the other variant where one is wanted in exchange, and for the same goods where none is', async () => {
  const [other, same] = [newCase(), newCase()];
  for (const one of [other, same]) {
    const line = { caseLineId: 'l1', orderLineId: 'ol1', sku: one.sku, quantity: 2, reason: 'RETURN_REASON_OTHER' as const, ...(one === other && { wantedSku: 'CUP', wantedUnitPriceMinor: '900' }) };
    const decision = { policyVersion: '1', ruleIds: ['r'], decidedBy: 'rules', decidedAt: '2026-11-01T08:30:00Z', facts: {} };
    await department.tell(CaseApproved, one.subject, { ref: one.ref, type: 'CASE_TYPE_EXCHANGE', lines: [line], decision, requestedAt: '2026-11-01T08:26:00Z' });
  }
  await department.until('the tasks', () => [other, same].every(({ subject }) => department.namesSaid(subject).includes('ReservationTaskIssued')));
  const askedFor = ({ subject }: typeof other) => (department.said(subject)[0]?.data as { readonly lines: unknown }).lines;
  expect(askedFor(other)).toEqual([{ caseLineId: 'l1', sku: 'CUP', quantity: 2 }]);
  expect(askedFor(same)).toEqual([{ caseLineId: 'l1', sku: same.sku, quantity: 2 }]);
});

it('asks the WMS for the variant that is chosen in place of what it does not have, once, and tells what it was quoted at with what is set aside', async () => {
  const one = newCase();
  const line = { caseLineId: 'l1', orderLineId: 'ol1', sku: one.sku, quantity: 2, reason: 'RETURN_REASON_OTHER' as const };
  const decision = { policyVersion: '1', ruleIds: ['r'], decidedBy: 'rules', decidedAt: '2026-11-01T08:30:00Z', facts: {} };
  await department.tell(CaseApproved, one.subject, { ref: one.ref, type: 'CASE_TYPE_EXCHANGE', lines: [line], decision, requestedAt: '2026-11-01T08:26:00Z' });
  const answer = (asked: number, outcome: ReservationOutcome): Promise<string> => department.tell(ReservationReported, one.subject, { caseId: one.ref.caseId, taskId: `V-${one.ref.caseId}-${asked}`, outcome, reportedAt: '2026-11-02T08:00:00Z' });
  const tasks = () => department.said(one.subject).filter(({ name }) => name === 'ReservationTaskIssued').map(({ data }) => data);
  await department.until('the task', () => tasks().length === 1);
  await answer(1, 'RESERVATION_OUTCOME_OUT_OF_STOCK');
  await department.until('the choice', () => department.namesSaid(one.subject).includes('OutOfStock'));
  const choice = { ref: one.ref, number: 1, resolution: 'RESOLUTION_OTHER_VARIANT', chosenBy: 'customer', units: [], chosenAt: '2026-11-03T08:00:00Z', variant: { caseLineId: 'l1', sku: 'CUP', unitPriceMinor: '900' } } as const;
  const id = await department.tell(ResolutionChanged, one.subject, choice);
  await department.until('the second task', () => tasks().length === 2);
  await department.tellAgain(id);
  expect(tasks()[1]).toMatchObject({ taskId: `V-${one.ref.caseId}-2`, lines: [{ caseLineId: 'l1', sku: 'CUP', quantity: 2 }], approvedAt: choice.chosenAt });
  // The answer before comes again, and counts for nothing.
  await department.handled(await answer(1, 'RESERVATION_OUTCOME_RESERVED'));
  await answer(2, 'RESERVATION_OUTCOME_RESERVED');
  await department.until('the units', () => department.namesSaid(one.subject).includes('UnitsReserved'));
  expect(department.said(one.subject).find(({ name }) => name === 'UnitsReserved')?.data).toEqual({ ref: one.ref, attempt: 1, lines: [{ caseLineId: 'l1', sku: 'CUP', quantity: 2 }], variant: { caseLineId: 'l1', unitPriceMinor: '900' } });
  expect(tasks()).toHaveLength(2);
});

it('keeps one ledger right when many cases and partitions move the same SKU', async () => {
  const sku = newSku();
  const cases = Array.from({ length: 12 }, () => newCase(sku));
  await Promise.all(cases.map((each) => deliver(each, 3)));
  await department.until('the tasks', () => cases.every(({ subject }) => department.namesSaid(subject).includes('InspectionTaskIssued')));
  await Promise.all(cases.map((each) => report(each, 'r1', [found(each, 2, { grade: 'GRADE_B' }), found(each, 2)], true)));
  await department.until('the inspections', () => cases.every((each) => inspected(each)()));
  await open(sku, '100');
  await department.until('the opening', async () => (await openingOf(sku)) === '100');
  expect((await department.client.getStock({ sku })).onHand).toEqual({ a: '112', b: '24', c: '0', d: '0', quarantine: '12' });
  await department.until('what was moved to be said', () => department.namesSaid(`stock:${sku}`).length === 36);
});

it('sends reports of unknown tasks, and what comes after the end, to the dead letters', async () => {
  const [one, stranger] = [newCase(), newCase()];
  await deliver(one, 1);
  await department.until('the task', () => department.namesSaid(one.subject).includes('InspectionTaskIssued'));
  await report(stranger, 'r1', [found(stranger, 1)]);
  await report(one, 'r1', [], true);
  await report(one, 'r2', [found(one, 1)]);
  await department.until('the dead letters', () => department.deadCodes(stranger.subject).length + department.deadCodes(one.subject).length === 2);
  expect([department.deadCodes(stranger.subject), department.deadCodes(one.subject)]).toEqual([['TASK_UNKNOWN'], ['ALREADY_INSPECTED']]);
  expect(await department.client.getArrival({ caseId: one.ref.caseId })).toMatchObject({ status: 'inspected', lines: [{ accepted: 0, short: 1 }] });
  await expect(department.client.getArrival({ caseId: stranger.ref.caseId })).rejects.toMatchObject({ code: 'CASE_NOT_FOUND' });
  await expect(department.client.getStock({ sku: stranger.sku })).rejects.toMatchObject({ code: 'SKU_NOT_FOUND' });
});

it('expects nothing any more of what was lost on its way, and takes nothing in for it', async () => {
  const one = newCase();
  const { ref, subject, sku } = one;
  const lines = [{ caseLineId: 'l1', orderLineId: 'ol1', sku, quantity: 2, reason: 'RETURN_REASON_FAULTY' as const }];
  await department.tell(ReturnAuthorised, subject, { ref, rmaNumber: 'RMA-1', trackingNumber: 'GR1', carrierCode: 'ground', sendBy: '2026-11-15T00:00:00Z', lines });
  await department.tell(ParcelWrittenOff, subject, { ref, trackingNumber: 'GR1', claimId: 'CLM-1', lines: [{ caseLineId: 'l1', quantity: 2 }], writtenOffAt: '2026-11-15T00:00:00Z' });
  await department.until('it to be given up', async () => (await department.rows(`SELECT 1 FROM arrival WHERE case_id = $1 AND status = 'written_off'`, [ref.caseId])).length === 1);
  expect(await department.client.getArrival({ caseId: ref.caseId })).toMatchObject({ status: 'written_off', taskId: '', lines: [{ expected: 2, accepted: 0, short: 0 }] });
  await report(one, 'r1', [found(one, 2)]);
  await department.until('the dead letter', () => department.deadCodes(subject).length === 1);
  expect(department.deadCodes(subject)).toEqual(['TASK_UNKNOWN']);
  expect(department.namesSaid(subject)).toEqual([]);
  await expect(department.client.getStock({ sku })).rejects.toMatchObject({ code: 'SKU_NOT_FOUND' });
});

it('opens a SKU once', async () => {
  const sku = newSku();
  const subject = `stock:${sku}`;
  await open(sku, '7');
  await open(sku, '7');
  await open(sku, '8');
  await department.until('the dead letter', () => department.deadCodes(subject).length === 1);
  expect(department.deadCodes(subject)).toEqual(['STOCK_ALREADY_OPENED']);
  expect(await department.client.getStock({ sku })).toMatchObject({ opening: '7', onHand: { a: '7' } });
});

// The same sums that whoever audits the department makes: from the ledger of moves alone.
const unbalanced = `
  SELECT stock.sku, shelf.key AS condition
  FROM stock CROSS JOIN LATERAL jsonb_each(stock.shelves) AS shelf
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(quantity) FILTER (WHERE to_condition = shelf.key), 0) - coalesce(sum(quantity) FILTER (WHERE from_condition = shelf.key), 0) AS net FROM stock_move WHERE stock_move.sku = stock.sku
  ) AS moved
  WHERE (shelf.value ->> 'onHand')::bigint <> moved.net + CASE shelf.key WHEN 'a' THEN stock.opening ELSE 0 END
  UNION ALL
  SELECT stock.sku, 'all'
  FROM stock CROSS JOIN LATERAL (
    SELECT coalesce(sum(quantity) FILTER (WHERE from_condition = 'outside'), 0) AS came, coalesce(sum(quantity) FILTER (WHERE to_condition = 'outside'), 0) AS went FROM stock_move WHERE stock_move.sku = stock.sku
  ) AS moved
  WHERE stock.opening + moved.came <> moved.went + (SELECT sum((value ->> 'onHand')::bigint) FROM jsonb_each(stock.shelves))`;

it('has conserved all stock, and parked and left nothing waiting', async () => {
  expect(await department.rows('SELECT count(*)::int AS moves FROM stock_move')).toEqual([{ moves: 41 }]);
  expect(await department.rows(unbalanced)).toEqual([]);
  expect(await department.rows('SELECT (SELECT count(*) FROM parked)::int AS parked, (SELECT count(*) FROM waiting)::int AS waiting')).toEqual([{ parked: 0, waiting: 0 }]);
});

it('expects nothing any more once the return is called off', async () => {
  const { ref, subject, sku } = newCase();
  const lines = [{ caseLineId: 'l1', orderLineId: 'ol1', sku, quantity: 1, reason: 'RETURN_REASON_FAULTY' as const }];
  await department.tell(ReturnAuthorised, subject, { ref, rmaNumber: 'RMA-1', trackingNumber: 'GR1', carrierCode: 'ground', sendBy: '2026-11-15T00:00:00Z', lines });
  const off = await department.tell(ReturnCalledOff, subject, { ref, rmaNumber: 'RMA-1', reason: 'CALL_OFF_REASON_CANCELLED', reasonCode: 'CHANGED_MIND', calledOffAt: '2026-11-06T00:00:00Z' });
  expect(await department.handled(off)).toBe('done');
  expect(await department.client.getArrival({ caseId: ref.caseId })).toMatchObject({ status: 'called_off', taskId: '' });
  expect(department.said(subject)).toEqual([]);
  expect(await department.rows('SELECT 1 FROM stock_move WHERE case_id = $1', [ref.caseId])).toEqual([]);
});
