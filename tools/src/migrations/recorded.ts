import { createHash } from 'node:crypto';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export type MigrationClass = new () => MigrationInterface & { readonly reviewed?: Readonly<Record<string, string>> };

/** What a migration would do, without a database. */
export interface Recorded {
  readonly name: string;
  readonly statements: readonly string[];
  /** False: it asked to run outside a transaction. */
  readonly transaction: boolean;
  /** By rule: why it may do what the rule is against. */
  readonly reviewed: Readonly<Record<string, string>>;
  readonly forwardOnly: boolean;
  /** Stands for the statements with their values. */
  readonly digest: string;
}

/** Runs a migration against a runner that writes down what it is asked, and answers no rows. */
export async function record(migration: MigrationClass): Promise<Recorded> {
  const instance = new migration();
  const asked = await statementsOf((runner) => instance.up(runner));
  return {
    name: instance.name ?? migration.name,
    statements: asked.map(({ sql }) => sql),
    transaction: instance.transaction !== false,
    reviewed: instance.reviewed ?? {},
    forwardOnly: await refuses(() => statementsOf((runner) => instance.down(runner))),
    digest: createHash('sha256').update(JSON.stringify(asked)).digest('hex').slice(0, 16),
  };
}

interface Asked {
  readonly sql: string;
  readonly values: readonly unknown[];
}

async function statementsOf(run: (runner: QueryRunner) => Promise<unknown>): Promise<Asked[]> {
  const asked: Asked[] = [];
  const query = (sql: string, values: readonly unknown[] = []): Promise<unknown[]> => {
    asked.push({ sql, values });
    return Promise.resolve([]);
  };
  const runner = new Proxy({} as QueryRunner, {
    get: (_target, name) => {
      if (name === 'query') return query;
      throw new Error(`a migration may use runner.query alone, not ${String(name)}: what it does has to be readable as SQL`);
    },
  });
  await run(runner);
  return asked;
}

const refuses = (run: () => Promise<unknown>): Promise<boolean> =>
  run().then(
    () => false,
    () => true,
  );
