import { IntakeService } from '@huiliu/contracts';
import { AppendOnlyTimeline1763769600002 } from './adapters/out/postgres/migrations/append-only-0002';
import { Cancellation1763769600011 } from './adapters/out/postgres/migrations/cancellation-0003';
import { Intake1763769600001 } from './adapters/out/postgres/migrations/intake-0001';
import { CaseRow, ContactAccessRow, CustomerRow, OrderRow, TimelineRow, UnitsRow } from './adapters/out/postgres/rows';
import { intakeTables } from './adapters/out/postgres/tables';
import { IntakeModule } from './intake.module';

/** What this department is made of, for whoever runs it. */
export const intake = {
  name: 'intake',
  module: IntakeModule,
  service: IntakeService,
  tables: intakeTables,
  entities: [CustomerRow, ContactAccessRow, OrderRow, UnitsRow, CaseRow, TimelineRow],
  migrations: [Intake1763769600001, AppendOnlyTimeline1763769600002, Cancellation1763769600011],
  casesByState: 'SELECT status AS state, count(*)::int AS count FROM intake_case GROUP BY status',
};
