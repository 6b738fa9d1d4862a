import { rowOfCase, type ListCursor } from '@huiliu/messaging';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { RefundStatus } from '../../../domain/machines';
import { isRequested, type Refund, type RequestedRefund } from '../../../domain/refund';
import { RefundRow } from './rows';
import { refundFromRow } from './tables';

/** What a refund waits for finance with: a second person's approval, a leg that has failed, that it was declined, or that its day has passed. */
const statuses = {
  unspecified: ['awaiting_approval', 'failed', 'declined', 'exception', 'requested'],
  overdue: ['awaiting_approval', 'failed', 'declined', 'exception', 'requested'],
  approval: ['awaiting_approval'],
  leg: ['failed'],
  declined: ['declined'],
  exception: ['exception'],
} as const satisfies Record<string, readonly RefundStatus[]>;

/** Questions about refunds, answered from what is committed. */
@Injectable()
export class RefundQueries {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  async ofCase(caseId: string): Promise<Refund | undefined> {
    const row = await rowOfCase(this.dataSource, RefundRow, caseId);
    return row ? refundFromRow(row) : undefined;
  }

  /** Refunds that wait for finance, the one that was asked for first at the top; `after` is the last one of the page before. */
  async waiting(reason: keyof typeof statuses, after: ListCursor | undefined, limit: number): Promise<RequestedRefund[]> {
    const query = this.dataSource.getRepository(RefundRow).createQueryBuilder('refund').where(`(refund.status IN ('awaiting_approval', 'failed', 'declined', 'exception') OR (refund.status = 'requested' AND refund.late = 'overdue'))`);
    query.andWhere('refund.status = ANY(:statuses)', { statuses: statuses[reason] });
    if (reason === 'overdue') query.andWhere(`refund.late = 'overdue'`);
    if (after) query.andWhere('(refund.requestedAt, refund.caseId) > (:at, :id)', after);
    const rows = await query.orderBy('refund.requestedAt').addOrderBy('refund.caseId').limit(limit).getMany();
    return rows.map(refundFromRow).filter(isRequested);
  }
}
