import type { LoggerService } from '@nestjs/common';
import { isSpanContextValid, trace } from '@opentelemetry/api';
import type { DestinationStream, Logger as PinoLogger } from 'pino';
import { destination, pino, stdSerializers } from 'pino';
import { redactUrls } from './config/redact';
import { errorCode, isError } from './errors/error-code';
import { prettyLine } from './pretty';
import { activeCaseId } from './telemetry/case-context';

export type Logger = PinoLogger;
export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';

export interface LoggerOptions {
  readonly service: string;
  readonly instance: string;
  readonly level?: LogLevel;
  readonly format?: 'json' | 'pretty';
  /** Takes whole lines; standard output when left out. */
  readonly destination?: DestinationStream;
}

/** Keys whose values never reach a log, at the top or up to two levels down: secrets, and what CRM and intake mark as personal. */
export const redactedKeys = [
  'password',
  'secret',
  'token',
  'authorization',
  'cookie',
  'phone',
  'email',
  'address',
  'contact',
  'customerName',
  'recipient',
] as const;

/**
 * Structured logs: JSON lines with `service`, `instance`, and, inside a span or `withCase`, `trace_id`, `span_id`, `case_id`.
 * Fields passed with a line win over those. Errors go under `err`.
 */
export function createLogger(options: LoggerOptions): Logger {
  const { service, instance, level = 'info', format = 'json' } = options;
  // Written synchronously, so that the last words of a dying process are there.
  const out = options.destination ?? destination({ fd: 1, sync: true });
  return pino(
    {
      level,
      base: { service, instance },
      mixin: correlation,
      mixinMergeStrategy: (line, mixed) => ({ ...mixed, ...line }),
      redact: { paths: redactedKeys.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '[redacted]' },
      serializers: { err: serializeError },
    },
    format === 'pretty' ? pretty(out) : out,
  );
}

/** For tests and tools that want no logs. */
export const silentLogger = (): Logger => pino({ level: 'silent' });

/** Nest's own messages through ours. */
export function nestLogger(logger: Logger): LoggerService {
  const write = (level: 'info' | 'warn' | 'debug' | 'trace' | 'fatal', message: unknown, rest: readonly unknown[]): void => {
    const context = rest.findLast((one) => typeof one === 'string');
    logger[level]({ ...(context !== undefined && { context }), ...(isError(message) && { err: message }) }, textOf(message));
  };
  return {
    log: (message: unknown, ...rest: unknown[]) => write('info', message, rest),
    warn: (message: unknown, ...rest: unknown[]) => write('warn', message, rest),
    debug: (message: unknown, ...rest: unknown[]) => write('debug', message, rest),
    verbose: (message: unknown, ...rest: unknown[]) => write('trace', message, rest),
    fatal: (message: unknown, ...rest: unknown[]) => write('fatal', message, rest),
    // Nest passes (message, stack?, context?), all text.
    error: (message: unknown, ...rest: unknown[]) => {
      const texts = rest.filter((one) => typeof one === 'string');
      const stack = texts.find((text) => text.includes('\n'));
      const context = texts.findLast((text) => text !== stack);
      const err = isError(message) ? message : rest.find(isError);
      logger.error({ ...(context !== undefined && { context }), ...(err ? { err } : stack !== undefined && { stack }) }, textOf(message));
    },
  };
}

/** What ties a log line to the trace and the case it was written in. */
function correlation(): Record<string, string> {
  const span = trace.getActiveSpan()?.spanContext();
  const caseId = activeCaseId();
  return {
    ...(span && isSpanContextValid(span) && { trace_id: span.traceId, span_id: span.spanId }),
    ...(caseId !== undefined && { case_id: caseId }),
  };
}

function serializeError(error: unknown): unknown {
  if (!isError(error)) return typeof error === 'string' ? redactUrls(error) : error;
  const { type, message, stack } = stdSerializers.err(error);
  const code = errorCode(error);
  // Only these: drivers hang queries, parameters and sockets on their errors, with personal data in them.
  return { type, message: redactUrls(message), ...(code !== undefined && { code }), stack: redactUrls(stack) };
}

const pretty = (out: DestinationStream): DestinationStream => ({
  write: (line: string) => out.write(`${prettyLine(line.trimEnd(), process.stdout.isTTY)}\n`),
});

const textOf = (message: unknown): string => (isError(message) ? message.message : typeof message === 'string' ? message : JSON.stringify(message));
