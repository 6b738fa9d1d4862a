import type { MigrationInterface, QueryRunner } from 'typeorm';
import { recordsTable } from '../bus/records';

const single = ['subject', 'event_id', 'type', 'value'];

/**
 * Several events of one topic share a row of the outbox, ready to be sent: `records`, as the embedded log has them. Rows of the version before hold one event each, in columns of their own, and are
 * published all the same. Whoever runs beside that version must go on writing those: `relay.batches` says when no more.
 */
const up = [
  'ALTER TABLE outbox ADD COLUMN records text',
  'ALTER TABLE outbox ALTER COLUMN records SET STORAGE EXTERNAL',
  ...single.map((column) => `ALTER TABLE outbox ALTER COLUMN ${column} DROP NOT NULL`),
  ...[0, 1, 2].map((slot) => `ALTER TABLE outbox_${slot} SET (${recordsTable})`),
  `COMMENT ON COLUMN outbox.records IS '[[key, headers, value], …]: several events of the topic, in order; the columns of a single one are empty then'`,
  'ALTER TABLE relay ADD COLUMN batches boolean NOT NULL DEFAULT false',
  `COMMENT ON COLUMN relay.batches IS 'rows of the outbox may hold several events: no instance of a version runs that could not publish them'`,
  // Nobody has ever worked here.
  'UPDATE relay SET batches = true WHERE lease_epoch = 0 AND NOT EXISTS (SELECT 1 FROM outbox)',
  `CREATE VIEW outbox_event AS
     SELECT id, 1::bigint AS nth, xid, slot, topic, subject, event_id, type, said_at, sequence, epoch, traceparent, cause_id, extra, value FROM outbox WHERE records IS NULL
     UNION ALL
     SELECT o.id, r.nth, o.xid, o.slot, o.topic, r.record->>0, r.record->1->>'ce_id', r.record->1->>'ce_type', (r.record->1->>'ce_time')::timestamptz, (r.record->1->>'hlseq')::bigint,
       (r.record->1->>'hlepoch')::int, r.record->1->>'traceparent', r.record->1->>'hlcause', (r.record->1)::jsonb, r.record->>2
     FROM outbox AS o, json_array_elements(o.records::json) WITH ORDINALITY AS r(record, nth) WHERE o.records IS NOT NULL`,
  `COMMENT ON VIEW outbox_event IS 'the outbox event by event, for people and tests; extra has all headers where events share a row'`,
];

export class OutboxBatches1700000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}
