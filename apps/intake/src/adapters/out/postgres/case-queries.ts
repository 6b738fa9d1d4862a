import type { TimelineEntry } from '@huiliu/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { IntakeCase } from '../../../domain/intake-case';
import { CaseRow, TimelineRow } from './rows';
import { caseFromRow } from './tables';

/** Entries of one answer. A case has some twenty; more would be the work of a broken outside system. */
const timelineLimit = 2000;

/** Questions about cases, answered from what is committed. */
@Injectable()
export class CaseQueries {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  async byId(caseId: string): Promise<IntakeCase | undefined> {
    const row = await this.dataSource.getRepository(CaseRow).findOneBy({ caseId });
    return row ? caseFromRow(row) : undefined;
  }

  /** `caseNumber` in its normal form. */
  async byNumber(caseNumber: string): Promise<IntakeCase | undefined> {
    const row = await this.dataSource.getRepository(CaseRow).findOneBy({ caseNumber });
    return row ? caseFromRow(row) : undefined;
  }

  /** What was heard and said, oldest first; empty: no such case. */
  async timelineOf(caseId: string): Promise<TimelineEntry[]> {
    const rows = await this.dataSource.getRepository(TimelineRow).find({ where: { caseId }, order: { position: 'ASC' }, take: timelineLimit });
    return rows.map(({ eventId, type, source, at, causeId, traceId, spanId, summary }) => ({ eventId, type, source, at: at.toISOString(), causeId: causeId ?? '', traceId, spanId, summary }));
  }
}
