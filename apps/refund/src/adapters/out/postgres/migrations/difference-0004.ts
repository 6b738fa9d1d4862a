import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of a unit that the customer keeps a part may be claimed: what has become of each is kept where it is not just that the first ones are spent. */
export class PriceDifference1797000100001 implements MigrationInterface {
  readonly reviewed = { constrain: 'what the version before writes is within what each payment captured, as it looks itself' };

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE order_balance ADD COLUMN runs jsonb');
    await runner.query(`COMMENT ON COLUMN order_balance.runs IS 'order line and the runs of its units, as pairs, of lines of which not just the first units are spent; null where there are none'`);
    // The sums of all payments are not enough: what one of them has too much another may have too little.
    await runner.query(
      `CREATE FUNCTION within_captured(payments jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
         SELECT coalesce(bool_and((payment->>'settledMinor')::numeric + (payment->>'inFlightMinor')::numeric <= (payment->>'capturedMinor')::numeric), true) FROM jsonb_array_elements(payments) AS payment
       $$`,
    );
    await runner.query('ALTER TABLE order_balance ADD CONSTRAINT order_balance_each_payment CHECK (within_captured(payments)) NOT VALID');
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}

/** Reads every row beside the work, and locks none. */
export class PriceDifferenceValid1797000100002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE order_balance VALIDATE CONSTRAINT order_balance_each_payment');
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}
