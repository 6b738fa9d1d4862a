import { lineKinds, type LineKind } from './line-kind';

/** Why a line could not be read. Such a line is counted and left out, never repaired. */
export const lineFaults = [
  'columns',
  'quoting',
  'invoiceNumber',
  'stockCode',
  'quantity',
  'date',
  'price',
  'negativePrice',
  'customerId',
  'customerDiffersInInvoice',
  'tooManyLinesInInvoice',
] as const;
export type LineFault = (typeof lineFaults)[number];

/** Lines that can be read and say something that an order can't hold; counted and left out. */
export const setAsideKinds = ['negativeOutsideCancellation', 'positiveInCancellation', 'discountOfWrongSign'] as const;
export type SetAside = (typeof setAsideKinds)[number];

/** Things worth knowing of lines that are used; one line may have several. */
export const lineMarks = ['withoutCustomer', 'priceZero', 'withoutDescription', 'skuInSmallLetters', 'notUtf8'] as const;
export type LineMark = (typeof lineMarks)[number];

export const invoiceMarks = ['orders', 'cancellations', 'ordersWithoutCustomer', 'ordersOverSeveralMinutes', 'withoutUsableLines', 'discountAboveTotal'] as const;
export type InvoiceMark = (typeof invoiceMarks)[number];

/**
 * Every line of the file in exactly one place: `linesRead` = all of `lines` + `cancelled` + `setAside` + `malformed`. The marks come on top.
 */
export interface OrderFileReport {
  readonly format: string;
  readonly linesRead: number;
  readonly blankLines: number;
  readonly lines: Readonly<Record<LineKind, number>>;
  readonly cancelled: Readonly<Record<LineKind, number>>;
  readonly setAside: Readonly<Record<SetAside, number>>;
  readonly malformed: Readonly<Record<LineFault, number>>;
  readonly marks: Readonly<Record<LineMark, number>>;
  readonly invoices: Readonly<Record<InvoiceMark, number>>;
}

/** Counts while a file is read. */
export class OrderFileCounts {
  format = '';
  linesRead = 0;
  blankLines = 0;
  readonly lines = zeros(lineKinds);
  readonly cancelled = zeros(lineKinds);
  readonly setAside = zeros(setAsideKinds);
  readonly malformed = zeros(lineFaults);
  readonly marks = zeros(lineMarks);
  readonly invoices = zeros(invoiceMarks);

  report(): OrderFileReport {
    return structuredClone({ ...this });
  }
}

const zeros = <K extends string>(names: readonly K[]): Record<K, number> => Object.fromEntries(names.map((name) => [name, 0])) as Record<K, number>;
