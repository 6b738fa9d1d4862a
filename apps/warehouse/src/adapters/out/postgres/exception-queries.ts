import type { ListCursor } from '@huiliu/messaging';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { ExceptionKind, WarehouseException } from '../../../domain/exception';
import { ExceptionRow } from './rows';
import { exceptionFromRow } from './tables';

export interface ExceptionFilter {
  readonly kind: ExceptionKind | undefined;
  readonly dueBy: Date | undefined;
}

/** Questions about exceptions, answered from what is committed. */
@Injectable()
export class ExceptionQueries {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** Those that are not over, the one due first at the top; `after` is the last one of the page before. */
  async open({ kind, dueBy }: ExceptionFilter, after: ListCursor | undefined, limit: number): Promise<WarehouseException[]> {
    const query = this.dataSource.getRepository(ExceptionRow).createQueryBuilder('exception').where(`exception.status IN ('open', 'claimed')`);
    if (kind !== undefined) query.andWhere('exception.kind = :kind', { kind });
    if (dueBy !== undefined) query.andWhere('exception.dueAt <= :dueBy', { dueBy });
    if (after) query.andWhere('(exception.dueAt, exception.exceptionId) > (:at, :id)', after);
    const rows = await query.orderBy('exception.dueAt').addOrderBy('exception.exceptionId').limit(limit).getMany();
    return rows.map(exceptionFromRow);
  }
}
