import { FeedbackService } from '@huiliu/contracts';
import { concernOverdue } from './adapters/in/timers';
import { Concerns1764288000002 } from './adapters/out/postgres/migrations/concerns-0002';
import { Survey1763769600001 } from './adapters/out/postgres/migrations/survey-0001';
import { AnswerAccessRow, AnswerRow, ConcernRow, SurveyRow } from './adapters/out/postgres/rows';
import { feedbackTables } from './adapters/out/postgres/tables';
import { FeedbackModule } from './feedback.module';

/** What this department is made of, for whoever runs it. */
export const feedback = {
  name: 'feedback',
  module: FeedbackModule,
  service: FeedbackService,
  tables: feedbackTables,
  entities: [SurveyRow, ConcernRow, AnswerRow, AnswerAccessRow],
  migrations: [Survey1763769600001, Concerns1764288000002],
  timers: [concernOverdue],
  casesByState: 'SELECT status AS state, count(*)::int AS count FROM survey GROUP BY status',
};
