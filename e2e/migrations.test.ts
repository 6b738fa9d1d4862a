import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { CaseApproved, ReturnAuthorised, type LogisticsServiceMethods } from '@huiliu/contracts';
import type { DepartmentDefinition } from '@huiliu/messaging';
import type { SettingGroup } from '@huiliu/platform';
import { sharedPostgres, startDepartment, until, type RunningDepartment } from '@huiliu/testing';
import { logistics } from '../apps/logistics/src/department';
import { record, type MigrationClass } from '../tools/src/migrations/recorded';
import { findingsOf } from '../tools/src/migrations/rules';

jest.setTimeout(600_000);

abstract class Forward {
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}

/** What a next version may well bring: columns in the department's own table and in those of the core, a table, an index. */
class Insurance1900000000001 extends Forward implements MigrationInterface {
  readonly name = 'Insurance1900000000001';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE return_shipment ADD COLUMN insured boolean NOT NULL DEFAULT false, ADD COLUMN insurer text NOT NULL DEFAULT 'nobody'");
    for (const table of ['head', 'outbox', 'hop', 'waiting', 'parked', 'relay', 'consumer_offset']) await runner.query(`ALTER TABLE ${table} ADD COLUMN later text`);
    await runner.query('CREATE TABLE insurer (name text PRIMARY KEY)');
  }
}

class InsuranceIndex1900000000002 extends Forward implements MigrationInterface {
  readonly name = 'InsuranceIndex1900000000002';
  readonly transaction = false;
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS return_shipment_insurer');
    await runner.query('CREATE INDEX CONCURRENTLY return_shipment_insurer ON return_shipment (insurer)');
  }
}

const next: readonly MigrationClass[] = [Insurance1900000000001, InsuranceIndex1900000000002];
const nextVersion = { ...logistics, migrations: [...logistics.migrations, ...next] };

const approvalOf = (caseId: string): CaseApproved => ({
  ref: { caseId, caseNumber: `AS-${caseId}`.slice(0, 24), orderId: 'o1' },
  type: 'CASE_TYPE_RETURN',
  lines: [{ caseLineId: 'l1', orderLineId: 'ol1', sku: 'MUG', quantity: 2, reason: 'RETURN_REASON_NO_REASON' }],
  decision: { policyVersion: '1', ruleIds: ['r'], decidedBy: 'rules', decidedAt: '2010-12-01T08:30:00Z', facts: {} },
  requestedAt: '2010-12-01T08:26:00Z',
});

type Running = RunningDepartment<LogisticsServiceMethods>;

/** Approvals and questions, all the time, to the version that was there first. */
class Work {
  readonly told: string[] = [];
  readonly failures: unknown[] = [];
  asked = 0;
  private stopping = false;
  private readonly working: Promise<unknown>;

  constructor(private readonly former: Running) {
    this.working = Promise.all([this.again(() => this.approve()), this.again(() => this.ask())]);
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.working;
  }

  private async approve(): Promise<void> {
    const caseId = randomUUID();
    await this.former.tell(CaseApproved, `case:${caseId}`, approvalOf(caseId));
    this.told.push(caseId);
  }

  private async ask(): Promise<void> {
    const { rows } = await this.former.pool.query<{ case_id: string }>('SELECT case_id FROM return_shipment ORDER BY random() LIMIT 1');
    const [row] = rows;
    if (!row) return;
    const { status } = await this.former.client.getReturnShipment({ caseId: row.case_id });
    if (status === 'authorised') this.asked++;
  }

  private async again(step: () => Promise<void>): Promise<void> {
    while (!this.stopping) {
      await step().catch((error: unknown) => this.failures.push(error));
      await sleep(10);
    }
  }
}

describe('a migration under load', () => {
  const running: Running[] = [];
  let settings: Record<string, string>;
  const start = async (definition: DepartmentDefinition<SettingGroup, LogisticsServiceMethods>, instance: string): Promise<Running> => {
    const department = await startDepartment(definition, { settings: { ...settings, HUILIU_INSTANCE: instance, HUILIU_MIGRATION_LOCK_TIMEOUT_MS: '100' } });
    running.push(department);
    return department;
  };
  beforeAll(async () => {
    const postgres = await sharedPostgres();
    settings = { DATABASE_URL: await postgres.freshDatabase('logistics'), HUILIU_BUS_DATABASE_URL: await postgres.freshDatabase('bus') };
  });
  afterAll(async () => {
    for (const each of running.splice(0)) await each.stop();
  });

  it('is one that the rules allow', async () => {
    expect((await Promise.all(next.map(record))).flatMap(findingsOf)).toEqual([]);
  });

  it('stops nobody: the version before works on while the next one migrates and joins, and both go on together', async () => {
    const former = await start(logistics, 'former');
    const work = new Work(former);
    const columns = async (): Promise<number> => (await former.rows("SELECT 1 FROM information_schema.columns WHERE table_name = 'return_shipment' AND column_name = 'insurer'")).length;
    const handled = async (): Promise<number> => (await former.rows<{ count: number }>('SELECT count(*)::int AS count FROM return_shipment'))[0]?.count ?? 0;
    await until('some work done', async () => (await handled()) > 20 && work.asked > 20, 120_000);

    // Somebody reads for long, so that the migration can't have its locks at once.
    const reader = new Pool({ connectionString: settings['DATABASE_URL'], max: 1 });
    const held = await reader.connect();
    await held.query('BEGIN');
    await held.query('SELECT count(*) FROM return_shipment');
    const starting = start(nextVersion, 'next');
    const waiting = async (): Promise<boolean> => (await former.rows("SELECT 1 FROM pg_locks WHERE NOT granted AND mode = 'AccessExclusiveLock'")).length > 0;
    await until('the migration in line', waiting, 60_000);
    const before = { handled: await handled(), asked: work.asked };
    await until('work going on beside it', async () => (await handled()) > before.handled + 20 && work.asked > before.asked + 20, 120_000);
    expect(await columns()).toBe(0);
    await held.query('COMMIT');
    held.release();
    await reader.end();

    const upgraded = await starting;
    expect(await columns()).toBe(1);
    expect(await former.rows("SELECT indisvalid FROM pg_index WHERE indexrelid = 'return_shipment_insurer'::regclass")).toEqual([{ indisvalid: true }]);
    const joined = { handled: await handled(), asked: work.asked };
    await until('work going on with both', async () => (await handled()) > joined.handled + 40 && work.asked > joined.asked + 20, 120_000);
    await work.stop();

    expect(work.failures).toEqual([]);
    await until('everything handled', async () => (await handled()) === work.told.length, 60_000);
    const said = (): Set<string> => new Set([former, upgraded].flatMap(({ published }) => published.filter(({ type }) => type === ReturnAuthorised.type).map(({ subject }) => subject)));
    await until('everything said', () => said().size === work.told.length, 60_000, () => [said().size, work.told.length]);
    expect(await former.rows('SELECT type, reason FROM parked UNION ALL SELECT type, reason FROM waiting')).toEqual([]);
    expect(await former.rows('SELECT outcome, count(DISTINCT id)::int AS events, count(*)::int AS times FROM hop GROUP BY outcome')).toEqual([{ outcome: 'done', events: work.told.length, times: work.told.length }]);
    expect([...former.alarms, ...upgraded.alarms]).toEqual([]);
    expect([...former.published, ...upgraded.published].filter(({ deadCode }) => deadCode !== undefined)).toEqual([]);
  });

  it('leaves a way for the version before: it starts again on what the next one has made', async () => {
    for (const each of running.splice(0)) await each.stop();
    const again = await start(logistics, 'former-again');
    const caseId = randomUUID();
    const id = await again.tell(CaseApproved, `case:${caseId}`, approvalOf(caseId));
    expect(await again.handled(id)).toBe('done');
    await again.settled();
    expect(await again.rows('SELECT insured, insurer FROM return_shipment WHERE case_id = $1', [caseId])).toEqual([{ insured: false, insurer: 'nobody' }]);
  });
});
