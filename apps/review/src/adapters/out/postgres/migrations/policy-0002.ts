import type { MigrationInterface, QueryRunner } from 'typeorm';
import { activePolicyId } from '../../../../application/work';
import { policy202611 } from '../../../../domain/policy-2026-11';
import { policyToRow } from '../tables';

/**
 * Policies: `active` is the one in force, each version is kept besides under its own name, so that a decision can be explained by the version
 * it quotes. What is kept can't be changed.
 */
export class Policy1763769600002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE policy (
         policy_id   text COLLATE "C" PRIMARY KEY,
         row_version int  NOT NULL,
         version     text NOT NULL,
         active_from timestamptz NOT NULL,
         terms       jsonb NOT NULL,
         CHECK (policy_id IN ('${activePolicyId}', version))
       )`,
    );
    await runner.query(
      `CREATE FUNCTION keep_policy_version() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN
         RAISE EXCEPTION 'policy % is kept as it was: a change is a new version', OLD.policy_id;
       END $$`,
    );
    await runner.query(
      `CREATE TRIGGER keep_policy_version BEFORE UPDATE OR DELETE ON policy FOR EACH ROW WHEN (OLD.policy_id <> '${activePolicyId}') EXECUTE FUNCTION keep_policy_version()`,
    );
    for (const id of [policy202611.version, activePolicyId]) {
      const row = policyToRow(id, policy202611);
      await runner.query('INSERT INTO policy (policy_id, row_version, version, active_from, terms) VALUES ($1, 1, $2, $3, $4)', [row.policyId, row.policyVersion, row.activeFrom, JSON.stringify(row.terms)]);
    }
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}
