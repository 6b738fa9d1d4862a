import { archivable } from '@huiliu/messaging';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Goods that are stopped before they leave, or recalled on their way; and what has left of an order, which belongs to no case and stays when cases leave for the archive. */
export class OutboundRecall1796000000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE outbound_recall (
         case_id         text COLLATE "C" PRIMARY KEY,
         version         int  NOT NULL,
         status          text NOT NULL CHECK (status IN ('stopping', 'stopped', 'recalling', 'coming_back', 'lost', 'delivered', 'written_off', 'called_off', 'not_possible')),
         kind            text NOT NULL CHECK (kind IN ('before_shipping', 'on_the_way', 'refused')),
         tracking_number text,
         carrier_code    text,
         doc             jsonb NOT NULL,
         CHECK ((tracking_number IS NULL) = (carrier_code IS NULL)),
         CHECK (tracking_number IS NOT NULL OR status IN ('stopping', 'stopped', 'called_off', 'not_possible'))
       ) WITH (fillfactor = 80)`,
    );
    await runner.query(archivable({ table: 'outbound_recall', key: 'case_id', prefix: 'case:', over: `t.status IN ('stopped', 'delivered', 'written_off', 'called_off', 'not_possible')` }));
    await runner.query(
      `CREATE TABLE outbound_order (
         order_id text COLLATE "C" PRIMARY KEY,
         version  int  NOT NULL,
         parcels  jsonb NOT NULL
       ) WITH (fillfactor = 80)`,
    );
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}
