import { TrackingReported, UnannouncedParcelReceived, type ReturnShipmentAnnounced } from '@huiliu/contracts';
import { sharedPostgres, until } from '@huiliu/testing';
import type { Message } from '../src/feed/say';
import { History } from '../src/history/history';
import { mixOf } from '../src/mix/mix';
import { openDatabase, type OwnDatabase } from '../src/store/database';
import { Dispatchers } from '../src/systems/staff/dispatchers';
import { Finders } from '../src/systems/staff/finders';
import { Sharers } from '../src/systems/staff/sharers';
import type { OnParcel } from '../src/systems/carrier/unlabelled';
import { Dock } from '../src/systems/wms/dock';
import { Door } from './door';

const seed = 'seed';
let door: Door;
let database: OwnDatabase;
let history: History;
let published: Message[];
let running: Promise<void>[];
let stopping: AbortController;
const errors: unknown[] = [];
const onError = (error: unknown): void => void errors.push(error);
const bus = { publish: (topic: string, messages: readonly Message['message'][]): Promise<void> => Promise.resolve(void published.push(...messages.map((message) => ({ topic, message })))) };

beforeEach(async () => {
  [published, running, stopping] = [[], [], new AbortController()];
  door = await Door.open();
  database = openDatabase({ connectionString: await (await sharedPostgres()).freshDatabase('sandbox_parcels'), max: 8 });
  await database.migrate();
  history = new History({ database, onError });
});
afterEach(async () => {
  stopping.abort();
  await Promise.all(running);
  await door.close();
  await history.close();
  await database.close();
  expect(errors).toEqual([]);
});

const intentions = async (): Promise<string[]> => (await database.query<{ ref: string; branch: string; status: string; code: string | null }>("SELECT ref, branch, status, code FROM intention WHERE branch LIKE 'unannounced.%' OR branch LIKE 'shared_parcel.%' OR branch LIKE 'agreement.%' ORDER BY ref")).map(({ ref, branch, status, code }) => [ref, branch, status, code].filter(Boolean).join(' '));
const saidOf = <T>(contract: { readonly type: string }): T[] => published.filter(({ message }) => message.headers['ce_type'] === contract.type).map(({ message }) => JSON.parse(message.value) as T);

describe('parcels without our label', () => {
  const parcel = (caseNumber: string, wish: OnParcel) => ({ caseId: `id-${caseNumber}`, caseNumber, sendBy: '2026-11-29T00:00:00Z', wish });
  /** How the warehouse has each parcel, by its report. */
  const held = new Map<string, { status: string; declined: string | null }>();
  const statusOf = (reportId: string) => held.get(reportId) ?? { status: 'open', declined: null };
  let approved: number | null;
  let refusal: string;

  beforeEach(() => {
    held.clear();
    [approved, refusal] = [1, ''];
    door.reply = ({ method, path, body }) => {
      const id = decodeURIComponent(path.split('/')[5] ?? '').replace(/^U-/, '');
      if (path.startsWith('/api/v1/cases/')) return { status: 200, body: { orderId: 'o1', lines: [{ sku: 'MUG', approved }, { sku: 'CUP', approved: 0 }] } };
      if (method === 'GET') return { status: 200, body: { parcel: statusOf(id), candidates: [{ caseNumber: 'HL-OTHER' }, { caseNumber: id.split('-').slice(1, 3).join('-') }] } };
      if (refusal !== '') return { status: 409, body: { code: refusal } };
      held.set(id, { status: 'matching', declined: null });
      return { status: 200, body: { caseNumber: body['caseNumber'] } };
    };
    running.push(new Dock({ bus, history, database, seed, gatewayUrl: door.url, token: 'customer-token', onError }).run(stopping.signal));
    running.push(new Finders({ history, database, gatewayUrl: door.url, token: 'warehouse-token', onError }).run(stopping.signal));
  });
  const add = (...parcels: ReturnType<typeof parcel>[]): Promise<void> => new Dock({ bus, history, database, seed, gatewayUrl: door.url, token: 'customer-token', onError }).add(parcels);
  const reports = (): UnannouncedParcelReceived[] => saidOf<UnannouncedParcelReceived>(UnannouncedParcelReceived);
  const matches = () => door.asked.filter(({ method, path }) => method === 'POST' && path.endsWith('/match'));

  it('are reported by the WMS with what is on them once the case is approved, and matched by a person, who waits how that ends', async () => {
    approved = null;
    await add(parcel('HL-A', 'order_number_on_it'));
    await until('the case to be looked at', () => door.asked.some(({ path }) => path === '/api/v1/cases/HL-A'));
    expect(published).toEqual([]);
    approved = 1;
    await until('the match', () => matches().length === 1);
    const [report] = reports();
    expect(report).toMatchObject({ caseNumber: '', orderId: 'o1', goods: [{ sku: 'MUG', quantity: 1 }] });
    expect(matches().map(({ body, authorization }) => [body['caseNumber'], authorization])).toEqual([['HL-A', 'Bearer warehouse-token']]);
    expect(await intentions()).toEqual(['HL-A unannounced.order_number_on_it intended']);
    held.set(report?.reportId ?? '', { status: 'matched', declined: null });
    await until('the end', async () => (await intentions())[0] === 'HL-A unannounced.order_number_on_it taken');
  });

  it('are left to the case number on them, and to nobody where nobody finds out', async () => {
    await add(parcel('HL-A', 'case_number_on_it'), parcel('HL-B', 'nobody_finds_out'));
    await until('both reports', () => new Set(reports().map(({ reportId }) => reportId)).size >= 2);
    const report = reports().find(({ caseNumber }) => caseNumber === 'HL-A');
    held.set(report?.reportId ?? '', { status: 'matched', declined: null });
    await until('the end', async () => (await intentions())[0] === 'HL-A unannounced.case_number_on_it taken');
    expect(await intentions()).toEqual(['HL-A unannounced.case_number_on_it taken', 'HL-B unannounced.nobody_finds_out taken']);
    expect(matches()).toEqual([]);
  });

  it.each(['CASE_NOT_AWAITING', 'declined'])('are no more looked for where it was too late: %s', async (why) => {
    if (why === 'declined') door.reply = ((before) => (asked) => {
      const answer = before(asked);
      if (asked.method === 'POST') held.forEach((_, id) => held.set(id, { status: 'open', declined: 'RETURN_CALLED_OFF' }));
      return answer;
    })(door.reply);
    else refusal = why;
    await add(parcel('HL-A', 'nothing_on_it'));
    await until('the end', async () => (await intentions())[0]?.includes('refused') === true);
    expect(await intentions()).toEqual([`HL-A unannounced.nothing_on_it refused ${why === 'declined' ? 'RETURN_CALLED_OFF' : why}`]);
  });
});

describe('customers with several cases to send', () => {
  const customers: Readonly<Record<string, string>> = { 'HL-A': 'ann', 'HL-B': 'ann', 'HL-C': 'bob' };
  const announced = (caseNumber: string): ReturnShipmentAnnounced => ({ ref: { caseId: `id-${caseNumber}`, caseNumber, orderId: 'o1' }, rmaNumber: 'R', trackingNumber: `GR${caseNumber.replaceAll('-', '')}`, carrierCode: 'ground', sendBy: '2026-11-29T00:00:00Z' });
  const start = (): Sharers => {
    const sharers = new Sharers({ bus, history, database, seed, mix: mixOf('everyday,parcel.arrives=1,parcels_sent.one=1,brought_back.never=1'), mayBeSilent: true, gatewayUrl: door.url, token: 'customer-token', onError });
    running.push(sharers.run(stopping.signal));
    return sharers;
  };
  const scanned = (): string[] => [...new Set(saidOf<TrackingReported>(TrackingReported).map(({ caseId, trackingNumber }) => `${caseId} ${trackingNumber}`))].sort();
  const shares = (): string[] => door.asked.filter(({ method }) => method === 'POST').map(({ path, body }) => `${path} ${String(body['caseNumber'])}`);

  it('say that both come in one parcel before it is handed over; who has but one sends that', async () => {
    door.reply = ({ method, path }) => (method === 'POST' ? { status: 201, body: {} } : { status: 200, body: { customerId: customers[path.split('/')[4] ?? ''] } });
    await start().add(['HL-A', 'HL-B', 'HL-C'].map(announced));
    await until('both parcels', () => scanned().length === 2);
    expect(shares()).toEqual(['/api/v1/cases/HL-B/shared-parcel HL-A']);
    expect(scanned()).toEqual(['id-HL-A GRHLA', 'id-HL-C GRHLC']);
    expect(await intentions()).toEqual(['HL-B shared_parcel.with_another taken']);
  });

  it('send each by itself where that is refused', async () => {
    door.reply = ({ method, path }) => (method === 'POST' ? { status: 409, body: { code: 'RETURN_CALLED_OFF' } } : { status: 200, body: { customerId: customers[path.split('/')[4] ?? ''] } });
    await start().add(['HL-A', 'HL-B'].map(announced));
    await until('both parcels', () => scanned().length === 2);
    expect(scanned()).toEqual(['id-HL-A GRHLA', 'id-HL-B GRHLB']);
    expect(await intentions()).toEqual(['HL-B shared_parcel.with_another refused RETURN_CALLED_OFF']);
  });
});

describe('customers who think better of it while the parcel is on its way', () => {
  const announced: ReturnShipmentAnnounced = { ref: { caseId: 'id-HL-A', caseNumber: 'HL-A', orderId: 'o1' }, rmaNumber: 'R', trackingNumber: 'GRA', carrierCode: 'ground', sendBy: '2026-11-29T00:00:00Z' };
  /** What the case looks like, and whose wishes to cancel were told. */
  let view: { status: string; cancellation: object | null };
  let wishes: string[];
  let answer: { status: number; body: unknown };

  const start = (wish: 'agreed' | 'declined' | 'never_answered'): Promise<void> => {
    [view, wishes, answer] = [{ status: 'awaiting_return', cancellation: null }, [], { status: 200, body: {} }];
    door.reply = ({ method }) => (method === 'POST' ? answer : { status: 200, body: view });
    const cancellers = { add: (list: readonly { caseNumber: string; moment: string }[]): Promise<void> => Promise.resolve(void wishes.push(...list.map(({ caseNumber, moment }) => `${caseNumber} ${moment}`))) };
    const dispatchers = new Dispatchers({ bus, history, database, cancellers, seed, mix: mixOf(`everyday,agreement.${wish}=1`), mayBeSilent: true, gatewayUrl: door.url, token: 'logistics-token', onError });
    running.push(dispatchers.run(stopping.signal));
    return dispatchers.add([announced]);
  };
  const wished = async (): Promise<void> => {
    await until('a look', () => door.asked.length > 0);
    expect(wishes).toEqual([]);
    view = { status: 'in_transit', cancellation: null };
    await until('the wish', () => wishes.length > 0);
    expect(wishes).toEqual(['HL-A in_transit']);
  };
  const awaits = (agreeBy: string): void => void (view = { status: 'in_transit', cancellation: { state: 'awaiting_agreement', agreeBy, declinedCode: null } });
  const declines = (declinedCode: string): void => void (view = { status: 'in_transit', cancellation: { state: 'declined', agreeBy: null, declinedCode } });
  const answers = () => door.asked.filter(({ method }) => method === 'POST');
  const ended = async (): Promise<boolean> => (await database.query("SELECT 1 FROM parcel_wished_back WHERE status = 'ended'")).length === 1;
  const delivered = () => saidOf<TrackingReported>(TrackingReported).map(({ caseId, trackingNumber, status }) => `${caseId} ${trackingNumber} ${status}`);

  it('are agreed with by a person, each time that it is asked, and what becomes of the parcel the carrier tells', async () => {
    await start('agreed');
    await wished();
    awaits('2026-11-20T00:00:00Z');
    await until('the answer', async () => (await intentions())[0] === 'HL-A agreement.agreed taken');
    awaits('2026-11-21T00:00:00Z');
    await until('the answer to a restored logistics', () => new Set(answers().map(({ key }) => key)).size === 2);
    for (const { path, body, authorization } of answers()) expect([path, body, authorization]).toEqual(['/api/v1/cases/HL-A/cancellation-agreement', { agreed: true }, 'Bearer logistics-token']);
    declines('PARCEL_DELIVERED');
    await until('the end', ended);
    expect(published).toEqual([]);
  });

  it.each([
    ['declined', 'NOT_AGREED', 'HL-A agreement.declined taken'],
    ['never_answered', 'AGREEMENT_EXPIRED', 'HL-A agreement.never_answered taken'],
  ] as const)('get it brought to us where that is %s', async (wish, code, intention) => {
    await start(wish);
    await wished();
    awaits('2026-11-20T00:00:00Z');
    await until('the intention', async () => (await intentions())[0] === intention);
    expect(answers().map(({ body }) => body)).toEqual(wish === 'declined' ? answers().map(() => ({ agreed: false })) : []);
    declines(code);
    await until('the end', ended);
    expect(delivered()).toEqual(['id-HL-A GRA TRACKING_STATUS_DELIVERED']);
  });

  it('get it brought to us where they may not cancel, or somebody answers too late', async () => {
    await start('agreed');
    await wished();
    answer = { status: 409, body: { code: 'AGREEMENT_OVER' } };
    awaits('2026-11-20T00:00:00Z');
    await until('the answer', async () => (await intentions())[0] === 'HL-A agreement.agreed refused AGREEMENT_OVER');
    view = { status: 'in_transit', cancellation: null };
    await database.query("INSERT INTO cancellation (case_number, moment, status, code) VALUES ('HL-A', 'in_transit', 'refused', 'CANCEL_PARCEL_MOVING')");
    await until('the end', ended);
    expect(delivered()).toEqual(['id-HL-A GRA TRACKING_STATUS_DELIVERED']);
  });
});
