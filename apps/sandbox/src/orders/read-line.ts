import { parseDecimal, type Decimal } from './decimal';
import type { Column, FileFormat } from './columns';
import type { LineFault, LineMark } from './report';
import { parseShopTime } from './shop-time';

/** One line of the file, read. */
export interface FileLine {
  readonly invoice: string;
  readonly cancellation: boolean;
  /** In capitals: the file writes 85123a and 85123A for the same thing. */
  readonly sku: string;
  readonly title: string;
  readonly quantity: number;
  readonly price: Decimal;
  readonly atMs: number;
  /** Empty when the file has none. */
  readonly customerId: string;
  readonly country: string;
  readonly marks: readonly LineMark[];
}

export type ReadLine = { readonly ok: true; readonly line: FileLine } | { readonly ok: false; readonly fault: LineFault };

const invoiceShape = /^(C?)(\d{1,20})$/;
const quantityShape = /^-?\d{1,7}$/;
const quantityLimit = 1_000_000;
/** `17850.0` is what a spreadsheet makes of 17850. */
const customerShape = /^(\d{1,20})(?:\.0)?$/;
const withoutCustomer = new Set(['', 'NA']);

/** Reads the cells of one line; says which of them is wrong instead of guessing. */
export function readLine(format: FileFormat, cells: readonly string[]): ReadLine {
  if (cells.length !== format.width) return fault('columns');
  const cell = (column: Column): string => (cells[format.index[column]] ?? '').trim();
  const invoice = invoiceShape.exec(cell('InvoiceNo').toUpperCase());
  if (!invoice) return fault('invoiceNumber');
  const code = cell('StockCode');
  if (code === '' || code.length > 32) return fault('stockCode');
  const quantity = Number(quantityShape.exec(cell('Quantity'))?.[0] ?? 0);
  if (quantity === 0 || Math.abs(quantity) > quantityLimit) return fault('quantity');
  const atMs = parseShopTime(cell('InvoiceDate'));
  if (atMs === undefined) return fault('date');
  const price = parseDecimal(cell('UnitPrice'));
  if (price === undefined) return fault('price');
  if (price.units < 0n) return fault('negativePrice');
  const customer = withoutCustomer.has(cell('CustomerID')) ? '' : customerShape.exec(cell('CustomerID'))?.[1];
  if (customer === undefined) return fault('customerId');
  const { text: title, utf8 } = decodeText(cell('Description'));
  return {
    ok: true,
    line: {
      invoice: invoice[0],
      cancellation: invoice[1] === 'C',
      sku: code.toUpperCase(),
      title: title.slice(0, 200),
      quantity,
      price,
      atMs,
      customerId: customer,
      country: decodeText(cell('Country')).text.slice(0, 80),
      marks: [
        ...(customer === '' ? (['withoutCustomer'] as const) : []),
        ...(price.units === 0n ? (['priceZero'] as const) : []),
        ...(title === '' ? (['withoutDescription'] as const) : []),
        ...(code === code.toUpperCase() ? [] : (['skuInSmallLetters'] as const)),
        ...(utf8 ? [] : (['notUtf8'] as const)),
      ],
    },
  };
}

const fault = (name: LineFault): ReadLine => ({ ok: false, fault: name });

const utf8Decoder = new TextDecoder('utf-8', { fatal: true });

/** The file is read byte by byte as Latin-1, which loses nothing; what is UTF-8 is put right here. Copies in both encodings go round. */
function decodeText(text: string): { text: string; utf8: boolean } {
  if (/^[\x20-\x7e]*$/.test(text)) return { text, utf8: true };
  const clean = (decoded: string): string => decoded.replaceAll('\0', '').trim();
  try {
    return { text: clean(utf8Decoder.decode(Buffer.from(text, 'latin1'))), utf8: true };
  } catch {
    return { text: clean(text), utf8: false };
  }
}
