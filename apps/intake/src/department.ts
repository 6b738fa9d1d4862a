import { IntakeService } from '@huiliu/contracts';
import { choiceOver, reopenedIsTold, supplementOver } from './adapters/in/timers';
import { AppendOnlyTimeline1763769600002 } from './adapters/out/postgres/migrations/append-only-0002';
import { Cancellation1763769600011 } from './adapters/out/postgres/migrations/cancellation-0003';
import { CaseWords1799000000001, CaseWordsValid1799000000002 } from './adapters/out/postgres/migrations/case-words-0005';
import { Repairs1799000000011, RepairsValid1799000000012 } from './adapters/out/postgres/migrations/repairs-0021';
import { IntakeConcerns1796000000020 } from './adapters/out/postgres/migrations/concerns-0020';
import { Intake1763769600001 } from './adapters/out/postgres/migrations/intake-0001';
import { CasesOfCustomer1796000000012, CasesOfOrder1796000000013, CasesOpen1796000000011, CasesOpened1796000000010 } from './adapters/out/postgres/migrations/lists-0004';
import { IntakeRounds1764259200003 } from './adapters/out/postgres/migrations/rounds-0003';
import { StepBy1804000000031 } from './adapters/out/postgres/migrations/step-by-0022';
import { CaseRow, ContactAccessRow, CustomerRow, MadeRow, OrderRow, QuestionRow, StatementRow, TimelineRow, UnitsRow } from './adapters/out/postgres/rows';
import { intakeTables } from './adapters/out/postgres/tables';
import { IntakeModule } from './intake.module';
import { intakeSettings } from './settings';

/** What this department is made of, for whoever runs it. */
export const intake = {
  name: 'intake',
  module: IntakeModule,
  service: IntakeService,
  tables: intakeTables,
  entities: [CustomerRow, ContactAccessRow, OrderRow, UnitsRow, CaseRow, TimelineRow, StatementRow, QuestionRow, MadeRow],
  migrations: [Intake1763769600001, AppendOnlyTimeline1763769600002, Cancellation1763769600011, IntakeRounds1764259200003, CasesOpened1796000000010, CasesOpen1796000000011, CasesOfCustomer1796000000012, CasesOfOrder1796000000013, IntakeConcerns1796000000020, CaseWords1799000000001, CaseWordsValid1799000000002, Repairs1799000000011, RepairsValid1799000000012, StepBy1804000000031],
  timers: [supplementOver, choiceOver, reopenedIsTold],
  settings: intakeSettings,
  casesByState: `SELECT status AS state, count(*)::int AS count FROM intake_case GROUP BY status UNION ALL SELECT 'standing_still', count(*)::int FROM intake_case WHERE closed_at IS NULL AND step_by < now()`,
};
