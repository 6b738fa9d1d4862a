import type { DataSource, ObjectLiteral } from 'typeorm';

/**
 * How the batch path sees a table: derived from its TypeORM entity, so that rows are described once.
 * Rows travel as arrays of columns, `unnest`ed: one statement for a whole batch.
 */
export interface Column {
  readonly property: string;
  readonly name: string;
  /** PostgreSQL type of one value, as `text` or `jsonb`. */
  readonly type: string;
}

export interface Table {
  readonly name: string;
  /** Of an append-only table the first column of its key; the others are generated. */
  readonly key: Column;
  /** Every column but the key and the version. */
  readonly columns: readonly Column[];
  /** Column that counts the changes of a row; undefined for append-only tables. */
  readonly version: Column | undefined;
}

export type EntityClass<Row extends ObjectLiteral> = new () => Row;

const pgTypes: Readonly<Record<string, string>> = {
  varchar: 'text',
  'character varying': 'text',
  int: 'int4',
  integer: 'int4',
  bigint: 'int8',
  'timestamp with time zone': 'timestamptz',
};

/** Reads an entity's metadata. Rows that change are found by a primary key of one column; in append-only tables, generated columns may follow it. */
export function tableOf<Row extends ObjectLiteral>(dataSource: DataSource, entity: EntityClass<Row>): Table {
  const metadata = dataSource.getMetadata(entity);
  const columns = metadata.columns
    .filter((column) => !column.isVersion && !column.isGenerated)
    .map((column): Column => {
      const named = dataSource.driver.normalizeType(column);
      const type = pgTypes[named] ?? named;
      return { property: column.propertyName, name: column.databaseName, type: column.isArray ? `${type}[]` : type };
    });
  const primary = metadata.primaryColumns;
  const key = columns.find((column) => column.property === primary[0]?.propertyName);
  const version = metadata.versionColumn;
  const generatedRest = primary.slice(1).every((column) => column.isGenerated) && version === undefined;
  if (key === undefined || (primary.length !== 1 && !generatedRest)) throw new Error(`${metadata.tableName}: the batch path needs a primary key of exactly one column, not generated`);
  return {
    name: metadata.tableName,
    key,
    columns: columns.filter((column) => column !== key),
    version: version ? { property: version.propertyName, name: version.databaseName, type: 'int4' } : undefined,
  };
}
