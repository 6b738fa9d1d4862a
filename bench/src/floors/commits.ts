import { Client } from 'pg';

const clients = 8;

/** Single-row inserts a second, each committed by itself, by eight clients: what pgbench would tell, by a small loop of our own. */
export async function commitsPerSecond(url: string, seconds: number): Promise<number> {
  const connections = await Promise.all(
    Array.from({ length: clients }, async () => {
      const client = new Client({ connectionString: url });
      await client.connect();
      return client;
    }),
  );
  try {
    const [first] = connections as [Client];
    await first.query('CREATE TABLE IF NOT EXISTS bench_commit (client int, at timestamptz, filler text)');
    const started = performance.now();
    const endMs = started + seconds * 1_000;
    const counts = await Promise.all(
      connections.map(async (client, number) => {
        let count = 0;
        for (; performance.now() < endMs; count++) {
          await client.query({ name: 'insert', text: 'INSERT INTO bench_commit VALUES ($1, now(), $2)', values: [number, 'a row of about a hundred bytes, as of pgbench, is what is written here: not more, and not less, dear reader'] });
        }
        return count;
      }),
    );
    const rate = counts.reduce((sum, count) => sum + count, 0) / ((performance.now() - started) / 1_000);
    await first.query('DROP TABLE bench_commit');
    return Math.round(rate);
  } finally {
    await Promise.all(connections.map((client) => client.end()));
  }
}
