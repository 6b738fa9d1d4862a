import { problemContentType } from '@huiliu/platform';
import { refTo, type Answer, type Header, type JsonSchema, type Reference } from './document';

/** What decides how a route may refuse. */
export interface RefusableRoute {
  readonly open: boolean;
  /** To whoever has a link. */
  readonly givesFiles: boolean;
  readonly changes: boolean;
  readonly hasPathParts: boolean;
  readonly readsInput: boolean;
  /** Only done if things are still as the caller saw them, when he says so. */
  readonly matches: boolean;
}

interface Refusal {
  readonly status: number;
  /** Of the component. */
  readonly name: string;
  readonly description: string;
  readonly when: (route: RefusableRoute) => boolean;
  readonly headers?: readonly (keyof typeof answerHeaders)[];
}

/** Headers of answers, as components. */
export const answerHeaders = {
  TraceId: { description: 'The trace of this request: departments\' logs and `…/trace` have it too.', schema: { type: 'string', pattern: '^[0-9a-f]{32}$' } },
  Location: { description: 'Path of the case.', required: true, schema: { type: 'string' } },
  ContentLanguage: { description: 'Of `title`, `detail` and the messages of `errors`.', required: true, schema: { type: 'string', enum: ['zh-CN', 'en'] } },
  RetryAfter: { description: 'Seconds after which to send the same again.', required: true, schema: { type: 'integer', minimum: 1 } },
  WwwAuthenticate: { description: 'That a bearer token is asked for, and whether the one that came was no good.', required: true, schema: { type: 'string' } },
} as const satisfies Readonly<Record<string, Header>>;

const headerNames = { TraceId: 'trace-id', Location: 'location', ContentLanguage: 'content-language', RetryAfter: 'retry-after', WwwAuthenticate: 'www-authenticate' } as const;

/** The headers of an answer; every answer says its trace. */
export const headersOf = (...names: readonly (keyof typeof answerHeaders)[]): Readonly<Record<string, Reference>> =>
  Object.fromEntries((['TraceId', ...names] as const).map((name) => [headerNames[name], refTo('headers', name)]));

const signedIn = ({ open }: RefusableRoute): boolean => !open;
const asked = ({ open, givesFiles }: RefusableRoute): boolean => !open || givesFiles;
const commands = ({ changes }: RefusableRoute): boolean => changes;

/** All that an operation may be refused with. It follows from what the operation is, so that no route has to say it. */
const refusals: readonly Refusal[] = [
  { status: 400, name: 'Malformed', when: ({ hasPathParts, readsInput, changes }) => hasPathParts || readsInput || changes, description: 'The request can\'t be read as what it should be. `errors` names every wrong field; a field that is not known is wrong.' },
  { status: 401, name: 'NotSignedIn', when: signedIn, headers: ['WwwAuthenticate'], description: 'There is no token, or it is no good (any more); or what was signed is not signed as it has to be.' },
  { status: 403, name: 'NotAllowed', when: asked, description: 'The token has none of the roles, this is not the caller\'s to do, or the link is no good (any more).' },
  { status: 404, name: 'NotFound', when: (route) => asked(route) && (route.hasPathParts || route.changes), description: 'What the request is about is not there. To customers, others\' cases look just so.' },
  { status: 409, name: 'Conflict', when: commands, description: 'Somebody was faster, the case is blocked, or the Idempotency-Key was used for something else. Look again, then decide.' },
  { status: 412, name: 'Changed', when: ({ matches }) => matches, description: 'It is not as it was when the caller looked: If-Match says so. Look again, then decide.' },
  { status: 413, name: 'TooLarge', when: commands, description: 'The body is too large.' },
  { status: 414, name: 'UrlTooLong', when: ({ hasPathParts }) => hasPathParts, description: 'A part of the address is too long.' },
  { status: 415, name: 'NotJson', when: commands, description: 'The body is of another type than is taken here: JSON nearly everywhere.' },
  { status: 416, name: 'RangeOutside', when: ({ givesFiles }) => givesFiles, description: 'The file has no such bytes.' },
  { status: 422, name: 'NotPossible', when: commands, description: 'Well formed, but not allowed by the rules as things stand, or not offered here.' },
  { status: 429, name: 'TooMuch', when: asked, headers: ['RetryAfter'], description: 'Too much at once, of this caller or altogether. Nothing was begun: wait, then send the same again.' },
  { status: 500, name: 'OurFault', when: asked, description: 'A fault of ours, under the `errorId` that the log has too.' },
  { status: 503, name: 'NotAvailable', when: asked, headers: ['RetryAfter'], description: 'A department is away or late. Send the same again, with the same Idempotency-Key: it is done once.' },
];

/** References to what an operation may be refused with, by status. */
export const refusalsOf = (route: RefusableRoute): Readonly<Record<string, Reference>> => Object.fromEntries(refusals.filter(({ when }) => when(route)).map(({ status, name }) => [status, refTo('responses', name)]));

/** All of them, as components. */
export const refusalComponents = (problem: JsonSchema): Readonly<Record<string, Answer>> =>
  Object.fromEntries(refusals.map(({ name, description, headers = [] }) => [name, { description, headers: headersOf('ContentLanguage', ...headers), content: { [problemContentType]: { schema: problem } } }]));
