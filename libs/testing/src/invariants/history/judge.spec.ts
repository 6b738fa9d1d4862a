import type { LogicalCommand } from '../../history/logical-command';
import type { CommandFacts } from './command-facts';
import { contradictions, judge, type Breach } from './judge';

const command: LogicalCommand = {
  principal: 'ann',
  operation: 'review.DecideTask',
  key: 'k1',
  attempts: 1,
  digests: ['d'],
  ok: 1,
  failed: 0,
  answers: [{ caseId: 'c1', caseNumber: 'HL-1', status: 'decided' }],
  codes: [],
  refusedAfterOk: false,
  askedAt: new Date(),
};
const hop = { id: 'ann/review.DecideTask/k1', subject: 'case:c1', outcome: 'done' };
const done: CommandFacts = {
  id: hop.id,
  command,
  hops: [hop],
  said: ['CaseApproved'],
  kept: 'done',
  row: { caseId: 'c1', caseNumber: null, cancelAsked: null, status: 'approved', claimedBy: 'ann', decidedBy: 'ann', earlierDeciders: [], approvedBy: null, settledBy: null },
};
const nothing = { hops: [], said: [], kept: 'missing', row: undefined } as const;
const refused: LogicalCommand = { ...command, ok: 0, failed: 1, answers: [], codes: ['409 TASK_TAKEN'] };
const unknown: LogicalCommand = { ...command, ok: 0, answers: [] };

const breaches = (facts: CommandFacts): Breach[] => judge(facts).map(({ breach }) => breach);

describe('a command that was answered ok', () => {
  it('has to be there, whole and as it was answered', () => {
    expect(judge(done)).toEqual([]);
  });

  it.each<[string, CommandFacts, RegExp]>([
    ['nothing was done', { ...done, ...nothing }, /nothing was done/],
    ['it was done twice', { ...done, hops: [hop, { ...hop, subject: 'case:c2' }] }, /taken effect 2 times: on case:c1, case:c2/],
    ['it said nothing', { ...done, said: [] }, /said no CaseApproved or CaseRejected/],
    ['somebody else has decided', { ...done, row: { ...done.row!, decidedBy: 'rules' } }, /decided by rules/],
    ['its key is free', { ...done, kept: 'missing' }, /key is not known/],
    ['another case was answered', { ...done, hops: [{ ...hop, subject: 'case:c9' }] }, /answered with case c1, but took effect on case:c9/],
    ['another number was answered', { ...done, row: { ...done.row!, caseNumber: 'HL-2' } }, /HL-1, but the case has HL-2/],
    ['it is not decided after all', { ...done, row: { ...done.row!, status: 'claimed' } }, /answered as decided, but the case is claimed/],
  ])('is told when %s', (_what, facts, detail) => {
    expect(judge(facts)).toEqual([{ breach: 'answered', detail: expect.stringMatching(detail) as string }]);
  });

  it('of finance has to be seen in the refund', () => {
    const approval: CommandFacts = { ...done, command: { ...command, operation: 'refund.ApproveRefund' }, said: ['RefundApproved'], row: { ...done.row!, status: 'requested', approvedBy: 'ann' } };
    const transfer: CommandFacts = { ...approval, command: { ...command, operation: 'refund.SettleLegManually' }, said: ['LedgerPosted'], row: { ...done.row!, status: 'settled', settledBy: ['ann'] } };
    const answered = (facts: CommandFacts): CommandFacts => ({ ...facts, command: { ...facts.command, answers: [{ caseId: 'c1', caseNumber: 'HL-1', status: 'requested' }] } });
    expect([judge(answered(approval)), judge(answered(transfer))]).toEqual([[], []]);
    expect(judge(answered({ ...approval, row: { ...approval.row!, approvedBy: 'bob' } }))).toMatchObject([{ breach: 'answered', detail: expect.stringContaining('approved by bob') as string }]);
    expect(judge(answered({ ...transfer, row: { ...transfer.row!, settledBy: [] } }))).toMatchObject([{ breach: 'answered', detail: expect.stringContaining('no leg was settled by hand by ann') as string }]);
  });

  it('may have changed nothing, when it was so already', () => {
    expect(judge({ ...done, hops: [{ ...hop, outcome: 'ignored' }], said: [] })).toEqual([]);
  });

  it('is not asked for a key that the department may have forgotten', () => {
    expect(judge({ ...done, kept: undefined })).toEqual([]);
  });
});

describe('a command that was refused', () => {
  it('has left nothing, but perhaps the refusal', () => {
    expect(judge({ ...done, ...nothing, command: refused })).toEqual([]);
    expect(judge({ ...done, ...nothing, kept: 'refusal', command: refused })).toEqual([]);
  });

  it.each<[string, Partial<CommandFacts>]>([
    ['a hop', { hops: [hop] }],
    ['an event', { said: ['CaseApproved'] }],
    ['an answer', { kept: 'done' }],
  ])('is told when it has left %s', (_what, left) => {
    expect(breaches({ ...done, ...nothing, command: refused, ...left })).toEqual(['refused']);
  });
});

describe('a command that nobody answered', () => {
  it('may be there or not', () => {
    expect(judge({ ...done, command: unknown })).toEqual([]);
    expect(judge({ ...done, ...nothing, command: unknown })).toEqual([]);
    expect(judge({ ...done, ...nothing, kept: 'refusal', command: unknown })).toEqual([]);
  });

  it.each<[string, Partial<CommandFacts>]>([
    ['the hop is missing', { hops: [] }],
    ['the event is missing', { said: [] }],
    ['its answer is missing', { kept: 'empty' }],
    ['the row is missing', { row: undefined }],
    ['it was done twice', { hops: [hop, hop] }],
  ])('is told when %s and the rest is there', (_what, part) => {
    expect(breaches({ ...done, command: unknown, ...part })).toEqual(['unanswered']);
  });
});

describe('what any command has to answer for', () => {
  it.each<[string, Partial<LogicalCommand>, RegExp]>([
    ['two requests under one key', { digests: ['a', 'b'] }, /different requests/],
    ['a refusal after an ok', { refusedAfterOk: true, codes: ['409 X'] }, /refused afterwards \(409 X\)/],
    ['two different answers', { answers: [{ caseNumber: 'HL-1' }, { caseNumber: 'HL-2' }] }, /different ways/],
  ])('%s', (_what, over, detail) => {
    expect(contradictions({ ...command, ...over })).toEqual([expect.stringMatching(detail)]);
  });

  it('is nothing when every answer was the same', () => {
    expect(contradictions({ ...command, attempts: 2, ok: 2, answers: [{ caseNumber: 'HL-1' }, { caseNumber: 'HL-1' }] })).toEqual([]);
  });
});
