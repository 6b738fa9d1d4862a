import type { DataSource, FindOptionsWhere, ObjectLiteral } from 'typeorm';
import type { EntityClass } from './table';

/** The subject of a case (`case:…`), or the number by which people ask for it. */
export type ArchivedBy = { readonly subject: string } | { readonly number: string };

/** What one table held of a case when it was archived, in no order. Empty: the case is not in the archive, or had nothing there. */
export async function archivedRows<Row extends ObjectLiteral>(dataSource: DataSource, entity: EntityClass<Row>, by: ArchivedBy): Promise<Row[]> {
  const { tableName, columns } = dataSource.getMetadata(entity);
  const fields = columns.map(({ databaseName, propertyName }) => `r."${databaseName}" AS "${propertyName}"`).join(', ');
  const [column, value] = 'subject' in by ? ['subject', by.subject] : ['number', by.number];
  return dataSource.query<Row[]>(`SELECT ${fields} FROM archived AS a, json_populate_recordset(NULL::"${tableName}", a.parts->'${tableName}') AS r WHERE a.${column} = $1`, [value]);
}

/** The one row of a case, from where it is worked with or from the archive. */
export async function rowOfCase<Row extends { caseId: string }>(dataSource: DataSource, entity: EntityClass<Row>, caseId: string): Promise<Row | undefined> {
  const row = await dataSource.getRepository(entity).findOneBy({ caseId } as FindOptionsWhere<Row>);
  return row ?? (await archivedRows(dataSource, entity, { subject: `case:${caseId}` }))[0];
}
