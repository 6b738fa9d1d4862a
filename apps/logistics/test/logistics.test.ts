import { randomUUID } from 'node:crypto';
import { CaseApproved, TrackingReported, type CaseRef, type CaseType, type TrackingStatus } from '@huiliu/contracts';
import { LogisticsGrpc } from '../src/adapters/in/grpc.controller';
import { logistics } from '../src/department';
import { run, until, type Heard, type Running } from '@huiliu/testing';

let running: Running;
let grpc: LogisticsGrpc;

beforeAll(async () => {
  running = await run(logistics);
  grpc = running.context.get(LogisticsGrpc);
}, 120_000);

afterAll(() => running?.stop());

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

const approve = (of: TestCase, type?: CaseType): Promise<void> => running.department('review', CaseApproved, of.subject, approvalOf(of, type));

const trackingNumberOf = ({ ref }: TestCase): string => `GR${ref.caseNumber.replaceAll('-', '')}`;

const scan = (of: TestCase, scanId: string, status: TrackingStatus, occurredAt: string, trackingNumber = trackingNumberOf(of)): Promise<void> =>
  running.outside('carrier', TrackingReported, of.subject, { caseId: of.ref.caseId, trackingNumber, status, occurredAt, scanId });

const namesOf = ({ subject }: TestCase): string[] => running.heard.filter((each) => each.subject === subject && each.deadCode === undefined).map(nameOf);
const deadOf = ({ subject }: TestCase): (string | undefined)[] => running.heard.filter((each) => each.subject === subject && each.deadCode !== undefined).map(({ deadCode }) => deadCode);
const nameOf = ({ type }: Heard): string => type.slice(type.lastIndexOf('.') + 1);

const scansOf = async ({ ref }: TestCase): Promise<number> => (await grpc.getReturnShipment({ caseId: ref.caseId })).scans.length;

it('brings an approved return to the dock, though scans come late, twice and out of order', async () => {
  const one = newCase();
  await approve(one);
  await until('the announcement', () => namesOf(one).includes('ReturnShipmentAnnounced'));
  await scan(one, 's3', 'TRACKING_STATUS_DELIVERED', '2010-12-05T10:00:00Z');
  await running.again();
  await scan(one, 's1', 'TRACKING_STATUS_PICKED_UP', '2010-12-03T10:00:00Z');
  await scan(one, 's3', 'TRACKING_STATUS_DELIVERED', '2010-12-05T10:00:00Z');
  await scan(one, 's4', 'TRACKING_STATUS_LOST', '2010-12-06T10:00:00Z');
  await until('the last scan', async () => (await scansOf(one)) === 3);
  await until('the delivery', () => namesOf(one).includes('ParcelDelivered'));

  expect(namesOf(one).filter((name) => name.startsWith('Parcel'))).toEqual(['ParcelDelivered']);
  const view = await grpc.getReturnShipment({ caseId: one.ref.caseId });
  expect(view).toMatchObject({ ref: one.ref, status: 'delivered', carrierCode: 'ground', trackingNumber: trackingNumberOf(one), sendBy: '2010-12-15T08:26:00.000Z' });
  expect(view.scans.map(({ scanId, effective }) => [scanId, effective])).toEqual([['s1', false], ['s3', true], ['s4', false]]);
  expect(running.heard.find(({ type, subject }) => type.endsWith('ParcelDelivered') && subject === one.subject)?.data).toEqual({
    ref: one.ref,
    trackingNumber: trackingNumberOf(one),
    occurredAt: '2010-12-05T10:00:00Z',
  });
});

it('authorises once, though the approval is delivered twice', async () => {
  const [one, marker] = [newCase(), newCase()];
  await approve(one);
  await running.again();
  await approve(marker);
  await until('both', () => [one, marker].every((each) => namesOf(each).includes('ReturnShipmentAnnounced')));
  await approve(one);
  await until('the second approval to be passed over', async () => (await hopsOf(one)).length === 2);
  expect(namesOf(one).sort()).toEqual(['ReturnAuthorised', 'ReturnShipmentAnnounced']);
});

it('authorises nothing where no goods come back', async () => {
  const one = newCase();
  await approve(one, 'CASE_TYPE_REFUND_ONLY');
  await until('the approval to be handled', async () => (await hopsOf(one)).length === 1);
  expect(await hopsOf(one)).toEqual(['ignored']);
  await expect(grpc.getReturnShipment({ caseId: one.ref.caseId })).rejects.toMatchObject({ code: 'CASE_NOT_FOUND' });
});

it('sends scans of unknown parcels to the dead letters, and goes on', async () => {
  const [one, stranger] = [newCase(), newCase()];
  await approve(one);
  await until('the announcement', () => namesOf(one).includes('ReturnShipmentAnnounced'));
  await scan(stranger, 's1', 'TRACKING_STATUS_PICKED_UP', '2010-12-03T10:00:00Z');
  await scan(one, 's1', 'TRACKING_STATUS_PICKED_UP', '2010-12-03T10:00:00Z', 'SOMEONE ELSE');
  await scan(one, 's2', 'TRACKING_STATUS_IN_TRANSIT', '2010-12-04T10:00:00Z');
  await until('the parcel to move', () => namesOf(one).includes('ParcelInTransit'));
  await until('the dead letters', () => deadOf(one).length + deadOf(stranger).length === 2);
  expect([...deadOf(one), ...deadOf(stranger)]).toEqual(['PARCEL_UNKNOWN', 'PARCEL_UNKNOWN']);
  expect(await scansOf(one)).toBe(1);
  expect(await running.dataSource.query('SELECT count(*)::int AS count FROM parked')).toEqual([{ count: 0 }]);
});

async function hopsOf({ subject }: TestCase): Promise<string[]> {
  const rows: { outcome: string }[] = await running.dataSource.query('SELECT outcome FROM hop WHERE subject = $1 ORDER BY handled_at', [subject]);
  return rows.map(({ outcome }) => outcome);
}
