import type { Parsed } from './failures';
import { messageFacts, type MessageTypes } from './generated/messages';
import { schemas } from './generated/schemas';
import type { MessageSchema } from './schema';
import { validateMessage } from './validate';

export interface MessageContract<T> {
  readonly name: string;
  /** Full name, as `huiliu.intake.v1.SubmitCaseRequest`. */
  readonly type: string;
  /** Whether unknown enum values are refused: so it is for requests and incoming events. */
  readonly strict: boolean;
  readonly schema: MessageSchema;
  parse(value: unknown): Parsed<T>;
}

function contractOf(name: keyof MessageTypes): MessageContract<unknown> {
  const schema = schemas[name];
  if (schema === undefined) throw new TypeError(`the contracts have no schema of ${name}: generate them again`);
  return { name, ...messageFacts[name], schema, parse: (value) => parseMessage(name, value) };
}

/** Checks a value as `JSON.parse` gave it against a message of the contracts and fills defaults in place. */
export function parseMessage<N extends keyof MessageTypes>(name: N, value: unknown): Parsed<MessageTypes[N]> {
  return validateMessage<MessageTypes[N]>(name, messageFacts[name].strict, value);
}

/** Every message of the contracts by its name: events, requests, answers and what they hold. */
export const messages: ReadonlyMap<string, MessageContract<unknown>> = new Map(
  (Object.keys(messageFacts) as (keyof MessageTypes)[]).map((name) => [name, contractOf(name)]),
);
