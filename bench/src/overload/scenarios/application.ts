import { OrderPlaced } from '@huiliu/contracts';
import { until } from '@huiliu/testing';
import type { Stand } from '../../load/stand';
import { RestClient, type Answer } from '../../rest/client';
import { callDigest } from '../../world/record';
import { sayingOf } from '../../world/words';
import { codeOf } from './rest-flood';

const path = '/api/v1/cases';

/** Places one order, and waits until intake and refund have it. */
export async function place({ world, databases }: Stand, order: OrderPlaced): Promise<void> {
  for (const { paymentId, capturedMinor } of order.payments) world.provider.capture(paymentId, BigInt(capturedMinor), order.currency);
  await world.say('crm', OrderPlaced, [sayingOf('crm', OrderPlaced, `order-${order.orderId}`, order.orderId, Date.parse(order.placedAt), order)]);
  const has = async (pool: typeof databases.pools.intake, table: string): Promise<boolean> => (await pool.query(`SELECT 1 FROM ${table} WHERE order_id = $1`, [order.orderId])).rows.length > 0;
  await until(`the order ${order.orderId}`, async () => (await has(databases.pools.intake, 'mirrored_order')) && (await has(databases.pools.refund, 'order_allocation')), 60_000);
}

export interface Applied extends Answer {
  readonly code: string;
  readonly caseId: string | undefined;
}

/** Applies for one piece of each of some lines, and keeps it in the books. */
export async function applyFor({ world, system }: Stand, order: OrderPlaced, lineIds: readonly string[]): Promise<Applied> {
  const body = { customerId: order.customerId, orderId: order.orderId, type: 'return', lines: lineIds.map((orderLineId) => ({ orderLineId, quantity: 1, reason: 'no_reason', condition: 'unopened' })), requestedAt: new Date(Date.parse(order.signedAt ?? order.placedAt) + 3_600_000).toISOString() };
  const client = new RestClient(system.gatewayPort, (await system.tokens()).agent, 1);
  const key = `${order.orderId}-${world.recorder.attempts.length}`;
  const attempt = world.recorder.begin('agent-1', 'intake.SubmitCase', [[key, callDigest(path, body)]]);
  const answer = await client.post(path, key, body);
  world.recorder.endCall(attempt, answer.status, answer.body);
  client.close();
  const { caseId } = (answer.body ?? {}) as { readonly caseId?: string };
  if (attempt.outcome !== 'failed') world.applications.push({ requestId: key, status: attempt.outcome === 'ok' ? 'accepted' : 'pending', caseId, code: undefined, businessAt: body.requestedAt });
  return { ...answer, code: codeOf(answer.body), caseId };
}

/** Until the case has come to its end. */
export const closed = ({ databases }: Stand, caseId: string): Promise<void> =>
  until(`the end of ${caseId}`, async () => (await databases.pools.intake.query("SELECT 1 FROM intake_case WHERE case_id = $1 AND status = 'closed'", [caseId])).rows.length > 0, 120_000);
