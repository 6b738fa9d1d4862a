import type { Context } from '@opentelemetry/api';
import { context, createContextKey } from '@opentelemetry/api';

const caseKey = createContextKey('huiliu.case');

/** Runs `fn` so that logs written inside, also after awaits, carry the case's id. */
export const withCase = <T>(caseId: string, fn: () => T): T => context.with(contextWithCase(context.active(), caseId), fn);

export const contextWithCase = (parent: Context, caseId: string): Context => parent.setValue(caseKey, caseId);

export function activeCaseId(): string | undefined {
  const value = context.active().getValue(caseKey);
  return typeof value === 'string' ? value : undefined;
}
