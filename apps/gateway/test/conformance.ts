import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { Answer, Header, JsonSchema, MediaType, OpenapiDocument, Operation, Parameter, Reference } from '../src/openapi/document';

export interface SeenAnswer {
  readonly method: string;
  /** As it was asked, with the query. */
  readonly path: string;
  readonly status: number;
  readonly headers: Headers;
  /** Undefined: not read, as for a stream. */
  readonly body: unknown;
}

export interface FoundOperation {
  /** `GET /api/v1/cases/{number}` */
  readonly name: string;
  readonly template: string;
  readonly operation: Operation;
}

/** Holds answers against the OpenAPI document that the gateway itself serves. */
export class Conformance {
  private readonly ajv = new Ajv2020({ strict: false, allErrors: true });
  private readonly compiled = new Map<JsonSchema, ValidateFunction>();

  constructor(readonly document: OpenapiDocument) {
    addFormats(this.ajv);
  }

  operations(): readonly FoundOperation[] {
    return Object.entries(this.document.paths).flatMap(([template, item]) => Object.entries(item).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${template}`, template, operation })));
  }

  /** Throws when the document does not have such an answer. */
  check(seen: SeenAnswer): void {
    const { method, path, status } = seen;
    const found = this.find(method === 'HEAD' ? 'GET' : method, path);
    const what = `${found?.name ?? `${method} ${path}, which is no operation,`} was answered ${status}`;
    const answer = found ? found.operation.responses[status] : undefined;
    if (found && !answer) throw new Error(`${what}, which the OpenAPI document does not have: it has ${Object.keys(found.operation.responses).join(', ')}`);
    if (!answer && ![400, 404, 405, 414].includes(status)) throw new Error(`${what}: the OpenAPI document says 404 or 405 of it`);
    this.checkAnswer(what, answer ? this.resolve(answer) : this.component('NotFound'), seen);
  }

  /** Throws when the document has another event there, or other data. */
  checkEvent(path: string, event: string, data: unknown): void {
    const answer = this.resolve(this.find('GET', path)?.operation.responses[200]) as Answer | undefined;
    const events = answer?.content['text/event-stream']?.schema['x-event-data'] as Readonly<Record<string, JsonSchema>> | undefined;
    const schema = events?.[event];
    if (!schema) throw new Error(`${path} tells of '${event}', which the OpenAPI document does not have`);
    this.expectValid(`the data of '${event}' at ${path}`, schema, data);
  }

  /** What is wrong with a value; undefined: nothing. */
  faultOf(schema: JsonSchema, value: unknown): string | undefined {
    const validate = this.compiled.get(schema) ?? this.ajv.compile({ ...schema, components: this.document.components });
    this.compiled.set(schema, validate);
    return validate(value) ? undefined : this.ajv.errorsText(validate.errors, { dataVar: '' }) + JSON.stringify(validate.errors?.map(({ params }) => params));
  }

  /** The component that a reference names, or the thing itself. */
  resolve<T extends object>(thing: T | Reference | undefined): T {
    if (!thing || !('$ref' in thing)) return thing as T;
    const parts = String(thing.$ref).replace(/^#\//, '').split('/');
    return parts.reduce<unknown>((at, part) => (at as Readonly<Record<string, unknown>>)[part], this.document) as T;
  }

  parametersOf({ operation }: FoundOperation): readonly Parameter[] {
    return operation.parameters.map((parameter) => this.resolve<Parameter>(parameter));
  }

  private find(method: string, path: string): FoundOperation | undefined {
    const parts = (path.split('?', 1)[0] ?? '').split('/');
    const fitting = this.operations().filter(({ name, template }) => name.startsWith(`${method} `) && matches(template.split('/'), parts));
    // Words win over placeholders, as with Fastify.
    return fitting.sort((a, b) => a.template.split('{').length - b.template.split('{').length)[0];
  }

  private component(name: string): Answer {
    const answer = this.document.components.responses[name];
    if (!answer) throw new Error(`the OpenAPI document has no answer ${name}`);
    return answer;
  }

  private checkAnswer(what: string, answer: Answer, { method, headers, body }: SeenAnswer): void {
    for (const [name, header] of Object.entries(answer.headers)) this.checkHeader(what, name, this.resolve<Header>(header), headers);
    if (method === 'HEAD') return;
    const type = headers.get('content-type')?.split(';', 1)[0] ?? 'nothing';
    const media: MediaType | undefined = answer.content[type];
    if (!media) throw new Error(`${what} with ${type}; the OpenAPI document has ${Object.keys(answer.content).join(', ')}`);
    if (body !== undefined) this.expectValid(what, media.schema, body);
  }

  private checkHeader(what: string, name: string, { required, schema }: Header, headers: Headers): void {
    const value = headers.get(name);
    if (value !== null) this.expectValid(`${what}: its header ${name}`, schema, schema['type'] === 'integer' ? Number(value) : value);
    else if (required === true) throw new Error(`${what} without the header ${name}, which the OpenAPI document has`);
  }

  private expectValid(what: string, schema: JsonSchema, value: unknown): void {
    const fault = this.faultOf(schema, value);
    if (fault !== undefined) throw new Error(`${what}, not as the OpenAPI document has it: ${fault}`);
  }
}

const matches = (template: readonly string[], parts: readonly string[]): boolean => template.length === parts.length && template.every((piece, index) => (piece.startsWith('{') ? parts[index] !== '' : piece === parts[index]));
