import { randomUUID } from 'node:crypto';
import { CancellationPassedOn, CaseApproved, ReturnParcelAdded, TrackingReported, type CaseRef, type CaseType, type LogisticsServiceMethods, type TrackingStatus } from '@huiliu/contracts';
import { startDepartment, type RunningDepartment } from '@huiliu/testing';
import { logistics } from '../src/department';

jest.setTimeout(60_000);

let department: RunningDepartment<LogisticsServiceMethods>;

beforeAll(async () => {
  department = await startDepartment(logistics);
});

afterAll(() => department?.stop());

interface TestCase {
  readonly ref: CaseRef;
  readonly subject: string;
}

const newCase = (): TestCase => {
  const caseId = randomUUID();
  return { ref: { caseId, caseNumber: `AS-${caseId.slice(0, 8)}`, orderId: 'o1' }, subject: `case:${caseId}` };
};

const approvalOf = ({ ref }: TestCase, type: CaseType = 'CASE_TYPE_RETURN'): CaseApproved => ({
  ref,
  type,
  lines: [{ caseLineId: 'l1', orderLineId: 'ol1', sku: 'MUG', quantity: 2, reason: 'RETURN_REASON_NO_REASON' }],
  decision: { policyVersion: '1', ruleIds: ['r'], decidedBy: 'rules', decidedAt: '2010-12-01T08:30:00Z', facts: {} },
  requestedAt: '2010-12-01T08:26:00Z',
});

const approve = (of: TestCase, type?: CaseType): Promise<string> => department.tell(CaseApproved, of.subject, approvalOf(of, type));

const trackingNumberOf = ({ ref }: TestCase): string => `GR${ref.caseNumber.replaceAll('-', '')}`;

const scan = (of: TestCase, scanId: string, status: TrackingStatus, occurredAt: string, trackingNumber = trackingNumberOf(of)): Promise<string> =>
  department.tell(TrackingReported, of.subject, { caseId: of.ref.caseId, trackingNumber, status, occurredAt, scanId });

const namesOf = ({ subject }: TestCase): readonly string[] => department.namesSaid(subject);
const deadOf = ({ subject }: TestCase): readonly string[] => department.deadCodes(subject);

const scansOf = async ({ ref }: TestCase): Promise<number> => (await department.client.getReturnShipment({ caseId: ref.caseId })).scans.length;

it('brings an approved return to the dock, though scans come late, twice and out of order', async () => {
  const one = newCase();
  await approve(one);
  await department.until('the announcement', () => namesOf(one).includes('ReturnShipmentAnnounced'));
  await department.tellAgain(await scan(one, 's3', 'TRACKING_STATUS_DELIVERED', '2010-12-05T10:00:00Z'));
  await scan(one, 's1', 'TRACKING_STATUS_PICKED_UP', '2010-12-03T10:00:00Z');
  await scan(one, 's3', 'TRACKING_STATUS_DELIVERED', '2010-12-05T10:00:00Z');
  await scan(one, 's4', 'TRACKING_STATUS_LOST', '2010-12-06T10:00:00Z');
  await department.until('the last scan', async () => (await scansOf(one)) === 3);
  await department.until('the delivery', () => namesOf(one).includes('ParcelDelivered'));

  expect(namesOf(one).filter((name) => name.startsWith('Parcel'))).toEqual(['ParcelDelivered']);
  const view = await department.client.getReturnShipment({ caseId: one.ref.caseId });
  expect(view).toMatchObject({ ref: one.ref, status: 'delivered', carrierCode: 'ground', trackingNumber: trackingNumberOf(one), sendBy: expect.any(String) as unknown });
  // By our own clock, though the application was made long ago.
  expect(Date.parse(view.sendBy ?? '') - Date.now()).toBeGreaterThan(13 * 24 * 3_600_000);
  expect(await department.rows('SELECT 1 FROM timer WHERE subject = $1', [one.subject])).toEqual([]);
  expect(view.scans.map(({ scanId, effective }) => [scanId, effective])).toEqual([['s1', false], ['s3', true], ['s4', false]]);
  expect(department.said(one.subject).find(({ name }) => name === 'ParcelDelivered')?.data).toEqual({
    ref: one.ref,
    trackingNumber: trackingNumberOf(one),
    occurredAt: '2010-12-05T10:00:00Z',
  });
});

it('authorises once, though the approval is delivered twice', async () => {
  const [one, marker] = [newCase(), newCase()];
  await department.tellAgain(await approve(one));
  await approve(marker);
  await department.until('both', () => [one, marker].every((each) => namesOf(each).includes('ReturnShipmentAnnounced')));
  await approve(one);
  await department.until('the second approval to be passed over', async () => (await hopsOf(one)).length === 2);
  expect(namesOf(one).toSorted()).toEqual(['ReturnAuthorised', 'ReturnShipmentAnnounced']);
});

it('authorises nothing where no goods come back', async () => {
  const one = newCase();
  await approve(one, 'CASE_TYPE_REFUND_ONLY');
  await department.until('the approval to be handled', async () => (await hopsOf(one)).length === 1);
  expect(await hopsOf(one)).toEqual(['ignored']);
  await expect(department.client.getReturnShipment({ caseId: one.ref.caseId })).rejects.toMatchObject({ code: 'CASE_NOT_FOUND' });
});

it('sends scans of unknown parcels to the dead letters, and goes on', async () => {
  const [one, stranger] = [newCase(), newCase()];
  await approve(one);
  await department.until('the announcement', () => namesOf(one).includes('ReturnShipmentAnnounced'));
  await scan(stranger, 's1', 'TRACKING_STATUS_PICKED_UP', '2010-12-03T10:00:00Z');
  await scan(one, 's1', 'TRACKING_STATUS_PICKED_UP', '2010-12-03T10:00:00Z', 'SOMEONE ELSE');
  await scan(one, 's2', 'TRACKING_STATUS_IN_TRANSIT', '2010-12-04T10:00:00Z');
  await department.until('the parcel to move', () => namesOf(one).includes('ParcelInTransit'));
  await department.until('the dead letters', () => deadOf(one).length + deadOf(stranger).length === 2);
  expect([...deadOf(one), ...deadOf(stranger)]).toEqual(['PARCEL_UNKNOWN', 'PARCEL_UNKNOWN']);
  expect(await scansOf(one)).toBe(1);
  expect(await department.rows('SELECT 1 FROM parked')).toEqual([]);
});

it('takes the parcels of one return in any order, and asks for the inspection when all have come', async () => {
  const one = newCase();
  const second = `${trackingNumberOf(one)}B`;
  const added = { caseId: one.ref.caseId, rmaNumber: `RMA-${one.ref.caseNumber.replaceAll('-', '')}`, trackingNumber: second, carrierCode: 'ground' };
  await approve(one);
  await department.until('the announcement', () => namesOf(one).includes('ReturnShipmentAnnounced'));
  await department.tell(ReturnParcelAdded, one.subject, added);
  await department.tell(ReturnParcelAdded, one.subject, added);
  await scan(one, 's2', 'TRACKING_STATUS_DELIVERED', '2010-12-05T10:00:00Z', second);
  expect(await department.handled(await scan(one, 's3', 'TRACKING_STATUS_IN_TRANSIT', '2010-12-04T10:00:00Z', second))).toBe('ignored');
  await department.until('the parcel to move', () => namesOf(one).includes('ParcelInTransit'));
  expect(namesOf(one).filter((name) => name.startsWith('Parcel'))).toEqual(['ParcelAdded', 'ParcelInTransit']);
  expect(await department.client.getReturnShipment({ caseId: one.ref.caseId })).toMatchObject({ status: 'in_transit', scans: [], further: [{ trackingNumber: second, status: 'delivered', scans: [{ scanId: 's3' }, { scanId: 's2' }] }] });
  await scan(one, 's1', 'TRACKING_STATUS_DELIVERED', '2010-12-06T10:00:00Z');
  await department.until('the delivery', () => namesOf(one).includes('ParcelDelivered'));
  expect(department.said(one.subject).find(({ name }) => name === 'ParcelDelivered')?.data).toEqual({ ref: one.ref, trackingNumber: trackingNumberOf(one), occurredAt: '2010-12-06T10:00:00Z', further: { trackingNumbers: [second] } });
  await department.tell(ReturnParcelAdded, one.subject, { ...added, trackingNumber: 'LATE' });
  await department.until('the refusal', () => deadOf(one).length === 1);
  expect(deadOf(one)).toEqual(['RETURN_ARRIVED']);
  expect(await department.rows('SELECT 1 FROM timer WHERE subject = $1', [one.subject])).toEqual([]);
});

it('gives a number for a further parcel once for each key, and none where no return was authorised', async () => {
  const one = newCase();
  await approve(one);
  await department.until('the announcement', () => namesOf(one).includes('ReturnShipmentAnnounced'));
  const ask = (caseId = one.ref.caseId, key = caseId) => department.client.addReturnParcel({ caseId }, { metadata: { principal: 'customer', 'idempotency-key': `parcel-${key}` } });
  const given = await ask();
  expect(given).toMatchObject({ ref: one.ref, trackingNumber: `${trackingNumberOf(one)}P2`, carrierCode: 'ground' });
  expect(await ask()).toEqual(given);
  expect(await department.client.getReturnShipment({ caseId: one.ref.caseId })).toMatchObject({ further: [{ trackingNumber: given.trackingNumber, status: 'authorised' }] });
  await department.until('the carrier to be told', () => namesOf(one).filter((name) => name === 'ReturnShipmentAnnounced').length === 2);
  await scan(one, 's1', 'TRACKING_STATUS_PICKED_UP', '2010-12-03T10:00:00Z', given.trackingNumber);
  await department.until('the parcel to move', () => namesOf(one).includes('ParcelInTransit'));
  await expect(ask(randomUUID())).rejects.toMatchObject({ code: 'CASE_NOT_FOUND' });
});

const cancel = ({ ref, subject }: TestCase): Promise<string> => department.tell(CancellationPassedOn, subject, { ref, type: 'CASE_TYPE_RETURN', reasonCode: 'CHANGED_MIND' });
const statusOf = async ({ ref }: TestCase): Promise<string> => (await department.client.getReturnShipment({ caseId: ref.caseId })).status;

it('calls a return off that the customer cancels in time; a parcel that comes all the same moves nothing', async () => {
  const one = newCase();
  await approve(one);
  await cancel(one);
  await department.until('the carrier to be told', () => namesOf(one).includes('ReturnShipmentCalledOff'));
  expect(department.said(one.subject).find(({ name }) => name === 'ReturnCalledOff')?.data).toMatchObject({ ref: one.ref, reason: 'CALL_OFF_REASON_CANCELLED', reasonCode: 'CHANGED_MIND' });
  expect(await department.handled(await cancel(one))).toBe('ignored');
  await scan(one, 's1', 'TRACKING_STATUS_DELIVERED', '2010-12-05T10:00:00Z');
  await department.until('the scan', async () => (await scansOf(one)) === 1);
  expect(await statusOf(one)).toBe('called_off');
  expect(namesOf(one).filter((name) => name.startsWith('Parcel'))).toEqual([]);
  expect(await department.rows('SELECT 1 FROM timer WHERE subject = $1', [one.subject])).toEqual([]);
});

it('calls a return off that is not sent in time, and no other', async () => {
  const [never, sent] = [newCase(), newCase()];
  const before = department.now;
  department.now = new Date('2026-12-01T00:00:00Z');
  for (const each of [never, sent]) await approve(each);
  await department.until('both', () => [never, sent].every((each) => namesOf(each).includes('ReturnShipmentAnnounced')));
  department.now = new Date('2026-12-14T00:00:00Z');
  await scan(sent, 's1', 'TRACKING_STATUS_PICKED_UP', '2026-12-14T10:00:00Z');
  await department.until('the parcel to move', () => namesOf(sent).includes('ParcelInTransit'));
  department.now = new Date('2026-12-15T00:00:00Z');
  await department.until('the end of the time to send', () => namesOf(never).includes('ReturnShipmentCalledOff'));
  expect(department.said(never.subject).find(({ name }) => name === 'ReturnCalledOff')?.data).toMatchObject({ reason: 'CALL_OFF_REASON_EXPIRED', calledOffAt: '2026-12-15T00:00:00.000Z' });
  expect([await statusOf(never), await statusOf(sent)]).toEqual(['called_off', 'in_transit']);
  department.now = before;
});

it('lets either the first scan or the customer win, never both, when they come at the same moment', async () => {
  const cases = Array.from({ length: 12 }, newCase);
  for (const each of cases) await approve(each);
  await department.until('all announcements', () => cases.every((each) => namesOf(each).includes('ReturnShipmentAnnounced')));
  await Promise.all(
    cases.map(async (each, index) => {
      const pickUp = () => scan(each, 's1', 'TRACKING_STATUS_PICKED_UP', '2010-12-03T10:00:00Z');
      await Promise.all(index % 2 === 0 ? [pickUp(), cancel(each)] : [cancel(each), pickUp()]);
    }),
  );
  await department.until('both to be handled', async () => (await Promise.all(cases.map(hopsOf))).every((hops) => hops.length === 3));
  await department.settled();
  for (const each of cases) {
    const said = namesOf(each).filter((name) => !['ReturnAuthorised', 'ReturnShipmentAnnounced'].includes(name));
    const moved = (await statusOf(each)) === 'in_transit';
    expect(said.toSorted()).toEqual(moved ? ['CancellationAwaitsAgreement', 'ParcelInTransit'] : ['ReturnCalledOff', 'ReturnShipmentCalledOff']);
    expect(await scansOf(each)).toBe(1);
  }
  expect(await department.rows('SELECT 1 FROM parked')).toEqual([]);
});

const lose = async (of: TestCase): Promise<void> => {
  await approve(of);
  await department.until('the announcement', () => namesOf(of).includes('ReturnShipmentAnnounced'));
  await scan(of, 'lost', 'TRACKING_STATUS_LOST', '2010-12-04T10:00:00Z');
  await department.until('the loss', () => namesOf(of).includes('ParcelLost'));
};
const parcelOf = async ({ ref }: TestCase) => department.client.getReturnShipment({ caseId: ref.caseId });
const inDays = (days: number): Date => new Date(department.now.getTime() + days * 24 * 60 * 60 * 1000);

it('writes a lost parcel off after ten days by its own clock, and holds the carrier to it; what is scanned later moves nothing', async () => {
  const [one, found] = [newCase(), newCase()];
  await Promise.all([lose(one), lose(found)]);
  await scan(found, 'there', 'TRACKING_STATUS_DELIVERED', '2010-12-09T10:00:00Z');
  await department.until('the find', () => namesOf(found).includes('ParcelDelivered'));
  expect(await parcelOf(one)).toMatchObject({ status: 'lost', writeOffAt: expect.any(String) });
  expect((await department.rows<{ subject: string }>("SELECT subject FROM timer WHERE name = 'write-off' AND subject = ANY($1)", [[one.subject, found.subject]])).map(({ subject }) => subject)).toEqual([one.subject]);

  const before = department.now;
  department.now = inDays(9.9);
  await scan(one, 'again', 'TRACKING_STATUS_IN_TRANSIT', '2010-12-05T10:00:00Z');
  await department.until('the scan', async () => (await scansOf(one)) === 2);
  expect((await parcelOf(one)).status).toBe('lost');
  department.now = new Date(before.getTime() + 10.1 * 24 * 60 * 60 * 1000);
  await department.until('the claim', () => namesOf(one).includes('CarrierClaimRaised'));
  await scan(one, 'late', 'TRACKING_STATUS_DELIVERED', '2010-12-25T10:00:00Z');
  await department.until('the late scan', async () => (await scansOf(one)) === 3);

  const claimId = `CLM-${one.ref.caseNumber.replaceAll('-', '')}`;
  expect(await parcelOf(one)).toMatchObject({ status: 'written_off', claim: { claimId } });
  expect((await parcelOf(one)).scans.map(({ scanId, effective }) => [scanId, effective])).toEqual([['lost', true], ['again', false], ['late', false]]);
  expect(namesOf(one).filter((name) => /Parcel|Claim/.test(name)).toSorted()).toEqual(['CarrierClaimRaised', 'ParcelLost', 'ParcelWrittenOff']);
  expect(department.said(one.subject).find(({ name }) => name === 'ParcelWrittenOff')?.data).toMatchObject({ ref: one.ref, claimId, lines: [{ caseLineId: 'l1', quantity: 2 }] });
  expect(department.said(one.subject).find(({ name }) => name === 'CarrierClaimRaised')?.data).toMatchObject({ claimId, lostAt: '2010-12-04T10:00:00Z', goods: [{ sku: 'MUG', quantity: 2 }] });
  expect(namesOf(found)).not.toContain('ParcelWrittenOff');
  department.now = new Date();
});

it('takes a delivery or a write-off, never both, though the parcel turns up at the very moment that it is given up', async () => {
  const cases = Array.from({ length: 24 }, newCase);
  await Promise.all(cases.map(lose));
  const due = inDays(10.1);
  await Promise.all([
    ...cases.map((each) => scan(each, 'there', 'TRACKING_STATUS_DELIVERED', '2010-12-14T10:00:00Z')),
    (async () => {
      department.now = due;
      return '';
    })(),
  ]);
  await department.until('every scan', async () => (await Promise.all(cases.map(scansOf))).every((count) => count === 2));
  await department.until('no clock to run', async () => (await department.rows("SELECT 1 FROM timer WHERE name = 'write-off' AND subject = ANY($1)", [cases.map(({ subject }) => subject)])).length === 0);
  for (const each of cases) {
    const ends = namesOf(each).filter((name) => name === 'ParcelDelivered' || name === 'ParcelWrittenOff');
    const { status, scans, claim } = await parcelOf(each);
    expect(ends).toEqual([status === 'delivered' ? 'ParcelDelivered' : 'ParcelWrittenOff']);
    expect([scans.find(({ scanId }) => scanId === 'there')?.effective, claim === undefined]).toEqual([status === 'delivered', status === 'delivered']);
  }
  department.now = new Date();
});

async function hopsOf({ subject }: TestCase): Promise<string[]> {
  const rows = await department.rows<{ outcome: string }>('SELECT outcome FROM hop WHERE subject = $1 ORDER BY handled_at', [subject]);
  return rows.map(({ outcome }) => outcome);
}
