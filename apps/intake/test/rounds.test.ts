import {
  CaseApproved,
  CaseRejected,
  EvidenceRequested,
  OrderPlaced,
  ReturnRequested,
  ReviewTaskClaimed,
  ReviewTaskOpened,
  ReviewTaskResumed,
  type CaseRef,
  type CaseView,
  type EventContract,
  type IntakeServiceMethods,
} from '@huiliu/contracts';
import { errorOf, startDepartment, type Published, type RunningDepartment } from '@huiliu/testing';
import { intake } from '../src/department';
import { fresh, placed, requested } from './crm-says';

jest.setTimeout(60_000);

const now = new Date('2026-11-05T08:00:00Z');
const hoursLater = (hours: number): Date => new Date(now.getTime() + hours * 3_600_000);
/** As gRPC writes a time: without a fraction that is none. */
const onWire = (time: Date): string => time.toISOString().replace('.000Z', 'Z');
const until = onWire(hoursLater(72));

let department: RunningDepartment<IntakeServiceMethods>;
beforeAll(async () => {
  department = await startDepartment(intake, { now });
});
afterAll(() => department?.stop());
beforeEach(() => {
  department.now = now;
});

const decision = { policyVersion: 'p1', ruleIds: ['evidence-missing'], decidedBy: 'staff-7', decidedAt: now.toISOString(), facts: {} };
const says = <E extends { ref?: CaseRef | undefined }>(contract: EventContract<E>, ref: CaseRef, data: Omit<E, 'ref'>): Promise<string> => department.tell(contract, `case:${ref.caseId}`, { ref, ...data } as E);
const said = (name: string, { caseId }: CaseRef): readonly Published[] => department.said(`case:${caseId}`).filter((event) => event.name === name);
const by = () => ({ metadata: { principal: 'customer:c1', 'idempotency-key': fresh('key') } });
const reasons = [{ code: 'NOT_JUSTIFIED', message: 'not justified' }];
const rejects = (ref: CaseRef, over: object = {}): Promise<string> => says(CaseRejected, ref, { reasons, decision, supplementUntil: until, ...over });

/** A case about both units of its order. */
async function opened(): Promise<CaseRef> {
  const [orderId, requestId] = [fresh('order'), fresh('request')];
  await department.tell(OrderPlaced, `order:${orderId}`, placed(orderId));
  await department.tell(ReturnRequested, `request:${requestId}`, requested(requestId, orderId), { id: requestId });
  const submission = () => department.published.find(({ name, causeId }) => name === 'CaseSubmitted' && causeId === `urn:crm/${requestId}`);
  await department.until('the submission', () => submission() !== undefined);
  return submission()?.data.ref as CaseRef;
}

async function view({ caseId }: CaseRef): Promise<CaseView> {
  const { case: it } = await department.client.getCase({ caseId });
  if (!it) throw new Error('no case in the answer');
  return it;
}
const inStatus = (ref: CaseRef, status: string): Promise<void> => department.until(`the case to be ${status}`, async () => (await view(ref)).status === status);
const closed = (ref: CaseRef): Promise<void> => department.until('the closing', () => said('CaseOutcomeReported', ref).length > 0);
const timersOf = ({ caseId }: CaseRef): Promise<object[]> => department.rows('SELECT name FROM timer WHERE subject = $1', [`case:${caseId}`]);

async function unitsOf({ orderId }: CaseRef): Promise<unknown> {
  const [row] = await department.rows<{ units: unknown }>('SELECT units FROM order_units WHERE order_id = $1', [orderId]);
  return row?.units;
}

async function rejected(): Promise<CaseRef> {
  const ref = await opened();
  await rejects(ref);
  await inStatus(ref, 'rejected');
  return ref;
}

describe('a case of several rounds, for real', () => {
  it('counts as standing still when nobody has taken it further for a day, and no more once somebody has', async () => {
    const standing = async (at: Date): Promise<number> => {
      const rows = (await department.rows(intake.casesByState.replace('now()', `'${at.toISOString()}'`))) as { state: string; count: number }[];
      return rows.find(({ state }) => state === 'standing_still')?.count ?? 0;
    };
    const [in23Hours, in25Hours] = [await standing(hoursLater(23)), await standing(hoursLater(25))];
    const ref = await opened();
    expect((await view(ref)).customerStatus).toMatchObject({ code: 'under_review', by: onWire(hoursLater(24)), otherwise: { zh: '逾期将列入催办清单，由专人处理' } });
    expect([await standing(hoursLater(23)), await standing(hoursLater(25))]).toEqual([in23Hours, in25Hours + 1]);
    department.now = hoursLater(2);
    await says(ReviewTaskOpened, ref, { taskId: fresh('task'), dueAt: hoursLater(26).toISOString(), policyVersion: 'p1', ruleIds: [] });
    await inStatus(ref, 'in_review');
    expect((await view(ref)).customerStatus).toMatchObject({ code: 'under_review', by: onWire(hoursLater(26)) });
    expect(await standing(hoursLater(100))).toBe(in25Hours);
    const caseLineId = (await view(ref)).lines[0]?.line?.caseLineId ?? '';
    await says(CaseApproved, ref, { type: 'CASE_TYPE_RETURN', lines: [{ caseLineId, orderLineId: 'ol1', sku: 'MUG', quantity: 2, reason: 'RETURN_REASON_NO_REASON' }], decision, requestedAt: '2026-10-08T09:00:00Z' });
    await inStatus(ref, 'awaiting_return');
    expect((await view(ref)).customerStatus).toMatchObject({ code: 'to_be_sent', by: onWire(hoursLater(26)) });
    expect([await standing(hoursLater(25)), await standing(hoursLater(27))]).toEqual([in25Hours, in25Hours + 1]);
  });

  it('is approved in part: what is not approved can be applied for again at once', async () => {
    const ref = await opened();
    const caseLineId = (await view(ref)).lines[0]?.line?.caseLineId ?? '';
    const part = { lines: [{ caseLineId, quantity: 1 }], reason: { code: 'NOT_JUSTIFIED', message: 'no' } };
    await says(CaseApproved, ref, { type: 'CASE_TYPE_RETURN', lines: [{ caseLineId, orderLineId: 'ol1', sku: 'MUG', quantity: 1, reason: 'RETURN_REASON_NO_REASON' }], decision, requestedAt: '2026-10-08T09:00:00Z', refused: part });
    await inStatus(ref, 'awaiting_return');
    expect(await unitsOf(ref)).toEqual({ ol1: { held: { [ref.caseId]: 1 }, spent: 0 } });
    expect((await view(ref)).lines).toMatchObject([{ approved: 1, line: { quantity: 2 } }]);
    const lines = [{ orderLineId: 'ol1', quantity: 1, reason: 'RETURN_REASON_FAULTY' as const, condition: 'CLAIMED_CONDITION_DEFECTIVE' as const }];
    const again = { customerId: 'c1', orderId: ref.orderId, type: 'CASE_TYPE_RETURN' as const, lines, evidence: [] };
    expect((await department.client.submitCase(again, by())).case?.status).toBe('submitted');
    expect(await errorOf(department.client.submitCase(again, by()))).toBe('CONFLICT UNITS_TAKEN');
  });

  it('waits for the evidence that review asks for, and for review once it is there', async () => {
    const ref = await opened();
    const taskId = `T-${ref.caseId}`;
    await says(ReviewTaskOpened, ref, { taskId, dueAt: hoursLater(24).toISOString(), policyVersion: 'p1', ruleIds: [] });
    await says(ReviewTaskClaimed, ref, { taskId, claimedBy: 'staff-7' });
    await says(EvidenceRequested, ref, { taskId, dueAt: until, reasonCode: 'PHOTO_OF_FAULT', number: 1 });
    await inStatus(ref, 'awaiting_evidence');
    expect(await view(ref)).toMatchObject({ evidenceDueAt: until, waitingFor: `customer: supply evidence (PHOTO_OF_FAULT) by ${until}; without it the application is rejected` });
    await department.client.addEvidence({ caseId: ref.caseId, evidence: { evidenceId: 'e1', kind: 'photo', uri: 'blob:1' } }, by());
    await says(ReviewTaskResumed, ref, { taskId, dueAt: hoursLater(30).toISOString(), evidenceCount: 1 });
    await inStatus(ref, 'in_review');
    expect((await view(ref)).waitingFor).toBe(`review: staff-7 decides by ${hoursLater(30).toISOString()}`);
  });

  it('is supplemented, decided again and closed by the second word; what the customer wrote is told on record alone', async () => {
    const ref = await rejected();
    expect(await view(ref)).toMatchObject({ supplementUntil: until, reasonCodes: ['NOT_JUSTIFIED'] });
    expect(await timersOf(ref)).toEqual([{ name: 'supplement-over' }]);
    const supplement = { caseId: ref.caseId, evidence: [{ evidenceId: 'e1', kind: 'photo', uri: 'blob:1' }], reason: 'Ms Wang saw it break' };
    const once = by();
    const answer = await department.client.supplementCase(supplement, once);
    expect(answer.case).toMatchObject({ status: 'in_review', evidence: [{ evidenceId: 'e1' }] });
    expect(await department.client.supplementCase(supplement, once)).toEqual(answer);
    await department.until('the supplement to be said', () => said('CaseSupplemented', ref).length === 1);
    expect(said('CaseSupplemented', ref)).toMatchObject([{ data: { round: 2, evidenceCount: 1, explained: true } }]);
    expect(await timersOf(ref)).toEqual([]);

    expect((await department.client.getSupplements({ caseId: ref.caseId, askedBy: 'staff-8', purpose: 'to decide' })).supplements).toEqual([{ round: 2, at: onWire(now), reason: 'Ms Wang saw it break' }]);
    expect(await department.rows('SELECT asked_by, purpose FROM contact_access')).toEqual([{ asked_by: 'staff-8', purpose: 'to decide' }]);
    expect(JSON.stringify([department.published, await view(ref), await department.rows('SELECT * FROM intake_case'), await department.rows('SELECT * FROM timeline_entry')])).not.toContain('Wang');

    await rejects(ref, { reasons: [{ code: 'STILL_NOT', message: 'still not' }], decision: { ...decision, decidedBy: 'staff-8', round: 2 }, supplementUntil: undefined });
    await closed(ref);
    expect(await view(ref)).toMatchObject({ status: 'closed', reasonCodes: ['STILL_NOT'], decision: { decidedBy: 'staff-8', round: 2 } });
    expect(await unitsOf(ref)).toEqual({});
    expect(await errorOf(department.client.supplementCase({ ...supplement, evidence: [], reason: 'more' }, by()))).toBe('CONFLICT CASE_CLOSED');
  });

  it('keeps its units until the time to supplement is over, then closes by itself', async () => {
    const ref = await rejected();
    expect(await unitsOf(ref)).toEqual({ ol1: { held: { [ref.caseId]: 2 }, spent: 0 } });
    department.now = hoursLater(72);
    await closed(ref);
    expect(await view(ref)).toMatchObject({ status: 'closed', result: 'CASE_RESULT_REJECTED', reasonCodes: ['NOT_JUSTIFIED'] });
    expect(await unitsOf(ref)).toEqual({});
    const { entries } = await department.client.getTimeline({ caseId: ref.caseId, afterPosition: '0' });
    const [hop] = await department.rows<{ id: string; trace_id: string; span_id: string }>(`SELECT id, trace_id, span_id FROM hop WHERE subject = $1 AND source = 'timer'`, [`case:${ref.caseId}`]);
    expect(entries.at(-1)).toMatchObject({ causeId: hop?.id, traceId: hop?.trace_id, spanId: hop?.span_id });
    expect(said('CaseClosed', ref)).toHaveLength(1);
  });

  it('closes at once when the customer accepts, when it is final, and when it is heard of too late', async () => {
    const accepted = await rejected();
    const once = by();
    const answer = await department.client.acceptRejection({ caseId: accepted.caseId }, once);
    expect(answer.case?.status).toBe('closed');
    expect(await department.client.acceptRejection({ caseId: accepted.caseId }, once)).toEqual(answer);
    expect(await timersOf(accepted)).toEqual([]);
    const [final, late] = [await opened(), await opened()];
    await rejects(final, { supplementUntil: undefined });
    await rejects(late, { supplementUntil: hoursLater(-1).toISOString() });
    for (const ref of [accepted, final, late]) {
      await closed(ref);
      expect(await unitsOf(ref)).toEqual({});
    }
  });

  it('takes nothing that is no supplement', async () => {
    const ref = await opened();
    const supplement = { caseId: ref.caseId, evidence: [], reason: 'please' };
    expect(await errorOf(department.client.supplementCase(supplement, by()))).toBe('CONFLICT CASE_NOT_REJECTED');
    expect(await errorOf(department.client.acceptRejection({ caseId: ref.caseId }, by()))).toBe('CONFLICT CASE_NOT_REJECTED');
    await rejects(ref);
    await inStatus(ref, 'rejected');
    expect(await errorOf(department.client.supplementCase({ ...supplement, reason: '' }, by()))).toBe('UNPROCESSABLE SUPPLEMENT_EMPTY');
    expect(await errorOf(department.client.supplementCase({ ...supplement, reason: 'x'.repeat(2_001) }, by()))).toBe('INVALID_ARGUMENT INVALID_REQUEST');
    for (const caseId of ['nowhere', '']) expect(await errorOf(department.client.supplementCase({ ...supplement, caseId }, by()))).toMatch(/CASE_NOT_FOUND|INVALID_REQUEST/);
    expect(await errorOf(department.client.getSupplements({ caseId: 'nowhere', askedBy: 'staff-8', purpose: 'to decide' }))).toBe('NOT_FOUND CASE_NOT_FOUND');
    expect((await view(ref)).status).toBe('rejected');
  });

  it('raised no alarm in all of this', () => {
    expect(department.alarms).toEqual([]);
  });
});
