import type { z } from 'zod';
import type { RouteHandler } from '../http/route-handlers';

// Where Nest keeps what the parameters of a handler are (its ROUTE_ARGS_METADATA and RouteParamtypes).
const argumentsMetadata = '__routeArguments__';
const kinds: Readonly<Record<string, Kind>> = { 3: 'body', 4: 'query', 5: 'param', 6: 'header' };

type Kind = 'body' | 'query' | 'param' | 'header';

/** Something that a route reads from a request. */
export interface RouteInput {
  readonly kind: Kind;
  /** Of the part of the path, or of the header; undefined for a body and a query, which are read as a whole. */
  readonly name: string | undefined;
  /** That it goes through, `@Body(input(schema))`; undefined when it is taken as it comes. */
  readonly schema: z.ZodType | undefined;
}

interface NestArgument {
  readonly index: number;
  readonly data?: unknown;
  readonly pipes?: readonly unknown[];
}

/** In the order of the handler's parameters. */
export function inputsOf({ controller, name }: RouteHandler): readonly RouteInput[] {
  const found = (Reflect.getMetadata(argumentsMetadata, controller, name) ?? {}) as Readonly<Record<string, NestArgument>>;
  return Object.entries(found)
    .sort(([, a], [, b]) => a.index - b.index)
    .flatMap(([key, { data, pipes = [] }]) => {
      // Decorators of our own have other keys.
      const kind = kinds[/^(\d+):\d+$/.exec(key)?.[1] ?? ''];
      return kind ? [{ kind, name: typeof data === 'string' ? data : undefined, schema: pipes.map(schemaOf).find((schema) => schema !== undefined) }] : [];
    });
}

const schemaOf = (pipe: unknown): z.ZodType | undefined => (typeof pipe === 'object' && pipe !== null && 'schema' in pipe ? (pipe.schema as z.ZodType) : undefined);
