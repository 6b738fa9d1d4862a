import { archivable } from '@huiliu/messaging';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was in a box and had not been announced, or was announced and not in it, until somebody has said what becomes of it. A case with one that is open stays with the cases that are worked with. */
export class GoodsException1800000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE goods_exception (
         exception_id text COLLATE "C" PRIMARY KEY,
         version      int  NOT NULL,
         case_id      text COLLATE "C" NOT NULL,
         kind         text NOT NULL CHECK (kind IN ('short', 'empty_box', 'over', 'wrong_item')),
         status       text NOT NULL CHECK (status IN ('open', 'claimed', 'resolved', 'defaulted')),
         owner        text NOT NULL CHECK (owner <> ''),
         claimed_by   text,
         opened_at    timestamptz NOT NULL,
         due_at       timestamptz NOT NULL,
         doc          jsonb NOT NULL,
         CHECK (status NOT IN ('claimed', 'resolved') OR claimed_by IS NOT NULL)
       ) WITH (fillfactor = 70)`,
    );
    await runner.query(`CREATE INDEX goods_exception_case ON goods_exception (case_id)`);
    await runner.query(`CREATE INDEX goods_exception_due ON goods_exception (due_at, exception_id) WHERE status IN ('open', 'claimed')`);
    await runner.query(archivable({ table: 'goods_exception', key: 'case_id', prefix: 'case:', over: `t.status IN ('resolved', 'defaulted')` }));
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}
