import { randomUUID } from 'node:crypto';
import type { GetAnswerResponse } from '@huiliu/contracts';
import { rowOfCase, type ListCursor } from '@huiliu/messaging';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Concern } from '../../../domain/concern';
import { AnswerAccessRow, AnswerRow, ConcernRow } from './rows';
import { concernFromRow } from './tables';

/** Questions about inquiries and complaints, answered from what is committed. */
@Injectable()
export class ConcernQueries {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  async ofCase(caseId: string): Promise<Concern | undefined> {
    const row = await rowOfCase(this.dataSource, ConcernRow, caseId);
    return row ? concernFromRow(row) : undefined;
  }

  /** Those that nobody has answered, the one due first at the top; `after` is the last one of the page before. */
  async open(after: ListCursor | undefined, limit: number): Promise<Concern[]> {
    const query = this.dataSource.getRepository(ConcernRow).createQueryBuilder('concern').where(`concern.status IN ('open', 'claimed')`);
    if (after) query.andWhere('(concern.dueAt, concern.caseId) > (:at, :id)', after);
    const rows = await query.orderBy('concern.dueAt').addOrderBy('concern.caseId').limit(limit).getMany();
    return rows.map(concernFromRow);
  }

  /** Undefined: nothing was answered in words. The record of who asked is committed before the answer leaves. */
  async tellAnswer(caseId: string, askedBy: string, purpose: string): Promise<GetAnswerResponse | undefined> {
    return this.dataSource.transaction(async (manager) => {
      const answer = await manager.findOneBy(AnswerRow, { caseId });
      if (!answer) return undefined;
      await manager.insert(AnswerAccessRow, { accessId: randomUUID(), caseId, askedBy, purpose, answeredAt: new Date() });
      return { text: answer.text, at: answer.at.toISOString() };
    });
  }
}
