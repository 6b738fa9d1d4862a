import type { MigrationInterface, QueryRunner } from 'typeorm';
import { activePolicyId } from '../../../../application/work';
import { policy2026122 } from '../../../../domain/policy-2026-12-2';
import { policy2026123 } from '../../../../domain/policy-2026-12-3';
import { policyToRow } from '../tables';

/** Repairs are decided by rules. A shop that has put a policy of its own in force keeps it; its rules then say what becomes of them. */
export class RepairPolicy1797000200001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const row = policyToRow(policy2026123.version, policy2026123);
    const values = [row.policyId, row.policyVersion, row.activeFrom, JSON.stringify(row.terms)];
    await runner.query('INSERT INTO policy (policy_id, row_version, version, active_from, terms) VALUES ($1, 1, $2, $3, $4)', values);
    await runner.query('UPDATE policy SET row_version = row_version + 1, version = $2, active_from = $3, terms = $4 WHERE policy_id = $1 AND version = $5', [activePolicyId, ...values.slice(1), policy2026122.version]);
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}
