import type { ListCursor } from '@huiliu/messaging';
import type { DataSource, EntityManager } from 'typeorm';
import { isOfColumns, matches, onlyOpen, type CaseFilter } from '../../../domain/case-filter';
import type { IntakeCase } from '../../../domain/intake-case';
import { CaseRow } from './rows';
import { caseFromRow } from './tables';

/** Cases of a page, and where the next one begins: undefined at the end of the list. */
export interface CasePage {
  readonly cases: readonly IntakeCase[];
  readonly next: ListCursor | undefined;
}

export interface ListLimits {
  /** Rows of an index that one page looks at. */
  readonly rows: number;
  /** Of these, cases that are looked into, as their columns do not say what is asked. */
  readonly cases: number;
}

/** So much is looked at for one page, whatever is asked and however many cases there are: some hundred milliseconds at worst. What is not found by then is for the next page. */
const listLimits: ListLimits = { rows: 20_000, cases: 2_000 };
const casesAtOnce = 500;

/** A page of the cases that are worked with, the one opened last first. */
export async function listCases(dataSource: DataSource, filter: CaseFilter, after: ListCursor | undefined, limit: number, limits = listLimits): Promise<CasePage> {
  // One state for all looks: between two of them a case that closes would leave the index of the open ones, and the end of what was looked at would be another.
  return dataSource.transaction('REPEATABLE READ', (manager) => new CaseScan(manager, filter, limits).page(after, limit));
}

type Condition = readonly [text: string, value: unknown];

class CaseScan {
  constructor(
    private readonly manager: EntityManager,
    private readonly filter: CaseFilter,
    private readonly limits: ListLimits,
  ) {}

  async page(after: ListCursor | undefined, limit: number): Promise<CasePage> {
    const found: IntakeCase[] = [];
    const atOnce = isOfColumns(this.filter) ? limit + 1 : casesAtOnce;
    const now = new Date();
    let at = after;
    for (let looked = 0; found.length <= limit && looked < this.limits.cases; looked += atOnce) {
      const cases = await this.look(at, atOnce);
      found.push(...cases.filter((it) => matches(it, this.filter, now)));
      const whole = cases.length < atOnce;
      at = whole ? await this.endOfLook(at) : cursorOf(cases.at(-1));
      if (whole) break;
    }
    return found.length > limit ? { cases: found.slice(0, limit), next: cursorOf(found[limit - 1]) } : { cases: found, next: at };
  }

  /** Cases whose columns fit, of the next rows of the index: it stops reading them as soon as it has enough. */
  private async look(after: ListCursor | undefined, atMost: number): Promise<IntakeCase[]> {
    const values: unknown[] = [];
    const fields = this.manager.connection.getMetadata(CaseRow).columns.map(({ databaseName, propertyName }) => `"${databaseName}" AS "${propertyName}"`);
    const walked = `${this.walk('*', after, values)} LIMIT ${this.limits.rows}`;
    const wanted = all([['type = ?', this.filter.type], ['status = ?', this.filter.status]], values);
    const rows = await this.manager.query<CaseRow[]>(`SELECT ${fields.join(', ')} FROM (${walked}) AS walked WHERE ${wanted} ORDER BY opened_at DESC, case_id DESC LIMIT ${atMost}`, values);
    return rows.map(caseFromRow);
  }

  /** The last row that `look` could see; undefined when there are no more behind it. */
  private async endOfLook(after: ListCursor | undefined): Promise<ListCursor | undefined> {
    const values: unknown[] = [];
    const [end] = await this.manager.query<ListCursor[]>(`${this.walk('opened_at AS at, case_id AS id', after, values)} OFFSET ${this.limits.rows - 1} LIMIT 1`, values);
    return end;
  }

  /** Rows of one index, in its order. */
  private walk(fields: string, after: ListCursor | undefined, values: unknown[]): string {
    const { customerId, orderId, openedFrom, openedTo } = this.filter;
    const where = all([['customer_id = ?', customerId], ['order_id = ?', orderId], ['opened_at >= ?', openedFrom], ['opened_at < ?', openedTo]], values);
    const open = onlyOpen(this.filter) ? ' AND closed_at IS NULL' : '';
    const beyond = after ? ` AND (opened_at, case_id) < ($${values.push(after.at)}, $${values.push(after.id)})` : '';
    return `SELECT ${fields} FROM intake_case WHERE ${where}${open}${beyond} ORDER BY opened_at DESC, case_id DESC`;
  }
}

/** Of those that are asked for; adds their values. */
const all = (conditions: readonly Condition[], values: unknown[]): string =>
  ['true', ...conditions.filter(([, value]) => value !== undefined).map(([text, value]) => text.replace('?', `$${values.push(value)}`))].join(' AND ');

const cursorOf = (it: IntakeCase | undefined): ListCursor | undefined => it && { at: new Date(it.openedAt), id: it.caseId };
