import { randomUUID } from 'node:crypto';
import { CaseApproved, TrackingReported, type CaseRef, type CaseType, type LogisticsServiceMethods, type TrackingStatus } from '@huiliu/contracts';
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
  expect(view).toMatchObject({ ref: one.ref, status: 'delivered', carrierCode: 'ground', trackingNumber: trackingNumberOf(one), sendBy: '2010-12-15T08:26:00Z' });
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

async function hopsOf({ subject }: TestCase): Promise<string[]> {
  const rows = await department.rows<{ outcome: string }>('SELECT outcome FROM hop WHERE subject = $1 ORDER BY handled_at', [subject]);
  return rows.map(({ outcome }) => outcome);
}
