import { Column, Entity, PrimaryColumn, VersionColumn, type ObjectLiteral } from 'typeorm';
import { aggregate, appendOnly, type TablesOf } from '../../src/tables/session';
import type { EntityClass, Table } from '../../src/tables/table';
import type { WorkBase } from '../../src/work';

/** What a simulated department keeps of a case. */
export interface CaseDoc {
  /** Events of intake, in the order in which they took effect. */
  readonly evidence: readonly string[];
  /** Events of review, likewise. */
  readonly tasks: readonly string[];
  /** Events of the other source, likewise. */
  readonly parcels: readonly string[];
}

export const emptyCase: CaseDoc = { evidence: [], tasks: [], parcels: [] };

@Entity({ name: 'sim_case' })
export class SimCaseRow {
  @PrimaryColumn('text', { name: 'case_id' })
  caseId!: string;

  @VersionColumn({ name: 'version' })
  version!: number;

  @Column('jsonb')
  doc!: CaseDoc;
}

@Entity({ name: 'sim_total' })
export class SimTotalRow {
  @PrimaryColumn('text')
  id!: string;

  @VersionColumn({ name: 'version' })
  version!: number;

  @Column('int')
  amount!: number;
}

@Entity({ name: 'sim_entry' })
export class SimEntryRow {
  @PrimaryColumn('text')
  id!: string;

  @Column('text', { name: 'case_id' })
  caseId!: string;
}

export const simEntities = [SimCaseRow, SimTotalRow, SimEntryRow];

export const simTableStatements = [
  'CREATE TABLE sim_case (case_id text PRIMARY KEY, version int NOT NULL, doc jsonb NOT NULL)',
  'CREATE TABLE sim_total (id text PRIMARY KEY, version int NOT NULL, amount int NOT NULL)',
  'CREATE TABLE sim_entry (id text PRIMARY KEY, case_id text NOT NULL)',
];

export const simTables = {
  cases: aggregate({ entity: SimCaseRow, toRow: (caseId, doc: CaseDoc) => ({ caseId, doc }), fromRow: (row): CaseDoc => row.doc }),
  /** Shared between cases: everybody counts in it. */
  totals: aggregate({ entity: SimTotalRow, shared: true, toRow: (id, amount: number) => ({ id, amount }), fromRow: (row): number => row.amount }),
  entries: appendOnly(SimEntryRow),
};

export type SimWork = WorkBase & TablesOf<typeof simTables>;

const column = (property: string, name: string, type: string) => ({ property, name, type });

const described = new Map<EntityClass<ObjectLiteral>, Table>([
  [SimCaseRow, { name: 'sim_case', key: column('caseId', 'case_id', 'text'), columns: [column('doc', 'doc', 'jsonb')], version: column('version', 'version', 'int4') }],
  [SimTotalRow, { name: 'sim_total', key: column('id', 'id', 'text'), columns: [column('amount', 'amount', 'int4')], version: column('version', 'version', 'int4') }],
  [SimEntryRow, { name: 'sim_entry', key: column('id', 'id', 'text'), columns: [column('caseId', 'case_id', 'text')], version: undefined }],
]);

/** What TypeORM's metadata would say of the entities. */
export function simTableOf(entity: EntityClass<ObjectLiteral>): Table {
  const table = described.get(entity);
  if (!table) throw new Error(`${entity.name} is not a table of the simulation`);
  return table;
}
