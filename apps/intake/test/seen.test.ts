import { OrderPlaced, type IntakeServiceMethods } from '@huiliu/contracts';
import { startDepartment, type RunningDepartment } from '@huiliu/testing';
import { intake } from '../src/department';
import { fresh, placed } from './crm-says';

// The machine may be busy with everything else.
jest.setTimeout(120_000);

let department: RunningDepartment<IntakeServiceMethods>;
beforeAll(async () => {
  department = await startDepartment(intake);
});
afterAll(() => department?.stop());

describe('a case that somebody decides on as they saw it', () => {
  const key = () => ({ metadata: { principal: 'customer:c1', 'idempotency-key': fresh('key') } });
  const evidence = (evidenceId: string) => ({ evidenceId, kind: 'photo', uri: 'blob:1' });

  async function aCase(): Promise<{ readonly caseId: string; readonly tag: string }> {
    const orderId = fresh('order');
    await department.tell(OrderPlaced, `order:${orderId}`, placed(orderId));
    await department.until('the order', async () => (await department.rows('SELECT 1 FROM mirrored_order WHERE order_id = $1', [orderId])).length === 1);
    const line = { orderLineId: 'ol1', quantity: 1, reason: 'RETURN_REASON_FAULTY' as const, condition: 'CLAIMED_CONDITION_DEFECTIVE' as const };
    const { case: it } = await department.client.submitCase({ customerId: 'c1', orderId, type: 'CASE_TYPE_RETURN', lines: [line], evidence: [] }, key());
    return { caseId: it?.ref?.caseId ?? '', tag: it?.tag ?? '' };
  }

  it('has one tag, from whichever answer', async () => {
    const { caseId, tag } = await aCase();
    expect(tag).not.toBe('');
    expect((await department.client.getCase({ caseId })).case?.tag).toBe(tag);
    const { case: more } = await department.client.addEvidence({ caseId, evidence: evidence('e1'), seen: tag }, key());
    expect(more?.tag).not.toBe(tag);
    expect((await department.client.getCase({ caseId })).case?.tag).toBe(more?.tag);
  });

  it('is changed by one of several who saw the same, and the others are told', async () => {
    const { caseId, tag } = await aCase();
    const answers = await Promise.allSettled(Array.from({ length: 5 }, (_, index) => department.client.addEvidence({ caseId, evidence: evidence(`e${index}`), seen: tag }, key())));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const answer of answers) if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'CHANGED_MEANWHILE', kind: 'CHANGED' });
    expect((await department.client.getCase({ caseId })).case?.evidence).toHaveLength(1);
    await expect(department.client.cancelCase({ caseId, reasonCode: 'CHANGED_MIND', askedBy: 'customer', seen: tag }, key())).rejects.toMatchObject({ code: 'CHANGED_MEANWHILE' });
    await expect(department.client.supplementCase({ caseId, evidence: [], reason: 'x', seen: tag }, key())).rejects.toMatchObject({ code: 'CHANGED_MEANWHILE' });
    await expect(department.client.acceptRejection({ caseId, seen: tag }, key())).rejects.toMatchObject({ code: 'CHANGED_MEANWHILE' });
  });

  it('answers a repetition as the first time, though it has changed by it, and asks nobody who does not say what they saw', async () => {
    const { caseId, tag } = await aCase();
    const once = key();
    const first = await department.client.addEvidence({ caseId, evidence: evidence('e1'), seen: tag }, once);
    expect(await department.client.addEvidence({ caseId, evidence: evidence('e1'), seen: tag }, once)).toEqual(first);
    expect((await department.client.addEvidence({ caseId, evidence: evidence('e2') }, key())).case?.evidence).toHaveLength(2);
  });
});
