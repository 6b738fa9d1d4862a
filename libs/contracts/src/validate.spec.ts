import { CaseSubmitted, CustomerRegistered, OrderPlaced, ReturnRequested, StockOpened, messages, parseMessage, validateRequest, IntakeService, type Parsed } from '.';
import { schemas } from './generated/schemas';
import type { MessageSchema } from './schema';
import { validateMessage } from './validate';

const submitted = {
  ref: { caseId: 'case-1', caseNumber: 'R-1', orderId: 'order-1' },
  type: 'CASE_TYPE_RETURN',
  requestedAt: '2026-11-05T08:30:00Z',
  lines: [{ caseLineId: 'line-1', sku: '85123A', quantity: 2 }],
};
const requested = {
  requestId: 'request-1',
  type: 'CASE_TYPE_RETURN',
  lines: [{ sku: '85123A', quantity: 2, reason: 'RETURN_REASON_FAULTY' }],
  requestedAt: '2026-11-05T08:30:00Z',
};

function errorsOf(parsed: Parsed<unknown>): string[] {
  return parsed.ok ? [] : parsed.errors.map((error) => `${error.path}: ${error.message}`);
}
function valueOf<T>(parsed: Parsed<T>): T {
  if (!parsed.ok) throw new Error(errorsOf(parsed).join('\n'));
  return parsed.value;
}

describe('a valid message', () => {
  it('gets every default that proto3 leaves out, so that it has the whole type', () => {
    expect(valueOf(CaseSubmitted.parse(structuredClone(submitted)))).toStrictEqual({
      ...submitted,
      lines: [
        {
          caseLineId: 'line-1',
          orderLineId: '',
          sku: '85123A',
          quantity: 2,
          reason: 'RETURN_REASON_UNSPECIFIED',
          condition: 'CLAIMED_CONDITION_UNSPECIFIED',
          claimedMinor: '0',
        },
      ],
      customerId: '',
      channel: 'CHANNEL_UNSPECIFIED',
      purchaseKnown: false,
      currency: '',
      claimedMinor: '0',
      evidenceCount: 0,
      provenance: 'PROVENANCE_UNSPECIFIED',
      obstacles: [],
    });
  });

  it('never shares a default list or map with another message', () => {
    const [first, second] = [valueOf(CaseSubmitted.parse(structuredClone(submitted))), valueOf(CaseSubmitted.parse(structuredClone(submitted)))];
    expect(first.obstacles).not.toBe(second.obstacles);
    const decision = { policyVersion: '1', decidedBy: 'rules', decidedAt: '2026-11-05T08:30:00Z' };
    expect(valueOf(parseMessage('DecisionRecord', { ...decision })).facts).not.toBe(valueOf(parseMessage('DecisionRecord', { ...decision })).facts);
  });

  it('may have null for what is not given, as proto3 allows', () => {
    const value = valueOf(CaseSubmitted.parse({ ...structuredClone(submitted), signedAt: null, currency: null, obstacles: null }));
    expect(value).toMatchObject({ currency: '', obstacles: [] });
    expect(value.signedAt).toBeUndefined();
  });

  it('keeps fields that this version does not know', () => {
    expect(valueOf(CaseSubmitted.parse({ ...structuredClone(submitted), mood: 'calm' }))).toHaveProperty('mood', 'calm');
  });
});

describe('64-bit numbers', () => {
  const opened = (onHand: unknown) => StockOpened.parse({ sku: '85123A', onHand });

  it('are text or an exact number, and text in the end', () => {
    expect(valueOf(opened('12')).onHand).toBe('12');
    expect(valueOf(opened(12)).onHand).toBe('12');
    expect(valueOf(opened('-0')).onHand).toBe('0');
    expect(valueOf(parseMessage('Money', { amountMinor: '9223372036854775807', currency: 'CNY' })).amountMinor).toBe('9223372036854775807');
  });

  it('keep their bounds to the last digit', () => {
    expect(errorsOf(opened('1000000000'))).toEqual([]);
    expect(errorsOf(opened('1000000001'))).toEqual(['onHand: must be at most 1000000000']);
    expect(errorsOf(opened(-1))).toEqual(['onHand: must be at least 0']);
    expect(errorsOf(parseMessage('Money', { amountMinor: '9223372036854775808', currency: 'CNY' }))).toEqual(['amountMinor: must be at most 9223372036854775807']);
  });

  it.each(['', ' 1', '1.0', '1e3', '0x10', '007', '+1', 1.5, 2 ** 53, true, [], '1'.repeat(400)])('are not %p', (value) => {
    expect(errorsOf(opened(value))).toEqual(['onHand: must be a whole number, written as text of digits']);
  });
});

describe('enum values', () => {
  it('of a newer version count as unspecified in inner events', () => {
    const value = valueOf(CaseSubmitted.parse({ ...structuredClone(submitted), type: 'CASE_TYPE_OF_NEXT_YEAR', channel: 9, lines: [{ ...submitted.lines[0], reason: 'NEW' }] }));
    expect(value).toMatchObject({ type: 'CASE_TYPE_UNSPECIFIED', channel: 'CHANNEL_UNSPECIFIED', lines: [{ reason: 'RETURN_REASON_UNSPECIFIED' }] });
  });

  it('of a newer version count as unspecified only where they are names or numbers', () => {
    expect(errorsOf(CaseSubmitted.parse({ ...structuredClone(submitted), channel: true }))[0]).toMatch(/^channel: must be one of CHANNEL_UNSPECIFIED, /);
  });

  it('are only those of the contract in incoming events and requests, and a required one is given', () => {
    const message = 'must be one of CASE_TYPE_RETURN, CASE_TYPE_REFUND_ONLY, CASE_TYPE_EXCHANGE, CASE_TYPE_REPAIR, CASE_TYPE_RESEND, CASE_TYPE_PRICE_DIFFERENCE, CASE_TYPE_INQUIRY, CASE_TYPE_COMPLAINT';
    for (const type of ['CASE_TYPE_OF_NEXT_YEAR', 'CASE_TYPE_UNSPECIFIED', 1]) {
      expect(errorsOf(ReturnRequested.parse({ ...structuredClone(requested), type }))).toEqual([`type: ${message}`]);
    }
    expect(errorsOf(ReturnRequested.parse({ ...structuredClone(requested), provenance: 'NEW' }))[0]).toMatch(/^provenance: must be one of PROVENANCE_UNSPECIFIED, /);
    const request = { customerId: 'c', orderId: 'o', type: 'CASE_TYPE_UNSPECIFIED', lines: [{ orderLineId: 'l', quantity: 1, reason: 'RETURN_REASON_OTHER' }] };
    expect(errorsOf(validateRequest(IntakeService, 'submitCase')(request))).toEqual([`type: ${message}`]);
  });
});

describe('a message that breaks the rules', () => {
  it('says where and what, for every field, nested ones too', () => {
    const parsed = ReturnRequested.parse({
      ...structuredClone(requested),
      requestId: '',
      customerId: 7,
      orderId: 'x'.repeat(65),
      lines: [requested.lines[0], { sku: null, quantity: 0, reason: 'RETURN_REASON_OTHER' }, 'line'],
      requestedAt: 'yesterday',
      evidence: [{ evidenceId: 'e', kind: 'song', uri: 'u' }],
    });
    expect(errorsOf(parsed)).toEqual([
      'requestId: must not be empty',
      'customerId: must be text',
      'orderId: must be at most 64 characters long',
      'lines[1].sku: is missing',
      'lines[1].quantity: must be at least 1',
      'lines[2]: must be an object',
      'requestedAt: must be a time as 2026-11-05T08:30:00Z',
      'evidence[0].kind: must match ^(photo|video|document)$',
    ]);
  });

  it.each([[undefined], [null], ['text'], [5], [[]]])('can be %p in place of an object', (value) => {
    expect(CaseSubmitted.parse(value)).toEqual({ ok: false, errors: [{ path: '', message: 'must be an object' }] });
  });

  it('has too few or too many entries', () => {
    expect(errorsOf(ReturnRequested.parse({ ...requested, lines: [] }))).toEqual(['lines: must have at least 1 entry']);
    expect(errorsOf(ReturnRequested.parse({ ...requested, lines: undefined }))).toEqual(['lines: is missing']);
    const evidence = Array.from({ length: 21 }, () => ({ evidenceId: 'e', kind: 'photo', uri: 'u' }));
    expect(errorsOf(ReturnRequested.parse({ ...structuredClone(requested), evidence }))).toEqual(['evidence: must have at most 20 entries']);
  });

  it('gives at most 20 errors and then stops looking', () => {
    const lines = Array.from({ length: 1000 }, () => ({ quantity: 'many' }));
    expect(errorsOf(ReturnRequested.parse({ ...structuredClone(requested), lines }))).toHaveLength(20);
  });

  it('is left as it is behind the twentieth error, in lists, maps and fields', () => {
    const looked: string[] = [];
    const watched = (name: string, value: object): object => new Proxy(value, { get: (target, key) => (looked.push(`${name}.${String(key)}`), Reflect.get(target, key) as unknown) });
    const lines = Array.from({ length: 40 }, (_, index) => watched(`line${index}`, {}));
    ReturnRequested.parse(watched('request', { ...requested, lines }));
    expect(looked).toEqual(expect.arrayContaining(['request.lines', 'line0.sku']));
    expect(looked.filter((one) => one === 'line39.sku' || one === 'request.evidence')).toEqual([]);
    const facts = watched('facts', Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`f${index}`, index])));
    expect(errorsOf(parseMessage('DecisionRecord', { policyVersion: '1', decidedBy: 'rules', decidedAt: '2026-11-05T08:30:00Z', facts }))).toHaveLength(20);
    expect(looked.filter((one) => one === 'facts.f19' || one === 'facts.f20')).toEqual(['facts.f19']);
  });

  it('has something else where a truth, a number, a list or a map belongs', () => {
    const record = { policyVersion: '1', decidedBy: 'rules', decidedAt: '2026-11-05T08:30:00Z' };
    expect(errorsOf(CaseSubmitted.parse({ ...structuredClone(submitted), purchaseKnown: 'yes', evidenceCount: '3', obstacles: 'NONE' }))).toEqual([
      'purchaseKnown: must be true or false',
      'evidenceCount: must be a whole number',
      'obstacles: must be a list',
    ]);
    for (const evidenceCount of [1.5, Number.NaN, Number.POSITIVE_INFINITY]) expect(errorsOf(CaseSubmitted.parse({ ...structuredClone(submitted), evidenceCount }))).toEqual(['evidenceCount: must be a whole number']);
    expect(errorsOf(CaseSubmitted.parse({ ...structuredClone(submitted), purchaseKnown: true, evidenceCount: 0 }))).toEqual([]);
    expect(errorsOf(parseMessage('DecisionRecord', { ...record, facts: { a: 5, b: {}, c: 'd' }, ruleIds: [7] })).sort()).toEqual(['facts[*]: must be text', 'facts[*]: must be text', 'ruleIds[0]: must be text']);
    for (const facts of ['text', [], 5]) expect(errorsOf(parseMessage('DecisionRecord', { ...record, facts }))).toEqual(['facts: must be an object']);
    expect(valueOf(parseMessage('DecisionRecord', { ...record, facts: { a: 'b' } })).facts).toEqual({ a: 'b' });
  });

  it('is unknown to the contracts', () => {
    expect(() => validateMessage('NoSuchMessage', true, {})).toThrow('the contracts have no message NoSuchMessage');
  });

  it('has a number over its bounds', () => {
    const line = { sku: '85123A', reason: 'RETURN_REASON_OTHER' };
    const quantity = (value: number): string[] => errorsOf(ReturnRequested.parse({ ...structuredClone(requested), lines: [{ ...line, quantity: value }] }));
    const [most] = quantity(Number.MAX_SAFE_INTEGER).map((error) => Number(/at most (\d+)$/.exec(error)?.[1]));
    expect(most).toBeGreaterThan(0);
    expect(quantity(most ?? 0)).toEqual([]);
    expect(quantity((most ?? 0) + 1)).toHaveLength(1);
  });

  it('holds characters that no database can store', () => {
    for (const sku of ['a\u0000b', 'a\ud800b', '\ud800', 'a\udfff', '🧣\udc00']) expect(errorsOf(StockOpened.parse({ sku, onHand: '1' }))).toEqual(['sku: must not contain NUL or broken characters']);
    expect(errorsOf(StockOpened.parse({ sku: '红色🧣', onHand: '1' }))).toEqual([]);
  });

  it('is measured in characters, not in UTF-16 units', () => {
    expect(errorsOf(StockOpened.parse({ sku: '🧣'.repeat(64), onHand: '1' }))).toEqual([]);
    expect(errorsOf(StockOpened.parse({ sku: '🧣'.repeat(65), onHand: '1' }))).toEqual(['sku: must be at most 64 characters long']);
  });

  it('never repeats what the sender wrote: neither values nor keys of a map', () => {
    const secret = 'Zhang Wei, +86 138 0000 0000';
    const customer = CustomerRegistered.parse({ customerId: '', name: secret.repeat(10), phone: [secret], email: { secret }, address: 5, country: `${secret}\u0000` });
    const order = OrderPlaced.parse({ orderId: [secret], currency: secret, placedAt: secret, lines: [{ kind: secret, amountMinor: secret, quantity: secret }], provenance: secret });
    const facts = parseMessage('DecisionRecord', { policyVersion: '1', decidedBy: 'rules', decidedAt: secret, facts: { [secret]: 5 } });
    expect(errorsOf(customer).length + errorsOf(order).length).toBeGreaterThan(10);
    expect(errorsOf(facts)).toContain('facts[*]: must be text');
    expect(JSON.stringify([customer, order, facts])).not.toContain('Zhang');
  });

  it('leaves nothing behind for the next one', () => {
    expect(CaseSubmitted.parse({}).ok).toBe(false);
    expect(CaseSubmitted.parse(structuredClone(submitted)).ok).toBe(true);
  });
});

it('every message of the contracts can be checked', () => {
  for (const message of messages.values()) expect(errorsOf(message.parse('text'))).toEqual([': must be an object']);
});

describe('what contracts may ask for, though none does yet', () => {
  const probe = 'ProbeOfCollections';
  const list = { type: 'array', items: { type: ['string', 'integer'], 'x-minimum': '0', 'x-maximum': '9' } } as const;
  const map = { type: 'object', additionalProperties: { type: 'string', format: 'date-time' } } as const;
  const schema: MessageSchema = { title: probe, type: 'object', properties: { few: { ...list, minItems: 2 }, some: { ...map, maxProperties: 2 }, any: map } };
  beforeAll(() => void Object.assign(schemas, { [probe]: schema }));
  afterAll(() => void Reflect.deleteProperty(schemas, probe));

  it('is normal form within lists and maps', () => {
    const time = '2026-11-05T08:30:00+08:00';
    expect(valueOf(validateMessage(probe, true, { few: [1, '-0', '2'], some: { a: time, b: time }, any: { a: time } }))).toEqual({ few: ['1', '0', '2'], some: { a: '2026-11-05T00:30:00Z', b: '2026-11-05T00:30:00Z' }, any: { a: '2026-11-05T00:30:00Z' } });
  });

  it('is a least number of entries, and a greatest one of a map', () => {
    const any = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`k${index}`, '2026-11-05T08:30:00Z']));
    const some = Object.fromEntries(Object.entries(any).slice(0, 3));
    expect(errorsOf(validateMessage(probe, true, { few: ['1'], some, any }))).toEqual(['few: must have at least 2 entries', 'some: must have at most 2 entries']);
  });
});
