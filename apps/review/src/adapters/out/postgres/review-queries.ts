import { rowOfCase, type ListCursor } from '@huiliu/messaging';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Review } from '../../../domain/review';
import { ReviewRow } from './rows';
import { reviewFromRow } from './tables';

/** Questions about reviews, answered from what is committed. */
@Injectable()
export class ReviewQueries {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  async ofCase(caseId: string): Promise<Review | undefined> {
    const row = await rowOfCase(this.dataSource, ReviewRow, caseId);
    return row ? reviewFromRow(row) : undefined;
  }

  /** Tasks that nobody has decided, the one due first at the top; `after` is the last one of the page before. */
  async openTasks(after: ListCursor | undefined, limit: number): Promise<Review[]> {
    const query = this.dataSource.getRepository(ReviewRow).createQueryBuilder('review').where(`review.status IN ('with_person', 'claimed')`);
    if (after) query.andWhere('(review.dueAt, review.taskId) > (:at, :id)', after);
    const rows = await query.orderBy('review.dueAt').addOrderBy('review.taskId').limit(limit).getMany();
    return rows.map(reviewFromRow);
  }
}
