import type { Pool } from 'pg';
import { checkOut } from '../client';
import { KnownHeads } from './known-heads';
import { PostgresTransaction } from './postgres-transaction';
import type { CommandKey, KeptAnswer, Store, StoreTransaction } from './store';
import { keptAnswer } from './sql/command-keys';
import type { OutboxForm } from './sql/outbox';

/** The department's own database. Its pool must pipeline (`openDatabase` sees to that): calls are sent before earlier ones have answered. */
export class PostgresStore implements Store {
  protected readonly knownHeads = new KnownHeads();

  constructor(
    private readonly pool: Pool,
    protected readonly outbox: OutboxForm,
  ) {}

  async position(topic: string, partition: number): Promise<number | undefined> {
    const { rows } = await this.pool.query<{ next: string }>('SELECT next FROM consumer_offset WHERE topic = $1 AND partition = $2', [topic, partition]);
    return rows[0] ? Number(rows[0].next) : undefined;
  }

  keptAnswer(key: CommandKey): Promise<KeptAnswer | undefined> {
    return keptAnswer(this.pool, key);
  }

  async begin(): Promise<StoreTransaction> {
    const client = await checkOut(this.pool);
    return new PostgresTransaction(client, this.knownHeads, this.outbox);
  }
}
