import { memoryWork, type MemoryWork } from '@huiliu/testing';
import { feedbackTables } from '../adapters/out/postgres/tables';
import type { Concern } from '../domain/concern';
import { answerConcern } from './answer-concern';
import { claimConcern } from './claim-concern';
import { openConcern } from './open-concern';
import { tellOverdue } from './tell-overdue';
import { turnConcern } from './turn-concern';
import { answerTimer } from './work';

const now = new Date('2026-11-20T10:00:00Z');
const ref = { caseId: 'c1', caseNumber: 'HL-1', orderId: '' };
const into = { caseId: 'c2', caseNumber: 'HL-2', orderId: 'o1' };
const task = { ref, taskId: 'Q-c1' };
const respond = ({ status, claimedBy }: Concern): object => ({ status, claimedBy });

type Memory = MemoryWork<typeof feedbackTables>;

function opened(): Memory {
  const memory = memoryWork(feedbackTables, { now, timers: [answerTimer] });
  expect(openConcern(memory.work, ref, 'inquiry', 'ann')).toEqual({ kind: 'done' });
  return memory;
}
const concernIn = ({ concerns }: Memory): Concern => concerns.get('c1') as Concern;
const claimed = (): Memory => {
  const memory = opened();
  expect(claimConcern(memory.work, concernIn(memory), 'kim', respond)).toEqual({ kind: 'done', response: { status: 'claimed', claimedBy: 'kim' } });
  memory.said.length = 0;
  return memory;
};

describe('a concern', () => {
  it('is opened once, with its clock', () => {
    const { work, said, timers, concerns } = opened();
    expect(said).toEqual([{ name: 'ConcernOpened', subject: 'case:c1', data: { ...task, dueAt: '2026-11-22T10:00:00.000Z' } }]);
    expect(timers).toEqual([{ subject: 'case:c1', name: answerTimer, dueAt: new Date('2026-11-22T10:00:00Z'), payload: { caseId: 'c1' } }]);
    expect(openConcern(work, ref, 'complaint', 'ann')).toMatchObject({ kind: 'ignored' });
    expect([said.length, concerns.get('c1')?.type]).toEqual([1, 'inquiry']);
  });

  it('is claimed once by the same person, who is told the same again', () => {
    const memory = claimed();
    expect(claimConcern(memory.work, concernIn(memory), 'kim', respond)).toMatchObject({ kind: 'ignored', response: { claimedBy: 'kim' } });
    expect(claimConcern(memory.work, concernIn(memory), 'lee', respond)).toMatchObject({ kind: 'refused', refusal: { code: 'CONCERN_TAKEN', kind: 'CONFLICT' } });
    expect(memory.said).toEqual([]);
  });

  it('is answered: the words are kept, and not said; the clock stops', () => {
    const memory = claimed();
    expect(answerConcern(memory.work, concernIn(memory), 'lee', 'no', respond)).toMatchObject({ kind: 'refused' });
    expect([memory.answers, memory.timers.length]).toEqual([[], 1]);
    expect(answerConcern(memory.work, concernIn(memory), 'kim', 'Yes, Anna', respond)).toMatchObject({ kind: 'done', response: { status: 'answered' } });
    expect(memory.said).toEqual([{ name: 'ConcernAnswered', subject: 'case:c1', data: { ...task, answeredBy: 'kim' } }]);
    expect(memory.answers).toEqual([{ caseId: 'c1', at: now, text: 'Yes, Anna' }]);
    expect(memory.timers).toEqual([]);
    expect(tellOverdue(memory.work, 'c1')).toMatchObject({ kind: 'ignored' });
  });

  it('is turned into another case once, without a word', () => {
    const memory = claimed();
    expect(turnConcern(memory.work, concernIn(memory), 'kim', into, respond)).toMatchObject({ kind: 'done', response: { status: 'turned' } });
    expect(memory.said).toEqual([{ name: 'ConcernTurned', subject: 'case:c1', data: { ...task, turnedBy: 'kim', into } }]);
    expect([memory.answers, memory.timers]).toEqual([[], []]);
    expect(turnConcern(memory.work, concernIn(memory), 'kim', into, respond)).toMatchObject({ kind: 'ignored' });
    expect(turnConcern(memory.work, concernIn(memory), 'kim', { ...into, caseId: 'c3' }, respond)).toMatchObject({ kind: 'refused', refusal: { code: 'CONCERN_OVER' } });
    expect(memory.said).toHaveLength(1);
  });

  it('is said to be late once', () => {
    const memory = claimed();
    expect(tellOverdue(memory.work, 'c1')).toEqual({ kind: 'done' });
    expect(memory.said).toEqual([{ name: 'ConcernOverdue', subject: 'case:c1', data: { ...task, dueAt: '2026-11-22T10:00:00.000Z' } }]);
    expect(tellOverdue(memory.work, 'c1')).toMatchObject({ kind: 'ignored' });
    expect(tellOverdue(memory.work, 'nowhere')).toMatchObject({ kind: 'ignored' });
    expect(memory.said).toHaveLength(1);
  });
});

it('the clock of a concern is kept under a name that the next version finds', () => {
  expect(answerTimer).toBe('concern-overdue');
});
