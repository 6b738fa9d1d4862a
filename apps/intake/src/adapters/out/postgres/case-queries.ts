import type { CaseNews, TimelineEntry } from '@huiliu/contracts';
import { archivedRows, rowOfCase, type ListCursor } from '@huiliu/messaging';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, MoreThan } from 'typeorm';
import type { CaseFilter } from '../../../domain/case-filter';
import type { IntakeCase } from '../../../domain/intake-case';
import { listCases, type CasePage } from './case-list';
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

  /** Those that are worked with, the one opened last at the top; `after` is where the page before ended. */
  list(filter: CaseFilter, after: ListCursor | undefined, limit: number): Promise<CasePage> {
    return listCases(this.dataSource, filter, after, limit);
  }

  /** What was heard and said after a position, oldest first; empty: nothing, or no such case. */
  async timelineOf(caseId: string, afterPosition = '0'): Promise<TimelineEntry[]> {
    const present = await this.dataSource.getRepository(TimelineRow).find({ where: { caseId, position: MoreThan(afterPosition) }, order: { position: 'ASC' }, take: timelineLimit });
    const rows = present.length > 0 ? present : await this.archivedTimeline(caseId, afterPosition);
    return rows.map(({ eventId, type, source, at, causeId, traceId, spanId, summary, position = '0' }) => ({ eventId, type, source, at: at.toISOString(), causeId: causeId ?? '', traceId, spanId, summary, position }));
  }

  /** Where the timeline of each case ends. */
  async newsOf(caseIds: readonly string[]): Promise<CaseNews[]> {
    const rows: { case_id: string; position: string }[] = await this.dataSource.query('SELECT case_id, max(position) AS position FROM timeline_entry WHERE case_id = ANY($1::text[]) GROUP BY case_id', [caseIds]);
    return rows.map(({ case_id, position }) => ({ caseId: case_id, position }));
  }

  private async archivedTimeline(caseId: string, afterPosition: string): Promise<TimelineRow[]> {
    const rows = await archivedRows(this.dataSource, TimelineRow, { subject: `case:${caseId}` });
    return rows.filter(({ position }) => Number(position) > Number(afterPosition)).sort((a, b) => Number(a.position) - Number(b.position)).slice(0, timelineLimit);
  }
}
