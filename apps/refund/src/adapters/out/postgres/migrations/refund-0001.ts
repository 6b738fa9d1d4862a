import { appendOnlyGuard, archivable, idsOfCase } from '@huiliu/messaging';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = [
  `CREATE TABLE refund (
     case_id      text COLLATE "C" PRIMARY KEY,
     version      int  NOT NULL,
     case_number  text NOT NULL,
     order_id     text NOT NULL,
     status       text NOT NULL CHECK (status IN ('approved', 'requested', 'settled', 'failed')),
     approved     jsonb NOT NULL,
     refund_id    text UNIQUE,
     currency     text,
     total_minor  bigint CHECK (total_minor >= 0),
     lines        jsonb NOT NULL,
     legs         jsonb NOT NULL,
     requested_at timestamptz,
     settled_at   timestamptz,
     retried_by   text,
     retried_at   timestamptz,
     CHECK ((status = 'approved') = (refund_id IS NULL)),
     CHECK ((status = 'settled') = (settled_at IS NOT NULL))
   ) WITH (fillfactor = 70)`,
  `CREATE INDEX refund_order ON refund (order_id)`,
  `CREATE INDEX refund_open ON refund (status) WHERE status <> 'settled'`,

  `CREATE TABLE order_allocation (
     order_id   text COLLATE "C" PRIMARY KEY,
     version    int  NOT NULL CHECK (version = 1),
     currency   text NOT NULL,
     leg_policy text NOT NULL,
     payments   jsonb NOT NULL,
     lines      jsonb NOT NULL
   )`,
  `COMMENT ON TABLE order_allocation IS 'what every unit really cost and which payment paid it: written once, refunds follow it'`,

  `CREATE TABLE order_balance (
     order_id        text COLLATE "C" PRIMARY KEY,
     version         int  NOT NULL,
     currency        text NOT NULL,
     captured_minor  bigint NOT NULL,
     in_flight_minor bigint NOT NULL CHECK (in_flight_minor >= 0),
     settled_minor   bigint NOT NULL CHECK (settled_minor >= 0),
     payments        jsonb NOT NULL,
     taken           jsonb NOT NULL,
     CHECK (settled_minor + in_flight_minor <= captured_minor)
   ) WITH (fillfactor = 70)`,

  `CREATE TABLE ledger_entry (
     entry_id       text COLLATE "C" PRIMARY KEY,
     transaction_id text NOT NULL,
     case_id        text NOT NULL,
     account        text NOT NULL,
     debit_minor    bigint NOT NULL CHECK (debit_minor >= 0),
     credit_minor   bigint NOT NULL CHECK (credit_minor >= 0),
     currency       text NOT NULL,
     memo           text NOT NULL,
     posted_at      timestamptz NOT NULL,
     CHECK ((debit_minor = 0) <> (credit_minor = 0))
   )`,
  `COMMENT ON TABLE ledger_entry IS 'append-only: a correction is a new entry; ids begin with the refund, F-<case>/, so that the entries of a case lie together'`,
  appendOnlyGuard('ledger_entry'),

  archivable({ table: 'refund', key: 'case_id', prefix: 'case:', over: `t.status = 'settled'` }),
  archivable({ table: 'ledger_entry', key: 'case_id', prefix: 'case:', find: idsOfCase('entry_id', 'F-'), appendOnly: true }),
  // A leg's id is its idempotency key. Closed ones stay as long as the case may be taken up again: their attempts go on counting.
  archivable({ table: 'intent', key: 'subject', prefix: '', find: idsOfCase('id', 'F-'), over: 'NOT t.open' }),
];

export class Refund1763769600005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only: restore a backup instead'));
  }
}
