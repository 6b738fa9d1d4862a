import type { Pool } from 'pg';
import { sourceOf } from '../envelope';
import type { Routes } from '../routes';
import { realSurroundings, sleep, type Surroundings } from '../surroundings';
import { Inbox } from './inbox';
import type { MessagingLimits } from './limits';
import type { Observer } from './observer';
import type { Store, StoreTransaction } from './store/store';
import { releasingApart, type Releasing } from './releasing';
import { isTransient } from './transient';
import { Transaction, type DepartmentCore } from './transaction';

export interface EngineOptions {
  readonly pool: Pool;
  readonly store: Store;
  readonly core: DepartmentCore;
  readonly routes: Routes;
  readonly limits: MessagingLimits;
  readonly observer: Observer;
  /** Called after a commit with what it left to do: wakes the relay and the workers. */
  readonly onCommit: (left: { readonly outbox: boolean; readonly intents: boolean }) => void;
  readonly clock: () => Date;
  readonly surroundings?: Surroundings;
}

export interface UnitOfWork {
  readonly store: StoreTransaction;
  readonly transaction: Transaction;
  readonly inbox: Inbox;
}

/**
 * One transaction for a command, a timer, a result or a replay. `body` may be run again when another transaction stood in the way
 * (deadlock, serialisation, version conflict), so it must not have effects of its own.
 */
export async function inTransaction<T>(options: EngineOptions, body: (unit: UnitOfWork) => Promise<T>): Promise<T> {
  const { surroundings = realSurroundings } = options;
  for (let attempt = 1; ; attempt++) {
    try {
      return await releasingApart((releasing) => once(options, body, releasing));
    } catch (error) {
      const again = isTransient(error) && attempt < options.limits.commandAttempts;
      if (!again) throw error;
      await sleep(surroundings, surroundings.random() * 10 * 2 ** attempt);
    }
  }
}

async function once<T>(options: EngineOptions, body: (unit: UnitOfWork) => Promise<T>, releasing: Releasing): Promise<T> {
  const { core, routes, limits, observer, clock } = options;
  const store = await options.store.begin();
  const transaction = new Transaction(store, core, clock());
  const inbox = new Inbox(transaction, routes, limits, observer, sourceOf(core.department), releasing);
  let result: T;
  try {
    result = await body({ store, transaction, inbox });
    await Promise.all([inbox.flush(), transaction.flush()]);
    releasing.assertComplete();
    await store.commit();
  } catch (error) {
    transaction.failed();
    await store.rollback(error);
    throw error;
  }
  transaction.committed();
  options.onCommit({ outbox: transaction.saysSomething, intents: transaction.intendsSomething });
  return result;
}
