import { eventsHeardBy } from '@huiliu/contracts';
import { createBus, done, messagingMigrations, type Bus, type Route, type Routes } from '@huiliu/messaging';
import { openDatabase, poolOf, silentLogger } from '@huiliu/platform';
import { startKafka, startPostgres, type PostgresServer } from '@huiliu/testing';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { UsageError } from '../usage';

/** One department's database and a bus, durable settings on: what a bench of the core needs, without the rest of the system. */
export interface Lab {
  readonly postgres: PostgresServer;
  readonly dataSource: DataSource;
  readonly pool: Pool;
  readonly bus: Bus;
  close(): Promise<void>;
}

export type BusKind = 'embedded' | 'kafka';

export async function openLab(kind: BusKind): Promise<Lab> {
  const closing: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (let last = closing.pop(); last; last = closing.pop()) await last();
  };
  try {
    const postgres = await startPostgres({ durable: true });
    closing.push(() => postgres.stop());
    const dataSource = await openDatabase({ url: await postgres.createDatabase('department'), entities: [], migrations: [...messagingMigrations], log: silentLogger() });
    closing.push(() => dataSource.destroy());
    const bus = await busOf(kind, postgres, closing);
    closing.push(() => bus.close());
    return { postgres, dataSource, pool: poolOf(dataSource), bus, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function busOf(kind: BusKind, postgres: PostgresServer, closing: (() => Promise<unknown>)[]): Promise<Bus> {
  if (kind === 'embedded') return createBus({ kind, database: { url: await postgres.createDatabase('bus') }, instance: 'bench' });
  const server = await startKafka({ forLoad: true });
  if ('unavailable' in server) throw new UsageError(server.unavailable);
  closing.push(() => server.stop());
  return createBus({ kind, brokers: server.brokers.split(','), clientId: 'bench' });
}

/** A department that takes everything it hears and does nothing. */
export function idleRoutes(department: string, onEvent: () => void): Routes {
  const handle: Route['handle'] = () => {
    onEvent();
    return done();
  };
  return new Map(eventsHeardBy(department).map((contract) => [contract.type, { contract: contract as Route['contract'], subject: undefined, heads: () => [], rows: () => ({}), handle }]));
}
