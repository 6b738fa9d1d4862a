import { sharedPostgres, until } from '@huiliu/testing';
import type { Request } from '../src/cancellations/request';
import { History } from '../src/history/history';
import { openDatabase, type OwnDatabase } from '../src/store/database';
import { everyday } from '../src/mix/mix';
import { randomOf } from '../src/random/random';
import { Agents } from '../src/systems/staff/agents';
import { Storekeepers } from '../src/systems/staff/storekeepers';
import { Applicants } from '../src/systems/staff/applicants';
import { Cancellers } from '../src/systems/staff/cancellers';
import { mixOf } from '../src/mix/mix';
import { FinancePeople, transferFor } from '../src/systems/staff/finance-people';
import { Reopeners } from '../src/systems/staff/reopeners';
import { Repliers, wishOf } from '../src/systems/staff/repliers';
import { Reviewers, verdictOn, verdictWithEvidence } from '../src/systems/staff/reviewers';
import { Door, type Asked, type Reply } from './door';
import { World } from './world';

let door: Door;
let database: OwnDatabase;
let history: History;
const errors: unknown[] = [];
let stopping: AbortController;
let running: Promise<void>[] = [];

beforeEach(async () => {
  door = await Door.open();
  database = openDatabase({ connectionString: await (await sharedPostgres()).freshDatabase('sandbox_people'), max: 8 });
  await database.migrate();
  history = new History({ database, onError: (error) => errors.push(error) });
  stopping = new AbortController();
});

afterEach(async () => {
  await stop();
  await door.close();
  await history.close();
  await database.close();
  expect(errors).toEqual([]);
});

async function stop(): Promise<void> {
  stopping.abort();
  await Promise.all(running);
  running = [];
  stopping = new AbortController();
}

const request = (number: number): Request => ({
  requestId: `SR${number}`,
  customerId: 'ann',
  orderId: `o${number}`,
  type: 'return',
  lines: [{ orderLineId: `o${number}-1`, sku: '22728', quantity: 1, reason: 'damaged', condition: 'defective' }],
  requestedAtMs: Date.parse('2010-12-05T10:00:00Z'),
  evidence: [],
  externalReference: '',
  provenance: 'synthetic',
});

describe('customers at the gateway', () => {
  const start = (): Applicants => {
    const applicants = new Applicants({ database, history, gatewayUrl: door.url, token: 'customer-token', onError: (error) => errors.push(error) });
    running.push(applicants.run(stopping.signal));
    return applicants;
  };
  const ended = (count: number): Promise<void> =>
    until(`${count} applications have ended`, async () => (await database.query("SELECT 1 FROM application WHERE status <> 'pending'")).length === count);
  const application = async (requestId: string) => (await database.query('SELECT status, case_id, code FROM application WHERE request_id = $1', [requestId]))[0];
  const accepted = (caseId: string): Reply => ({ status: 201, body: { caseNumber: '1', caseId } });
  const orderNotFound: Reply = { status: 404, body: { code: 'ORDER_NOT_FOUND' } };

  it('apply with their token, an idempotency key and the facts of the application', async () => {
    door.reply = () => accepted('c1');
    await start().add(request(1));
    await ended(1);
    expect(door.asked).toEqual([
      {
        method: 'POST',
        path: '/api/v1/cases',
        key: 'SR1',
        authorization: 'Bearer customer-token',
        body: {
          customerId: 'ann',
          orderId: 'o1',
          type: 'return',
          lines: [{ orderLineId: 'o1-1', quantity: 1, reason: 'damaged', condition: 'defective' }],
          evidence: [],
          requestedAt: '2010-12-05T10:00:00.000Z',
        },
      },
    ]);
    expect(await application('SR1')).toEqual({ status: 'accepted', case_id: 'c1', code: null });
  });

  it('try again under the same key while the order has not arrived, there is no answer, or the gateway is not well', async () => {
    const replies: Reply[] = [orderNotFound, 'silence', { status: 503, body: { code: 'UNAVAILABLE' } }, { status: 401, body: { code: 'TOKEN_INVALID' } }, accepted('c1')];
    door.reply = () => replies.shift() ?? accepted('other');
    await start().add(request(1));
    await ended(1);
    expect(door.asked.map(({ key }) => key)).toEqual(Array.from({ length: 5 }, () => 'SR1'));
    expect(await application('SR1')).toMatchObject({ status: 'accepted', case_id: 'c1' });
  });

  it('get through also where refusals are kept by key, and open one case all the same', async () => {
    const kept = new Map<string, Reply>();
    const cases: string[] = [];
    let arrived = false;
    door.reply = ({ key }) => {
      const known = kept.get(key);
      if (known) return known;
      if (arrived) cases.push(key);
      const reply = arrived ? accepted(`case-${key}`) : orderNotFound;
      kept.set(key, reply);
      return reply;
    };
    await start().add(request(1));
    await until('it was tried', () => door.asked.length > 2);
    arrived = true;
    await ended(1);
    expect(cases).toHaveLength(1);
    expect(await application('SR1')).toMatchObject({ status: 'accepted', case_id: `case-${cases[0] ?? ''}` });
  });

  it('take a refusal for an answer, and go on after a restart without asking again for what is settled', async () => {
    door.reply = ({ body }) => (body['orderId'] === 'o1' ? { status: 409, body: { code: 'UNITS_TAKEN' } } : 'silence');
    const applicants = start();
    await applicants.add(request(1));
    await applicants.add(request(2));
    await ended(1);
    expect(await application('SR1')).toEqual({ status: 'refused', case_id: null, code: 'UNITS_TAKEN' });
    await stop();
    // A question that was broken off may still be on its way to the old door.
    await door.close();
    door = await Door.open();
    door.reply = () => accepted('c2');
    const again = start();
    await again.add(request(1));
    await again.add(request(2));
    await ended(2);
    expect(door.asked.map(({ key }) => key)).toEqual(['SR2']);
  });
});

describe('people of finance at the gateway', () => {
  const seed = 'seed';
  const start = (): void => {
    running.push(new FinancePeople({ database, history, gatewayUrl: door.url, token: 'finance-token', seed, delayMs: 0, onError: (error) => errors.push(error) }).run(stopping.signal));
  };
  const leg = (legId: string, attempts: number, status = 'failed') => ({ legId, status, attempts });
  const waiting = (number: number, reason: string, legs: readonly unknown[] = []) => ({ caseNumber: `HL-${number}`, refundId: `F-${number}`, reason, legs });
  const list = (...refunds: readonly unknown[]): Reply => ({ status: 200, body: { refunds, nextCursor: null } });
  const posts = (): Asked[] => door.asked.filter(({ method }) => method === 'POST');
  const ended = (count: number): Promise<void> => until(`${count} have ended`, async () => (await database.query("SELECT 1 FROM finance_task WHERE status <> 'asking'")).length === count);

  it('approve what is large and pay by hand what was refused for good, once, whatever was answered in between', async () => {
    const replies: Reply[] = ['silence', { status: 503, body: {} }];
    door.reply = ({ method }) => (method === 'GET' ? list(waiting(1, 'approval'), waiting(2, 'leg', [leg('F-2/1', 2), leg('F-2/2', 2)])) : (replies.shift() ?? { status: 200, body: {} }));
    start();
    await ended(3);
    expect([...new Set(posts().map(({ path, key, body }) => JSON.stringify([path, key, body])))].sort()).toEqual(
      [
        ['/api/v1/cases/HL-1/refund/approval', 'sandbox-approve-F-1', {}],
        ['/api/v1/cases/HL-2/refund/manual-settlements', 'sandbox-settle-F-2/1-2', { legId: 'F-2/1', bankReference: transferFor(seed, 'F-2/1') }],
        ['/api/v1/cases/HL-2/refund/manual-settlements', 'sandbox-settle-F-2/2-2', { legId: 'F-2/2', bankReference: transferFor(seed, 'F-2/2') }],
      ]
        .map((each) => JSON.stringify(each))
        .sort(),
    );
    expect(posts()).toHaveLength(5);
  });

  it('decline some of what is large, take it up again or let it go, and have another person approve what was taken up; what is an exception they always take up', async () => {
    const token = (subject: string): string => `x.${Buffer.from(JSON.stringify({ sub: subject })).toString('base64url')}.x`;
    const mix = mixOf('large_refund.decline=1,declined_refund.take_up=0');
    door.reply = ({ method }) =>
      method === 'GET' ? list(waiting(1, 'approval'), { ...waiting(2, 'approval'), decline: { takenUpBy: 'one' } }, waiting(3, 'declined'), waiting(4, 'exception')) : { status: 200, body: {} };
    running.push(new FinancePeople({ database, history, gatewayUrl: door.url, token: token('one'), secondToken: token('two'), seed, mix, delayMs: 0, onError: (error) => errors.push(error) }).run(stopping.signal));
    await ended(4);
    expect(posts().map(({ path, body }) => [path, body]).sort()).toEqual([
      ['/api/v1/cases/HL-1/refund/decline', { reasonCode: 'NOT_CONVINCING' }],
      ['/api/v1/cases/HL-2/refund/approval', {}],
      ['/api/v1/cases/HL-4/refund/take-up', {}],
    ]);
    const principals = await database.query("SELECT principal FROM history_attempt WHERE operation = 'refund.ApproveRefund'");
    expect(principals).toEqual([{ principal: 'two' }]);
  });

  it('ask for a retry where nobody knows, and take a refusal for an answer', async () => {
    door.reply = ({ method, path }) => {
      if (method === 'GET') return list(waiting(1, 'approval'), waiting(2, 'leg', [leg('F-2/1', 9, 'unknown')]));
      return path.endsWith('/approval') ? { status: 403, body: { code: 'SAME_PERSON' } } : { status: 200, body: { legs: 1 } };
    };
    start();
    await ended(2);
    expect(await database.query('SELECT task_id, kind, status, code FROM finance_task ORDER BY task_id')).toEqual([
      { task_id: 'sandbox-approve-F-1', kind: 'approve', status: 'refused', code: 'SAME_PERSON' },
      { task_id: 'sandbox-retry-F-2/1-9', kind: 'retry', status: 'done', code: null },
    ]);
  });
});

describe('reviewers at the gateway', () => {
  const seed = 'seed';
  const start = (): void => {
    running.push(new Reviewers({ database, history, gatewayUrl: door.url, token: 'staff-token', seed, delayMs: 0, onError: (error) => errors.push(error) }).run(stopping.signal));
  };
  const ended = (count: number): Promise<void> => until(`${count} tasks have ended`, async () => (await database.query("SELECT 1 FROM staff_task WHERE status <> 'claiming'")).length === count);
  const posts = (action: string): Asked[] => door.asked.filter(({ method, path }) => method === 'POST' && path.endsWith(`/${action}`));
  const done: Reply = { status: 200, body: {} };
  const list = (ids: readonly string[]): Reply => ({ status: 200, body: { tasks: ids.map((taskId) => ({ taskId, status: 'open' })), nextCursor: null } });
  const ids = Array.from({ length: 30 }, (_, number) => `task-${number}`);

  it('claim and decide every open task once, by seed, with a reason where they reject', async () => {
    door.reply = ({ method }) => (method === 'GET' ? list(ids) : done);
    start();
    await ended(ids.length);
    expect(posts('claim').map(({ path }) => path).sort()).toEqual(ids.map((id) => `/api/v1/review/tasks/${id}/claim`).sort());
    const decisions = new Map(posts('decision').map(({ path, body }) => [path.split('/')[5], body]));
    expect(posts('decision')).toHaveLength(ids.length);
    for (const id of ids) expect(decisions.get(id)).toEqual(verdictOn(seed, id) === 'reject' ? { verdict: 'reject', reasonCode: 'NOT_JUSTIFIED' } : { verdict: 'approve' });
    expect(new Set(ids.map((id) => verdictOn(seed, id)))).toEqual(new Set(['approve', 'approve_in_part', 'reject', 'request_evidence']));
    expect(door.asked.every(({ authorization }) => authorization === 'Bearer staff-token')).toBe(true);
  });

  it('decide after a restart what they had claimed, though it is no longer in the list of open ones', async () => {
    door.reply = ({ method, path }) => (method === 'GET' ? list(['task-1']) : path.endsWith('/claim') ? done : 'silence');
    start();
    await until('it is claimed and the decision got no answer', () => posts('decision').length > 0);
    await stop();
    door.asked.length = 0;
    door.reply = ({ method }) => (method === 'GET' ? list([]) : done);
    start();
    await ended(1);
    expect(posts('decision').map(({ path }) => path)).toEqual(['/api/v1/review/tasks/task-1/decision']);
  });

  it('leave to others what others have taken, and reject what can’t be approved', async () => {
    const toApprove = ids.filter((id) => verdictOn(seed, id) === 'approve');
    const [taken, impossible] = toApprove as [string, string];
    door.reply = ({ method, path, body }) => {
      if (method === 'GET') return list([taken, impossible]);
      if (path.includes(`/${taken}/`)) return { status: 409, body: { code: 'TASK_TAKEN' } };
      return body['verdict'] === 'approve' ? { status: 409, body: { code: 'CANNOT_BE_APPROVED' } } : done;
    };
    start();
    await ended(2);
    expect(await database.query('SELECT task_id, status, verdict FROM staff_task ORDER BY status')).toEqual([
      { task_id: impossible, status: 'decided', verdict: 'reject' },
      { task_id: taken, status: 'left', verdict: 'approve' },
    ]);
    expect(posts('decision').filter(({ path }) => path.includes(`/${taken}/`))).toEqual([]);
  });
});

describe('reviewers and customers at the gateway', () => {
  const seed = 'seed';
  const ids = Array.from({ length: 200 }, (_, number) => `task-${number}`);
  const posts = (action: string): Asked[] => door.asked.filter(({ method, path }) => method === 'POST' && path.endsWith(`/${action}`));
  const lines = [{ caseLineId: 'l1', quantity: 2 }, { caseLineId: 'l2', quantity: 1 }];
  const numberOf = (taskId: string): string => `HL-${taskId}`;
  /** What there is to review, and where each case stands. */
  const open = new Set<string>();
  const status = new Map<string, string>();

  const start = (): void => {
    const options = { database, history, gatewayUrl: door.url, seed, onError: (error: unknown) => errors.push(error) };
    const repliers = new Repliers({ ...options, token: 'customer-token' });
    running.push(repliers.run(stopping.signal), new Reviewers({ ...options, token: 'staff-token', delayMs: 0, repliers }).run(stopping.signal));
  };
  beforeEach(() => {
    open.clear();
    status.clear();
    door.reply = ({ method, path, body }) => {
      const id = path.split('/')[4] === 'tasks' ? (path.split('/')[5] ?? '') : (path.split('/')[4] ?? '').replace(/^HL-/, '');
      if (method === 'GET' && path.endsWith('/tasks')) return { status: 200, body: { tasks: [...open].map((taskId) => ({ taskId, caseNumber: numberOf(taskId), status: 'open' })), nextCursor: null } };
      if (method === 'GET') return { status: 200, body: { status: status.get(id) ?? 'in_review' } };
      if (path.endsWith('/decision')) {
        open.delete(id);
        status.set(id, { request_evidence: 'awaiting_evidence', reject: 'rejected' }[String(body['verdict'])] ?? 'awaiting_return');
      }
      if (path.endsWith('/evidence')) open.add(id);
      return { status: 200, body: { caseNumber: numberOf(id), lines } };
    };
  });
  const first = (wanted: (id: string) => boolean): string => ids.find(wanted) ?? fail();

  it('approve in part: all but one unit, with a reason for it', async () => {
    const id = first((each) => verdictOn(seed, each) === 'approve_in_part');
    open.add(id);
    start();
    await until('it is decided', () => posts('decision').length === 1);
    expect(posts('decision')[0]?.body).toEqual({ verdict: 'approve', reasonCode: 'NOT_JUSTIFIED', lines: [{ caseLineId: 'l1', quantity: 2 }] });
  });

  it('ask for evidence, which most customers supply, and decide when it is there', async () => {
    const asked = (each: string): boolean => verdictOn(seed, each) === 'request_evidence';
    const supplies = first((each) => asked(each) && wishOf(seed, each, 'evidence') === 'reply');
    const never = first((each) => asked(each) && wishOf(seed, each, 'evidence') === 'stay_silent');
    for (const id of [supplies, never]) open.add(id);
    start();
    await until('one is decided', async () => (await database.query("SELECT 1 FROM staff_task WHERE status = 'decided'")).length === 1);
    expect(posts('decision').filter(({ path }) => path.includes(`/${supplies}/`)).map(({ body }) => body['verdict'])).toEqual(['request_evidence', verdictWithEvidence(seed, supplies)]);
    expect(posts('evidence')).toMatchObject([{ path: `/api/v1/cases/${numberOf(supplies)}/evidence`, authorization: 'Bearer customer-token', body: { kind: 'photo' } }]);
    expect(await database.query('SELECT task_id, status FROM staff_task WHERE task_id = $1', [never])).toEqual([{ task_id: never, status: 'asked' }]);
    expect(await database.query("SELECT task_id, status FROM customer_reply WHERE wanted = 'evidence' ORDER BY status")).toEqual([{ task_id: supplies, status: 'done' }, { task_id: never, status: 'silent' }]);
  });

  it('reject; some customers supplement, some accept, most let it be, each once', async () => {
    const wished = (wish: string): string => first((each) => verdictOn(seed, each) === 'reject' && wishOf(seed, each, 'supplement') === wish);
    const [supplements, accepts, silent] = [wished('reply'), wished('accept'), wished('stay_silent')];
    for (const id of [supplements, accepts, silent]) open.add(id);
    start();
    await until('all have replied', async () => (await database.query("SELECT 1 FROM customer_reply WHERE status <> 'pending'")).length === 3);
    expect(posts('supplement').map(({ path, body }) => [path, typeof body['reason']])).toEqual([[`/api/v1/cases/${numberOf(supplements)}/supplement`, 'string']]);
    expect(posts('acceptance').map(({ path }) => path)).toEqual([`/api/v1/cases/${numberOf(accepts)}/acceptance`]);
    const intentions = await database.query<{ ref: string; branch: string }>("SELECT ref, branch FROM intention WHERE kind = 'number' AND status = 'taken' AND branch ~ '^(reviewer|rejection)' ORDER BY branch, ref");
    expect(intentions.filter(({ branch }) => branch === 'reviewer.reject')).toHaveLength(3);
    expect(intentions.filter(({ branch }) => branch !== 'reviewer.reject')).toEqual([
      { ref: numberOf(accepts), branch: 'rejection.accept' },
      { ref: numberOf(supplements), branch: 'rejection.reply' },
      { ref: numberOf(silent), branch: 'rejection.stay_silent' },
    ]);
  });

  const fail = (): never => {
    throw new Error('no task is drawn so');
  };
});

describe('customers who want to cancel', () => {
  const start = (): Cancellers => {
    const cancellers = new Cancellers({ database, history, gatewayUrl: door.url, token: 'customer-token', seed: 'seed', onError: (error) => errors.push(error) });
    running.push(cancellers.run(stopping.signal));
    return cancellers;
  };
  const rows = () => database.query('SELECT case_number, moment, status, code FROM cancellation ORDER BY case_number');
  const ended = (count: number): Promise<void> => until(`${count} wishes have their answer`, async () => (await database.query("SELECT 1 FROM cancellation WHERE status <> 'pending'")).length === count);

  it('ask once each, under one key until the answer is clear, and take a refusal for an answer', async () => {
    const replies: Reply[] = ['silence', { status: 503, body: { code: 'UNAVAILABLE' } }];
    door.reply = ({ path }) => (path.includes('HL-2') ? { status: 409, body: { code: 'CANCEL_PARCEL_MOVING' } } : (replies.shift() ?? { status: 200, body: { caseNumber: 'HL-1' } }));
    const cancellers = start();
    await cancellers.add([{ caseNumber: 'HL-1', moment: 'at_once' }, { caseNumber: 'HL-2', moment: 'too_late' }]);
    await cancellers.add([{ caseNumber: 'HL-1', moment: 'before_sending' }]);
    await ended(2);
    expect(await rows()).toEqual([
      { case_number: 'HL-1', moment: 'at_once', status: 'taken', code: null },
      { case_number: 'HL-2', moment: 'too_late', status: 'refused', code: 'CANCEL_PARCEL_MOVING' },
    ]);
    // Who meant to come too late has done so, and whoever has made up their mind before has nothing else in mind.
    expect(await database.query('SELECT ref, branch, status, code FROM intention ORDER BY ref')).toEqual([
      { ref: 'HL-1', branch: 'applicant.cancels_at_once', status: 'taken', code: null },
      { ref: 'HL-2', branch: 'customer.cancels_too_late', status: 'taken', code: 'CANCEL_PARCEL_MOVING' },
    ]);
    const toFirst = door.asked.filter(({ path }) => path === '/api/v1/cases/HL-1/cancel');
    expect(toFirst.map(({ key }) => key)).toEqual(Array.from({ length: 3 }, () => 'sandbox-cancel-HL-1'));
    expect(toFirst[0]?.body).toEqual({ reasonCode: expect.stringMatching(/^[A-Z_]+$/) as string });
  });

  it('go on after a restart where they have no answer yet', async () => {
    door.reply = () => 'silence';
    await start().add([{ caseNumber: 'HL-1', moment: 'in_review' }]);
    await until('it was asked', () => door.asked.length > 0);
    await stop();
    door.reply = () => ({ status: 200, body: {} });
    start();
    await ended(1);
    expect(await rows()).toMatchObject([{ status: 'taken' }]);
  });
});

describe('customers whose case has ended', () => {
  const mix = mixOf('all,closed_case.reopened=1');
  const start = (agentToken?: string): Reopeners => {
    const reopeners = new Reopeners({ database, history, gatewayUrl: door.url, customerToken: 'customer-token', agentToken, seed: 'seed', mix, onError: (error) => errors.push(error) });
    running.push(reopeners.run(stopping.signal));
    return reopeners;
  };
  const rows = () => database.query('SELECT case_number, status, code, made_case FROM reopening ORDER BY case_number');
  const answered = (count: number): Promise<void> => until(`${count} wishes have their answer`, async () => (await database.query("SELECT 1 FROM reopening WHERE status <> 'pending'")).length === count);

  it('have it taken up again, once, under one key until the answer is clear, and leave it at what became of that', async () => {
    const replies: Reply[] = ['silence', { status: 503, body: { code: 'UNAVAILABLE' } }, { status: 409, body: { code: 'CASE_BLOCKED' } }];
    door.reply = ({ path }) => (path.includes('HL-2') ? { status: 409, body: { code: 'NO_UNITS_LEFT' } } : (replies.shift() ?? { status: 201, body: { caseNumber: 'HL-3', caseId: 'c3' } }));
    const reopeners = start();
    await reopeners.add(['HL-1', 'HL-2']);
    await reopeners.add(['HL-1']);
    await answered(2);
    await reopeners.add(['HL-1', 'HL-3']);
    expect(await rows()).toEqual([
      { case_number: 'HL-1', status: 'done', code: null, made_case: 'HL-3' },
      { case_number: 'HL-2', status: 'refused', code: 'NO_UNITS_LEFT', made_case: null },
    ]);
    expect(await database.query('SELECT ref, branch, status, code FROM intention ORDER BY ref')).toEqual([
      { ref: 'HL-1', branch: 'closed_case.reopened', status: 'taken', code: null },
      { ref: 'HL-2', branch: 'closed_case.reopened', status: 'refused', code: 'NO_UNITS_LEFT' },
      { ref: 'HL-3', branch: 'reopened_case.goes_on', status: 'taken', code: null },
    ]);
    const toFirst = door.asked.filter(({ path }) => path === '/api/v1/cases/HL-1/reopening');
    expect(toFirst.map(({ key }) => key)).toEqual(Array.from({ length: 4 }, () => 'sandbox-reopen-HL-1'));
    expect(toFirst[0]?.body).toMatchObject({ reasonCode: expect.stringMatching(/^[A-Z_]+$/) as string });
  });

  it('do it themselves, or have customer service do it', async () => {
    door.reply = ({ path }) => ({ status: 201, body: { caseNumber: `${path.split('/')[4] ?? ''}-again` } });
    await start('agent-token').add(Array.from({ length: 30 }, (_, number) => `HL-${number}`));
    await answered(30);
    expect(new Set(door.asked.map(({ authorization }) => authorization))).toEqual(new Set(['Bearer customer-token', 'Bearer agent-token']));
  });
});

describe('people of customer service', () => {
  const seed = 'seed';
  const wishOfCase = (caseNumber: string): string => randomOf(seed, 'agent', caseNumber).weighted(everyday.agent);
  const numberWhoseWishIs = (wish: string): string => Array.from({ length: 500 }, (_, number) => `HL-${number}`).find((each) => wishOfCase(each) === wish) ?? '';
  const [answers, turns, lies] = [numberWhoseWishIs('answer'), numberWhoseWishIs('turn'), numberWhoseWishIs('let_it_lie')];
  let overdue: boolean;
  let refuseTurn: boolean;
  const ended = new Set<string>();

  beforeEach(() => {
    overdue = false;
    refuseTurn = false;
    ended.clear();
    door.reply = ({ method, path }) => {
      const number = path.split('/')[4] ?? '';
      if (method === 'GET' && path.endsWith('/concerns')) return { status: 200, body: { concerns: [answers, turns, lies].filter((each) => !ended.has(each)).map((caseNumber) => ({ caseNumber, overdue })), nextCursor: null } };
      if (method === 'GET' && path.endsWith('/question')) return { status: 200, body: { text: 'why' } };
      if (method === 'GET') return { status: 200, body: { orderId: 'o1', lines: [{ orderLineId: 'l1', quantity: 2, reason: 'other', condition: 'opened' }] } };
      if (path.endsWith('/turn') && refuseTurn) return { status: 409, body: { code: 'UNITS_TAKEN' } };
      if (!path.endsWith('/claim')) ended.add(number);
      return { status: 200, body: path.endsWith('/turn') ? { turnedInto: { caseNumber: 'HL-MADE' } } : {} };
    };
  });
  const start = (letLie: boolean): void => {
    running.push(new Agents({ database, history, gatewayUrl: door.url, token: 'agent-token', seed, letLie, onError: (error) => errors.push(error) }).run(stopping.signal));
  };
  const tasks = () => database.query("SELECT case_number, status, code, made_case FROM concern_task WHERE status <> 'working' ORDER BY case_number");
  const branches = async () => (await database.query<{ ref: string; branch: string; status: string }>('SELECT ref, branch, status FROM intention ORDER BY ref, branch')).map(({ ref, branch, status }) => [ref, branch, status].join(' '));
  const posts = (action: string): Asked[] => door.asked.filter(({ method, path }) => method === 'POST' && path.endsWith(`/${action}`));

  it('claim, read, and answer or make another case of it; some is left until it is overdue', async () => {
    start(true);
    await until('two are ended', async () => (await tasks()).length === 2);
    expect(posts('turn').map(({ path, body }) => [path, body['orderId'], body['lines']])).toEqual([[`/api/v1/concerns/${turns}/turn`, 'o1', [{ orderLineId: 'l1', quantity: 2, reason: 'other', condition: 'opened' }]]]);
    expect(posts('answer').map(({ path }) => path)).toEqual([`/api/v1/concerns/${answers}/answer`]);
    expect(door.asked.some(({ path, authorization }) => path.endsWith('/question') && authorization === 'Bearer agent-token')).toBe(true);
    overdue = true;
    await until('all are ended', async () => (await tasks()).length === 3);
    expect(await tasks()).toEqual(
      [
        { case_number: answers, status: 'answered', code: null, made_case: null },
        { case_number: turns, status: 'turned', code: null, made_case: 'HL-MADE' },
        { case_number: lies, status: 'answered', code: null, made_case: null },
      ].sort((a, b) => (a.case_number < b.case_number ? -1 : 1)),
    );
    expect(await branches()).toEqual([`${answers} agent.answer taken`, `${turns} agent.turn taken`, `${lies} agent.let_it_lie taken`].sort());
  });

  it('answer where no case can be made of it, and what would lie too long where the clock is real', async () => {
    refuseTurn = true;
    start(false);
    await until('all are ended', async () => (await tasks()).length === 3);
    expect(await branches()).toEqual([`${answers} agent.answer taken`, `${turns} agent.answer taken`, `${turns} agent.turn refused`, `${lies} agent.answer taken`].sort());
  });
});

describe('people of the warehouse', () => {
  const seed = 'seed';
  const wishOf = (id: string): string => (id.endsWith('-short') ? randomOf(seed, 'exception', id).weighted(everyday.missing_units) : randomOf(seed, 'exception', id).weighted(everyday.extra_units));
  const idWhoseWishIs = (wish: string, kind: string, holds: (id: string) => boolean = () => true): string => Array.from({ length: 500 }, (_, number) => `X-${number}-${kind}`).find((id) => wishOf(id) === wish && holds(id)) ?? '';
  const isClaimed = (id: string): boolean => !randomOf(seed, 'never claimed', id).chance(0.5);
  const [missing, restocked, sent, kept] = [idWhoseWishIs('confirmed', 'short'), idWhoseWishIs('restocked', 'over'), idWhoseWishIs('sent_back', 'wrong_item'), idWhoseWishIs('kept', 'over')];
  const [left, claimedAndLeft] = [idWhoseWishIs('left_to_deadline', 'short', (id) => !isClaimed(id)), idWhoseWishIs('left_to_deadline', 'over', isClaimed)];
  const all = [missing, restocked, sent, kept, left, claimedAndLeft];
  const ended = new Set<string>();
  let refuse = '';

  beforeEach(() => {
    ended.clear();
    refuse = '';
    door.reply = ({ method, path }) => {
      const id = path.split('/')[5] ?? '';
      if (method === 'GET') return { status: 200, body: { exceptions: all.filter((each) => !ended.has(each)).map((exceptionId) => ({ exceptionId, caseNumber: `HL-${exceptionId}` })), nextCursor: null } };
      if (id === refuse && path.endsWith('/resolution')) return { status: 409, body: { code: 'EXCEPTION_OVER' } };
      if (path.endsWith('/resolution')) ended.add(id);
      return { status: 200, body: {} };
    };
  });
  const start = (mayRunOut: boolean): void => {
    running.push(new Storekeepers({ database, history, gatewayUrl: door.url, token: 'warehouse-token', seed, mayRunOut, onError: (error) => errors.push(error) }).run(stopping.signal));
  };
  const tasks = async () => new Map((await database.query<{ exception_id: string; status: string }>("SELECT exception_id, status FROM exception_task WHERE status <> 'working'")).map((row) => [row.exception_id, row.status]));
  const branches = async () => (await database.query<{ ref: string; branch: string; status: string }>('SELECT ref, branch, status FROM intention')).map(({ ref, branch, status }) => [ref, branch, status].join(' ')).sort();
  const posts = (action: string): string[] => door.asked.filter(({ method, path }) => method === 'POST' && path.endsWith(`/${action}`)).map(({ path, body }) => [path.split('/')[5], body['resolution']].join(' ').trim()).sort();

  it('claim and resolve what was not in boxes as announced; some of it is left to the deadline, claimed or not', async () => {
    refuse = kept;
    start(true);
    await until('all are ended', async () => (await tasks()).size === all.length);
    expect(posts('claim')).toEqual([missing, restocked, sent, kept, claimedAndLeft].sort());
    expect(posts('resolution')).toEqual([`${missing} confirmed_missing`, `${restocked} restock`, `${sent} back_to_customer`, `${kept} stays_in_quarantine`].sort());
    expect(Object.fromEntries(await tasks())).toEqual({ [missing]: 'resolved', [restocked]: 'resolved', [sent]: 'resolved', [kept]: 'left', [left]: 'to_deadline', [claimedAndLeft]: 'to_deadline' });
    expect(await branches()).toEqual(
      [`HL-${missing} missing_units.confirmed taken`, `HL-${restocked} extra_units.restocked taken`, `HL-${sent} extra_units.sent_back taken`, `HL-${kept} extra_units.kept refused`, `HL-${left} missing_units.left_to_deadline taken`, `HL-${claimedAndLeft} extra_units.left_to_deadline taken`].sort(),
    );
  });

  it('leave nothing to a deadline where the clock is real', async () => {
    start(false);
    await until('all are ended', async () => (await tasks()).size === all.length);
    expect([...new Set((await tasks()).values())]).toEqual(['resolved']);
    expect(posts('resolution')).toContain(`${left} confirmed_missing`);
    expect(posts('resolution')).toContain(`${claimedAndLeft} stays_in_quarantine`);
  });
});

describe('a sandbox with a gateway', () => {
  it('is done when every application has its answer but for those that wait for another case, and counts the cases that were really opened', async () => {
    let refused = 0;
    door.reply = ({ path, key }) => {
      if (path !== '/api/v1/cases') return { status: 200, body: { tasks: [] } };
      if (refused++ === 0) return { status: 409, body: { code: 'UNITS_TAKEN' } };
      return { status: 201, body: { caseId: `case-${key}` } };
    };
    const world = await World.create({ cases: 100, gateway: true }, { HUILIU_GATEWAY_URL: door.url, HUILIU_SANDBOX_CUSTOMER_TOKEN: 'c', HUILIU_SANDBOX_STAFF_TOKEN: 's' });
    try {
      await world.start();
      await until('everything is fed', async () => (await world.status()).feed['done'] === true);
      const { feed } = await world.status();
      const { viaApi } = feed['requests'] as { viaApi: number };
      expect(viaApi).toBeGreaterThan(3);
      // Nobody tells here how a case has ended.
      const { waiting } = feed['applications'] as { waiting: number };
      expect(waiting).toBeGreaterThan(0);
      expect(feed['applications']).toEqual({ planned: viaApi, pending: waiting, waiting, accepted: viaApi - 1 - waiting, refused: 1, refusals: { UNITS_TAKEN: 1 } });
      expect(feed['uniqueCases']).toBe(99);
      const intentions = await world.database.query("SELECT status, code, count(*)::int AS count FROM intention WHERE kind = 'request' AND (branch LIKE 'case.%' OR branch LIKE 'goods.%') GROUP BY status, code ORDER BY status");
      expect(intentions).toEqual([{ status: 'intended', code: null, count: waiting }, { status: 'refused', code: 'UNITS_TAKEN', count: 1 }, { status: 'taken', code: null, count: 99 - waiting }]);
    } finally {
      await world.close();
    }
  });
});
