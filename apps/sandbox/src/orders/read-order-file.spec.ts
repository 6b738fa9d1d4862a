import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { collectInvoices } from './collect-invoices';
import { ordersOf, totalMinor } from './orders-of';
import { readOrderFile } from './read-order-file';
import type { FileLine } from './read-line';
import { OrderFileCounts, type OrderFileReport } from './report';

const header = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'huiliu-orders-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function fileOf(content: string | Buffer): string {
  const path = join(folder, 'orders.csv');
  writeFileSync(path, content);
  return path;
}

async function read(content: string | Buffer): Promise<{ lines: FileLine[]; report: OrderFileReport }> {
  const counts = new OrderFileCounts();
  const lines: FileLine[] = [];
  for await (const line of readOrderFile(fileOf(content), counts)) lines.push(line);
  return { lines, report: counts.report() };
}

async function take(rows: readonly string[]) {
  const counts = new OrderFileCounts();
  const invoices = await collectInvoices(readOrderFile(fileOf([header, ...rows].join('\r\n')), counts), counts);
  return { invoices, orders: ordersOf(invoices, counts), report: counts.report() };
}

const sum = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((all, count) => all + count, 0);
const placed = (report: OrderFileReport): number => sum(report.lines) + sum(report.cancelled) + sum(report.setAside) + sum(report.malformed);

describe('reading a file of order lines', () => {
  it('tells commas from semicolons by the header and finds the columns wherever they are', async () => {
    const comma = await read(`${header}\r\n536365,85123A,HOLDER,6,12/1/10 8:26,2.55,17850,United Kingdom\r\n`);
    const semicolon = await read('\uFEFFX.1;X;InvoiceNo;StockCode;Description;Quantity;InvoiceDate;UnitPrice;CustomerID;Country\r\n1;2;536365;85123a;HOLDER;6;12/01/2010 08:26;2.55;17850;United Kingdom');
    expect(comma.report.format).toBe('comma');
    expect(semicolon.report.format).toBe('semicolon');
    const { marks, ...first } = comma.lines[0] as FileLine;
    expect(marks).toEqual([]);
    expect(first).toEqual({
      invoice: '536365',
      cancellation: false,
      sku: '85123A',
      title: 'HOLDER',
      quantity: 6,
      price: { units: 255n, scale: 2 },
      atMs: Date.parse('2010-12-01T08:26:00Z'),
      customerId: '17850',
      country: 'United Kingdom',
    });
    expect(semicolon.lines[0]).toEqual({ ...first, marks: ['skuInSmallLetters'] });
  });

  it.each([
    ['columns', '536365,85123A,HOLDER,6,12/1/10 8:26,2.55,17850'],
    ['quoting', '536365,85123A,"HOLDER,6,12/1/10 8:26,2.55,17850,United Kingdom'],
    ['invoiceNumber', 'A563185,B,Adjust bad debt,1,8/12/11 14:50,11062.06,,United Kingdom'],
    ['stockCode', '536365,,HOLDER,6,12/1/10 8:26,2.55,17850,United Kingdom'],
    ['quantity', '536365,85123A,HOLDER,six,12/1/10 8:26,2.55,17850,United Kingdom'],
    ['quantity', '536365,85123A,HOLDER,0,12/1/10 8:26,2.55,17850,United Kingdom'],
    ['quantity', '536365,85123A,HOLDER,1.5,12/1/10 8:26,2.55,17850,United Kingdom'],
    ['date', '536365,85123A,HOLDER,6,13/12/2010 8:26,2.55,17850,United Kingdom'],
    ['price', '536365,85123A,HOLDER,6,12/1/10 8:26,NA,17850,United Kingdom'],
    ['negativePrice', '536365,85123A,HOLDER,6,12/1/10 8:26,-2.55,17850,United Kingdom'],
    ['customerId', '536365,85123A,HOLDER,6,12/1/10 8:26,2.55,nobody,United Kingdom'],
  ] as const)('counts a line as malformed by %s, leaves it out and reads on', async (fault, row) => {
    const good = '536366,22633,WARMER,1,12/1/10 8:28,1.85,17850,United Kingdom';
    const { lines, report } = await read([header, good, row, good].join('\n'));
    expect(lines).toHaveLength(2);
    expect(report.linesRead).toBe(3);
    expect(report.malformed[fault]).toBe(1);
    expect(sum(report.malformed)).toBe(1);
  });

  it('keeps commas and quotes within quotes', async () => {
    const { lines } = await read(`${header}\n536477,22041,"RECORD FRAME 7"" SIZE, BLACK",48,12/1/10 12:27,2.1,16210,United Kingdom`);
    expect(lines[0]?.title).toBe('RECORD FRAME 7" SIZE, BLACK');
  });

  it('reads UTF-8 and Latin-1 and says which lines are the latter', async () => {
    const row = (title: string): string => `536365,85123A,${title},6,12/1/10 8:26,2.55,17850,United Kingdom`;
    const utf8 = await read(`${header}\n${row('£5 CAFÉ')}`);
    const latin1 = await read(Buffer.from(`${header}\n${row('£5 CAFÉ')}`, 'latin1'));
    expect(utf8.lines[0]).toMatchObject({ title: '£5 CAFÉ', marks: [] });
    expect(latin1.lines[0]).toMatchObject({ title: '£5 CAFÉ', marks: ['notUtf8'] });
  });

  it('refuses a file with other columns, an empty one and one that is not there, and says what to do', async () => {
    await expect(read('a,b,c\n1,2,3')).rejects.toThrow(/must name the columns .*missing: InvoiceNo/);
    await expect(read('')).rejects.toThrow('is empty');
    await expect(read(Buffer.from([0, 1, 2, 255, 254]))).rejects.toThrow('must name the columns');
    const counts = new OrderFileCounts();
    await expect(readOrderFile(join(folder, 'missing.csv'), counts).next()).rejects.toMatchObject({ code: 'ORDER_FILE_UNREADABLE' });
  });
});

describe('orders of a file', () => {
  const rows = [
    '536370,22728,CLOCK,24,12/1/10 8:45,3.75,12583,France',
    '536370,POST,POSTAGE,3,12/1/10 8:45,18,12583,France',
    '536370,D,Discount,-1,12/1/10 8:45,27.5,12583,France',
    '536370,M,Manual,1,12/1/10 8:45,1.99,12583,France',
    '536370,22139,BOX,-2,12/1/10 8:45,1.25,12583,France',
    '536370,D,Discount,1,12/1/10 8:45,5,12583,France',
    '536414,22139,,56,12/1/10 11:52,0,NA,United Kingdom',
    '536500,XYZ 7,???,1,12/1/10 12:00,4,,United Kingdom',
    '536501,22139,BOX,-3,12/1/10 12:05,0,,United Kingdom',
    'C536600,22728,CLOCK,-2,12/1/10 13:00,3.75,12583,France',
    'C536600,POST,POSTAGE,-1,12/1/10 13:00,18,12583,France',
    'C536600,22728,CLOCK,2,12/1/10 13:00,3.75,12583,France',
  ];

  it('make goods, postage, discounts and fees what they are, and add up', async () => {
    const { orders } = await take(rows);
    const order = orders.find(({ orderId }) => orderId === '536370');
    expect(order).toMatchObject({
      customerId: '12583',
      discountMinor: 2750n,
      lines: [
        { orderLineId: '536370-1', sku: '22728', quantity: 24, amountMinor: 9000n, kind: 'goods' },
        { orderLineId: '536370-2', sku: 'POST', quantity: 3, amountMinor: 5400n, kind: 'shipping' },
        { orderLineId: '536370-4', sku: 'M', quantity: 1, amountMinor: 199n, kind: 'fee' },
      ],
    });
    expect(order && totalMinor(order)).toBe(9000n + 5400n + 199n - 2750n);
  });

  it('keep orders without a customer and goods that cost nothing', async () => {
    const { orders } = await take(rows);
    expect(orders.find(({ orderId }) => orderId === '536414')).toMatchObject({ customerId: '', lines: [{ sku: '22139', quantity: 56, amountMinor: 0n, kind: 'goods', title: '' }] });
  });

  it('count every line in exactly one place, by name', async () => {
    const { report } = await take([...rows, 'broken']);
    expect(report.linesRead).toBe(rows.length + 1);
    expect(placed(report)).toBe(report.linesRead);
    expect(report.lines).toMatchObject({ goods: 2, postage: 1, discount: 1, manual: 1, unknownCode: 1 });
    expect(report.cancelled).toMatchObject({ goods: 1, postage: 1 });
    expect(report.setAside).toEqual({ negativeOutsideCancellation: 2, positiveInCancellation: 1, discountOfWrongSign: 1 });
    expect(report.malformed.columns).toBe(1);
    expect(report.marks).toMatchObject({ withoutCustomer: 2, priceZero: 1, withoutDescription: 1 });
    expect(report.invoices).toMatchObject({ orders: 3, cancellations: 1, ordersWithoutCustomer: 2, withoutUsableLines: 1 });
  });

  it('never merge two customers into one order', async () => {
    const { orders, report } = await take(['1,22728,CLOCK,1,12/1/10 8:45,3.75,12583,France', '1,22729,CLOCK,1,12/1/10 8:45,3.75,12584,France']);
    expect(orders).toMatchObject([{ customerId: '12583', lines: [{ sku: '22728' }] }]);
    expect(report.malformed.customerDiffersInInvoice).toBe(1);
  });

  it('hold no more lines than the contracts allow', async () => {
    const { invoices, report } = await take(Array.from({ length: 1_003 }, () => 'C1,22728,CLOCK,-1,12/1/10 8:45,3.75,12583,France'));
    expect(invoices[0]?.lines).toHaveLength(1_000);
    expect(report.malformed.tooManyLinesInInvoice).toBe(3);
    expect(placed(report)).toBe(1_003);
  });

  it('leave out an order that would cost less than nothing', async () => {
    const { orders, report } = await take(['1,22728,CLOCK,1,12/1/10 8:45,3.75,12583,France', '1,D,Discount,-1,12/1/10 8:45,3.76,12583,France']);
    expect(orders).toEqual([]);
    expect(report.invoices.discountAboveTotal).toBe(1);
  });

  it('come oldest first whatever the order of lines, and count those written over several minutes', async () => {
    const { orders, report } = await take([
      '541597,22728,CLOCK,1,1/19/11 16:25,3.75,17602,United Kingdom',
      '541596,22728,CLOCK,1,1/19/11 16:19,3.75,17602,United Kingdom',
      '541596,22729,CLOCK,1,1/19/11 16:18,3.75,17602,United Kingdom',
    ]);
    expect(orders.map(({ orderId, placedAtMs }) => [orderId, new Date(placedAtMs).toISOString()])).toEqual([
      ['541596', '2011-01-19T16:18:00.000Z'],
      ['541597', '2011-01-19T16:25:00.000Z'],
    ]);
    expect(report.invoices.ordersOverSeveralMinutes).toBe(1);
  });
});
