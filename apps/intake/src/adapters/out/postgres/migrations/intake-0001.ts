import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = [
  `CREATE TABLE customer (
     customer_id text COLLATE "C" PRIMARY KEY,
     version     int  NOT NULL,
     name        text NOT NULL,
     phone       text NOT NULL,
     email       text NOT NULL,
     address     text NOT NULL,
     country     text NOT NULL,
     said_at     timestamptz NOT NULL
   )`,
  `COMMENT ON TABLE customer IS 'personal data: the only table that has any; whoever is told is recorded in contact_access'`,

  `CREATE TABLE contact_access (
     access_id   text PRIMARY KEY,
     customer_id text NOT NULL,
     asked_by    text NOT NULL CHECK (asked_by <> ''),
     purpose     text NOT NULL CHECK (purpose <> ''),
     answered_at timestamptz NOT NULL
   )`,
  `CREATE INDEX contact_access_customer ON contact_access (customer_id, answered_at)`,

  `CREATE TABLE mirrored_order (
     order_id    text COLLATE "C" PRIMARY KEY,
     version     int  NOT NULL,
     customer_id text NOT NULL,
     currency    text NOT NULL,
     doc         jsonb NOT NULL
   )`,

  `CREATE TABLE order_units (
     order_id text COLLATE "C" PRIMARY KEY,
     version  int  NOT NULL,
     units    jsonb NOT NULL
   ) WITH (fillfactor = 70)`,
  `COMMENT ON COLUMN order_units.units IS 'order line id -> {held: {case id: units}, spent: units}; only lines that a case has touched'`,

  // No index on what changes, and room on each page: an update stays on it and touches no index.
  `CREATE TABLE intake_case (
     case_id     text COLLATE "C" PRIMARY KEY,
     version     int  NOT NULL,
     case_number text COLLATE "C" NOT NULL UNIQUE,
     order_id    text NOT NULL,
     customer_id text NOT NULL,
     request_id  text NOT NULL,
     type        text NOT NULL CHECK (type IN ('return', 'refund_only')),
     channel     text NOT NULL,
     provenance  text NOT NULL,
     status      text NOT NULL CHECK (status IN ('submitted', 'in_review', 'rejected', 'awaiting_return', 'in_transit', 'at_warehouse', 'refunding', 'refunded', 'closed')),
     opened_at   timestamptz NOT NULL,
     closed_at   timestamptz,
     doc         jsonb NOT NULL,
     CHECK ((status = 'closed') = (closed_at IS NOT NULL))
   ) WITH (fillfactor = 60)`,

  `CREATE TABLE timeline_entry (
     case_id  text COLLATE "C" NOT NULL,
     position bigserial NOT NULL,
     event_id text NOT NULL,
     type     text NOT NULL,
     source   text NOT NULL,
     at       timestamptz NOT NULL,
     cause_id text,
     trace_id text NOT NULL,
     span_id  text NOT NULL,
     summary  text NOT NULL,
     PRIMARY KEY (case_id, position)
   )`,

  // Append-only is a promise to whoever audits: the database keeps it.
  `CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$`,
  ...['contact_access', 'timeline_entry'].map((table) => `CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`),
];

export class Intake1763769600001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}
