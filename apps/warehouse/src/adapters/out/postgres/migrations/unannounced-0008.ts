import { archivable } from '@huiliu/messaging';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = [
  `CREATE TABLE awaited_return (
     case_number     text COLLATE "C" PRIMARY KEY,
     version         int   NOT NULL,
     case_id         text COLLATE "C" NOT NULL,
     order_id        text  NOT NULL,
     tracking_number text  NOT NULL,
     skus            jsonb NOT NULL
   )`,
  `COMMENT ON TABLE awaited_return IS 'by what a parcel without a number of ours may be known as that of a return'`,
  `CREATE INDEX awaited_return_case ON awaited_return (case_id)`,
  `CREATE INDEX awaited_return_order ON awaited_return (order_id)`,
  `CREATE INDEX awaited_return_tracking ON awaited_return (tracking_number)`,
  `CREATE INDEX awaited_return_skus ON awaited_return USING gin (skus)`,
  archivable({ table: 'awaited_return', key: 'case_id', prefix: 'case:' }),

  `CREATE TABLE unannounced_parcel (
     parcel_id       text COLLATE "C" PRIMARY KEY,
     version         int  NOT NULL,
     status          text NOT NULL CHECK (status IN ('open', 'matching', 'matched', 'unclaimed')),
     owner           text NOT NULL CHECK (owner <> ''),
     case_id         text COLLATE "C",
     tracking_number text NOT NULL,
     opened_at       timestamptz NOT NULL,
     due_at          timestamptz NOT NULL,
     doc             jsonb NOT NULL,
     CHECK ((case_id IS NOT NULL) = (status IN ('matching', 'matched')))
   ) WITH (fillfactor = 70)`,
  `CREATE INDEX unannounced_parcel_due ON unannounced_parcel (due_at, parcel_id) WHERE status IN ('open', 'matching')`,
];

/** Parcels that nobody had announced, which belong to no case and leave with none; and what the returns that are awaited may be known by. Of those that were authorised before, a person has to give the number. */
export class UnannouncedParcel1802000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}
