import { randomUUID } from 'node:crypto';
import { CancellationPassedOn, CaseApproved, TrackingReported, type CaseRef, type LogisticsServiceMethods, type TrackingStatus } from '@huiliu/contracts';
import { errorOf, startDepartment, type RunningDepartment } from '@huiliu/testing';
import { logistics } from '../src/department';

jest.setTimeout(60_000);

const now = new Date('2026-11-15T09:00:00Z');
const daysLater = (days: number): Date => new Date(now.getTime() + days * 86_400_000);

describe('the goods of several cases in one parcel, for real', () => {
  let department: RunningDepartment<LogisticsServiceMethods>;
  beforeAll(async () => {
    department = await startDepartment(logistics, { now });
  });
  afterAll(() => department?.stop());
  beforeEach(() => {
    department.now = now;
  });

  let count = 0;
  const by = (key = `key-${++count}`) => ({ metadata: { principal: 'customer', 'idempotency-key': key } });
  const subjectOf = ({ caseId }: CaseRef): string => `case:${caseId}`;
  const numberOf = ({ caseNumber }: CaseRef): string => `GR${caseNumber.replaceAll('-', '')}`;
  async function approved(): Promise<CaseRef> {
    const caseId = randomUUID();
    const ref = { caseId, caseNumber: `AS-${caseId.slice(0, 8)}`, orderId: 'o1' };
    const event: CaseApproved = {
      ref,
      type: 'CASE_TYPE_RETURN',
      lines: [{ caseLineId: 'l1', orderLineId: 'ol1', sku: 'MUG', quantity: 2, reason: 'RETURN_REASON_NO_REASON' }],
      decision: { policyVersion: '1', ruleIds: ['r'], decidedBy: 'rules', decidedAt: now.toISOString(), facts: {} },
      requestedAt: now.toISOString(),
    };
    await department.tell(CaseApproved, subjectOf(ref), event);
    await department.until('the return', () => department.namesSaid(subjectOf(ref)).includes('ReturnAuthorised'));
    return ref;
  }
  const share = (guest: CaseRef, host: CaseRef, key?: string) => department.client.shareReturnParcel({ caseId: guest.caseId, hostCaseId: host.caseId }, by(key));
  async function shared(): Promise<readonly [host: CaseRef, guest: CaseRef]> {
    const [host, guest] = [await approved(), await approved()];
    await share(guest, host);
    return [host, guest];
  }
  /** Time goes on between scans: a clock that stands still would set off the same timer twice at the same instant. */
  const scan = (of: CaseRef, status: TrackingStatus, hours: number): Promise<string> => {
    department.now = new Date(department.now.getTime() + 1_000);
    return department.tell(TrackingReported, subjectOf(of), { caseId: of.caseId, trackingNumber: numberOf(of), status, occurredAt: new Date(now.getTime() + hours * 3_600_000).toISOString(), scanId: `s-${status}-${hours}` });
  };
  const after = (of: CaseRef): string[] => department.namesSaid(subjectOf(of)).filter((name) => name !== 'ReturnAuthorised' && name !== 'ReturnShipmentAnnounced');
  const inner = (of: CaseRef): string[] => after(of).filter((name) => name.startsWith('Parcel') || name === 'ReturnCalledOff');
  const viewOf = ({ caseId }: CaseRef) => department.client.getReturnShipment({ caseId });
  const timers = async (of: CaseRef) => (await department.rows<{ name: string }>('SELECT name FROM timer WHERE subject = $1', [subjectOf(of)])).map(({ name }) => name);

  it('are under way and delivered with it, in whatever order that is told; the other label is void, and no time to send runs any more', async () => {
    const [host, guest] = await shared();
    expect(await share(guest, host)).toMatchObject({ ref: guest, trackingNumber: numberOf(host), sharedFrom: host });
    await department.until('the label to be void', () => after(guest).includes('ReturnShipmentCalledOff'));
    expect(department.said(subjectOf(guest)).filter(({ name }) => name === 'ReturnShipmentCalledOff').map(({ data }) => (data as { trackingNumber: string }).trackingNumber)).toEqual([numberOf(guest)]);
    await department.tellAgain(await scan(host, 'TRACKING_STATUS_IN_TRANSIT', 5));
    await department.until('both under way', () => [host, guest].every((each) => inner(each).includes('ParcelInTransit')));
    await scan(host, 'TRACKING_STATUS_DELIVERED', 30);
    await scan(host, 'TRACKING_STATUS_PICKED_UP', 2);
    await department.until('both delivered', () => [host, guest].every((each) => inner(each).includes('ParcelDelivered')));
    await department.until('all scans', async () => (await viewOf(guest)).further[0]?.scans.length === 3);
    expect(inner(guest)).toEqual(['ParcelAdded', 'ParcelInTransit', 'ParcelDelivered']);
    expect(department.said(subjectOf(guest)).find(({ name }) => name === 'ParcelDelivered')?.data).toEqual({ ref: guest, trackingNumber: numberOf(host), occurredAt: new Date(now.getTime() + 30 * 3_600_000).toISOString() });
    expect(await viewOf(guest)).toMatchObject({ status: 'delivered', further: [{ trackingNumber: numberOf(host), status: 'delivered', sharedFrom: host }] });
    expect(await viewOf(host)).toMatchObject({ status: 'delivered', carries: [guest], further: [] });
    expect([await timers(host), await timers(guest)]).toEqual([[], []]);
    department.now = daysLater(30);
    await department.settled();
    expect(inner(guest)).not.toContain('ReturnCalledOff');
  });

  it('are lost with it, each with a claim of its own, and written off', async () => {
    const [host, guest] = await shared();
    await scan(host, 'TRACKING_STATUS_LOST', 5);
    await department.until('both lost', () => [host, guest].every((each) => inner(each).includes('ParcelLost')));
    department.now = daysLater(11);
    await department.until('both written off', () => [host, guest].every((each) => inner(each).includes('ParcelWrittenOff')));
    await department.until('both claims', () => [host, guest].every((each) => after(each).includes('CarrierClaimRaised')));
    expect([(await viewOf(host)).status, (await viewOf(guest)).status]).toEqual(['written_off', 'written_off']);
    expect(department.said(subjectOf(guest)).find(({ name }) => name === 'CarrierClaimRaised')?.data).toMatchObject({ trackingNumber: numberOf(host), goods: [{ sku: 'MUG', quantity: 2 }] });
  });

  it('get a label of their own again where its case is cancelled before anything is sent', async () => {
    const [host, guest] = await shared();
    await department.tell(CancellationPassedOn, subjectOf(host), { ref: host, type: 'CASE_TYPE_RETURN', reasonCode: 'CHANGED_MIND' });
    await department.until('another label', async () => (await viewOf(guest)).further.length === 2);
    expect(await viewOf(guest)).toMatchObject({ status: 'authorised', further: [{ trackingNumber: numberOf(host), status: 'called_off' }, { trackingNumber: `${numberOf(guest)}P3`, status: 'authorised' }] });
    await department.until('it to be announced', () => department.said(subjectOf(guest)).filter(({ name }) => name === 'ReturnShipmentAnnounced').length === 2);
    expect(await timers(guest)).toEqual(['return-send-by']);
    expect(await errorOf(share(guest, host))).toBe('CONFLICT RETURN_CALLED_OFF');
  });

  it('leave the parcel of the other case as it is where their own case is cancelled', async () => {
    const [host, guest] = await shared();
    await department.tell(CancellationPassedOn, subjectOf(guest), { ref: guest, type: 'CASE_TYPE_RETURN', reasonCode: 'CHANGED_MIND' });
    await department.until('the end of it', () => inner(guest).includes('ReturnCalledOff'));
    await scan(host, 'TRACKING_STATUS_DELIVERED', 5);
    await department.until('the delivery', () => inner(host).includes('ParcelDelivered'));
    await department.settled();
    const voided = [host, guest].flatMap((each) => department.said(subjectOf(each)).filter(({ name }) => name === 'ReturnShipmentCalledOff').map(({ data }) => (data as { trackingNumber: string }).trackingNumber));
    expect(voided).not.toContain(numberOf(host));
    expect(inner(guest)).not.toContain('ParcelDelivered');
  });

  it('hear at once of a parcel that is under way, and can\'t be put into one that has arrived', async () => {
    const [host, guest, late] = [await approved(), await approved(), await approved()];
    await department.handled(await scan(host, 'TRACKING_STATUS_IN_TRANSIT', 5));
    await share(guest, host);
    expect(await viewOf(guest)).toMatchObject({ status: 'in_transit' });
    await department.handled(await scan(host, 'TRACKING_STATUS_DELIVERED', 9));
    expect(await errorOf(share(late, host))).toBe('CONFLICT RETURN_ARRIVED');
    expect(await errorOf(share(late, { ...host, caseId: randomUUID() }))).toBe('NOT_FOUND CASE_NOT_FOUND');
    expect(await viewOf(late)).toMatchObject({ status: 'authorised', further: [] });
  });

  it('are in one parcel only, where two are named for the same goods, or each for the other, at the same moment; the same command twice answers the same', async () => {
    const [one, two, guest] = [await approved(), await approved(), await approved()];
    const answers = await Promise.allSettled([share(guest, one), share(guest, two)]);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const answer of answers) if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'SHARED_BEFORE' });
    const [a, b] = [await approved(), await approved()];
    const crossed = await Promise.allSettled([share(a, b), share(b, a)]);
    expect(crossed.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const [host, other] = [await approved(), await approved()];
    expect(await share(other, host, 'once')).toEqual(await share(other, host, 'once'));
    expect(department.alarms).toEqual([]);
  });
});
