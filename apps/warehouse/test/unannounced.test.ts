import { randomUUID } from 'node:crypto';
import { ParcelDelivered, ParcelMatchAnswered, ReturnAuthorised, ReturnCalledOff, UnannouncedParcelReceived, type CaseRef, type ParcelMatched, type WarehouseServiceMethods } from '@huiliu/contracts';
import { errorOf, startDepartment, type RunningDepartment } from '@huiliu/testing';
import { warehouse } from '../src/department';

jest.setTimeout(60_000);

const now = new Date('2026-11-15T09:00:00Z');
const daysLater = (days: number): Date => new Date(now.getTime() + days * 86_400_000);

describe('parcels that nobody announced, for real', () => {
  let department: RunningDepartment<WarehouseServiceMethods>;
  beforeAll(async () => {
    department = await startDepartment(warehouse, { now });
  });
  afterAll(() => department?.stop());
  beforeEach(() => {
    department.now = now;
  });

  let count = 0;
  const by = (person: string) => ({ metadata: { principal: person, 'idempotency-key': `key-${++count}` } });
  const sku = (): string => `SKU-${randomUUID().slice(0, 8)}`;
  const caseSubject = ({ caseId }: CaseRef): string => `case:${caseId}`;
  const parcelSubject = (reportId: string): string => `parcel:U-${reportId}`;

  async function awaited(of: string, quantity = 2): Promise<CaseRef> {
    const caseId = randomUUID();
    const ref = { caseId, caseNumber: `HL-${caseId.slice(0, 8)}`, orderId: `o-${caseId.slice(0, 8)}` };
    const lines = [{ caseLineId: 'l1', orderLineId: 'ol1', sku: of, quantity, reason: 'RETURN_REASON_OTHER' as const }];
    await department.handled(await department.tell(ReturnAuthorised, caseSubject(ref), { ref, rmaNumber: 'RMA-1', trackingNumber: `GR${caseId.slice(0, 8)}`, carrierCode: 'ground', sendBy: '2026-11-29T00:00:00Z', lines }));
    return ref;
  }
  const reportOf = (of: string, part: Partial<UnannouncedParcelReceived> = {}): UnannouncedParcelReceived => ({
    reportId: randomUUID(), trackingNumber: '', carrierCode: '', foundInTaskId: '', goods: [{ sku: of, quantity: 2, grade: 'GRADE_B' }], caseNumber: '', orderId: '', receivedAt: '2026-11-15T08:00:00Z', ...part,
  });
  async function came(of: string, part: Partial<UnannouncedParcelReceived> = {}): Promise<string> {
    const report = reportOf(of, part);
    await department.tell(UnannouncedParcelReceived, parcelSubject(report.reportId), report);
    await department.until('the parcel', () => department.namesSaid(parcelSubject(report.reportId)).includes('ParcelUnannounced'));
    return report.reportId;
  }
  const match = (reportId: string, { caseId }: CaseRef, person = 'kim') => department.client.matchUnannouncedParcel({ parcelId: `U-${reportId}`, caseId, matchedBy: person }, by(person));
  const parcelOf = async (reportId: string) => (await department.client.getUnannouncedParcel({ parcelId: `U-${reportId}` })).parcel;
  const matchSaid = async (ref: CaseRef): Promise<ParcelMatched> => {
    await department.until('the match', () => department.namesSaid(caseSubject(ref)).includes('ParcelMatched'));
    return department.said(caseSubject(ref)).find(({ name }) => name === 'ParcelMatched')?.data as unknown as ParcelMatched;
  };
  async function answered(ref: CaseRef, declined = ''): Promise<string> {
    const { parcelId, goods, matchedBy } = await matchSaid(ref);
    const id = await department.tell(ParcelMatchAnswered, caseSubject(ref), { ref, parcelId, goods, matchedBy, declined });
    await department.handled(id);
    return id;
  }
  const quarantined = async (of: string): Promise<string | undefined> => (await department.client.getStock({ sku: of })).onHand['quarantine'];
  const timers = (subject: string) => department.rows('SELECT name FROM timer WHERE subject = $1 ORDER BY name', [subject]);

  it('lie in quarantine with an owner and a deadline, once, however often the report is told; another report under its id is refused', async () => {
    const of = sku();
    const report = reportOf(of);
    await department.tellAgain(await department.tell(UnannouncedParcelReceived, parcelSubject(report.reportId), report));
    await department.handled(await department.tell(UnannouncedParcelReceived, parcelSubject(report.reportId), report));
    await department.tell(UnannouncedParcelReceived, parcelSubject(report.reportId), { ...report, goods: [{ sku: of, quantity: 3, grade: 'GRADE_B' }] });
    await department.until('the refusal', () => department.deadCodes(parcelSubject(report.reportId)).length > 0);
    expect(department.deadCodes(parcelSubject(report.reportId))).toEqual(['REPORT_CONTRADICTS']);
    expect(department.namesSaid(parcelSubject(report.reportId))).toEqual(['ParcelUnannounced']);
    expect(await quarantined(of)).toBe('2');
    expect(await parcelOf(report.reportId)).toMatchObject({ status: 'open', owner: 'warehouse', dueAt: '2026-12-13T09:00:00Z', goods: [{ sku: of, quantity: 2, grade: 'GRADE_B' }] });
    expect(await timers(parcelSubject(report.reportId))).toEqual([{ name: 'parcel-unclaimed' }]);
  });

  it('are matched by a person, leave quarantine when logistics has taken them in, and are named by the inspection task', async () => {
    const of = sku();
    const ref = await awaited(of);
    const reportId = await came(of);
    const once = by('kim');
    const request = { parcelId: `U-${reportId}`, caseId: ref.caseId, matchedBy: 'kim' };
    const { parcel } = await department.client.matchUnannouncedParcel(request, once);
    expect(parcel).toMatchObject({ status: 'matching', matched: ref, matchedBy: 'kim' });
    expect((await department.client.matchUnannouncedParcel(request, once)).parcel).toEqual(parcel);
    expect(await match(reportId, ref)).toMatchObject({ parcel: { status: 'matching' } });
    expect(await matchSaid(ref)).toMatchObject({ parcelId: `U-${reportId}`, complete: true, matchedBy: 'kim', goods: [{ sku: of, quantity: 2 }] });
    expect(await quarantined(of)).toBe('2');
    await department.tellAgain(await answered(ref));
    expect(await quarantined(of)).toBe('0');
    expect(await parcelOf(reportId)).toMatchObject({ status: 'matched', matched: ref });
    expect(await timers(parcelSubject(reportId))).toEqual([]);
    await department.tell(ParcelDelivered, caseSubject(ref), { ref, trackingNumber: `U-${reportId}`, occurredAt: '2026-11-15T08:00:00Z' });
    await department.until('the task', () => department.namesSaid(caseSubject(ref)).includes('InspectionTaskIssued'));
    expect(department.said(caseSubject(ref)).find(({ name }) => name === 'InspectionTaskIssued')?.data).toMatchObject({ unannounced: { reportIds: [reportId] } });
    expect((await department.client.getArrival({ caseId: ref.caseId })).unannounced).toEqual([`U-${reportId}`]);
    expect(department.namesSaid(caseSubject(ref)).filter((name) => name === 'ParcelMatched')).toHaveLength(1);
    expect(department.alarms).toEqual([]);
  });

  it('are open again where logistics says that it was too late, and no stock moves', async () => {
    const of = sku();
    const [ref, other] = [await awaited(of), await awaited(of)];
    const reportId = await came(of);
    await match(reportId, ref);
    await matchSaid(ref);
    // The return has expired before logistics heard of the match: what is said of that comes first.
    await department.handled(await department.tell(ReturnCalledOff, caseSubject(ref), { ref, rmaNumber: 'RMA-1', reason: 'CALL_OFF_REASON_EXPIRED', reasonCode: '', calledOffAt: '2026-11-15T09:00:00Z' }));
    await answered(ref, 'RETURN_CALLED_OFF');
    expect(await parcelOf(reportId)).toMatchObject({ status: 'open', declined: 'RETURN_CALLED_OFF', matchedBy: '' });
    expect(await quarantined(of)).toBe('2');
    expect(await timers(parcelSubject(reportId))).toEqual([{ name: 'parcel-unclaimed' }]);
    expect(await errorOf(match(reportId, ref))).toBe('CONFLICT CASE_NOT_AWAITING');
    await match(reportId, other);
    await answered(other);
    expect(await parcelOf(reportId)).toMatchObject({ status: 'matched', matched: other });
    expect(await quarantined(of)).toBe('0');
  });

  it('are matched by one of many who match them to other cases at the same moment, and the others are told', async () => {
    const of = sku();
    const refs = await Promise.all(Array.from({ length: 8 }, () => awaited(of)));
    const reportId = await came(of);
    const answers = await Promise.allSettled(refs.map((ref, index) => match(reportId, ref, `person-${index}`)));
    const won = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value.parcel?.matched?.caseId] : []));
    expect(won).toHaveLength(1);
    for (const answer of answers) if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'PARCEL_MATCHED' });
    expect(await parcelOf(reportId)).toMatchObject({ matched: { caseId: won[0] } });
    await department.settled();
    expect(refs.flatMap((ref) => department.namesSaid(caseSubject(ref)).filter((name) => name === 'ParcelMatched'))).toHaveLength(1);
  });

  it('are one case\'s where several are matched to it at the same moment, until all of its goods are there', async () => {
    const of = sku();
    const ref = await awaited(of);
    const reports = await Promise.all(Array.from({ length: 4 }, () => came(of)));
    const answers = await Promise.allSettled(reports.map((reportId) => match(reportId, ref)));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const answer of answers) if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'GOODS_MATCHED_BEFORE' });
  });

  it('match themselves where the number of a case is on them that awaits just these goods; else a person has to', async () => {
    const of = sku();
    const [ref, more] = [await awaited(of), await awaited(of, 3)];
    const reportId = await came(of, { caseNumber: ref.caseNumber });
    expect(await matchSaid(ref)).toMatchObject({ complete: true, matchedBy: 'clue' });
    expect(await parcelOf(reportId)).toMatchObject({ status: 'matching', matchedBy: 'clue' });
    const [other, unknown] = [await came(of, { caseNumber: more.caseNumber }), await came(of, { caseNumber: 'HL-NONE' })];
    await department.until('the clue to be looked at', async () => (await timers(caseSubject(more))).length === 0);
    expect([(await parcelOf(other))?.status, (await parcelOf(unknown))?.status]).toEqual(['open', 'open']);
  });

  it('are shown with the cases that they may belong to, the likeliest first, as long as those await goods', async () => {
    const of = sku();
    const [byGoods, byOrder, byNumber, byTracking, over] = [await awaited(of), await awaited(sku()), await awaited(of, 5), await awaited(of), await awaited(of)];
    await department.handled(await department.tell(ReturnCalledOff, caseSubject(over), { ref: over, rmaNumber: 'RMA-1', reason: 'CALL_OFF_REASON_CANCELLED', reasonCode: 'X', calledOffAt: '2026-11-15T09:00:00Z' }));
    const reportId = await came(of, { caseNumber: byNumber.caseNumber, orderId: byOrder.orderId, trackingNumber: `GR${byTracking.caseId.slice(0, 8)}` });
    const { candidates } = await department.client.getUnannouncedParcel({ parcelId: `U-${reportId}` });
    expect(candidates.map(({ ref }) => ref?.caseId)).toEqual([byNumber, byTracking, byOrder, byGoods].map(({ caseId }) => caseId));
    expect(candidates).toMatchObject([{ sameCaseNumber: true, units: 5 }, { sameTrackingNumber: true, sameOrder: false }, { sameOrder: true, units: 0 }, { sameCaseNumber: false, sameOrder: false, sameTrackingNumber: false, units: 2 }]);
  });

  it('are refused to cases that they can\'t be of', async () => {
    const of = sku();
    const [ref, docked] = [await awaited(sku()), await awaited(of)];
    await department.handled(await department.tell(ParcelDelivered, caseSubject(docked), { ref: docked, trackingNumber: 'GR1', occurredAt: '2026-11-15T08:00:00Z' }));
    const reportId = await came(of);
    expect(await errorOf(match(reportId, ref))).toBe('CONFLICT GOODS_NOT_OF_CASE');
    expect(await errorOf(match(reportId, docked))).toBe('CONFLICT CASE_NOT_AWAITING');
    expect(await errorOf(match(reportId, { ...ref, caseId: randomUUID() }))).toBe('NOT_FOUND CASE_NOT_FOUND');
    expect(await errorOf(match('nothing', ref))).toBe('NOT_FOUND PARCEL_NOT_FOUND');
    expect(await errorOf(department.client.getUnannouncedParcel({ parcelId: 'U-nothing' }))).toBe('NOT_FOUND PARCEL_NOT_FOUND');
    expect(await parcelOf(reportId)).toMatchObject({ status: 'open' });
  });

  it('are unclaimed at the deadline, and not before, where nobody has found out; what is matched is not', async () => {
    const of = sku();
    const ref = await awaited(of);
    const [left, matched] = [await came(of), await came(of)];
    await match(matched, ref);
    department.now = daysLater(27);
    await department.settled();
    expect(await parcelOf(left)).toMatchObject({ status: 'open' });
    department.now = daysLater(29);
    await department.until('the deadline', () => department.namesSaid(parcelSubject(left)).includes('ParcelUnclaimed'));
    expect(await parcelOf(left)).toMatchObject({ status: 'unclaimed' });
    expect(await parcelOf(matched)).toMatchObject({ status: 'matching' });
    expect(await errorOf(match(left, await awaited(of)))).toBe('CONFLICT PARCEL_UNCLAIMED');
    expect(await quarantined(of)).toBe('4');
  });

  it('are listed while they are open, the one due first at the top, page by page', async () => {
    await department.rows('DELETE FROM unannounced_parcel');
    const of = sku();
    const first = await came(of);
    department.now = daysLater(1);
    const [second, third] = [await came(of), await came(of)].sort((a, b) => (a < b ? -1 : 1));
    const list = (more: object = {}) => department.client.listUnannouncedParcels({ limit: 0, cursor: '', ...more });
    const page = await list({ limit: 2 });
    const rest = await list({ limit: 2, cursor: page.nextCursor });
    expect([...page.parcels, ...rest.parcels].map(({ parcelId }) => parcelId)).toEqual([first, second, third].map((each) => `U-${each}`));
    expect([page.parcels.length, rest.nextCursor]).toEqual([2, '']);
    expect(await errorOf(list({ cursor: 'no cursor' }))).toBe('INVALID_ARGUMENT CURSOR_INVALID');
    expect(department.alarms).toEqual([]);
  });
});
