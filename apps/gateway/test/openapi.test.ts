import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { Harness } from './harness';
import type { JsonSchema, OpenapiDocument } from '../src/openapi/document';

// The machine may be busy with everything else.
jest.setTimeout(60_000);

describe('the OpenAPI document', () => {
  const harness = new Harness();
  let document: OpenapiDocument;

  beforeAll(async () => {
    await harness.start();
    document = (await harness.ask('GET', '/api/v1/openapi.json')).body as unknown as OpenapiDocument;
  });
  afterAll(() => harness.stop());

  /** Every object in it, with where it is. */
  function* everything(node: unknown = document, place = '#'): Generator<[place: string, object: Readonly<Record<string, unknown>>]> {
    if (typeof node !== 'object' || node === null) return;
    if (!Array.isArray(node)) yield [place, node as Readonly<Record<string, unknown>>];
    for (const [key, each] of Object.entries(node)) yield* everything(each, `${place}/${key}`);
  }

  it('is there for everybody, and is the one by which all answers of these tests are judged', () => {
    expect(document).toEqual(JSON.parse(JSON.stringify(harness.conformance.document)));
    expect(document).toMatchObject({ openapi: '3.1.1', info: { title: 'Huiliu gateway', version: expect.stringMatching(/^\d+\.\d+\.\d+/) } });
  });

  it('has every route of the running gateway, and nothing else', () => {
    const served = harness.server.routes.all().map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
    // HEAD comes with each GET.
    expect(harness.conformance.operations().map(({ name }) => name).sort()).toEqual(served.filter((route) => !route.startsWith('HEAD ')).sort());
  });

  it('refers only to what it has, and has nothing that nobody refers to', () => {
    const referred = new Set([...everything()].flatMap(([, { $ref }]) => (typeof $ref === 'string' ? [$ref] : [])));
    const { securitySchemes: _, ...components } = document.components;
    const there = Object.entries(components).flatMap(([kind, named]) => Object.keys(named).map((name) => `#/components/${kind}/${name}`));
    expect([...referred].sort()).toEqual(there.sort());
  });

  it('has schemas that another implementation of JSON Schema 2020-12 takes at their strictest', () => {
    const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
    addFormats(ajv);
    ajv.addVocabulary(['components', 'x-event-data']);
    const { components } = document;
    for (const [place, { schema }] of everything()) {
      if (typeof schema !== 'object' || schema === null) continue;
      expect({ place, fault: faultOf(() => ajv.compile({ ...schema, components: { schemas: components.schemas } })) }).toEqual({ place, fault: undefined });
    }
  });

  it('says each thing once: what is used twice is a component', () => {
    const places = new Map<string, string[]>();
    for (const [place, object] of everything()) {
      if (object['type'] !== 'object' || Object.keys((object['properties'] ?? {}) as object).length < 3) continue;
      const { description: _, ...shape } = object;
      places.set(JSON.stringify(shape), [...(places.get(JSON.stringify(shape)) ?? []), place]);
    }
    expect([...places.values()].filter(({ length }) => length > 1)).toEqual([]);
  });

  it('is well-formed: names are unique, parts of paths are told, bodies and answers have a type', () => {
    const operations = harness.conformance.operations();
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    const tags = document.tags.map(({ name }) => name);
    for (const found of operations) {
      const { name, template, operation } = found;
      const parameters = harness.conformance.parametersOf(found);
      const keys = parameters.map((parameter) => `${parameter.in} ${parameter.name.toLowerCase()}`);
      expect([name, new Set(keys).size]).toEqual([name, keys.length]);
      const parts = parameters.filter((parameter) => parameter.in === 'path');
      expect([name, parts.map((part) => part.name).sort()]).toEqual([name, [...template.matchAll(/\{(\w+)\}/g)].map(([, part]) => part).sort()]);
      expect([name, parts.every(({ required }) => required)]).toEqual([name, true]);
      expect([name, operation.tags.every((tag) => tags.includes(tag)), operation.summary.length > 0]).toEqual([name, true, true]);
      const answers = Object.entries(operation.responses).map(([status, answer]) => [status, harness.conformance.resolve(answer)] as const);
      expect([name, answers.some(([status]) => status.startsWith('2'))]).toEqual([name, true]);
      for (const [status, answer] of answers) expect([name, status, answer.description.length > 0, Object.keys(answer.content).length > 0]).toEqual([name, status, true, true]);
      const takesBody = name.startsWith('POST');
      // What an outside system signs has an id of its own.
      const key = template.startsWith('/api/v1/outside/') ? 'header webhook-id' : 'header idempotency-key';
      expect([name, operation.requestBody !== undefined, keys.includes(key)]).toEqual([name, takesBody, takesBody]);
    }
  });

  it('tells no word of an enum that means none', () => {
    const words = [...everything()].flatMap(([, schema]) => ((schema as JsonSchema)['enum'] as readonly unknown[] | undefined) ?? []);
    expect(words).toContain('no_reason');
    expect(words).not.toContain('unspecified');
  });
});

function faultOf(run: () => unknown): string | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    return String(error);
  }
}
