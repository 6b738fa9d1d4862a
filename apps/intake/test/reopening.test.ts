import { CaseRejected, OrderPlaced, ReturnRequested, type CaseRef, type CaseView, type IntakeServiceMethods, type ReopenCaseRequest } from '@huiliu/contracts';
import { errorOf, startDepartment, type Published, type RunningDepartment } from '@huiliu/testing';
import { intake } from '../src/department';
import { fresh, placed, requested } from './crm-says';

jest.setTimeout(60_000);

const now = new Date('2026-11-05T08:00:00Z');
const dayMs = 86_400_000;
const daysLater = (days: number): Date => new Date(now.getTime() + days * dayMs);

let department: RunningDepartment<IntakeServiceMethods>;
beforeAll(async () => {
  department = await startDepartment(intake, { now, settings: { HUILIU_INTAKE_REOPEN_MS: String(10 * dayMs) } });
});
afterAll(() => department?.stop());
beforeEach(() => {
  department.now = now;
});

const said = (name: string, { caseId }: CaseRef): readonly Published[] => department.said(`case:${caseId}`).filter((event) => event.name === name);
const key = (over?: string) => ({ metadata: { principal: 'customer:c1', 'idempotency-key': over ?? fresh('key') } });
const reopen = ({ caseId }: CaseRef, over: Partial<ReopenCaseRequest> = {}, by?: string) => department.client.reopenCase({ caseId, reasonCode: 'STILL_FAULTY', askedBy: 'customer', lines: [], type: 'CASE_TYPE_UNSPECIFIED', ...over }, key(by));
const unitsOf = async (orderId: string): Promise<unknown> => (await department.rows<{ units: unknown }>('SELECT units FROM order_units WHERE order_id = $1', [orderId]))[0]?.units;

async function view({ caseId }: CaseRef): Promise<CaseView> {
  const { case: it } = await department.client.getCase({ caseId });
  if (!it) throw new Error('no case in the answer');
  return it;
}

/** A case of CRM's about both units of its order; empty: of none that is known. */
async function opened(orderId = fresh('order')): Promise<CaseRef> {
  const requestId = fresh('request');
  if (orderId !== '') await department.tell(OrderPlaced, `order:${orderId}`, placed(orderId));
  await department.tell(ReturnRequested, `request:${requestId}`, requested(requestId, orderId), { id: requestId });
  const submission = () => department.published.find(({ name, causeId }) => name === 'CaseSubmitted' && causeId === `urn:crm/${requestId}`);
  await department.until('the submission', () => submission() !== undefined);
  return submission()?.data.ref as CaseRef;
}

/** One that review has rejected for good, so that its units are free again. */
async function ended(orderId?: string): Promise<CaseRef> {
  const ref = await opened(orderId);
  const decision = { policyVersion: 'p1', ruleIds: ['window'], decidedBy: 'rules', decidedAt: now.toISOString(), facts: {} };
  await department.handled(await department.tell(CaseRejected, `case:${ref.caseId}`, { ref, reasons: [{ code: 'OUTSIDE_WINDOW', message: 'too late' }], decision, supplementUntil: undefined }));
  return ref;
}

describe('a case that has ended', () => {
  it('goes on in another one; both tell of it, and CRM is told after the outcome', async () => {
    const ref = await ended();
    const { case: it } = await reopen(ref, { askedBy: 'kim' });
    const again = it?.ref as CaseRef;
    expect(it).toMatchObject({ type: 'CASE_TYPE_RETURN', status: 'submitted', channel: 'CHANNEL_API', requestId: '', reopens: ref, lines: [{ line: { orderLineId: 'ol1', quantity: 2 } }] });
    expect(it?.requestedAt).toBe((await view(ref)).requestedAt);
    expect(await view(ref)).toMatchObject({ status: 'closed', result: 'CASE_RESULT_REJECTED', reopenedAs: again });
    expect(await unitsOf(ref.orderId)).toEqual({ ol1: { held: { [again.caseId]: 2 }, spent: 0 } });
    await department.until('CRM is told', () => said('CaseReopened', ref).length === 1);
    expect(said('CaseReopened', ref)[0]?.data).toMatchObject({ ref, reopenedAs: again, reasonCode: 'STILL_FAULTY' });
    expect(department.namesSaid(`case:${ref.caseId}`).filter((name) => name === 'CaseOutcomeReported' || name === 'CaseReopened')).toEqual(['CaseOutcomeReported', 'CaseReopened']);
    await department.until('review is told', () => said('CaseSubmitted', again).length === 1);
    expect(said('CaseSubmitted', again)[0]?.data).toMatchObject({ reopens: ref });
    const { entries } = await department.client.getTimeline({ caseId: ref.caseId, afterPosition: '0' });
    expect(entries.at(-1)?.summary).toBe(`Intake: taken up again as case ${again.caseNumber}, as our staff asked (STILL_FAULTY); CRM told`);
    expect(department.alarms).toEqual([]);
  });

  it('goes on in one other, however many try at once; each of them is told of that one, and whoever opened it is answered the same again', async () => {
    const ref = await ended();
    const keys = Array.from({ length: 6 }, () => fresh('key'));
    const answers = await Promise.allSettled(keys.map((each) => reopen(ref, {}, each)));
    const won = answers.findIndex(({ status }) => status === 'fulfilled');
    const { reopenedAs } = await view(ref);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const answer of answers) if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'CASE_REOPENED', message: expect.stringContaining(reopenedAs?.caseNumber ?? '?') });
    expect((await reopen(ref, {}, keys[won])).case?.ref).toEqual(reopenedAs);
    expect(await errorOf(reopen(ref))).toBe('CONFLICT CASE_REOPENED');
    expect(await department.rows(`SELECT 1 FROM intake_case WHERE order_id = $1`, [ref.orderId])).toHaveLength(2);
    await department.until('CRM is told', () => said('CaseReopened', ref).length > 0);
    expect(said('CaseReopened', ref)).toHaveLength(1);
  });

  it('may be taken up again within the time that is set, by the clock of this department, and not later', async () => {
    const [one, other] = [await ended(), await ended()];
    department.now = daysLater(10);
    expect(await errorOf(reopen(one))).toBe('CONFLICT REOPENING_TOO_LATE');
    expect((await view(one)).reopenedAs).toBeUndefined();
    department.now = new Date(daysLater(10).getTime() - 1);
    expect((await reopen(other)).case).toMatchObject({ reopens: other });
  });

  it('is brought back where it has left for the archive', async () => {
    const ref = await ended();
    await department.settled();
    await department.until('it is archived', async () => {
      await department.rows('SELECT archive_page(0, 1000000, $1)', [daysLater(100_000)]);
      return (await department.rows('SELECT 1 FROM archived WHERE subject = $1', [`case:${ref.caseId}`])).length === 1;
    });
    const { case: it } = await reopen(ref);
    expect(it).toMatchObject({ reopens: ref });
    expect(await view(ref)).toMatchObject({ status: 'closed', reopenedAs: it?.ref });
    await department.until('CRM is told', () => said('CaseReopened', ref).length === 1);
  });

  it('goes on as something else, or with fewer units, where that is asked for', async () => {
    const ref = await ended();
    expect((await reopen(ref, { type: 'CASE_TYPE_EXCHANGE', lines: [{ orderLineId: 'ol1', quantity: 1 }] })).case).toMatchObject({ type: 'CASE_TYPE_EXCHANGE', lines: [{ line: { quantity: 1 } }] });
  });

  it('may be taken up again in its turn', async () => {
    const ref = await ended();
    const again = (await reopen(ref)).case?.ref as CaseRef;
    expect(await errorOf(reopen(again))).toBe('CONFLICT CASE_NOT_CLOSED');
    const decision = { policyVersion: 'p1', ruleIds: [], decidedBy: 'kim', decidedAt: now.toISOString(), facts: {} };
    await department.handled(await department.tell(CaseRejected, `case:${again.caseId}`, { ref: again, reasons: [{ code: 'NOT_JUSTIFIED', message: 'no' }], decision, supplementUntil: undefined }));
    expect((await reopen(again)).case).toMatchObject({ reopens: again });
    expect(await errorOf(reopen(ref))).toBe('CONFLICT CASE_REOPENED');
  });
});

describe('nothing changes', () => {
  const unchanged = async (ref: CaseRef, code: string, over: Partial<ReopenCaseRequest> = {}): Promise<void> => {
    const before = await view(ref);
    expect(await errorOf(reopen(ref, over))).toBe(code);
    expect((await view(ref)).tag).toBe(before.tag);
    expect(await department.rows('SELECT 1 FROM intake_case WHERE order_id = $1', [ref.orderId])).toHaveLength(1);
  };

  it.each<[string, string, Partial<ReopenCaseRequest>]>([
    ['when it has changed since it was looked at', 'CHANGED CHANGED_MEANWHILE', { seen: 'another' }],
    ['for a line that it was not about', 'UNPROCESSABLE LINE_NOT_IN_CASE', { lines: [{ orderLineId: 'ship', quantity: 1 }] }],
    ['as what is not offered', 'NOT_OFFERED TYPE_NOT_OFFERED', { type: 'CASE_TYPE_INQUIRY' }],
  ])('%s', async (_what, code, over) => {
    await unchanged(await ended(), code, over);
  });

  it('while it is open', async () => {
    await unchanged(await opened(), 'CONFLICT CASE_NOT_CLOSED');
  });

  it('where its units are in another case by now, and there is none of an unknown one', async () => {
    const ref = await ended();
    await department.client.submitCase({ customerId: 'c1', orderId: ref.orderId, type: 'CASE_TYPE_RETURN', lines: [{ orderLineId: 'ol1', quantity: 2, reason: 'RETURN_REASON_FAULTY', condition: 'CLAIMED_CONDITION_OPENED' }], evidence: [] }, key());
    expect(await errorOf(reopen(ref))).toBe('CONFLICT NO_UNITS_LEFT');
    expect(await errorOf(reopen({ ...ref, caseId: 'nowhere' }))).toBe('NOT_FOUND CASE_NOT_FOUND');
    expect(await errorOf(reopen(await ended('')))).toBe('CONFLICT NO_UNITS_LEFT');
  });
});
