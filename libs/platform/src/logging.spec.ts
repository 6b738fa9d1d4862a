import { context, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import type { LogLevel } from './logging';
import { createLogger, nestLogger } from './logging';
import { prettyLine } from './pretty';
import { withCase } from './telemetry/case-context';

function capture(format: 'json' | 'pretty' = 'json', level: LogLevel = 'info') {
  const lines: string[] = [];
  const logger = createLogger({ service: 'refund', instance: 'refund-1', format, level, destination: { write: (line) => void lines.push(line) } });
  return { logger, lines, last: () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown> };
}

describe('logs', () => {
  const manager = new AsyncLocalStorageContextManager().enable();
  beforeAll(() => context.setGlobalContextManager(manager));
  afterAll(() => context.disable());

  it('name service and instance, and the trace and case they were written in, also after an await', async () => {
    const { logger, last } = capture();
    const span = trace.wrapSpanContext({ traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), traceFlags: 1 });
    await context.with(trace.setSpan(ROOT_CONTEXT, span), () =>
      withCase('case-1', async () => {
        await Promise.resolve();
        logger.info({ leg: 2 }, 'paid');
      }),
    );
    expect(last()).toMatchObject({ msg: 'paid', service: 'refund', instance: 'refund-1', leg: 2, trace_id: 'a'.repeat(32), span_id: 'b'.repeat(16), case_id: 'case-1' });
    logger.info('later');
    expect(last()).not.toHaveProperty('trace_id');
    expect(last()).not.toHaveProperty('case_id');
  });

  it('let a passed case win over the active one', () => {
    const { logger, last } = capture();
    withCase('case-1', () => logger.info({ case_id: 'case-2' }, 'other'));
    expect(last()['case_id']).toBe('case-2');
  });

  it('hold no secrets and no personal data', () => {
    const { logger, lines } = capture();
    logger.info({ token: 't0p', customer: { phone: '13800000000', deep: { email: 'a@b.c' } } }, 'x');
    const error = Object.assign(new Error('connect postgres://me:hunter2@db/x failed'), { parameters: ['13800000000'], code: 'ECONNREFUSED' });
    logger.error({ err: error }, 'y');
    expect(lines.join()).not.toMatch(/t0p|13800000000|a@b\.c|hunter2/);
    expect(lines[1]).toContain('ECONNREFUSED');
  });

  it('are one line each in the pretty format, errors included', () => {
    const { logger, lines } = capture('pretty');
    logger.warn({ err: new TypeError('two\nlines'), attempt: 3 }, 'try\nagain');
    expect(lines).toHaveLength(1);
    expect(lines[0]?.trimEnd().split('\n')).toHaveLength(1);
    expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d\.\d{3} WARN {2}refund +try ⏎ again attempt=3 TypeError: two ⏎ lines/);
  });

  it('that are not ours pass the pretty format unchanged', () => {
    expect(prettyLine('plain text')).toBe('plain text');
    expect(prettyLine('{"a":1}')).toBe('{"a":1}');
  });

  it('of Nest keep their context and their stack', () => {
    const { logger, last } = capture('json', 'trace');
    const nest = nestLogger(logger);
    nest.log('started', 'NestFactory');
    expect(last()).toMatchObject({ level: 30, msg: 'started', context: 'NestFactory' });
    nest.error('failed', 'Error: failed\n    at x', 'RefundService');
    expect(last()).toMatchObject({ level: 50, msg: 'failed', context: 'RefundService', stack: 'Error: failed\n    at x' });
    nest.error(new Error('thrown'));
    expect(last()).toMatchObject({ level: 50, msg: 'thrown', err: { message: 'thrown' } });
    nest.verbose?.('detail');
    expect(last()).toMatchObject({ level: 10, msg: 'detail' });
  });
});
