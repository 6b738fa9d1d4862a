import type { z } from 'zod';
import { accessKey, type Access } from '../http/access';
import { answerKey, fileBodyKey, type RouteAnswer } from '../http/answers';
import { declared, nameOf, type RouteHandler } from '../http/route-handlers';
import type { Answer, MediaType, Operation } from './document';
import type { JsonSchemas } from './json-schemas';
import { inQuery, parametersOf } from './parameters';
import { headersOf, refusalsOf } from './refusals';
import { inputsOf } from './route-inputs';

/** `/api/v1/cases/{number}` */
export const templateOf = ({ path }: RouteHandler): string => path.replaceAll(/:(\w+)/g, '{$1}');

/** What a route reads, answers and refuses, from its decorators. */
export function operationOf(route: RouteHandler, schemas: JsonSchemas): Operation {
  const access = declared(route, accessKey) as Access | undefined;
  const answer = declared(route, answerKey) as RouteAnswer | undefined;
  if (!access || !answer) throw new Error(`${nameOf(route)} does not say who may use it, or what it answers`);
  const open = access === 'public';
  const signed = access === 'signed';
  const givesFiles = answer.fileTypes !== undefined;
  const inputs = inputsOf(route);
  const body = inputs.find(({ kind }) => kind === 'body')?.schema;
  return {
    operationId: `${tagOf(route).replaceAll(' ', '')}.${route.name}`,
    tags: [tagOf(route)],
    summary: answer.summary,
    description: givesFiles ? 'For whoever has the link, without a token.' : open ? 'For everybody, without a token.' : signed ? 'For outside systems, without a token: the body is signed by Standard Webhooks.' : `Roles, one of them: ${access.roles.join(', ')}.`,
    ...(open || signed ? { security: [] } : { 'x-roles': access.roles }),
    parameters: [...parametersOf(route, { open, signed }, inputs, schemas), ...(givesFiles ? inQuery(schemas.of(answer.schema, 'input')) : [])],
    ...requestBodyOf(route, body, schemas),
    responses: {
      ...(answer.fileTypes ? filesOf(answer.fileTypes) : { [answer.status]: answerOf(answer, schemas) }),
      ...refusalsOf({ open, givesFiles, changes: route.method !== 'GET', hasPathParts: route.path.includes(':'), matches: inputs.some(({ name }) => name === 'if-match'), readsInput: inputs.some(({ kind, schema }) => schema !== undefined || kind === 'header') }),
    },
  };
}

function requestBodyOf(route: RouteHandler, body: z.ZodType | undefined, schemas: JsonSchemas): Pick<Operation, 'requestBody'> {
  const fileTypes = declared(route, fileBodyKey) as readonly string[] | undefined;
  if (fileTypes) return { requestBody: { required: true, content: fileContent(fileTypes) } };
  return body ? { requestBody: { required: !body.safeParse({}).success, content: { 'application/json': { schema: schemas.of(body, 'input') } } } } : {};
}

/** Bytes as they are: OpenAPI 3.1 has no more to say of them than their type. */
const fileContent = (types: readonly string[]): Readonly<Record<string, MediaType>> => Object.fromEntries(types.map((type) => [type, { schema: { contentMediaType: type } }]));

const filesOf = (types: readonly string[]): Readonly<Record<string, Answer>> => ({
  200: { description: 'The file.', headers: headersOf(), content: fileContent(types) },
  206: { description: 'The part of the file that Range asks for.', headers: headersOf(), content: fileContent(types) },
});

/** An area: that of the controller, in words. */
export const tagOf = ({ controller }: RouteHandler): string =>
  controller.name
    .replace(/Controller$/, '')
    .replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .toLowerCase();

function answerOf({ status, schema, event }: RouteAnswer, schemas: JsonSchemas): Answer {
  const data = schemas.of(schema, 'output');
  return {
    description: event !== undefined ? `Server-sent events \`${event}\`.` : status === 201 ? 'It is done; so things stand now.' : status === 202 ? 'It is kept, and will be done.' : 'So things stand.',
    headers: headersOf(...(status === 201 ? (['Location'] as const) : [])),
    content: event === undefined ? { 'application/json': { schema: data } } : { 'text/event-stream': streamOf(event, data) },
  };
}

/** OpenAPI 3.1 knows no streams: the whole is text, and what each event holds stands beside it. */
const streamOf = (event: string, data: object): MediaType => ({
  schema: {
    type: 'string',
    description: `Each event has an \`id\`, to be sent back as Last-Event-ID, the name \`${event}\`, and as \`data\` JSON as in \`x-event-data\`. Lines that begin with a colon keep the connection open.`,
    'x-event-data': { [event]: data },
  },
});
