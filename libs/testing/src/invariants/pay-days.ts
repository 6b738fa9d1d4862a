import { sayBroken } from './databases/query';
import type { Invariant } from './invariant';

/** What is owed has a clock at whose end finance is reminded, until that its day has passed was said; what is paid, dropped or not asked for has none. */
export const payDaysKept: Invariant = {
  name: 'each refund that is owed has a day by which it is to be paid, and no other has one',
  check: ({ pools: { refund } }, found) =>
    sayBroken<{ number: string; status: string; expected: boolean }>(refund, found, clocks, ({ number, status, expected }) => `the refund of case ${number} is ${status}, ${expected ? 'and no clock runs to its day' : 'but a clock runs to its day'}`),
};

const clocks = `
  SELECT number, status, expected FROM (
    SELECT case_number AS number, status, EXISTS (SELECT 1 FROM timer WHERE timer.subject = 'case:' || case_id AND timer.name = 'refund-due') AS clock,
      status IN ('requested', 'awaiting_approval', 'failed', 'declined', 'exception') AND late IS DISTINCT FROM 'overdue' AS expected
    FROM refund) AS it WHERE clock <> expected`;
