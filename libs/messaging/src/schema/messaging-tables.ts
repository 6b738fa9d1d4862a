import type { MigrationInterface, QueryRunner } from 'typeorm';
import { AppendOnlyRecords1700000000001 } from './append-only';
import { Archive1700000000002 } from './archive';
import { ArchiveWebhooks1700000000006 } from './archive-webhooks';
import { OutboxBatches1700000000003 } from './outbox-batches';
import { OutboxPage1700000000004 } from './outbox-page';
import { PassesOver1700000000005 } from './passes-over';

/** Tables that every department keeps beside its own. Order of locks: heads, then the department's rows, then these. */
const up = [
  `CREATE TABLE head (
     subject  text COLLATE "C" PRIMARY KEY,
     out_seq  bigint  NOT NULL DEFAULT 0,
     blocked  boolean NOT NULL DEFAULT false,
     awaited  boolean NOT NULL DEFAULT false,
     archived boolean NOT NULL DEFAULT false,
     seen     jsonb   NOT NULL DEFAULT '{}',
     trace    text,
     last_hop text
   ) WITH (fillfactor = 70)`,
  `COMMENT ON COLUMN head.awaited IS 'an event in waiting hopes for the next event of this subject'`,
  `COMMENT ON COLUMN head.archived IS 'what is kept of the case is in the archive: whoever has locked the head brings it back first'`,
  `COMMENT ON COLUMN head.seen IS 'source -> [epoch, sequence] of the last event handled'`,

  `CREATE TABLE consumer_offset (
     topic     text   NOT NULL,
     partition int    NOT NULL,
     next      bigint NOT NULL,
     PRIMARY KEY (topic, partition)
   )`,

  `CREATE SEQUENCE outbox_id`,
  `CREATE TABLE outbox (
     slot        smallint NOT NULL,
     id          bigint   NOT NULL DEFAULT nextval('outbox_id'),
     xid         xid8     NOT NULL DEFAULT pg_current_xact_id(),
     topic       text     NOT NULL,
     subject     text     NOT NULL,
     event_id    text     NOT NULL,
     type        text     NOT NULL,
     said_at     timestamptz NOT NULL,
     sequence    bigint,
     epoch       int,
     traceparent text,
     cause_id    text,
     extra       jsonb,
     value       text     NOT NULL
   ) PARTITION BY LIST (slot)`,
  ...[0, 1, 2].flatMap((slot) => [
    `CREATE TABLE outbox_${slot} PARTITION OF outbox FOR VALUES IN (${slot})`,
    `CREATE INDEX outbox_${slot}_xid ON outbox_${slot} (xid)`,
  ]),
  `CREATE TABLE outbox_rotation (only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row), slot smallint NOT NULL DEFAULT 0, since_id bigint NOT NULL DEFAULT 0)`,
  `COMMENT ON COLUMN outbox_rotation.since_id IS 'last id given out when the slot came into use: tells how full it is without reading it'`,
  `INSERT INTO outbox_rotation DEFAULT VALUES`,

  `CREATE TABLE relay (
     only_row     boolean PRIMARY KEY DEFAULT true CHECK (only_row),
     holder       text,
     lease_epoch  bigint NOT NULL DEFAULT 0,
     lease_until  timestamptz NOT NULL DEFAULT '-infinity',
     published    pg_snapshot NOT NULL DEFAULT '1:1:',
     target       pg_snapshot,
     last_id      bigint NOT NULL DEFAULT 0,
     source_epoch int    NOT NULL DEFAULT 1,
     cluster_id   text   NOT NULL
   )`,
  `COMMENT ON COLUMN relay.published IS 'every row visible in this snapshot is on the bus (S1)'`,
  `COMMENT ON COLUMN relay.target IS 'end of the window being published (S2); null between windows'`,
  `INSERT INTO relay (cluster_id) SELECT s.system_identifier || '/' || c.timeline_id FROM pg_control_system() AS s, pg_control_checkpoint() AS c`,

  `CREATE TABLE waiting (
     id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     subject   text COLLATE "C" NOT NULL,
     waits_for text COLLATE "C" NOT NULL,
     source    text NOT NULL,
     event_id  text NOT NULL,
     type      text NOT NULL,
     sequence  bigint,
     topic     text NOT NULL,
     reason    text NOT NULL,
     attempts  int  NOT NULL DEFAULT 0,
     since     timestamptz NOT NULL,
     event     jsonb NOT NULL,
     UNIQUE (subject, source, event_id)
   )`,
  `CREATE INDEX waiting_waits_for ON waiting (waits_for)`,

  `CREATE TABLE parked (
     position  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     subject   text COLLATE "C" NOT NULL,
     source    text NOT NULL,
     event_id  text NOT NULL,
     type      text NOT NULL,
     sequence  bigint,
     topic     text NOT NULL,
     reason    text NOT NULL,
     attempts  int  NOT NULL DEFAULT 0,
     since     timestamptz NOT NULL,
     event     jsonb NOT NULL,
     UNIQUE (subject, source, event_id)
   )`,
  `CREATE TABLE discarded (
     position     bigint PRIMARY KEY,
     subject      text NOT NULL,
     source       text NOT NULL,
     event_id     text NOT NULL,
     type         text NOT NULL,
     sequence     bigint,
     reason       text NOT NULL,
     event        jsonb NOT NULL,
     discarded_by text NOT NULL,
     why          text NOT NULL,
     discarded_at timestamptz NOT NULL DEFAULT now()
   )`,

  `CREATE TABLE received (
     source      text NOT NULL,
     event_id    text NOT NULL,
     received_at timestamptz NOT NULL,
     PRIMARY KEY (source, event_id)
   )`,
  `CREATE INDEX received_at ON received USING brin (received_at)`,
  `COMMENT ON TABLE received IS 'events of public topics, which have no sequence: handled once by (source, id)'`,

  `CREATE TABLE idempotency (
     principal    text  NOT NULL,
     operation    text  NOT NULL,
     key          text  NOT NULL,
     request_hash text  NOT NULL,
     answer       jsonb,
     created_at   timestamptz NOT NULL,
     PRIMARY KEY (principal, operation, key)
   )`,
  `CREATE INDEX idempotency_created_at ON idempotency USING brin (created_at)`,

  `CREATE TABLE intent (
     id          text COLLATE "C" PRIMARY KEY,
     kind        text NOT NULL,
     subject     text NOT NULL,
     payload     jsonb NOT NULL,
     open        boolean NOT NULL DEFAULT true,
     attempts    int NOT NULL DEFAULT 0,
     due_at      timestamptz NOT NULL,
     lease_until timestamptz,
     traceparent text,
     cause_id    text
   )`,
  `CREATE INDEX intent_due ON intent (due_at) WHERE open`,

  `CREATE TABLE timer (
     subject    text NOT NULL,
     name       text NOT NULL,
     due_at     timestamptz NOT NULL,
     payload    jsonb NOT NULL,
     PRIMARY KEY (subject, name)
   )`,
  `CREATE INDEX timer_due ON timer (due_at)`,

  `CREATE TABLE hop (
     subject         text COLLATE "C" NOT NULL,
     id              text NOT NULL,
     type            text NOT NULL,
     source          text NOT NULL,
     cause_id        text,
     trace_id        text NOT NULL,
     span_id         text NOT NULL,
     parent_span_id  text,
     linked_trace_id text,
     linked_span_id  text,
     follows         text,
     said_at         timestamptz,
     handled_at      timestamptz NOT NULL,
     duration_ms     real NOT NULL,
     outcome         text NOT NULL,
     PRIMARY KEY (subject, id)
   )`,
  `COMMENT ON TABLE hop IS 'append-only: what was handled for a subject, what caused it, and where its span is'`,
];

const down = ['hop', 'timer', 'intent', 'idempotency', 'received', 'discarded', 'parked', 'waiting', 'relay', 'outbox_rotation', 'outbox', 'consumer_offset', 'head'].map(
  (table) => `DROP TABLE ${table}`,
);

export class MessagingTables1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
    await runner.query('DROP SEQUENCE outbox_id');
  }
}

/** Every department puts these before its own migrations. */
export const messagingMigrations = [MessagingTables1700000000000, AppendOnlyRecords1700000000001, Archive1700000000002, OutboxBatches1700000000003, OutboxPage1700000000004, PassesOver1700000000005, ArchiveWebhooks1700000000006] as const;
