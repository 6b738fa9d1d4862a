import { outsideSystems } from '@huiliu/contracts';
import { z } from 'zod';
import { askedNames } from '../departments/names';
import type { RouteHandler } from '../http/route-handlers';
import { refTo, type JsonSchema, type Parameter, type Reference } from './document';
import type { JsonSchemas } from './json-schemas';
import type { RouteInput } from './route-inputs';

/** Parts of paths whose routes read them as they come, by their names. */
const pathParts: Readonly<Record<string, z.ZodType>> = {
  number: z.string().min(1).max(24).meta({ description: 'The case number, as people write it: small letters, spaces for hyphens.' }),
  department: z.enum(askedNames).meta({ description: '`webhooks` only where outside systems are reached over HTTP.' }),
  system: z.enum(outsideSystems).meta({ description: 'The outside system that sends.' }),
};

/** Headers that are parameters of many operations, or are read as they come. */
export const headerParameters = {
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: true,
    description: 'A value of your own, as a UUID. A repetition with the same key is done once and answered the same.',
    schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,200}$' },
  },
  AcceptLanguage: { name: 'Accept-Language', in: 'header', description: 'Chinese (`zh`) or English, in which problems are told; English when neither is asked for.', schema: { type: 'string' } },
  IfMatch: { name: 'If-Match', in: 'header', description: 'ETag of the answer that the caller decides on: if things are another way by now, nothing is done (412). Without it, things are as they are.', schema: { type: 'string', pattern: '^(\\*|"[\\w-]{1,64}")$' } },
  Range: { name: 'Range', in: 'header', description: 'Bytes of the file that are wanted, as `bytes=0-999`: one part.', schema: { type: 'string' } },
  WebhookId: { name: 'webhook-id', in: 'header', required: true, description: 'Standard Webhooks: an id of the message, as the id of its event.', schema: { type: 'string', maxLength: 256 } },
  WebhookTimestamp: { name: 'webhook-timestamp', in: 'header', required: true, description: 'When it was sent, in seconds since 1970; within five minutes of our clock.', schema: { type: 'string', pattern: '^[0-9]{1,12}$' } },
  WebhookSignature: { name: 'webhook-signature', in: 'header', required: true, description: '`v1,` and base64 of the HMAC-SHA256 of id, timestamp and body, with points between; several with spaces between.', schema: { type: 'string' } },
  LastEventId: { name: 'Last-Event-ID', in: 'header', description: 'Id of the last event that was received: goes on from there. Without it, how things stand is told at once.', schema: { type: 'string' } },
} as const satisfies Readonly<Record<string, Parameter>>;

/** Of an operation: parts of the path in its order, then the query, then headers. */
export function parametersOf(route: RouteHandler, { open, signed }: { readonly open: boolean; readonly signed: boolean }, inputs: readonly RouteInput[], schemas: JsonSchemas): readonly (Parameter | Reference)[] {
  const parts = [...route.path.matchAll(/:(\w+)/g)].map(([, name = '']) => {
    const schema = inputs.find((input) => input.kind === 'param' && input.name === name)?.schema ?? pathParts[name] ?? z.string().min(1);
    return parameter(name, 'path', true, schemas.of(schema, 'input'));
  });
  return [
    ...parts,
    ...inputs.flatMap(({ kind, schema }) => (kind === 'query' && schema ? inQuery(schemas.of(schema, 'input')) : [])),
    ...(route.method === 'POST' && !signed ? [refTo('parameters', 'IdempotencyKey')] : []),
    ...(open ? [] : [refTo('parameters', 'AcceptLanguage')]),
    ...inputs.flatMap(({ kind, name }) => (kind === 'header' && name !== undefined ? [inHeader(name)] : [])),
  ];
}

function parameter(name: string, where: 'path' | 'query', required: boolean, { description, ...schema }: JsonSchema): Parameter {
  return { name, in: where, ...(required && { required }), ...(typeof description === 'string' && { description }), schema };
}

/** The parameters of a query's schema. */
export function inQuery(whole: JsonSchema): readonly Parameter[] {
  const { properties, required = [] } = whole as { readonly properties?: Readonly<Record<string, JsonSchema>>; readonly required?: readonly string[] };
  if (!properties) throw new Error('the schema of a query must be an object without an id');
  return Object.entries(properties).map(([name, schema]) => parameter(name, 'query', required.includes(name), schema));
}

function inHeader(name: string): Parameter | Reference {
  const known = Object.entries(headerParameters).find(([, header]) => header.name.toLowerCase() === name.toLowerCase());
  return known ? refTo('parameters', known[0]) : { name, in: 'header', schema: { type: 'string' } };
}
