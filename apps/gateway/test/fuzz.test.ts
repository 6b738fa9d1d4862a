import { departments, FeedbackService, IntakeService, LogisticsService, OpsService, RefundService, ReviewService, WarehouseService, type ServiceContract } from '@huiliu/contracts';
import { HuiliuError, Role, type ErrorKind } from '@huiliu/platform';
import * as fc from 'fast-check';
import type { JsonSchema } from '../src/openapi/document';
import { anyMessage } from './any-answer';
import { anyRequest, type DrawnRequest } from './any-request';
import type { FoundOperation } from './conformance';
import { Harness, type Answered } from './harness';

/** HUILIU_FUZZ_SEED: the one that a failure has printed. HUILIU_FUZZ_SECONDS: for all operations together. */
const seed = Number(process.env['HUILIU_FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const seconds = Number(process.env['HUILIU_FUZZ_SECONDS'] ?? 12);

jest.setTimeout(seconds * 1_000 + 60_000);

const services = { intake: IntakeService, review: ReviewService, logistics: LogisticsService, warehouse: WarehouseService, refund: RefundService, feedback: FeedbackService } as const satisfies Record<string, ServiceContract>;

/** How a department may refuse: a question is never in conflict with anything, and a list is always there. */
const refusals = {
  GET: ['INVALID_ARGUMENT', 'NOT_FOUND', 'FORBIDDEN', 'RATE_LIMITED', 'UNAVAILABLE'],
  POST: ['INVALID_ARGUMENT', 'NOT_FOUND', 'FORBIDDEN', 'RATE_LIMITED', 'UNAVAILABLE', 'CONFLICT', 'UNPROCESSABLE', 'NOT_OFFERED'],
} as const satisfies Record<string, readonly ErrorKind[]>;

interface Drawn {
  readonly request: DrawnRequest;
  /** From which the departments' answers are drawn. */
  readonly answers: number;
  /** Undefined: the departments do as they are asked. */
  readonly refusal: ErrorKind | undefined;
  readonly who: 'somebody who may' | 'nobody' | 'a stranger' | 'somebody who may not';
  readonly contentType: string | undefined;
}

describe(`whatever the gateway is asked (seed ${seed})`, () => {
  const harness = new Harness();
  const tokens = new Map<Role, string>();

  beforeAll(async () => {
    process.stdout.write(`fuzz: HUILIU_FUZZ_SEED=${seed}\n`);
    await harness.start(undefined, { HUILIU_RATE_CUSTOMER_PER_SECOND: '100000', HUILIU_RATE_STAFF_PER_SECOND: '100000' });
    for (const role of Object.values(Role)) tokens.set(role, await harness.tokenOf(role));
  });
  afterAll(() => harness.stop());

  it('is answered as its OpenAPI document says: what fits is done, what does not is refused, and nothing is a fault', async () => {
    const operations = harness.conformance.operations().filter(({ template }) => template.startsWith('/api/v1/') && !template.endsWith('openapi.json') && !isOfFiles(template) && !isSigned(template));
    const timeLimitMs = (seconds * 1_000) / operations.length;
    const faults: string[] = [];
    for (const found of operations) {
      const property = fc.asyncProperty(drawn(found), (each) => holds(found, each));
      // One at least, also where it takes all the time; and then as many as there is time for, be it none.
      for (const runs of [{ numRuns: 1 }, { numRuns: 10_000, interruptAfterTimeLimit: timeLimitMs }]) {
        const details = await fc.check(property, { seed, ...runs });
        if (details.counterexample !== null) faults.push(`${fc.defaultReportMessage(details) ?? ''}\n${String(details.errorInstance)}`);
      }
    }
    expect(faults).toEqual([]);
  });

  const methodOf = ({ name }: FoundOperation): 'GET' | 'POST' => (name.startsWith('GET') ? 'GET' : 'POST');

  const refusalsOf = (found: FoundOperation): readonly ErrorKind[] => refusals[methodOf(found)].filter((kind) => kind !== 'NOT_FOUND' || methodOf(found) === 'POST' || found.template.includes('{'));

  const drawn = (found: FoundOperation): fc.Arbitrary<Drawn> =>
    fc.record({
      request: anyRequest(harness.conformance, found),
      answers: fc.nat(),
      refusal: fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.constantFrom(...refusalsOf(found)) }),
      who: fc.oneof({ weight: 20, arbitrary: fc.constant('somebody who may' as const) }, fc.constantFrom('nobody' as const, 'a stranger' as const, 'somebody who may not' as const)),
      contentType: fc.oneof({ weight: 20, arbitrary: fc.constantFrom('application/json', 'application/json; charset=utf-8') }, { weight: 1, arbitrary: fc.constantFrom(undefined, 'text/plain', 'application/xml', 'x', 'application/json; charset=utf-16', 'multipart/form-data; boundary=x') }),
    });

  async function holds(found: FoundOperation, each: Drawn): Promise<void> {
    answerWith(each);
    const answered = await send(found, each);
    const told = `${found.name} answered ${answered.status} ${JSON.stringify(answered.body).slice(0, 400)}`;
    if (answered.status >= 500 && answered.status !== 503) throw new Error(`${told}: a fault`);
    const fault = faultOf(found, each);
    if (fault !== undefined && answered.status < 400) throw new Error(`${told}, though by the OpenAPI document ${fault}`);
    if (fault === undefined && each.refusal === undefined && answered.status >= 400 && !needsMore(found)) throw new Error(`${told}, though by the OpenAPI document nothing is wrong`);
  }

  function answerWith({ answers, refusal }: Drawn): void {
    harness.reset();
    for (const department of departments) {
      for (const service of [services[department], OpsService] as readonly ServiceContract[]) {
        for (const { name, response } of Object.values(service.methods)) {
          harness.fakes.on(department, name, () => {
            if (refusal) throw new HuiliuError(refusal, 'SOME_CODE', 'do something else');
            return owned(fc.sample(anyMessage(response), { seed: answers, numRuns: 1 })[0]);
          });
        }
      }
    }
  }

  /** The case is the asking customer's own; others' are tested elsewhere. */
  function owned(message: Record<string, unknown> | undefined): unknown {
    return message && 'case' in message ? { ...message, case: { ...(message['case'] as object), customerId: 'customer-1' } } : message;
  }

  function send(found: FoundOperation, { request, who, contentType }: Drawn): Promise<Answered> {
    const path = found.template.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(request.parts[name] ?? ''));
    const query = request.query.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value.toWellFormed())}`).join('&');
    return harness.ask(methodOf(found), query === '' ? path : `${path}?${query}`, {
      token: tokenFor(found, who),
      ...(request.body !== undefined && { body: request.body }),
      headers: { ...request.headers, ...(request.body !== undefined && contentType !== undefined && { 'content-type': contentType }) },
    });
  }

  function tokenFor(found: FoundOperation, who: Drawn['who']): string | undefined {
    const may = found.operation['x-roles'] ?? [];
    const role = Object.values(Role).find((each) => (each !== Role.customer || may.length === 1) && may.includes(each) === (who === 'somebody who may'));
    return who === 'nobody' ? undefined : who === 'a stranger' || role === undefined ? 'e30.e30.x' : tokens.get(role);
  }

  /** Why the document would have the request refused; undefined: it has nothing against it. */
  function faultOf(found: FoundOperation, { request, who, contentType }: Drawn): string | undefined {
    if (who !== 'somebody who may') return who;
    return parameterFault(found, request) ?? bodyFault(found, request.body, contentType);
  }

  function parameterFault(found: FoundOperation, request: DrawnRequest): string | undefined {
    const known = harness.conformance.parametersOf(found);
    const queried = known.some((parameter) => parameter.in === 'query');
    for (const [name, value] of request.query) if (queried && (!known.some((parameter) => parameter.in === 'query' && parameter.name === name) || unstorable(value))) return `the query ${name}`;
    for (const { in: where, name, required, schema } of known) {
      const values = where === 'path' ? [request.parts[name]] : where === 'header' ? [request.headers[name]?.trim()] : request.query.flatMap(([each, value]) => (each === name ? [value] : []));
      if (values.length > 1) return `${name} comes twice`;
      const [value] = values;
      if (value === undefined && required === true) return `${name} is missing`;
      if (value !== undefined && (unstorable(value) || wrong(schema, meant(value, schema['type'])))) return `${name} is ${value}`;
    }
    return undefined;
  }

  function bodyFault({ operation }: FoundOperation, body: string | undefined, contentType: string | undefined): string | undefined {
    const schema = operation.requestBody?.content['application/json']?.schema;
    if (!schema) return undefined;
    if (body === undefined) return operation.requestBody?.required === true ? 'there is no body' : undefined;
    if (contentType === undefined || !contentType.startsWith('application/json')) return `the type is ${contentType}`;
    try {
      // Whatever stands before it is forgiven, and null is taken as no body.
      const value: unknown = JSON.parse(body.replace(/^\ufeff/, ''));
      return unstorable(JSON.stringify(value)) || wrong(schema, value ?? {}) ? `the body is ${body.slice(0, 300)}` : undefined;
    } catch {
      return 'the body is no JSON';
    }
  }

  const wrong = (schema: JsonSchema, value: unknown): boolean => harness.conformance.faultOf(schema, value) !== undefined;

  /** What schemas can't say: staff have to name the customer; the id of an event is a number for one stream and none for another. */
  const needsMore = ({ name }: FoundOperation): boolean => name === 'POST /api/v1/cases' || name === 'POST /api/v1/concerns' || name.endsWith('/events');
});

/** What is in files is tried where they are tested. */
const isOfFiles = (template: string): boolean => template.endsWith('/evidence/files') || template.startsWith('/api/v1/evidence/');
/** What it takes is text to the gateway, and looked at by who has the secrets. */
const isSigned = (template: string): boolean => template.startsWith('/api/v1/outside/');

/** What text in a query stands for. */
function meant(text: string, type: unknown): unknown {
  if (type === 'integer') return /^\d+$/.test(text) ? Number(text) : text;
  return type === 'boolean' && ['true', 'false'].includes(text) ? text === 'true' : text;
}
const unstorable = (text: string): boolean => text.includes('\0') || text.includes('\\u0000') || !text.isWellFormed() || /\\ud[89a-f]/i.test(text);
