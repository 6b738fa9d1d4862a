import type { MigrationInterface, QueryRunner } from 'typeorm';

/** For lists of cases, the newest first. All of them are of columns that stay as they are while a case is worked with: an update still touches no index, but for the one that closes the case. */
abstract class ListIndex implements MigrationInterface {
  readonly transaction = false;

  protected async make(runner: QueryRunner, name: string, on: string): Promise<void> {
    await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS ${name}`);
    await runner.query(`CREATE INDEX CONCURRENTLY ${name} ON intake_case ${on}`);
  }

  abstract up(runner: QueryRunner): Promise<void>;

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}

export class CasesOpened1796000000010 extends ListIndex {
  async up(runner: QueryRunner): Promise<void> {
    await this.make(runner, 'intake_case_opened', '(opened_at, case_id)');
  }
}

/** What waits and what is late is looked for among the open ones alone. */
export class CasesOpen1796000000011 extends ListIndex {
  async up(runner: QueryRunner): Promise<void> {
    await this.make(runner, 'intake_case_open', '(opened_at, case_id) WHERE closed_at IS NULL');
  }
}

export class CasesOfCustomer1796000000012 extends ListIndex {
  async up(runner: QueryRunner): Promise<void> {
    await this.make(runner, 'intake_case_customer', '(customer_id, opened_at, case_id)');
  }
}

export class CasesOfOrder1796000000013 extends ListIndex {
  async up(runner: QueryRunner): Promise<void> {
    await this.make(runner, 'intake_case_order', '(order_id, opened_at, case_id)');
  }
}
