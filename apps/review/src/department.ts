import { ReviewService } from '@huiliu/contracts';
import { reviewEvidence, reviewOverdue } from './adapters/in/timers';
import { AdvancePolicy1802000000001 } from './adapters/out/postgres/migrations/advance-policy-0007';
import { Policy1763769600002 } from './adapters/out/postgres/migrations/policy-0002';
import { Policy1796000000012 } from './adapters/out/postgres/migrations/policy-0004';
import { PricePolicy1797000100001 } from './adapters/out/postgres/migrations/price-policy-0005';
import { RepairPolicy1797000200001 } from './adapters/out/postgres/migrations/repair-policy-0006';
import { ReviewCase1763769600001 } from './adapters/out/postgres/migrations/review-0001';
import { ReviewRounds1764259200003 } from './adapters/out/postgres/migrations/rounds-0003';
import { WithdrawnReview1763769600011 } from './adapters/out/postgres/migrations/withdrawn-0003';
import { PolicyRow, ReviewRow } from './adapters/out/postgres/rows';
import { reviewTables } from './adapters/out/postgres/tables';
import { ReviewModule } from './review.module';

/** What this department is made of, for whoever runs it. */
export const review = {
  name: 'review',
  module: ReviewModule,
  service: ReviewService,
  tables: reviewTables,
  entities: [ReviewRow, PolicyRow],
  migrations: [ReviewCase1763769600001, Policy1763769600002, WithdrawnReview1763769600011, ReviewRounds1764259200003, Policy1796000000012, PricePolicy1797000100001, RepairPolicy1797000200001, AdvancePolicy1802000000001],
  timers: [reviewOverdue, reviewEvidence],
  casesByState: 'SELECT status AS state, count(*)::int AS count FROM review_case GROUP BY status',
};
