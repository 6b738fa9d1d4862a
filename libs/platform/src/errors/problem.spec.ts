import { HuiliuError } from './huiliu-error';
import { toProblem } from './problem';

const silent = { error: () => undefined };

describe('problem documents', () => {
  it('carry status, stable code, what to do, the fields that are wrong, and the trace', () => {
    const error = new HuiliuError('INVALID_ARGUMENT', 'REQUEST_INVALID', 'Correct the fields below.', {
      fields: [{ field: 'lines[0].quantity', message: 'must be 1 or more' }],
      details: { limit: 5 },
    });
    expect(toProblem(error, { instance: '/api/v1/cases', traceId: 'abc', log: silent })).toEqual({
      type: 'urn:huiliu:problem:request-invalid',
      title: 'Malformed request',
      status: 400,
      detail: 'Correct the fields below.',
      instance: '/api/v1/cases',
      code: 'REQUEST_INVALID',
      errors: [{ field: 'lines[0].quantity', message: 'must be 1 or more' }],
      details: { limit: 5 },
      traceId: 'abc',
    });
  });

  it('say nothing of what happened inside, only the id under which it was logged', () => {
    const lines: Record<string, unknown>[] = [];
    const log = { error: (fields: Record<string, unknown>) => void lines.push(fields) };
    const problem = toProblem(new HuiliuError('INTERNAL', 'LEDGER_UNBALANCED', 'debit 5 credit 4', { details: { table: 'entry' } }), { log });
    expect(problem).toMatchObject({ status: 500, code: 'LEDGER_UNBALANCED' });
    expect(JSON.stringify(problem)).not.toMatch(/debit|entry/);
    expect(problem.errorId).toBeDefined();
    expect(lines).toMatchObject([{ error_id: problem.errorId }]);
  });
});
