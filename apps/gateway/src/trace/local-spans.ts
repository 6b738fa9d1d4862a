import { errorMessage, readTrace, type Logger, type SpanRecord } from '@huiliu/platform';
import { Pool } from 'pg';

/** The spans of the local store: detail that may be sampled or gone, while the chain of hops never is. */
export interface LocalSpans {
  /** Spans of these traces that are about the case or about none; undefined when the store can't be read now. */
  of(traceIds: readonly string[], caseId: string): Promise<readonly SpanRecord[] | undefined>;
  close(): Promise<void>;
}

export const localSpansToken = Symbol('huiliu.gateway.spans');

const poolSize = 2;

/** Undefined url: there is no local store. */
export function openLocalSpans(url: string | undefined, timeoutMs: number, log: Logger): LocalSpans | undefined {
  if (url === undefined) return undefined;
  const pool = new Pool({ connectionString: url, max: poolSize, connectionTimeoutMillis: timeoutMs, query_timeout: timeoutMs, application_name: 'gateway trace reader' });
  // A connection lost while idle; unheard it would end the process.
  pool.on('error', () => undefined);
  return {
    async of(traceIds, caseId) {
      try {
        const spans = await readTrace(pool, traceIds);
        return spans.filter((span) => span.caseId === undefined || span.caseId === caseId || span.caseId === `case:${caseId}`);
      } catch (error) {
        log.warn({ reason: errorMessage(error) }, 'the local store of spans can\'t be read: the trace is shown without their detail');
        return undefined;
      }
    },
    close: () => pool.end(),
  };
}
