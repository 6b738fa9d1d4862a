import { Metadata, status } from '@grpc/grpc-js';
import type { ArgumentsHost } from '@nestjs/common';
import { firstValueFrom } from 'rxjs';
import { fromGrpcError, grpcErrorKey, grpcErrorLimitBytes, toGrpcError } from './grpc';
import { GrpcExceptionFilter } from './grpc-exception.filter';
import { HuiliuError } from './huiliu-error';

const silent = { error: () => undefined };
const sizeOf = (metadata: Metadata): number => (metadata.get(grpcErrorKey)[0] as Buffer).length;

describe('errors over gRPC', () => {
  it('arrive as they were thrown: kind, code, message in Chinese, details, fields', () => {
    const sent = new HuiliuError('NOT_OFFERED', 'CASE_TYPE_NOT_OFFERED', '暂不支持换货，请选择退货退款。', {
      details: { caseType: 'EXCHANGE', count: 2 },
      fields: [{ field: 'type', message: 'not offered', code: 'NOT_OFFERED' }],
    });
    const onTheWire = toGrpcError(sent, silent);
    expect(onTheWire.code).toBe(status.FAILED_PRECONDITION);
    const received = fromGrpcError(onTheWire);
    expect(received).toBeInstanceOf(HuiliuError);
    expect(received).toMatchObject({ kind: sent.kind, code: sent.code, message: sent.message, details: sent.details, fields: sent.fields });
  });

  it('of unknown origin are INTERNAL with the id of the log, and nothing else', () => {
    const lines: Record<string, unknown>[] = [];
    const onTheWire = toGrpcError(new Error('relation "leg" does not exist'), { error: (fields) => void lines.push(fields) });
    expect(onTheWire.code).toBe(status.INTERNAL);
    expect(JSON.stringify(onTheWire)).not.toContain('relation');
    const received = fromGrpcError(onTheWire) as HuiliuError;
    expect(received.kind).toBe('INTERNAL');
    expect(lines).toMatchObject([{ error_id: received.errorId }]);
  });

  it('stay within the size that HTTP/2 headers allow: details go first, the code stays', () => {
    const error = new HuiliuError('INVALID_ARGUMENT', 'REQUEST_INVALID', '错'.repeat(5_000), {
      details: { dump: 'x'.repeat(20_000) },
      fields: Array.from({ length: 500 }, (_, index) => ({ field: `lines[${index}].quantity`, message: 'must be 1 or more' })),
    });
    const onTheWire = toGrpcError(error, silent);
    expect(sizeOf(onTheWire.metadata)).toBeLessThanOrEqual(grpcErrorLimitBytes);
    const received = fromGrpcError(onTheWire) as HuiliuError;
    expect(received.code).toBe('REQUEST_INVALID');
    expect(received.details).toBeUndefined();
    expect(received.fields).toHaveLength(10);
  });

  it('set by gRPC itself are translated by the table', () => {
    expect(fromGrpcError({ code: status.UNAVAILABLE, metadata: new Metadata() })).toMatchObject({ kind: 'UNAVAILABLE', code: 'DEPARTMENT_AWAY' });
    expect(fromGrpcError({ code: status.DEADLINE_EXCEEDED })).toMatchObject({ kind: 'UNAVAILABLE', code: 'DEADLINE_EXCEEDED' });
    expect(fromGrpcError({ code: status.DATA_LOSS })).toMatchObject({ kind: 'INTERNAL' });
  });

  it('with metadata that is not ours fall back to their status', () => {
    const metadata = new Metadata();
    metadata.set(grpcErrorKey, Buffer.from('{"kind":"NEWER_KIND"}'));
    expect(fromGrpcError({ code: status.NOT_FOUND, metadata })).toMatchObject({ kind: 'NOT_FOUND' });
  });

  it('that never came over gRPC pass unchanged', () => {
    const error = new TypeError('bug');
    expect(fromGrpcError(error)).toBe(error);
    expect(fromGrpcError('text')).toBe('text');
  });

  it('pass Nest by its exception filter', async () => {
    const answer = new GrpcExceptionFilter(silent).catch(new HuiliuError('NOT_FOUND', 'CASE_NOT_FOUND', 'Check the number.'), {} as ArgumentsHost);
    const thrown: unknown = await firstValueFrom(answer).catch((error: unknown) => error);
    expect(fromGrpcError(thrown)).toMatchObject({ kind: 'NOT_FOUND', code: 'CASE_NOT_FOUND' });
  });

  it('forbid to call again by itself when the department was reached, and only then', () => {
    const pushback = (kind: 'UNAVAILABLE' | 'CONFLICT'): unknown[] => toGrpcError(new HuiliuError(kind, 'CODE', 'Words.'), silent).metadata.get('grpc-retry-pushback-ms');
    expect([pushback('UNAVAILABLE'), pushback('CONFLICT')]).toEqual([['-1'], []]);
  });

  it.each([
    ['a lost connection', new Error('Connection terminated unexpectedly'), 'UNAVAILABLE DATABASE_AWAY'],
    ['a statement that took too long', Object.assign(new Error('canceling statement'), { code: '57014' }), 'UNAVAILABLE DATABASE_AWAY'],
    ['a mistake of ours', Object.assign(new Error('relation "leg" does not exist'), { code: '42P01' }), 'INTERNAL INTERNAL'],
  ])('of the database, as %s, say whether asking again helps', async (_what, thrown, expected) => {
    const answer = new GrpcExceptionFilter(silent).catch(thrown, {} as ArgumentsHost);
    const { kind, code } = fromGrpcError(await firstValueFrom(answer).catch((error: unknown) => error)) as HuiliuError;
    expect(`${kind} ${code}`).toBe(expected);
  });
});
