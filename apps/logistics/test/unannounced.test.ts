import { randomUUID } from 'node:crypto';
import { CaseApproved, ParcelMatched, TrackingReported, type CaseRef, type LogisticsServiceMethods, type ParcelMatchAnswered, type TrackingStatus } from '@huiliu/contracts';
import { startDepartment, type RunningDepartment } from '@huiliu/testing';
import { logistics } from '../src/department';

jest.setTimeout(60_000);

const now = new Date('2026-11-15T09:00:00Z');
const daysLater = (days: number): Date => new Date(now.getTime() + days * 86_400_000);

describe('parcels that nobody announced, of returns, for real', () => {
  let department: RunningDepartment<LogisticsServiceMethods>;
  beforeAll(async () => {
    department = await startDepartment(logistics, { now });
  });
  afterAll(() => department?.stop());
  beforeEach(() => {
    department.now = now;
  });

  const subjectOf = ({ caseId }: CaseRef): string => `case:${caseId}`;
  const newCase = (): CaseRef => {
    const caseId = randomUUID();
    return { caseId, caseNumber: `AS-${caseId.slice(0, 8)}`, orderId: 'o1' };
  };
  const numberOf = ({ caseNumber }: CaseRef): string => `GR${caseNumber.replaceAll('-', '')}`;
  async function approved(ref = newCase()): Promise<CaseRef> {
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
  const matchOf = (ref: CaseRef, part: Partial<ParcelMatched> = {}): ParcelMatched => ({ ref, parcelId: 'U-r1', trackingNumber: '', carrierCode: '', goods: [{ sku: 'MUG', quantity: 2 }], complete: true, matchedBy: 'kim', receivedAt: '2026-11-15T08:00:00Z', ...part });
  const matched = (ref: CaseRef, part: Partial<ParcelMatched> = {}): Promise<string> => department.tell(ParcelMatched, subjectOf(ref), matchOf(ref, part));
  const scan = (ref: CaseRef, scanId: string, status: TrackingStatus): Promise<string> => department.tell(TrackingReported, subjectOf(ref), { caseId: ref.caseId, trackingNumber: numberOf(ref), status, occurredAt: '2026-11-15T07:00:00Z', scanId });
  const after = (ref: CaseRef): string[] => department.namesSaid(subjectOf(ref)).filter((name) => name !== 'ReturnAuthorised' && name !== 'ReturnShipmentAnnounced');
  const inner = (ref: CaseRef): string[] => after(ref).filter((name) => name.startsWith('Parcel'));
  const answerOf = (ref: CaseRef): ParcelMatchAnswered => department.said(subjectOf(ref)).filter(({ name }) => name === 'ParcelMatchAnswered').at(-1)?.data as unknown as ParcelMatchAnswered;
  const timers = (ref: CaseRef) => department.rows('SELECT name FROM timer WHERE subject = $1', [subjectOf(ref)]);

  it('are the return: it is delivered, once, its label is void, and it does not expire', async () => {
    const ref = await approved();
    await department.tellAgain(await matched(ref));
    await department.handled(await matched(ref));
    await department.settled();
    // What is for the carrier goes over another topic.
    expect([inner(ref), after(ref).filter((name) => !inner(ref).includes(name))]).toEqual([['ParcelMatchAnswered', 'ParcelAdded', 'ParcelDelivered'], ['ReturnShipmentCalledOff']]);
    expect(answerOf(ref)).toEqual({ ref, parcelId: 'U-r1', goods: [{ sku: 'MUG', quantity: 2 }], matchedBy: 'kim', declined: '' });
    expect(department.said(subjectOf(ref)).find(({ name }) => name === 'ParcelDelivered')?.data).toEqual({ ref, trackingNumber: 'U-r1', occurredAt: '2026-11-15T08:00:00Z' });
    expect(department.said(subjectOf(ref)).find(({ name }) => name === 'ReturnShipmentCalledOff')?.data).toMatchObject({ trackingNumber: numberOf(ref) });
    expect(await timers(ref)).toEqual([]);
    department.now = daysLater(30);
    await department.settled();
    expect(await department.client.getReturnShipment({ caseId: ref.caseId })).toMatchObject({ status: 'delivered', further: [{ trackingNumber: 'U-r1', status: 'delivered', unannounced: 'U-r1' }] });
    expect(after(ref)).not.toContain('ReturnCalledOff');
  });

  it('wait for the rest where they are a part, at most as long as there is time to send it', async () => {
    const ref = await approved();
    await department.handled(await matched(ref, { complete: false, trackingNumber: 'SF1', carrierCode: 'sf' }));
    await department.settled();
    expect(inner(ref)).toEqual(['ParcelMatchAnswered', 'ParcelAdded', 'ParcelInTransit']);
    expect(await timers(ref)).toEqual([{ name: 'return-send-by' }]);
    department.now = daysLater(15);
    await department.until('the end of it', () => after(ref).includes('ParcelDelivered'));
    expect(after(ref)).not.toContain('ReturnCalledOff');
  });

  it('are declined once the return has expired, or was delivered; nothing else changes', async () => {
    const [expired, delivered] = [await approved(), await approved()];
    await department.handled(await scan(delivered, 's1', 'TRACKING_STATUS_DELIVERED'));
    department.now = daysLater(15);
    await department.until('the end of the time', () => after(expired).includes('ReturnCalledOff'));
    for (const ref of [expired, delivered]) await department.handled(await matched(ref));
    await department.settled();
    expect([expired, delivered].map((ref) => answerOf(ref).declined)).toEqual(['RETURN_CALLED_OFF', 'RETURN_ARRIVED']);
    expect([expired, delivered].map((ref) => inner(ref).at(-1))).toEqual(['ParcelMatchAnswered', 'ParcelMatchAnswered']);
    expect(await department.client.getReturnShipment({ caseId: delivered.caseId })).toMatchObject({ status: 'delivered', further: [] });
  });

  it('end the search for a parcel that was lost with its label: nothing is written off', async () => {
    const ref = await approved();
    await department.handled(await scan(ref, 's1', 'TRACKING_STATUS_LOST'));
    await department.handled(await matched(ref));
    department.now = daysLater(12);
    await department.settled();
    expect(inner(ref)).toEqual(['ParcelLost', 'ParcelMatchAnswered', 'ParcelAdded', 'ParcelDelivered']);
    expect(await timers(ref)).toEqual([]);
    // What the carrier says later moves nothing.
    await department.handled(await scan(ref, 's2', 'TRACKING_STATUS_DELIVERED'));
    expect(after(ref).filter((name) => name === 'ParcelDelivered')).toHaveLength(1);
  });

  it('are taken in or too late, never both, where the match and the end of the time race', async () => {
    const refs = await Promise.all(Array.from({ length: 12 }, () => approved()));
    department.now = daysLater(15);
    await Promise.all(refs.map((ref) => matched(ref)));
    await department.until('all answers', () => refs.every((ref) => after(ref).includes('ParcelMatchAnswered')));
    await department.settled();
    for (const ref of refs) {
      const expired = after(ref).includes('ReturnCalledOff');
      expect(answerOf(ref).declined).toBe(expired ? 'RETURN_CALLED_OFF' : '');
      expect(after(ref).includes('ParcelDelivered')).toBe(!expired);
      expect(await department.client.getReturnShipment({ caseId: ref.caseId })).toMatchObject({ status: expired ? 'called_off' : 'delivered' });
    }
    expect(department.alarms).toEqual([]);
  });

  it('wait for the return where that is heard of later', async () => {
    const ref = newCase();
    await matched(ref);
    await approved(ref);
    await department.until('the delivery', () => after(ref).includes('ParcelDelivered'));
    expect(answerOf(ref).declined).toBe('');
  });
});
