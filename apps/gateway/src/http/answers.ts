import { HttpCode, SetMetadata, type CustomDecorator } from '@nestjs/common';
import type { z } from 'zod';

/** What a route answers when it does what it was asked for. The OpenAPI document is made from it, and every answer in the tests of the gateway is held against that. */
export interface RouteAnswer {
  readonly status: 200 | 201 | 202;
  /** Of the answer; for a file, of the query of its link. */
  readonly schema: z.ZodType;
  /** One line: what the route is for. */
  readonly summary: string;
  /** Name of the server-sent events, each of which holds the schema as data. Undefined: one answer in JSON. */
  readonly event?: string;
  /** Types of the file that is answered, instead of JSON. */
  readonly fileTypes?: readonly string[];
}

export const answerKey = 'huiliu:answer';

/** Types of the file that a route takes as its body. */
export const fileBodyKey = 'huiliu:file-body';

/** As the schema has it; our own objects may be read-only. */
type Told<T> = T extends readonly (infer Each)[] ? readonly Told<Each>[] : T extends object ? { readonly [Key in keyof T]: Told<T[Key]> } : T;

type Answering<T> = (...args: never[]) => T | Promise<T>;

/**
 * Names status and schema of a route's answer, and says in one line what the route is for: `@Answers(200, caseAnswer, 'A case')`. The status is set by it too. The compiler sees a
 * field that the method does not answer; the tests see one that the schema does not have.
 */
export const Answers =
  <Schema extends z.ZodType>(status: RouteAnswer['status'], schema: Schema, summary: string) =>
  <Method extends Answering<Told<z.output<Schema>>>>(target: object, key: string | symbol, descriptor: TypedPropertyDescriptor<Method>): void => {
    HttpCode(status)(target, key, descriptor);
    note(descriptor, { status, schema, summary });
  };

/** As `@Answers`, for a route that answers with server-sent events: their name, and the schema of what each one holds as data. */
export const AnswersEvents =
  (event: string, schema: z.ZodType, summary: string): MethodDecorator =>
  (_target, _key, descriptor) =>
    note(descriptor, { status: 200, schema, summary, event });

/** As `@Answers`, for a route that gives out a file, whole or in part, to whoever has a link to it; `query` is what the link has of its own. */
export const AnswersFile =
  (fileTypes: readonly string[], query: z.ZodType, summary: string): MethodDecorator =>
  (_target, _key, descriptor) =>
    note(descriptor, { status: 200, schema: query, summary, fileTypes });

/** Names the types of file that a route takes as its body, as it is. */
export const TakesFile = (types: readonly string[]): CustomDecorator => SetMetadata(fileBodyKey, types);

function note({ value }: { readonly value?: unknown }, answer: RouteAnswer): void {
  Reflect.defineMetadata(answerKey, answer, value as object);
}
