/** The columns that are used; a file may have others. */
export const columnNames = ['InvoiceNo', 'StockCode', 'Description', 'Quantity', 'InvoiceDate', 'UnitPrice', 'CustomerID', 'Country'] as const;
export type Column = (typeof columnNames)[number];

export interface FileFormat {
  readonly name: 'comma' | 'semicolon';
  readonly separator: ',' | ';';
  /** Cells of every line. */
  readonly width: number;
  readonly index: Readonly<Record<Column, number>>;
}

/** The file is no list of order lines that we know; the message says what is missing. */
export class OrderFileError extends Error {
  readonly code = 'ORDER_FILE_UNREADABLE';
}

/** Tells the format by the header alone: the separator under which every needed column is there. */
export function formatOf(header: string): FileFormat {
  const attempts = [attempt('comma', ',', header), attempt('semicolon', ';', header)].sort((a, b) => a.missing.length - b.missing.length);
  const [best] = attempts;
  if (best === undefined || best.missing.length > 0) {
    const missing = best?.missing.join(', ') ?? '';
    throw new OrderFileError(`the first line must name the columns ${columnNames.join(', ')}, separated by commas or semicolons; missing: ${missing}`);
  }
  return best.format;
}

function attempt(name: FileFormat['name'], separator: FileFormat['separator'], header: string): { format: FileFormat; missing: Column[] } {
  const cells = header
    .replace(/^(\uFEFF|\u00EF\u00BB\u00BF)/, '')
    .split(separator)
    .map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
  const index = Object.fromEntries(columnNames.map((column) => [column, cells.indexOf(column)])) as Record<Column, number>;
  return { format: { name, separator, width: cells.length, index }, missing: columnNames.filter((column) => index[column] < 0) };
}
