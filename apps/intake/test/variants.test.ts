import { CaseApproved, OrderPlaced, OutOfStock, ReplacementCalledOff, ReturnRequested, UnitsReserved, VariantsCompared, type CaseRef, type CaseView, type EventContract, type IntakeServiceMethods, type OfferedVariant } from '@huiliu/contracts';
import { startDepartment, type Published, type RunningDepartment } from '@huiliu/testing';
import { intake } from '../src/department';
import { fresh, placed, requested } from './crm-says';

jest.setTimeout(60_000);

let department: RunningDepartment<IntakeServiceMethods>;
beforeAll(async () => {
  department = await startDepartment(intake);
});
afterAll(() => department?.stop());

const decision = { policyVersion: 'p1', ruleIds: ['in-window'], decidedBy: 'rules', decidedAt: '2026-11-05T08:00:01Z', facts: {} };
const variants: readonly OfferedVariant[] = [{ sku: 'CUP', unitPriceMinor: '900', paidBack: { amountMinor: '200', currency: 'GBP' } }, { sku: 'JAR', unitPriceMinor: '1200', paidOnTop: { amountMinor: '400', currency: 'GBP' } }];
const says = <E extends { ref?: CaseRef | undefined }>(contract: EventContract<E>, ref: CaseRef, data: Omit<E, 'ref'>): Promise<string> => department.tell(contract, `case:${ref.caseId}`, { ref, ...data } as E);
const said = (name: string, { caseId }: CaseRef): readonly Published[] => department.said(`case:${caseId}`).filter((event) => event.name === name);
const choose = ({ caseId }: CaseRef, over: { readonly resolution?: 'RESOLUTION_OTHER_VARIANT' | 'RESOLUTION_WAIT'; readonly sku?: string } = {}) =>
  department.client.chooseResolution({ caseId, resolution: 'RESOLUTION_OTHER_VARIANT', chosenBy: 'customer', sku: 'CUP', ...over }, { metadata: { principal: 'customer:c1', 'idempotency-key': fresh('key') } });

async function view({ caseId }: CaseRef): Promise<CaseView> {
  const { case: it } = await department.client.getCase({ caseId });
  if (!it) throw new Error('no case in the answer');
  return it;
}

/** An exchange, of which the same goods are out of stock. */
async function asked(): Promise<CaseRef> {
  const [orderId, requestId] = [fresh('order'), fresh('request')];
  await department.tell(OrderPlaced, `order:${orderId}`, placed(orderId));
  await department.tell(ReturnRequested, `request:${requestId}`, requested(requestId, orderId, { type: 'CASE_TYPE_EXCHANGE' }), { id: requestId });
  const submitted = (): Published | undefined => department.published.find(({ name, causeId }) => name === 'CaseSubmitted' && causeId === `urn:crm/${requestId}`);
  await department.until('the submission', () => submitted() !== undefined);
  const ref = submitted()?.data.ref as CaseRef;
  const line = (await view(ref)).lines[0]?.line;
  await says(CaseApproved, ref, { type: 'CASE_TYPE_EXCHANGE', lines: [{ caseLineId: line?.caseLineId ?? '', orderLineId: 'ol1', sku: 'MUG', quantity: 2, reason: 'RETURN_REASON_NO_REASON' }], decision, requestedAt: '2026-10-08T09:00:00Z' });
  await says(OutOfStock, ref, { attempt: 1, number: 1 });
  await department.until('the choice', () => said('ChoiceOffered', ref).length === 1);
  return ref;
}

async function quoted(): Promise<CaseRef> {
  const ref = await asked();
  await says(VariantsCompared, ref, { number: 1, variants });
  await department.until('the variants', () => said('ChoiceOffered', ref).length === 2);
  return ref;
}

describe('another variant in place of what is out of stock', () => {
  it('is asked of CRM, offered to the customer with what it costs, and told to those who have the goods with its price', async () => {
    const ref = await asked();
    expect(said('ChoiceOffered', ref)).toMatchObject([{ data: { number: 1, options: ['wait', 'refund'], missingUnits: { orderLineId: 'ol1', sku: 'MUG', quantity: 2 }, variants: [] } }]);
    await expect(choose(ref)).rejects.toMatchObject({ code: 'OPTION_NOT_OFFERED' });
    const id = await says(VariantsCompared, ref, { number: 1, variants });
    await department.until('the variants', () => said('ChoiceOffered', ref).length === 2);
    await department.tellAgain(id);
    expect(said('ChoiceOffered', ref)[1]).toMatchObject({ data: { number: 1, options: ['wait', 'other_variant', 'refund'], variants } });
    expect(await view(ref)).toMatchObject({ customerStatus: { code: 'choice_needed' }, choice: { options: ['wait', 'other_variant', 'refund'], variants, byDefault: 'refund', chosenSku: '' } });
    for (const [code, over] of [['VARIANT_NOT_OFFERED', { sku: 'BOWL' }], ['SKU_NOT_ASKED', { resolution: 'RESOLUTION_WAIT' }]] as const) await expect(choose(ref, over)).rejects.toMatchObject({ code, kind: 'UNPROCESSABLE' });

    const { case: it } = await choose(ref);
    expect(it).toMatchObject({ lines: [{ line: { sku: 'MUG', wantedSku: 'CUP', wantedUnitPriceMinor: '900' } }], choice: { options: [], variants: [], chosen: 'other_variant', chosenSku: 'CUP', chosenBy: 'customer' } });
    await department.until('the word', () => said('ResolutionChanged', ref).length === 1);
    expect(said('ResolutionChanged', ref)).toMatchObject([{ data: { number: 1, resolution: 'RESOLUTION_OTHER_VARIANT', chosenBy: 'customer', variant: { caseLineId: it?.lines[0]?.line?.caseLineId, sku: 'CUP', unitPriceMinor: '900' } } }]);
    const { entries } = await department.client.getTimeline({ caseId: ref.caseId, afterPosition: '0' });
    expect(entries.map(({ summary }) => summary)).toContain('Intake: the customer chose to get CUP instead');
    // The same again answers the same; another one comes too late.
    expect((await choose(ref)).case?.choice?.chosenSku).toBe('CUP');
    await expect(choose(ref, { sku: 'JAR' })).rejects.toMatchObject({ code: 'CHOICE_ANSWERED', kind: 'CONFLICT' });
    expect(said('ResolutionChanged', ref)).toHaveLength(1);
  });

  it('is chosen once, however many choose at the same moment: the others are told', async () => {
    const ref = await quoted();
    const answers = await Promise.allSettled([choose(ref), choose(ref, { sku: 'JAR' }), department.client.chooseResolution({ caseId: ref.caseId, resolution: 'RESOLUTION_WAIT', chosenBy: 'agent-1' }, { metadata: { principal: 'staff:agent-1', 'idempotency-key': fresh('key') } })]);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const answer of answers) if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'CHOICE_ANSWERED' });
    await department.settled();
    expect(said('ResolutionChanged', ref)).toHaveLength(1);
  });

  it('comes too late once something is set aside, or the case has come to nothing, and no quote is passed on then', async () => {
    const [reserved, off] = [await quoted(), await asked()];
    await department.handled(await says(UnitsReserved, reserved, { attempt: 1, lines: [{ caseLineId: (await view(reserved)).lines[0]?.line?.caseLineId ?? '', sku: 'MUG', quantity: 2 }] }));
    await department.handled(await says(ReplacementCalledOff, off, { reason: 'REPLACEMENT_CALL_OFF_REFUND_INSTEAD', reasonCode: '', calledOffAt: '2026-11-06T08:00:00Z' }));
    await department.handled(await says(VariantsCompared, off, { number: 1, variants }));
    for (const ref of [reserved, off]) await expect(choose(ref)).rejects.toMatchObject({ code: 'NOTHING_TO_CHOOSE' });
    await department.settled();
    expect([said('ChoiceOffered', off), said('ResolutionChanged', reserved), said('ResolutionChanged', off)].map((list) => list.length)).toEqual([1, 0, 0]);
  });

  it('or the money, by the deadline: exactly one of the two, whichever comes first', async () => {
    const refs = [await quoted(), await quoted(), await quoted()];
    // An hour before, and just when the time is over.
    department.now = new Date(department.now.getTime() + 7 * 86_400_000 - 3_600_000);
    await choose(refs[0] as CaseRef);
    department.now = new Date(department.now.getTime() + 2 * 3_600_000);
    const late = await Promise.allSettled(refs.slice(1).map((ref) => choose(ref)));
    for (const ref of refs) await department.until('the word', () => said('ResolutionChanged', ref).length > 0);
    await department.settled();
    const chosen = refs.map((ref) => said('ResolutionChanged', ref).map(({ data }) => (data as { readonly chosenBy: string }).chosenBy));
    expect(chosen).toEqual([['customer'], ...late.map(({ status }) => [status === 'fulfilled' ? 'customer' : 'deadline'])]);
    for (const answer of late) if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'CHOICE_ANSWERED' });
    expect(department.alarms).toEqual([]);
  });
});
