import type { MigrationInterface, QueryRunner } from 'typeorm';
import { activePolicyId } from '../../../../application/work';
import { defaultPolicy } from '../../../../domain/default-policy';
import { policy2026123 } from '../../../../domain/policy-2026-12-3';
import { policyToRow } from '../tables';

/** Exchanges in advance are allowed by the policy: in a column of its own, as a version before this one reads no terms that it does not know. A shop that has put a policy of its own in force keeps it, and allows none. */
export class AdvancePolicy1802000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE policy ADD COLUMN advance jsonb');
    const row = policyToRow(defaultPolicy.version, defaultPolicy);
    const values = [row.policyId, row.policyVersion, row.activeFrom, JSON.stringify(row.terms), JSON.stringify(row.advance)];
    await runner.query('INSERT INTO policy (policy_id, row_version, version, active_from, terms, advance) VALUES ($1, 1, $2, $3, $4, $5)', values);
    await runner.query('UPDATE policy SET row_version = row_version + 1, version = $2, active_from = $3, terms = $4, advance = $5 WHERE policy_id = $1 AND version = $6', [activePolicyId, ...values.slice(1), policy2026123.version]);
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}
