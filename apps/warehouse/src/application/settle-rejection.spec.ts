import { memoryWork, type MemoryWork } from '@huiliu/testing';
import { rejectionFromRow, rejectionToRow, warehouseTables } from '../adapters/out/postgres/tables';
import type { Finding } from '../domain/receive-report';
import { isAboutRejected } from '../domain/rejection';
import { awaitArrival } from './await-arrival';
import { claimException } from './claim-exception';
import { disputeRunsOut, exceptionsRunOut, resolveException } from './end-exception';
import { issueInspectionTask } from './issue-inspection-task';
import { carryOutChoice, packRejected, takeBackRejected, takeHandedBack, type ChoiceMade } from './settle-rejection';
import { takeReport } from './take-report';
import { disputeTimer, exceptionTimer, inspectionTimer, putAwayTimer } from './work';

const ref = { caseId: 'c1', caseNumber: 'HL-1', orderId: 'o1' };
const now = new Date('2026-11-05T08:00:00Z');
const later = new Date('2026-11-08T08:00:00Z');
const chosenAt = '2026-11-06T08:00:00.000Z';
type Memory = MemoryWork<typeof warehouseTables>;

/** Three mugs come back without a reason: one as new, one used, one broken by the customer. */
function inspected({ forRefund = true, at = now, liability = 'customer' }: { readonly forRefund?: boolean; readonly at?: Date; readonly liability?: Finding['liability'] } = {}): Memory {
  const memory = memoryWork(warehouseTables, { now: at, timers: [exceptionTimer, disputeTimer, putAwayTimer, inspectionTimer] });
  const found = (grade: Finding['grade']): Finding => ({ caseLineId: 'l1', sku: 'MUG', quantity: 1, grade, liability });
  awaitArrival(memory.work, { ref, rmaNumber: 'RMA-1', trackingNumber: 'GR1', lines: [{ caseLineId: 'l1', orderLineId: 'ol1', sku: 'MUG', quantity: 3, reason: 'no_reason' }], forRefund });
  issueInspectionTask(memory.work, 'c1');
  takeReport(memory.work, 'c1', { taskId: 'I-c1', reportId: 'r1', findings: [found('a'), found('c'), found('d')], final: true, inspectedAt: '2026-11-05T07:00:00Z' });
  return memory;
}

const choose = ({ work }: Memory, choice: ChoiceMade['choice'], number = 1) => carryOutChoice(work, 'c1', { number, choice, chosenAt });
const rejectionIn = ({ rejections }: Memory) => {
  const rejection = rejections.get('c1');
  if (!rejection) throw new Error('nothing is rejected');
  return rejection;
};
const onHand = ({ stock }: Memory) => Object.entries(stock.get('MUG')?.shelves ?? {}).flatMap(([place, shelf]) => (shelf.onHand === 0n ? [] : [`${place} ${shelf.onHand}`]));
const settledIn = ({ said }: Memory) => said.filter(({ name }) => name === 'RejectionSettled').map(({ data }) => data as { outcome: string; settledAt: string });
const dispute = 'X-c1-disputed';
const resolve = (memory: Memory, resolution: 'accepted' | 'upheld') => {
  const exception = () => memory.exceptions.get(dispute) ?? fail();
  claimException(memory.work, exception(), 'kim', () => ({}));
  return resolveException(memory.work, exception(), { person: 'kim', resolution, reasonCode: 'X' }, () => ({}));
};
const fail = (): never => {
  throw new Error('there is no dispute');
};

describe('units of grades C and D that the customer is liable for', () => {
  it('are rejected where the goods are paid for: said beside the accepted ones, none of them short, and kept in quarantine', () => {
    const memory = inspected();
    expect(memory.said.find(({ name }) => name === 'ItemsInspected')?.data).toMatchObject({ lines: [{ accepted: 1, rejected: 2, short: 0, quarantined: 0 }] });
    expect([onHand(memory), rejectionIn(memory).status, memory.said.some(({ name }) => name === 'ExceptionOpened')]).toEqual([['a 1', 'quarantine 2'], 'awaiting_choice', false]);
    expect(rejectionFromRow({ ...rejectionToRow('c1', rejectionIn(memory)), version: 1 })).toEqual(rejectionIn(memory));
  });

  it('are accepted as ever where others are sent for them, or somebody else is liable', () => {
    for (const memory of [inspected({ forRefund: false }), inspected({ liability: 'supplier' }), inspected({ liability: 'undetermined' })]) {
      expect(memory.rejections.get('c1')).toBeUndefined();
      expect(memory.said.find(({ name }) => name === 'ItemsInspected')?.data).toMatchObject({ lines: [{ accepted: 3 }] });
    }
  });
});

describe('what the customer chooses for rejected units', () => {
  it('a deduction brings them onto the shelves of their grades, and is said once, however often it is told', () => {
    const memory = inspected();
    expect([choose(memory, 'deduction').kind, choose(memory, 'deduction').kind, choose(memory, 'goods_back')]).toMatchObject(['done', 'ignored', { kind: 'refused', refusal: { code: 'SETTLED_OTHERWISE' } }]);
    expect(settledIn(memory)).toMatchObject([{ outcome: 'REJECTION_OUTCOME_DEDUCTION', settledAt: chosenAt, lines: [{ quantity: 1, grade: 'GRADE_C' }, { quantity: 1, grade: 'GRADE_D' }] }]);
    // What is in grade D is scrapped.
    expect(onHand(memory)).toEqual(['a 1', 'c 1']);
  });

  it('the goods back take them out of stock at once; they are packed as logistics orders, and handed over once', () => {
    const memory = inspected();
    const order = { trackingNumber: 'GR1X1', carrierCode: 'ground', lines: [{ caseLineId: 'l1', sku: 'MUG', quantity: 2 }] };
    expect(packRejected(memory.work, 'c1', order).kind).toBe('notYet');
    choose(memory, 'goods_back');
    expect([onHand(memory), rejectionIn(memory).status]).toEqual([['a 1'], 'going_back']);
    expect(packRejected(memory.work, 'c1', { ...order, lines: [{ caseLineId: 'l1', sku: 'MUG', quantity: 1 }] })).toMatchObject({ refusal: { code: 'NOT_WHAT_WAS_REJECTED' } });
    expect([packRejected(memory.work, 'c1', order).kind, packRejected(memory.work, 'c1', order).kind]).toEqual(['done', 'ignored']);
    const handOver = (taskId: string) => takeHandedBack(memory.work, rejectionIn(memory), taskId, order.lines);
    expect(handOver('K-other-1')).toMatchObject({ refusal: { code: 'PICKING_UNKNOWN' } });
    expect([handOver('K-c1-1').kind, handOver('K-c1-1').kind, rejectionIn(memory).status]).toEqual(['done', 'ignored', 'handed_over']);
    expect(memory.said.filter(({ name }) => ['PickingTaskIssued', 'ReplacementPicked'].includes(name))).toHaveLength(2);
  });

  it('waits for the inspection where it is heard of before, and is refused where it was never offered', () => {
    const memory = memoryWork(warehouseTables, { now });
    expect(choose(memory, 'deduction').kind).toBe('notYet');
    expect(choose(inspected(), 'deduction', 2)).toMatchObject({ refusal: { code: 'CHOICE_UNKNOWN' } });
  });
});

describe('a dispute of rejected units', () => {
  it('is an exception of the warehouse with a clock of its own, and moves nothing', () => {
    const memory = inspected();
    expect([choose(memory, 'dispute').kind, choose(memory, 'dispute').kind]).toEqual(['done', 'ignored']);
    expect(memory.said.at(-1)).toEqual({
      name: 'ExceptionOpened',
      subject: 'case:c1',
      data: { ref, exceptionId: dispute, kind: 'EXCEPTION_KIND_DISPUTED', lines: [{ caseLineId: 'l1', sku: 'MUG', quantity: 2 }], dueAt: later.toISOString(), byDefault: 'EXCEPTION_RESOLUTION_ACCEPTED', owner: 'warehouse' },
    });
    expect(memory.timers.filter(({ name }) => name !== putAwayTimer)).toEqual([{ subject: 'case:c1', name: disputeTimer, dueAt: later, payload: { caseId: 'c1', skus: ['MUG'] } }]);
    expect(onHand(memory)).toEqual(['a 1', 'quarantine 2']);
  });

  it('is accepted by a person: in full, once, and its clock stops', () => {
    const memory = inspected();
    choose(memory, 'dispute');
    expect(resolve(memory, 'accepted').kind).toBe('done');
    expect([settledIn(memory).map(({ outcome }) => outcome), onHand(memory), memory.timers.map(({ name }) => name)]).toEqual([['REJECTION_OUTCOME_ACCEPTED'], ['a 1', 'c 1'], [putAwayTimer]]);
    expect(disputeRunsOut(memory.work, 'c1').kind).toBe('ignored');
  });

  it('is upheld by a person: the customer chooses again, and what was chosen before counts no more', () => {
    const memory = inspected();
    choose(memory, 'dispute');
    resolve(memory, 'upheld');
    expect([settledIn(memory), rejectionIn(memory)]).toMatchObject([[], { status: 'awaiting_choice', choice: 2 }]);
    expect([choose(memory, 'dispute').kind, choose(memory, 'deduction', 2).kind]).toEqual(['ignored', 'done']);
    expect(settledIn(memory)).toHaveLength(1);
  });

  it('is accepted by the clock, and not by the one of the other exceptions', () => {
    const memory = inspected();
    choose(memory, 'dispute');
    expect(disputeRunsOut(memory.work, 'c1').kind).toBe('ignored');
    const late = memoryWork(warehouseTables, { now: later, timers: [exceptionTimer, disputeTimer, putAwayTimer, inspectionTimer] });
    for (const table of ['rejections', 'exceptions', 'stock'] as const) for (const [id, row] of memory[table] as Map<string, never>) late.work[table].put(id, row);
    expect(exceptionsRunOut(late.work, 'c1').kind).toBe('ignored');
    expect(disputeRunsOut(late.work, 'c1').kind).toBe('done');
    expect(settledIn(late)).toMatchObject([{ outcome: 'REJECTION_OUTCOME_ACCEPTED' }]);
  });

  it('that only another choice tells to be over, as after a restore, lets that be carried out, and its clock then does nothing', () => {
    const memory = inspected();
    choose(memory, 'dispute');
    expect(choose(memory, 'deduction', 2).kind).toBe('done');
    resolve(memory, 'accepted');
    expect(settledIn(memory).map(({ outcome }) => outcome)).toEqual(['REJECTION_OUTCOME_DEDUCTION']);
  });
});

describe('rejected units that could not be delivered', () => {
  const lines = [{ caseLineId: 'l1', sku: 'MUG', quantity: 2 }];
  const order = { trackingNumber: 'GR1X1', carrierCode: 'ground', lines };
  const handOver = (memory: Memory, taskId: string, picked = lines) => takeHandedBack(memory.work, rejectionIn(memory), taskId, picked);
  function goingBack(): Memory {
    const memory = inspected();
    choose(memory, 'goods_back');
    packRejected(memory.work, 'c1', order);
    return memory;
  }

  it('are here again, in no stock, and packed once more under another task; once', () => {
    const memory = goingBack();
    expect(takeBackRejected(memory.work, 'c1', 1)).toMatchObject({ kind: 'notYet' });
    handOver(memory, 'K-c1-1');
    const shelves = onHand(memory);
    expect(takeBackRejected(memory.work, 'c1', 1)).toEqual({ kind: 'done' });
    expect(takeBackRejected(memory.work, 'c1', 1)).toMatchObject({ kind: 'ignored' });
    expect([onHand(memory), rejectionIn(memory)]).toMatchObject([shelves, { status: 'going_back', order: undefined, parcel: 2 }]);
    expect(packRejected(memory.work, 'c1', { ...order, trackingNumber: 'GR1X2' })).toEqual({ kind: 'done' });
    expect(memory.said.at(-1)).toMatchObject({ name: 'PickingTaskIssued', data: { taskId: 'K-c1-2', reservationTaskId: 'Q-c1', trackingNumber: 'GR1X2' } });
    expect(takeBackRejected(memory.work, 'c1', 2)).toMatchObject({ kind: 'notYet' });
    expect([handOver(memory, 'K-c1-1'), handOver(memory, 'K-c1-3')]).toMatchObject([{ kind: 'ignored' }, { refusal: { code: 'PICKING_UNKNOWN', kind: 'UNPROCESSABLE' } }]);
    expect(handOver(memory, 'K-c1-2', [{ ...lines[0]!, quantity: 1 }])).toMatchObject({ refusal: { code: 'PICKED_OTHERWISE', kind: 'UNPROCESSABLE' } });
    expect(handOver(memory, 'K-c1-2')).toEqual({ kind: 'done' });
    expect(memory.said.at(-1)).toMatchObject({ name: 'ReplacementPicked', data: { attempt: 2 } });
  });

  it('are waited for where what was chosen of them, or handed over, is heard of later', () => {
    const memory = inspected();
    expect([takeBackRejected(memory.work, 'c1', 1), takeBackRejected(memory.work, 'c9', 1)]).toMatchObject([{ kind: 'notYet' }, { kind: 'notYet' }]);
    choose(memory, 'goods_back');
    expect(takeBackRejected(memory.work, 'c1', 1)).toMatchObject({ kind: 'notYet' });
  });

  it('and a choice, or an order, that contradicts what was settled are refused as conflicts', () => {
    const memory = inspected();
    choose(memory, 'deduction');
    expect(choose(memory, 'goods_back')).toMatchObject({ kind: 'refused', refusal: { code: 'SETTLED_OTHERWISE', kind: 'CONFLICT' } });
    expect(choose(memory, 'goods_back', 2)).toMatchObject({ kind: 'refused', refusal: { code: 'CHOICE_UNKNOWN', kind: 'CONFLICT' } });
    expect(packRejected(memory.work, 'c1', order)).toMatchObject({ kind: 'refused', refusal: { code: 'ILLEGAL_MOVE', kind: 'CONFLICT' } });
    expect(memory.moves.map(({ moveId }) => moveId).filter((id) => id.includes('rejected'))).toEqual(['c1/rejected/1', 'c1/rejected/2', 'c1/rejected/3']);
  });

  it('are chosen about by three words, and by no others', () => {
    expect(['deduction', 'goods_back', 'dispute', 'wait', 'refund'].map(isAboutRejected)).toEqual([true, true, true, false, false]);
  });

  it('are disputed, and another choice of before that changes nothing', () => {
    const memory = inspected();
    choose(memory, 'dispute');
    expect(choose(memory, 'dispute').kind).toBe('ignored');
    expect(choose(memory, 'deduction')).toMatchObject({ kind: 'refused' });
    expect(choose(memory, 'deduction', 0).kind).toBe('ignored');
    expect(rejectionIn(memory)).toMatchObject({ status: 'disputed', choice: 1 });
  });
});
