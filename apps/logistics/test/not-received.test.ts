import { randomUUID } from 'node:crypto';
import { CaseApproved, OutboundStopAnswered, ParcelMatched, ParcelNotReceived, ReturnParcelAdded, TrackingReported, type CaseRef, type CaseType, type LogisticsServiceMethods, type TrackingStatus } from '@huiliu/contracts';
import { startDepartment, type RunningDepartment } from '@huiliu/testing';
import { logistics } from '../src/department';

jest.setTimeout(60_000);

const now = new Date('2026-11-15T09:00:00Z');
const subject = ({ caseId }: CaseRef): string => `case:${caseId}`;
const compact = ({ caseNumber }: CaseRef): string => caseNumber.replaceAll('-', '');
const numberOf = (ref: CaseRef): string => `GR${compact(ref)}`;

describe('what was delivered, by its carrier\'s word, and never received', () => {
  let department: RunningDepartment<LogisticsServiceMethods>;
  beforeAll(async () => {
    department = await startDepartment(logistics, { now });
  });
  afterAll(() => department?.stop());
  beforeEach(() => {
    department.now = now;
  });

  async function approved(type: CaseType = 'CASE_TYPE_RETURN', more: Partial<CaseApproved> = {}): Promise<CaseRef> {
    const caseId = randomUUID();
    const ref = { caseId, caseNumber: `AS-${caseId.slice(0, 8)}`, orderId: `o-${caseId.slice(0, 8)}` };
    const told = await department.tell(CaseApproved, subject(ref), {
      ref,
      type,
      lines: [{ caseLineId: 'l1', orderLineId: 'ol1', sku: 'MUG', quantity: 2, reason: 'RETURN_REASON_NO_REASON' }],
      decision: { policyVersion: '1', ruleIds: ['r'], decidedBy: 'rules', decidedAt: now.toISOString(), facts: {} },
      requestedAt: now.toISOString(),
      ...more,
    });
    await department.handled(told);
    return ref;
  }
  const scan = (ref: CaseRef, status: TrackingStatus, trackingNumber = numberOf(ref), hours = 1): Promise<string> => {
    department.now = new Date(department.now.getTime() + 1_000);
    return department.tell(TrackingReported, subject(ref), { caseId: ref.caseId, trackingNumber, status, occurredAt: new Date(now.getTime() + hours * 3_600_000).toISOString(), scanId: `${trackingNumber}-${status}` });
  };
  const missed = (ref: CaseRef): Promise<string> => {
    department.now = new Date(department.now.getTime() + 1_000);
    return tellMissed(ref);
  };
  const tellMissed = (ref: CaseRef): Promise<string> => department.tell(ParcelNotReceived, subject(ref), { ref, exceptionId: `X-${ref.caseId}-not_received`, decidedBy: 'deadline', decidedAt: now.toISOString() });
  const named = (ref: CaseRef, name: string) => department.said(subject(ref)).filter((event) => event.name === name).map(({ data }) => data);
  const until = (ref: CaseRef, name: string): Promise<void> => department.until(name, () => named(ref, name).length > 0);
  const viewOf = ({ caseId }: CaseRef) => department.client.getReturnShipment({ caseId });

  it('is written off once, however often that is told, and claimed from the carrier for its own scan; what it says then moves nothing', async () => {
    const ref = await approved();
    await department.handled(await scan(ref, 'TRACKING_STATUS_DELIVERED'));
    const told = await missed(ref);
    await department.tellAgain(told);
    expect(await department.handled(told)).toBe('done');
    expect(await department.handled(await missed(ref))).toBe('ignored');
    expect(await department.handled(await scan(ref, 'TRACKING_STATUS_LOST'))).toBe('ignored');
    await until(ref, 'CarrierClaimRaised');
    expect(named(ref, 'ParcelWrittenOff')).toEqual([{ ref, trackingNumber: numberOf(ref), claimId: `CLM-${compact(ref)}`, lines: [{ caseLineId: 'l1', quantity: 2 }], writtenOffAt: expect.any(String) as unknown, notReceived: true }]);
    expect(named(ref, 'CarrierClaimRaised')).toMatchObject([{ trackingNumber: numberOf(ref), lostAt: '2026-11-15T10:00:00.000Z', goods: [{ sku: 'MUG', quantity: 2 }], notReceived: true }]);
    expect(await viewOf(ref)).toMatchObject({ status: 'written_off', claim: { claimId: `CLM-${compact(ref)}` } });
    expect(await department.rows('SELECT 1 FROM timer WHERE subject = $1', [subject(ref)])).toEqual([]);
  });

  it('is written off parcel by parcel, where the return came in several; what was lost before keeps its claim', async () => {
    const ref = await approved();
    await until(ref, 'ReturnAuthorised');
    for (const end of ['B', 'C']) await department.handled(await department.tell(ReturnParcelAdded, subject(ref), { caseId: ref.caseId, rmaNumber: `RMA-${compact(ref)}`, trackingNumber: `${numberOf(ref)}${end}`, carrierCode: 'other' }));
    await scan(ref, 'TRACKING_STATUS_LOST', `${numberOf(ref)}C`);
    await scan(ref, 'TRACKING_STATUS_DELIVERED', `${numberOf(ref)}B`, 3);
    await department.handled(await scan(ref, 'TRACKING_STATUS_DELIVERED'));
    department.now = new Date(now.getTime() + 11 * 86_400_000);
    await until(ref, 'ParcelDelivered');
    await department.handled(await missed(ref));
    await department.until('the claims', () => named(ref, 'CarrierClaimRaised').length === 3);
    const claims = named(ref, 'CarrierClaimRaised') as unknown as readonly { trackingNumber: string; carrierCode: string; notReceived?: boolean }[];
    expect(claims.map(({ trackingNumber, carrierCode, notReceived = false }) => [trackingNumber.slice(numberOf(ref).length), carrierCode, notReceived])).toEqual([['C', 'other', false], ['', 'ground', true], ['B', 'other', true]]);
    expect(new Set(claims.map((claim) => JSON.stringify(claim))).size).toBe(3);
    expect(await viewOf(ref)).toMatchObject({ status: 'written_off', further: [{ status: 'written_off' }, { status: 'written_off' }] });
    expect(named(ref, 'ParcelWrittenOff')).toHaveLength(1);
  });

  it('ends for each case by itself, where the goods of several came in one parcel', async () => {
    const [host, guest] = [await approved(), await approved()];
    for (const ref of [host, guest]) await until(ref, 'ReturnAuthorised');
    await department.client.shareReturnParcel({ caseId: guest.caseId, hostCaseId: host.caseId }, { metadata: { principal: 'customer', 'idempotency-key': `share-${guest.caseId}` } });
    await scan(host, 'TRACKING_STATUS_DELIVERED');
    await until(guest, 'ParcelDelivered');
    await department.handled(await missed(host));
    expect([(await viewOf(host)).status, (await viewOf(guest)).status]).toEqual(['written_off', 'delivered']);
    await department.handled(await missed(guest));
    await until(guest, 'CarrierClaimRaised');
    expect(named(guest, 'CarrierClaimRaised')).toMatchObject([{ trackingNumber: numberOf(host), claimId: expect.stringContaining(compact(guest)) as unknown, notReceived: true }]);
    expect([(await viewOf(host)).status, (await viewOf(guest)).status]).toEqual(['written_off', 'written_off']);
  });

  it('asks no carrier about what the warehouse had itself, before it was known whose it was', async () => {
    const ref = await approved();
    await until(ref, 'ReturnAuthorised');
    await department.handled(await department.tell(ParcelMatched, subject(ref), { ref, parcelId: 'U-1', trackingNumber: '', carrierCode: '', goods: [{ sku: 'MUG', quantity: 2 }], complete: true, matchedBy: 'kim', receivedAt: now.toISOString() }));
    await department.handled(await missed(ref));
    await until(ref, 'ParcelWrittenOff');
    await department.settled();
    expect([named(ref, 'ParcelWrittenOff').length, named(ref, 'CarrierClaimRaised'), (await viewOf(ref)).status]).toEqual([1, [], 'written_off']);
  });

  it('ends a repair as a lost parcel does: nothing is sent back', async () => {
    const ref = await approved('CASE_TYPE_REPAIR');
    await department.handled(await scan(ref, 'TRACKING_STATUS_DELIVERED'));
    await department.handled(await missed(ref));
    await until(ref, 'CarrierClaimRaised');
    expect(department.namesSaid(subject(ref)).filter((name) => name === 'ReplacementCalledOff' || name === 'ParcelWrittenOff')).toEqual(['ReplacementCalledOff', 'ParcelWrittenOff']);
    expect(named(ref, 'ReplacementCalledOff')).toMatchObject([{ reason: 'REPLACEMENT_CALL_OFF_REFUND_INSTEAD', reasonCode: 'PARCEL_LOST' }]);
  });

  it('is written off too where it came back under its outbound waybill', async () => {
    const ref = await approved('CASE_TYPE_REFUND_ONLY', { refundOnlyKind: 'REFUND_ONLY_KIND_BEFORE_SHIPPING' });
    await until(ref, 'OutboundStopRequested');
    await department.tell(OutboundStopAnswered, subject(ref), { caseId: ref.caseId, orderId: ref.orderId, stopId: `STP-${compact(ref)}`, result: 'STOP_RESULT_ALREADY_SHIPPED', trackingNumber: 'OUT1', carrierCode: 'ground', lines: [{ orderLineId: 'ol1', quantity: 2 }], answeredAt: now.toISOString() });
    await until(ref, 'ParcelRecalled');
    await department.handled(await scan(ref, 'TRACKING_STATUS_RETURNED_TO_SENDER', 'OUT1'));
    await department.handled(await missed(ref));
    await until(ref, 'CarrierClaimRaised');
    expect(await department.client.getOutboundRecall({ caseId: ref.caseId })).toMatchObject({ status: 'written_off', claim: { claimId: `CLM-${compact(ref)}` } });
    expect([named(ref, 'ParcelWrittenOff'), named(ref, 'CarrierClaimRaised')]).toMatchObject([[{ notReceived: true, trackingNumber: 'OUT1' }], [{ notReceived: true, lostAt: '2026-11-15T10:00:00.000Z' }]]);
    expect(await department.rows('SELECT 1 FROM timer WHERE subject = $1', [subject(ref)])).toEqual([]);
  });

  it('waits for the carrier\'s word where that is heard later, as where topics are read again', async () => {
    const ref = await approved();
    await until(ref, 'ReturnAuthorised');
    await missed(ref);
    await department.settled();
    expect([named(ref, 'ParcelWrittenOff'), (await viewOf(ref)).status]).toEqual([[], 'authorised']);
    await scan(ref, 'TRACKING_STATUS_DELIVERED');
    await until(ref, 'ParcelWrittenOff');
    expect((await viewOf(ref)).status).toBe('written_off');
    expect(department.alarms).toEqual([]);
  });
});
