import { randomUUID } from 'node:crypto';
import { CancellationPassedOn, CaseApproved, TrackingReported, type CaseRef, type LogisticsServiceMethods, type TrackingStatus } from '@huiliu/contracts';
import { startDepartment, type RunningDepartment } from '@huiliu/testing';
import { logistics } from '../src/department';

jest.setTimeout(60_000);

let department: RunningDepartment<LogisticsServiceMethods>;
beforeAll(async () => {
  department = await startDepartment(logistics);
});
afterAll(() => department?.stop());

const subjectOf = ({ caseId }: CaseRef): string => `case:${caseId}`;
const names = (ref: CaseRef): readonly string[] => department.namesSaid(subjectOf(ref));
const viewOf = ({ caseId }: CaseRef) => department.client.getReturnShipment({ caseId });

const by = (key: string = randomUUID(), principal = 'S-1') => ({ metadata: { principal, 'idempotency-key': key } });

async function announced(): Promise<CaseRef> {
  const caseId = randomUUID();
  const ref = { caseId, caseNumber: `AS-${caseId.slice(0, 8)}`, orderId: 'o1' };
  await department.tell(CaseApproved, subjectOf(ref), {
    ref,
    type: 'CASE_TYPE_EXCHANGE',
    lines: [{ caseLineId: 'l1', orderLineId: 'ol1', sku: 'MUG', quantity: 1, reason: 'RETURN_REASON_NO_REASON' }],
    decision: { policyVersion: '1', ruleIds: ['r'], decidedBy: 'rules', decidedAt: department.now.toISOString(), facts: {} },
    requestedAt: '2026-11-01T08:26:00Z',
  });
  await department.until('the announcement', () => names(ref).includes('ReturnShipmentAnnounced'));
  return ref;
}

const scan = (ref: CaseRef, scanId: string, status: TrackingStatus, occurredAt = '2026-11-06T10:00:00Z') =>
  department.tell(TrackingReported, subjectOf(ref), { caseId: ref.caseId, trackingNumber: `GR${ref.caseNumber.replaceAll('-', '')}`, status, occurredAt, scanId });
const wish = (ref: CaseRef) => department.tell(CancellationPassedOn, subjectOf(ref), { ref, type: 'CASE_TYPE_EXCHANGE', reasonCode: 'CHANGED_MIND' });
const answer = ({ caseId }: CaseRef, agreed: boolean, key?: string, principal?: string) => department.client.answerCancellation({ caseId, agreed }, by(key, principal));

async function asked(): Promise<CaseRef> {
  const ref = await announced();
  await scan(ref, 's1', 'TRACKING_STATUS_PICKED_UP');
  await department.until('the parcel to move', () => names(ref).includes('ParcelInTransit'));
  await wish(ref);
  await department.until('somebody to be asked', () => names(ref).includes('CancellationAwaitsAgreement'));
  return ref;
}

/** But for the one in which the parcel is to be heard of again. */
const timersOf = (ref: CaseRef) => department.rows<{ name: string }>(`SELECT name FROM timer WHERE subject = $1 AND name <> 'parcel-report'`, [subjectOf(ref)]);

it('is brought back by agreement, and undone when the customer has it', async () => {
  const ref = await asked();
  expect(await timersOf(ref)).toEqual([{ name: 'cancellation-agreement' }]);
  expect((await viewOf(ref)).cancellation).toMatchObject({ state: 'asked', answeredBy: '', declinedCode: '' });
  const given = await answer(ref, true, 'k1');
  expect(given).toMatchObject({ ref, cancellation: { state: 'agreed', answeredBy: 'S-1' } });
  expect(await answer(ref, true, 'k1')).toEqual(given);
  await expect(answer(ref, false)).rejects.toMatchObject({ code: 'AGREEMENT_ANSWERED' });
  await department.until('the carrier to be asked', () => names(ref).includes('ReturnShipmentRecallRequested'));
  await department.tellAgain(await scan(ref, 's2', 'TRACKING_STATUS_RETURNED_TO_SENDER', '2026-11-07T10:00:00Z'));
  await department.until('the return to be called off', () => names(ref).includes('ReturnShipmentCalledOff'));
  await department.until('the departments to be told', () => names(ref).includes('ReturnCalledOff'));
  const toCarrier = (name: string): boolean => name.startsWith('ReturnShipment');
  expect(names(ref).filter((name) => !toCarrier(name))).toEqual(['ReturnAuthorised', 'ParcelInTransit', 'CancellationAwaitsAgreement', 'CancellationAgreed', 'ParcelReturned', 'ReplacementCalledOff', 'ReturnCalledOff']);
  expect(names(ref).filter(toCarrier)).toEqual(['ReturnShipmentAnnounced', 'ReturnShipmentRecallRequested', 'ReturnShipmentCalledOff']);
  expect(await viewOf(ref)).toMatchObject({ status: 'called_off', cancellation: { state: 'given_back' } });
  expect(await timersOf(ref)).toEqual([]);
});

it('that nobody answers is declined by the clock', async () => {
  const before = department.now;
  const ref = await asked();
  department.now = new Date(before.getTime() + 25 * 60 * 60 * 1000);
  await department.until('the time to be over', () => names(ref).includes('CancellationDeclined'));
  expect(department.said(subjectOf(ref)).find(({ name }) => name === 'CancellationDeclined')?.data).toEqual({ ref, code: 'AGREEMENT_EXPIRED' });
  await expect(answer(ref, true)).rejects.toMatchObject({ code: 'AGREEMENT_OVER' });
  await expect(answer(await announced(), true)).rejects.toMatchObject({ code: 'AGREEMENT_NOT_ASKED' });
  await expect(department.client.answerCancellation({ caseId: randomUUID(), agreed: true }, by())).rejects.toMatchObject({ code: 'CASE_NOT_FOUND' });
  department.now = before;
});

it('has one end, whoever comes first: a person, another person, the carrier', async () => {
  const cases = await Promise.all(Array.from({ length: 12 }, asked));
  await Promise.all(
    cases.map(async (ref, index) => {
      const moves = [() => answer(ref, true).catch(() => undefined), () => answer(ref, false, undefined, 'S-2').catch(() => undefined), () => scan(ref, 's2', index % 2 === 0 ? 'TRACKING_STATUS_DELIVERED' : 'TRACKING_STATUS_RETURNED_TO_SENDER', '2026-11-07T10:00:00Z')];
      await Promise.all([...moves.slice(index % 3), ...moves.slice(0, index % 3)].map((move) => move()));
    }),
  );
  await department.until('all scans', async () => (await Promise.all(cases.map(viewOf))).every(({ scans }) => scans.length === 2));
  await department.settled();
  for (const [index, ref] of cases.entries()) {
    const { status, cancellation } = await viewOf(ref);
    const said = names(ref);
    const count = (name: string): number => said.filter((each) => each === name).length;
    // Delivered, the case goes on; with the customer again, it is cancelled unless somebody had said no.
    const refused = cancellation?.declinedCode === 'NOT_AGREED';
    expect(status).toBe(index % 2 === 0 ? 'delivered' : refused ? 'authorised' : 'called_off');
    expect(count('CancellationDeclined') + count('ReturnCalledOff')).toBe(1);
    expect(count('CancellationAgreed')).toBe(count('ReturnShipmentRecallRequested'));
    expect(cancellation?.state).toBe(count('ReturnCalledOff') === 1 ? 'given_back' : 'declined');
    expect((await timersOf(ref)).filter(({ name }) => name === 'cancellation-agreement')).toEqual([]);
  }
  expect(await department.rows('SELECT 1 FROM parked')).toEqual([]);
});
