import { callGateway, textAt, type GatewayAnswer, type GatewayCall } from '../systems/staff/gateway-client';
import { digestOf } from './digest';
import type { History, Outcome } from './history';

export interface Door {
  readonly gatewayUrl: string;
  readonly token: string;
  readonly history: History;
}

/** A command of Huiliu's, as `intake.SubmitCase`, by its way through the gateway. */
export interface GatewayCommand extends Pick<GatewayCall, 'path' | 'body'> {
  readonly operation: string;
  readonly idempotencyKey: string;
}

/** Asks for something to be done, written down before and after. Rejects when it can't be written down: then it was not asked. */
export async function callForCommand({ gatewayUrl, token, history }: Door, { operation, ...call }: GatewayCommand, signal: AbortSignal): Promise<GatewayAnswer> {
  const digest = digestOf(`${call.path}\n${JSON.stringify(call.body)}`);
  const attempt = await history.begin({ principal: subjectOf(token), operation, commands: [[call.idempotencyKey, digest]] });
  const answer = await callGateway(gatewayUrl, { method: 'POST', token, ...call }, signal);
  history.end(attempt, outcomeOf(answer));
  return answer;
}

/** Who a token speaks for, as the gateway understands it; empty when it is no JWT. */
export function subjectOf(token: string): string {
  try {
    return textAt(JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')), 'sub') ?? '';
  } catch {
    return '';
  }
}

/** After a 5xx, or a request that timed out on its way, nobody knows; every other refusal says that nothing was done. */
export function outcomeOf({ status, code, body }: GatewayAnswer): Outcome {
  if (status >= 200 && status < 300) return { outcome: 'ok', answer: { caseId: textAt(body, 'caseId'), caseNumber: textAt(body, 'caseNumber'), status: textAt(body, 'status') } };
  if (status === 0 || status === 408 || status >= 500) return { outcome: 'unknown', code: `${status} ${code}` };
  return { outcome: 'failed', code: `${status} ${code}` };
}
