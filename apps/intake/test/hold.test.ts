import { CaseApproved, HoldCaptured, HoldPlaced, OrderPlaced, ReplacementDelivered, ReplacementPicked, ReturnCalledOff, ReturnRequested, type CaseRef, type CaseView, type EventContract, type IntakeServiceMethods } from '@huiliu/contracts';
import { startDepartment, type Published, type RunningDepartment } from '@huiliu/testing';
import { intake } from '../src/department';
import { fresh, placed, requested } from './crm-says';

jest.setTimeout(60_000);

let department: RunningDepartment<IntakeServiceMethods>;
beforeAll(async () => {
  department = await startDepartment(intake);
});
afterAll(() => department?.stop());

const says = <E extends { ref?: CaseRef | undefined }>(contract: EventContract<E>, ref: CaseRef, data: Omit<E, 'ref'>): Promise<string> => department.tell(contract, `case:${ref.caseId}`, { ref, ...data } as E);
const said = (name: string, { caseId }: CaseRef): readonly Published[] => department.said(`case:${caseId}`).filter((event) => event.name === name);
const submit = (orderId: string, orderLineId: string, quantity: number, more: { readonly type?: 'CASE_TYPE_EXCHANGE'; readonly advance?: boolean } = {}) =>
  department.client.submitCase(
    { customerId: 'c1', orderId, type: 'CASE_TYPE_RETURN', lines: [{ orderLineId, quantity, reason: 'RETURN_REASON_FAULTY', condition: 'CLAIMED_CONDITION_DEFECTIVE' }], evidence: [], requestedAt: '2026-11-20T09:00:00Z', ...more },
    { metadata: { principal: 'customer:c1', 'idempotency-key': fresh('key') } },
  );

async function view({ caseId }: CaseRef): Promise<CaseView> {
  const { case: it } = await department.client.getCase({ caseId });
  if (!it) throw new Error('no case in the answer');
  return it;
}

describe('an exchange in advance', () => {
  it('is asked for in an exchange for the same goods alone', async () => {
    const orderId = fresh('order');
    await department.handled(await department.tell(OrderPlaced, `order:${orderId}`, placed(orderId)));
    await expect(submit(orderId, 'ol1', 1, { advance: true })).rejects.toMatchObject({ code: 'ADVANCE_NOT_ASKED', kind: 'UNPROCESSABLE' });
    const { case: it } = await submit(orderId, 'ol1', 1, { type: 'CASE_TYPE_EXCHANGE', advance: true });
    expect(it?.hold).toMatchObject({ state: 'asked_for' });
    const ref = it?.ref as CaseRef;
    await department.until('the words', () => said('CaseSubmitted', ref).length === 1);
    expect(said('CaseSubmitted', ref)).toMatchObject([{ data: { advance: true } }]);
  });

  it('of which nothing comes back is closed once it is paid for, and what was sold is applied for under its own order, once', async () => {
    const [orderId, requestId] = [fresh('order'), fresh('request')];
    await department.tell(OrderPlaced, `order:${orderId}`, placed(orderId));
    await department.tell(ReturnRequested, `request:${requestId}`, requested(requestId, orderId, { type: 'CASE_TYPE_EXCHANGE', advance: true }), { id: requestId });
    const submitted = (): Published | undefined => department.published.find(({ name, causeId }) => name === 'CaseSubmitted' && causeId === `urn:crm/${requestId}`);
    await department.until('the submission', () => submitted() !== undefined);
    const ref = submitted()?.data.ref as CaseRef;
    const caseLineId = (await view(ref)).lines[0]?.line?.caseLineId ?? '';
    const decision = { policyVersion: 'p1', ruleIds: ['in-window'], decidedBy: 'rules', decidedAt: '2026-10-08T10:00:00Z', facts: {} };
    await says(CaseApproved, ref, { type: 'CASE_TYPE_EXCHANGE', lines: [{ caseLineId, orderLineId: 'ol1', sku: 'MUG', quantity: 2, reason: 'RETURN_REASON_FAULTY' }], decision, requestedAt: '2026-10-08T09:00:00Z', advance: { holdForDays: 30 } });
    const about = { holdId: `H-${ref.caseId}` };
    await department.handled(await says(HoldPlaced, ref, { ...about, amount: { amountMinor: '2000', currency: 'GBP' }, captureAt: '2026-11-05T00:00:00Z' }));
    expect((await view(ref)).hold).toMatchObject({ state: 'held', amount: { amountMinor: '2000' } });
    await says(ReplacementPicked, ref, { attempt: 1, lines: [{ caseLineId: `${ref.caseId}-1`, sku: 'MUG', quantity: 1 }] });
    await says(ReplacementDelivered, ref, { trackingNumber: 'T', attempt: 1, occurredAt: '2026-10-10T00:00:00Z' });
    await department.handled(await says(ReturnCalledOff, ref, { rmaNumber: 'R', reason: 'CALL_OFF_REASON_EXPIRED', reasonCode: '', calledOffAt: '2026-10-22T00:00:00Z', replacementStays: true }));
    await department.settled();
    expect(said('CaseClosed', ref)).toEqual([]);
    const soldOrderId = `S-${ref.caseId}`;
    await expect(submit(soldOrderId, caseLineId, 1)).rejects.toMatchObject({ code: 'ORDER_NOT_FOUND' });
    const id = await says(HoldCaptured, ref, { ...about, captured: { amountMinor: '2000', currency: 'GBP' }, lines: [{ caseLineId, quantity: 2, amountMinor: '2000' }], soldOrderId, deliveredAt: '2026-10-10T00:00:00Z', reasonCode: 'NOT_SENT', capturedAt: '2026-10-22T00:01:00Z' });
    await department.until('the end', () => said('CaseClosed', ref).length === 1);
    await department.tellAgain(id);
    await department.settled();
    expect(said('CaseClosed', ref)).toMatchObject([{ data: { result: 'CASE_RESULT_REPLACED', reasonCodes: ['HOLD_CAPTURED'] } }]);
    expect((await view(ref)).hold).toMatchObject({ state: 'captured', captured: { amountMinor: '2000' }, soldOrderId });

    // Both are the customer's now: what was sold, with a window of its own, and what they kept.
    const [sold] = [(await submit(soldOrderId, caseLineId, 2)).case?.ref as CaseRef, await submit(orderId, 'ol1', 2)];
    await department.until('the words', () => said('CaseSubmitted', sold).length === 1);
    expect(said('CaseSubmitted', sold)).toMatchObject([{ data: { claimedMinor: '2000', signedAt: '2026-10-10T00:00:00Z', lines: [{ sku: 'MUG', quantity: 2 }] } }]);
    await expect(submit(soldOrderId, caseLineId, 1)).rejects.toMatchObject({ code: 'UNITS_TAKEN' });
  });
});
