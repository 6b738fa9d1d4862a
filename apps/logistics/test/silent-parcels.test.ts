import { randomUUID } from 'node:crypto';
import { CaseApproved, ReplacementPicked, TrackingReported, UnitsReserved, type CaseRef, type CaseType, type LogisticsServiceMethods, type TrackingStatus } from '@huiliu/contracts';
import { startDepartment, type RunningDepartment } from '@huiliu/testing';
import { logistics } from '../src/department';

jest.setTimeout(60_000);

const now = new Date('2026-11-15T09:00:00Z');
const daysLater = (days: number): Date => new Date(now.getTime() + days * 86_400_000);

describe('parcels that fall silent, for real', () => {
  let department: RunningDepartment<LogisticsServiceMethods>;
  beforeAll(async () => {
    department = await startDepartment(logistics, { now });
  });
  afterAll(() => department?.stop());
  beforeEach(() => {
    department.now = now;
  });

  const subjectOf = ({ caseId }: CaseRef): string => `case:${caseId}`;
  const backOf = ({ caseNumber }: CaseRef): string => `GR${caseNumber.replaceAll('-', '')}`;
  const outOf = (ref: CaseRef): string => `${backOf(ref)}X1`;
  const namesOf = (ref: CaseRef): readonly string[] => department.namesSaid(subjectOf(ref));
  async function approved(type: CaseType): Promise<CaseRef> {
    const caseId = randomUUID();
    const ref = { caseId, caseNumber: `AS-${caseId.slice(0, 8)}`, orderId: 'o1' };
    await department.tell(CaseApproved, subjectOf(ref), {
      ref,
      type,
      lines: [{ caseLineId: 'l1', orderLineId: 'ol1', sku: 'MUG', quantity: 1, reason: 'RETURN_REASON_NO_REASON' }],
      decision: { policyVersion: '1', ruleIds: ['r'], decidedBy: 'rules', decidedAt: now.toISOString(), facts: {} },
      requestedAt: now.toISOString(),
    });
    return ref;
  }
  const scan = (of: CaseRef, trackingNumber: string, status: TrackingStatus): Promise<string> =>
    department.tell(TrackingReported, subjectOf(of), { caseId: of.caseId, trackingNumber, status, occurredAt: now.toISOString(), scanId: `s-${status}` });
  const picked = (ref: CaseRef): Promise<string> => department.tell(ReplacementPicked, subjectOf(ref), { ref, attempt: 1, lines: [{ caseLineId: 'l1', sku: 'MUG', quantity: 1 }] });
  const timers = async (of: CaseRef) => (await department.rows<{ name: string }>('SELECT name FROM timer WHERE subject = $1', [subjectOf(of)])).map(({ name }) => name);
  const statusOf = async (of: CaseRef) => (await department.client.getReturnShipment({ caseId: of.caseId })).status;
  async function underWay(): Promise<CaseRef> {
    const ref = await approved('CASE_TYPE_RETURN');
    await department.until('the RMA', () => namesOf(ref).includes('ReturnAuthorised'));
    await scan(ref, backOf(ref), 'TRACKING_STATUS_PICKED_UP');
    await department.until('the parcel', () => namesOf(ref).includes('ParcelInTransit'));
    return ref;
  }
  async function ordered(): Promise<CaseRef> {
    const ref = await approved('CASE_TYPE_RESEND');
    await department.tell(UnitsReserved, subjectOf(ref), { ref, attempt: 1, lines: [{ caseLineId: 'l1', sku: 'MUG', quantity: 1 }] });
    await department.until('the order', () => namesOf(ref).includes('ReplacementOrdered'));
    return ref;
  }

  it('counts a return as lost, shows until when it waits, and pays for it in the end', async () => {
    const ref = await underWay();
    expect((await department.client.getReturnShipment({ caseId: ref.caseId })).reportBy).toBe('2026-11-25T09:00:00Z');
    expect(await timers(ref)).toEqual(['parcel-report']);
    department.now = daysLater(10.1);
    await department.until('the loss', () => namesOf(ref).includes('ParcelLost'));
    department.now = daysLater(20.3);
    await department.until('the write-off', () => namesOf(ref).includes('ParcelWrittenOff'));
    expect(namesOf(ref)).toContain('CarrierClaimRaised');
    expect(await timers(ref)).toEqual([]);
  });

  it('has somebody look at what is not with the carrier, and counts as lost what is and of which nothing is heard', async () => {
    const [lies, silent] = [await ordered(), await ordered()];
    expect(await department.handled(await picked(silent))).toBe('done');
    department.now = daysLater(7.1);
    await department.until('one to be overdue', () => namesOf(lies).includes('ReplacementOverdue'));
    await department.until('the other to be waited for', () => namesOf(silent).includes('ReportAwaited'));
    expect(await timers(lies)).toEqual([]);
    expect(await department.handled(await picked(lies))).toBe('done');
    expect(await timers(lies)).toEqual(['replacement-report']);
    department.now = daysLater(10.2);
    await department.until('the other to be lost', () => namesOf(silent).includes('ReplacementLost'));
    expect(namesOf(lies)).not.toContain('ReplacementLost');
    department.now = daysLater(17.3);
    await department.until('both to be lost', () => namesOf(lies).includes('ReplacementLost'));
    await scan(lies, outOf(lies), 'TRACKING_STATUS_DELIVERED');
    await department.until('it to turn up', () => namesOf(lies).includes('ReplacementDelivered'));
    expect(await timers(lies)).toEqual([]);
  });

  it('lets either the clock or the delivery come first, and both end with the parcel delivered, each said once', async () => {
    const cases = await Promise.all(Array.from({ length: 12 }, underWay));
    const ids = await Promise.all(
      cases.map(async (ref, index) => {
        if (index === 5) department.now = daysLater(10.1);
        return scan(ref, backOf(ref), 'TRACKING_STATUS_DELIVERED');
      }),
    );
    for (const id of ids) expect(await department.handled(id)).toBe('done');
    await department.settled();
    for (const ref of cases) {
      const moves = namesOf(ref).filter((name) => name.startsWith('Parcel'));
      expect([['ParcelInTransit', 'ParcelDelivered'], ['ParcelInTransit', 'ParcelLost', 'ParcelDelivered']]).toContainEqual(moves);
      expect([await statusOf(ref), await timers(ref)]).toEqual(['delivered', []]);
    }
  });

  it('lets a scan that moves nothing either put off the loss or come too late for that, and the row says which', async () => {
    const cases = await Promise.all(Array.from({ length: 12 }, underWay));
    const ids = await Promise.all(
      cases.map(async (ref, index) => {
        if (index === 4) department.now = daysLater(10.1);
        return scan(ref, backOf(ref), 'TRACKING_STATUS_IN_TRANSIT');
      }),
    );
    for (const id of ids) await department.handled(id);
    department.now = daysLater(10.2);
    await department.until('every clock to have run out', async () => (await Promise.all(cases.map(timers))).every((names) => names.includes('write-off') || names.includes('parcel-report')));
    await department.until('each to be lost or told of', () => cases.every((ref) => namesOf(ref).some((name) => name === 'ParcelLost' || name === 'ReportAwaited')));
    for (const ref of cases) {
      const lost = namesOf(ref).includes('ParcelLost');
      expect([await statusOf(ref), await timers(ref), namesOf(ref).includes('ReportAwaited')]).toEqual(lost ? ['lost', ['write-off'], false] : ['in_transit', ['parcel-report'], true]);
    }
  });
});
