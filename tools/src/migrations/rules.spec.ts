import type { MigrationInterface, QueryRunner } from 'typeorm';
import { record } from './recorded';
import { findingsOf } from './rules';

/** A migration with these statements; `more` are its further properties. */
function migrationOf(statements: readonly string[], more: object = {}) {
  class Some1800000000000 implements MigrationInterface {
    async up(runner: QueryRunner): Promise<void> {
      for (const statement of statements) await runner.query(statement);
    }
    async down(): Promise<void> {
      throw new Error('migrations go forward only: write a new one');
    }
  }
  return class extends Some1800000000000 {
    readonly name = 'Some1800000000000';
    constructor() {
      super();
      Object.assign(this, more);
    }
  };
}

const broken = async (statements: readonly string[], more?: object): Promise<string[]> => findingsOf(await record(migrationOf(statements, more))).map(({ rule }) => rule);

describe('a migration beside the version before', () => {
  it.each([
    ['ALTER TABLE refund DROP COLUMN total', 'drop'],
    ['ALTER TABLE refund DROP total', 'drop'],
    ['DROP TABLE IF EXISTS refund', 'drop'],
    ['DROP INDEX refund_total', 'drop'],
    ['DROP TRIGGER guard ON refund', 'drop'],
    ['ALTER TABLE refund ALTER COLUMN total DROP DEFAULT', 'drop'],
    ['ALTER TABLE archived DETACH PARTITION archived_2026_01', 'drop'],
    ['alter table refund\n  rename column total to amount', 'rename'],
    ['ALTER TABLE refund RENAME TO refunds', 'rename'],
    ['ALTER TABLE refund ALTER COLUMN total TYPE numeric', 'retype'],
    ['ALTER TABLE refund ALTER total SET DATA TYPE numeric', 'retype'],
    ['ALTER TABLE outbox ALTER COLUMN type TYPE int', 'retype'],
    ['ALTER TABLE refund ALTER COLUMN total SET NOT NULL', 'require'],
    ['ALTER TABLE refund ADD COLUMN note text NOT NULL', 'require'],
    ['ALTER TABLE refund ADD COLUMN ref uuid DEFAULT gen_random_uuid()', 'rewrite'],
    ['ALTER TABLE refund ADD COLUMN nth bigint GENERATED ALWAYS AS IDENTITY', 'rewrite'],
    ['ALTER TABLE refund ADD CONSTRAINT positive CHECK (total >= 0) NOT VALID', 'constrain'],
    ['ALTER TABLE refund ADD UNIQUE (total)', 'constrain'],
    ['ALTER TABLE refund ADD COLUMN other text REFERENCES other (id)', 'constrain'],
    ['CREATE TRIGGER guard BEFORE UPDATE ON refund FOR EACH STATEMENT EXECUTE FUNCTION refuse()', 'constrain'],
    ['CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$', 'replace'],
    ['CREATE INDEX refund_total ON refund (total)', 'index'],
    ['UPDATE refund SET note = total::text', 'sweep'],
    ['DELETE FROM refund', 'sweep'],
    ['TRUNCATE refund', 'lock'],
    ['LOCK TABLE refund', 'lock'],
    ["DO $$ BEGIN EXECUTE 'DROP TABLE refund'; END $$", 'opaque'],
    ['SELECT 1; DROP TABLE refund', 'drop'],
  ])('must not: %s', async (statement, rule) => {
    expect(await broken([statement])).toEqual([rule]);
  });

  it.each([
    ['ALTER TABLE refund ADD COLUMN note text'],
    ["ALTER TABLE refund ADD COLUMN note text NOT NULL DEFAULT 'none; DROP TABLE refund'"],
    ['ALTER TABLE refund ADD COLUMN price numeric(12, 2) NOT NULL DEFAULT 0, ADD COLUMN at timestamptz DEFAULT now()'],
    ['ALTER TABLE refund ALTER COLUMN note SET DEFAULT 5'],
    ['ALTER TABLE refund ALTER COLUMN note DROP NOT NULL'],
    ['ALTER TABLE outbox ALTER COLUMN type DROP NOT NULL'],
    ['ALTER TABLE refund DROP CONSTRAINT positive'],
    ['ALTER TABLE refund VALIDATE CONSTRAINT positive'],
    ['CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN DELETE FROM refund; END $$'],
    ["COMMENT ON TABLE refund IS 'DROP TABLE is what nobody should do'"],
    ['-- DROP TABLE refund\nSELECT 1'],
    ["UPDATE policy SET terms = '{}' WHERE policy_id = 'active'"],
    ['INSERT INTO policy (policy_id) VALUES ($1)'],
  ])('may: %s', async (statement) => {
    expect(await broken([statement])).toEqual([]);
  });

  it('may do what it likes with a table of its own', async () => {
    expect(await broken(['CREATE TABLE note (id text NOT NULL, UNIQUE (id))', 'CREATE INDEX note_id ON note (id)', 'CREATE TRIGGER guard BEFORE UPDATE ON note FOR EACH STATEMENT EXECUTE FUNCTION refuse()', 'UPDATE note SET id = 1'])).toEqual([]);
  });

  it('builds an index without stopping anybody, in a way that can be tried again', async () => {
    const index = 'CREATE INDEX CONCURRENTLY refund_total ON refund (total)';
    expect(await broken(['DROP INDEX CONCURRENTLY IF EXISTS refund_total', index], { transaction: false })).toEqual([]);
    expect(await broken(['DROP INDEX CONCURRENTLY IF EXISTS refund_total', index])).toEqual(['concurrently']);
    expect(await broken([index], { transaction: false })).toEqual(['concurrently']);
  });

  it('may do otherwise for a reason, and only where there is need', async () => {
    const drop = ['ALTER TABLE refund DROP COLUMN total'];
    const reason = 'nobody has read it since version 2026-11, which is everywhere since January';
    expect(await broken(drop, { reviewed: { drop: reason } })).toEqual([]);
    expect(await broken(drop, { reviewed: { drop: 'is fine' } })).toEqual(['reviewed']);
    expect(await broken(['SELECT 1'], { reviewed: { drop: reason } })).toEqual(['reviewed']);
    expect(await broken(drop, { reviewed: { rename: reason } })).toEqual(['drop', 'reviewed']);
  });

  it('has no way back', async () => {
    expect(await broken(['SELECT 1'], { down: async () => undefined })).toEqual(['forward']);
  });

  it('is another one when what it does is', async () => {
    const digests = await Promise.all([['SELECT 1'], ['SELECT 1'], ['SELECT 2']].map(async (statements) => (await record(migrationOf(statements))).digest));
    expect(digests[0]).toBe(digests[1]);
    expect(digests[0]).not.toBe(digests[2]);
  });

  it('is written in SQL alone, so that it can be read', async () => {
    class Hidden1800000000001 implements MigrationInterface {
      async up(runner: QueryRunner): Promise<void> {
        await runner.dropTable('refund');
      }
      async down(): Promise<void> {}
    }
    await expect(record(Hidden1800000000001)).rejects.toThrow(/runner\.query alone/);
  });
});
