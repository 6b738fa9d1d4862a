import { FeedbackService } from '@huiliu/contracts';
import { Survey1763769600001 } from './adapters/out/postgres/migrations/survey-0001';
import { SurveyRow } from './adapters/out/postgres/rows';
import { feedbackTables } from './adapters/out/postgres/tables';
import { FeedbackModule } from './feedback.module';

/** What this department is made of, for whoever runs it. */
export const feedback = {
  name: 'feedback',
  module: FeedbackModule,
  service: FeedbackService,
  tables: feedbackTables,
  entities: [SurveyRow],
  migrations: [Survey1763769600001],
  casesByState: 'SELECT status AS state, count(*)::int AS count FROM survey GROUP BY status',
};
