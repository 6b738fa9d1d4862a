import type { ClientBase, Pool } from 'pg';
import type { Answer, CommandKey, KeptAnswer } from '../store';

interface KeyRow {
  readonly request_hash: string;
  readonly answer: Answer | null;
}

export async function keptAnswer(client: ClientBase | Pool, { principal, operation, key }: CommandKey): Promise<KeptAnswer | undefined> {
  const { rows } = await client.query<KeyRow>({
    name: 'key:read',
    text: 'SELECT request_hash, answer FROM idempotency WHERE principal = $1 AND operation = $2 AND key = $3',
    values: [principal, operation, key],
  });
  return rows[0] && { requestHash: rows[0].request_hash, answer: rows[0].answer ?? undefined };
}

export async function reserveKey(client: ClientBase, key: CommandKey, requestHash: string, at: Date): Promise<KeptAnswer | undefined> {
  const inserted = await client.query({
    name: 'key:reserve',
    text: 'INSERT INTO idempotency (principal, operation, key, request_hash, created_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING',
    values: [key.principal, key.operation, key.key, requestHash, at],
  });
  if (inserted.rowCount === 1) return undefined;
  // Gone again between the two statements: nobody knows.
  return (await keptAnswer(client, key)) ?? { requestHash, answer: undefined };
}

export async function keepAnswer(client: ClientBase, { principal, operation, key }: CommandKey, answer: Answer): Promise<void> {
  await client.query({
    name: 'key:keep',
    text: 'UPDATE idempotency SET answer = $4 WHERE principal = $1 AND operation = $2 AND key = $3',
    values: [principal, operation, key, JSON.stringify(answer)],
  });
}
