import type { MigrationInterface, QueryRunner } from 'typeorm';

const condition = (column: string): string => `CHECK (${column} IN ('a', 'b', 'c', 'd', 'quarantine', 'outside'))`;

const up = [
  `CREATE TABLE arrival (
     case_id text COLLATE "C" PRIMARY KEY,
     version int  NOT NULL,
     status  text NOT NULL CHECK (status IN ('expected', 'at_dock', 'receiving', 'inspected')),
     doc     jsonb NOT NULL
   ) WITH (fillfactor = 80)`,

  `CREATE TABLE stock (
     sku       text COLLATE "C" PRIMARY KEY,
     version   int     NOT NULL,
     opened    boolean NOT NULL,
     opening   bigint  NOT NULL CHECK (opening >= 0),
     total_in  bigint  NOT NULL CHECK (total_in >= 0),
     total_out bigint  NOT NULL CHECK (total_out >= 0),
     shelves   jsonb   NOT NULL
   ) WITH (fillfactor = 70)`,
  `COMMENT ON COLUMN stock.shelves IS 'condition -> onHand, in, out, in units as digits'`,

  `CREATE TABLE stock_move (
     move_id        text COLLATE "C" PRIMARY KEY,
     sku            text NOT NULL,
     case_id        text NOT NULL,
     from_condition text NOT NULL ${condition('from_condition')},
     to_condition   text NOT NULL ${condition('to_condition')},
     quantity       bigint NOT NULL CHECK (quantity > 0),
     disposition    text NOT NULL,
     moved_at       timestamptz NOT NULL,
     CHECK (from_condition <> to_condition)
   )`,
  `COMMENT ON TABLE stock_move IS 'append-only: the balances in stock are the sums of these and the opening'`,
];

export class Warehouse1763769600002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}
