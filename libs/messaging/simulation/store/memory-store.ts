import type { CommandKey, KeptAnswer, Store, StoreTransaction } from '../../src/engine/store/store';
import type { Process } from '../world/process';
import type { Database } from './database';
import { MemoryTransaction } from './memory-transaction';
import { connectionLost } from './sql-error';

/** The store port as one process sees it. */
export class MemoryStore implements Store {
  constructor(
    private readonly database: Database,
    private readonly process: Process,
  ) {}

  position(topic: string, partition: number): Promise<number | undefined> {
    return this.process.ask('read position', () => {
      if (this.database.away) throw connectionLost();
      return this.database.positions.committedOf(`${topic}/${partition}`);
    });
  }

  keptAnswer({ principal, operation, key }: CommandKey): Promise<KeptAnswer | undefined> {
    return this.process.ask('read kept answer', () => {
      if (this.database.away) throw connectionLost();
      return this.database.keys.committedOf(`${principal}\n${operation}\n${key}`);
    });
  }

  // A connection comes from the pool, BEGIN goes with the first statement.
  begin(): Promise<StoreTransaction> {
    if (this.database.away) return this.process.ask('connect', () => { throw connectionLost(); });
    return Promise.resolve(new MemoryTransaction(this.database, this.process));
  }
}
