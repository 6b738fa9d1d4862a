import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { timePattern } from '../http/input';
import type { JsonSchema } from './document';

/** Which side of a schema is meant: what comes in may be another thing than what it is read as. */
export type Side = 'input' | 'output';

/** JSON Schemas of zod's, with those that have an id (`.meta({ id })`) kept as components. */
export class JsonSchemas {
  private readonly named = new Map<string, JsonSchema>();

  /** A reference to a component, when the schema has an id. */
  of(schema: z.ZodType, side: Side): JsonSchema {
    // Within another one: zod makes no reference of the outermost.
    const { properties, $defs = {} } = withOurReferences(z.toJSONSchema(z.object({ it: schema }), { io: side, override: tidy }));
    for (const [id, definition] of Object.entries($defs)) this.keep(id, definition);
    const { it } = properties;
    if (!it) throw new Error('zod made no schema');
    return it;
  }

  components(): Readonly<Record<string, JsonSchema>> {
    return Object.fromEntries([...this.named].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  private keep(id: string, schema: JsonSchema): void {
    const known = this.named.get(id);
    if (known !== undefined && !isDeepStrictEqual(known, schema)) throw new Error(`two schemas have the id ${id}, or one is another thing as input than as output: give them ids of their own`);
    this.named.set(id, schema);
  }
}

interface Whole {
  readonly properties: Readonly<Record<string, JsonSchema>>;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
}

const withOurReferences = (made: unknown): Whole => JSON.parse(JSON.stringify(made).replaceAll('"#/$defs/', '"#/components/schemas/'), (_key, value: unknown) => nullable(value)) as Whole;

/** "This or null" in one schema where it can be: what a generator of clients understands best. */
function nullable(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('anyOf' in value)) return value;
  const { anyOf, ...own } = value as JsonSchema & { readonly anyOf: readonly JsonSchema[] };
  const [only, none, ...more] = anyOf;
  if (typeof only?.['type'] !== 'string' || none?.['type'] !== 'null' || more.length > 0) return value;
  return { ...only, type: [only['type'], 'null'], ...(Array.isArray(only['enum']) && { enum: [...(only['enum'] as unknown[]), null] }), ...own };
}

/** Puts shorter what zod says at length: the pattern of a time, the bounds of doubles. `inQuery`: text that stands for something else. */
function tidy({ jsonSchema }: { readonly jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  const { inQuery } = jsonSchema;
  if (typeof inQuery === 'object' && inQuery !== null) {
    for (const key of Object.keys(jsonSchema)) delete jsonSchema[key];
    Object.assign(jsonSchema, inQuery);
  }
  if (jsonSchema.format === 'date-time') jsonSchema.pattern = timePattern.source;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (isDeepStrictEqual(jsonSchema.propertyNames, { type: 'string' })) delete jsonSchema.propertyNames;
}
