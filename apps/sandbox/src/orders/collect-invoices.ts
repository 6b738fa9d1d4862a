import { amountMinorOf } from './decimal';
import { lineKindOf, type LineKind } from './line-kind';
import type { FileLine } from './read-line';
import type { OrderFileCounts } from './report';

export const currency = 'GBP';
/** Digits of the currency after the point. */
const exponent = 2;
/** What the contracts let an order and a request hold. */
const linesAtMost = { order: 10_000, cancellation: 1_000 } as const;

export interface InvoiceLine {
  /** `<invoice>-<place in the invoice>`; the place counts every readable line, used or not. */
  readonly lineId: string;
  readonly sku: string;
  readonly title: string;
  readonly kind: LineKind;
  /** As the file has it: below zero in cancellations. */
  readonly quantity: number;
  readonly amountMinor: bigint;
}

/** The lines of one number. Of a cancellation, quantities and amounts are below zero. */
export interface Invoice {
  readonly number: string;
  readonly cancellation: boolean;
  readonly customerId: string;
  readonly country: string;
  /** Of its first line in time. */
  readonly atMs: number;
  readonly lines: readonly InvoiceLine[];
}

interface Draft {
  readonly number: string;
  readonly cancellation: boolean;
  readonly customerId: string;
  readonly country: string;
  atMs: number;
  lastMs: number;
  places: number;
  lines: InvoiceLine[];
}

/** Puts lines, in any order, together to invoices, oldest first. Lines that an invoice can't hold are counted and left out. */
export async function collectInvoices(lines: AsyncIterable<FileLine> | Iterable<FileLine>, counts: OrderFileCounts): Promise<readonly Invoice[]> {
  const drafts = new Map<string, Draft>();
  for await (const line of lines) add(drafts, line, counts);
  const invoices: Invoice[] = [];
  for (const draft of drafts.values()) {
    if (draft.lines.length === 0) counts.invoices.withoutUsableLines++;
    else invoices.push(draft);
    if (draft.lastMs > draft.atMs && !draft.cancellation) counts.invoices.ordersOverSeveralMinutes++;
  }
  return invoices.sort(byTime);
}

/** Times are whole minutes; within one, numbers rise in the order of writing. */
export function byTime(a: Pick<Invoice, 'atMs' | 'number'>, b: Pick<Invoice, 'atMs' | 'number'>): number {
  return a.atMs - b.atMs || numberOf(a.number) - numberOf(b.number) || (a.number < b.number ? -1 : 1);
}

const numberOf = (invoice: string): number => Number(invoice.replace('C', ''));

function add(drafts: Map<string, Draft>, line: FileLine, counts: OrderFileCounts): void {
  let draft = drafts.get(line.invoice);
  if (draft === undefined) {
    const { invoice: number, cancellation, customerId, country, atMs } = line;
    draft = { number, cancellation, customerId, country, atMs, lastMs: atMs, places: 0, lines: [] };
    drafts.set(number, draft);
  }
  draft.places++;
  if (line.customerId !== draft.customerId) {
    counts.malformed.customerDiffersInInvoice++;
    return;
  }
  if (draft.lines.length >= linesAtMost[draft.cancellation ? 'cancellation' : 'order']) {
    counts.malformed.tooManyLinesInInvoice++;
    return;
  }
  const kind = lineKindOf(line.sku);
  if (!sort(line, kind, counts)) return;
  for (const mark of line.marks) counts.marks[mark]++;
  draft.atMs = Math.min(draft.atMs, line.atMs);
  draft.lastMs = Math.max(draft.lastMs, line.atMs);
  const { sku, title, quantity } = line;
  draft.lines.push({ lineId: `${draft.number}-${draft.places}`, sku: shared(sku), title: shared(title), kind, quantity, amountMinor: amountMinorOf(quantity, line.price, exponent) });
}

/** A shop sells a few thousand things over and over: each text is kept once, not once per line. */
function shared(text: string): string {
  const known = texts.get(text);
  if (known !== undefined) return known;
  if (texts.size < textsAtMost) texts.set(text, text);
  return text;
}
const texts = new Map<string, string>();
const textsAtMost = 50_000;

/** Counts the line where it belongs; false when it is left out. */
function sort(line: FileLine, kind: LineKind, counts: OrderFileCounts): boolean {
  if (line.cancellation) {
    if (line.quantity > 0) counts.setAside.positiveInCancellation++;
    else counts.cancelled[kind]++;
    return line.quantity < 0;
  }
  // A discount takes away, so it is the one thing below zero on an invoice.
  if (kind === 'discount' && line.quantity > 0) counts.setAside.discountOfWrongSign++;
  else if (kind !== 'discount' && line.quantity < 0) counts.setAside.negativeOutsideCancellation++;
  else {
    counts.lines[kind]++;
    return true;
  }
  return false;
}
