import { accountFor, errorOf, HuiliuError, publicMessage, toHuiliuError } from './huiliu-error';
import { ErrorKind, errorStatuses } from './kinds';

class Log {
  readonly lines: Record<string, unknown>[] = [];
  error(fields: Record<string, unknown>): void {
    this.lines.push(fields);
  }
}

describe('HuiliuError', () => {
  it('every kind has one HTTP and one gRPC status', () => {
    expect(Object.fromEntries(Object.entries(errorStatuses).map(([kind, status]) => [kind, [status.http, status.grpc]]))).toEqual({
      INVALID_ARGUMENT: [400, 3],
      UNAUTHENTICATED: [401, 16],
      FORBIDDEN: [403, 7],
      CHANGED: [412, 10],
      NOT_FOUND: [404, 5],
      CONFLICT: [409, 10],
      UNPROCESSABLE: [422, 9],
      NOT_OFFERED: [422, 9],
      RATE_LIMITED: [429, 8],
      UNAVAILABLE: [503, 14],
      INTERNAL: [500, 13],
    });
  });

  it('a known error passes unchanged', () => {
    const error = new HuiliuError(ErrorKind.NOT_FOUND, 'CASE_NOT_FOUND', 'There is no such case.');
    expect(toHuiliuError(error)).toBe(error);
    expect(error.errorId).toBeUndefined();
  });

  it('an unknown error becomes INTERNAL, shows nothing of itself and keeps one id however often it is looked at', () => {
    const thrown = new TypeError('password=hunter2');
    const first = toHuiliuError(thrown);
    expect(first.kind).toBe('INTERNAL');
    expect(first.errorId).toMatch(/^err_\w{12}$/);
    expect(toHuiliuError(thrown).errorId).toBe(first.errorId);
    expect(publicMessage(first)).toContain(first.errorId);
    expect(publicMessage(first)).not.toContain('hunter2');
  });

  it('what is no object at all is an error too', () => {
    expect(toHuiliuError(undefined).kind).toBe('INTERNAL');
    expect(toHuiliuError('text').kind).toBe('INTERNAL');
  });

  it('a fault of ours is logged once, with its cause and its id; a refusal is not logged', () => {
    const log = new Log();
    const thrown = new Error('broken');
    const { errorId } = accountFor(thrown, log);
    accountFor(thrown, log);
    accountFor(new HuiliuError(ErrorKind.CONFLICT, 'CASE_BLOCKED', 'Wait.'), log);
    expect(log.lines).toEqual([{ err: thrown, error_id: errorId, code: 'INTERNAL' }]);
  });

  it('a refusal of the domain keeps code, kind and details', () => {
    expect(errorOf({ kind: 'UNPROCESSABLE', code: 'UNIT_SPENT', message: 'Choose another.', details: { unit: 'u1' } })).toMatchObject({
      kind: 'UNPROCESSABLE',
      code: 'UNIT_SPENT',
      message: 'Choose another.',
      details: { unit: 'u1' },
    });
  });
});
