import type { TimelineEntry } from '@huiliu/contracts';
import { archivedRows, rowOfCase } from '@huiliu/messaging';
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
    const row = await rowOfCase(this.dataSource, CaseRow, caseId);
    return row ? caseFromRow(row) : undefined;
  }

  /** `caseNumber` in its normal form. */
  async byNumber(caseNumber: string): Promise<IntakeCase | undefined> {
    const row = (await this.dataSource.getRepository(CaseRow).findOneBy({ caseNumber })) ?? (await archivedRows(this.dataSource, CaseRow, { number: caseNumber }))[0];
    return row ? caseFromRow(row) : undefined;
  }

  /** What was heard and said, oldest first; empty: no such case. */
  async timelineOf(caseId: string): Promise<TimelineEntry[]> {
    const present = await this.dataSource.getRepository(TimelineRow).find({ where: { caseId }, order: { position: 'ASC' }, take: timelineLimit });
    const rows = present.length > 0 ? present : await this.archivedTimeline(caseId);
    return rows.map(({ eventId, type, source, at, causeId, traceId, spanId, summary }) => ({ eventId, type, source, at: at.toISOString(), causeId: causeId ?? '', traceId, spanId, summary }));
  }
  private async archivedTimeline(caseId: string): Promise<TimelineRow[]> {
    const rows = await archivedRows(this.dataSource, TimelineRow, { subject: `case:${caseId}` });
    return rows.sort((a, b) => Number(a.position) - Number(b.position)).slice(0, timelineLimit);
  }
}
