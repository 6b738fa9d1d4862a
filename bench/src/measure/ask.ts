import { Client } from 'pg';

/** One question to a database, on a connection of its own. */
export async function ask<R extends object>(url: string, sql: string, values: readonly unknown[] = []): Promise<readonly R[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<R>(sql, [...values])).rows;
  } finally {
    await client.end();
  }
}
