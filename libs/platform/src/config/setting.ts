import { z } from 'zod';

/** One setting: the environment variable, what it means, how its text is read. Data: made by the functions of `setting`. */
export interface Setting<T> {
  readonly env: string;
  readonly help: string;
  /** Says what a good value is: completes "… is not". */
  readonly expects: string;
  readonly example: string;
  /** Reads the text; shapes that don't fit are refused with `expects`. */
  readonly schema: z.ZodType<T, string>;
  readonly fallback: T | undefined;
  readonly optional: boolean;
  readonly requiredWhen: Condition | undefined;
  /** Whether its text may hold a password, and so is never printed whole; `all`: it is one, and nothing of it is printed. */
  readonly secret: boolean | 'all';
}

/** Another variable having a value, as `{ env: 'HUILIU_BUS', is: 'kafka' }`. */
export interface Condition {
  readonly env: string;
  readonly is: string;
}

interface Base {
  readonly help: string;
  readonly example?: string;
}
/** Must be set, and has no default. */
type MustBeSet = Base;
type WithDefault<T> = Base & { readonly default: T };
/** May be left out: undefined then. With `requiredWhen` it must be set in that one case. */
type Optional = Base & ({ readonly optional: true } | { readonly requiredWhen: Condition });
type Options<T> = Base & { readonly default?: T; readonly optional?: true; readonly requiredWhen?: Condition };

interface Kind<T> {
  (env: string, options: WithDefault<T>): Setting<T>;
  (env: string, options: Optional): Setting<T | undefined>;
  (env: string, options: MustBeSet): Setting<T>;
}

interface Reading<T> {
  readonly schema: z.ZodType<T, string>;
  readonly expects: string;
  readonly example: string;
  readonly secret?: boolean | 'all';
}

function kind<T>(reading: Reading<T>): Kind<T> {
  return (env: string, options: Options<T>): Setting<T> => ({
    env,
    help: options.help,
    expects: reading.expects,
    example: options.example ?? reading.example,
    schema: reading.schema,
    fallback: options.default,
    optional: options.optional === true || options.requiredWhen !== undefined,
    requiredWhen: options.requiredWhen,
    secret: reading.secret ?? false,
  });
}

/** `parse` gives undefined for what does not fit. */
const read = <T>(parse: (text: string) => T | undefined): z.ZodType<T, string> =>
  z.string().transform((text, context) => {
    const value = parse(text.trim());
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message: 'does not fit' });
    return z.NEVER;
  });

const whole = (min: number, max: number): Reading<number> => ({
  schema: read((text) => within(/^-?\d+$/.test(text) ? Number(text) : Number.NaN, min, max)),
  expects: `a whole number from ${min} to ${max}`,
  example: String(Math.max(min, Math.min(max, 100))),
});

const within = (value: number, min: number, max: number): number | undefined => (value >= min && value <= max ? value : undefined);

const address = /^(\[[0-9a-f:.]+\]|[\w.-]+):(\d{1,5})$/i;
const isAddress = (text: string): boolean => Number(address.exec(text)?.[2] ?? 'none') <= 65_535;

function url(protocols: readonly string[]): (text: string) => string | undefined {
  return (text) => (URL.canParse(text) && protocols.includes(new URL(text).protocol) ? text : undefined);
}

const isWebhookSecret = (text: string): boolean => {
  const coded = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text)?.[1];
  const bytes = coded === undefined ? 0 : Buffer.from(coded, 'base64').length;
  return bytes >= 24 && bytes <= 64;
};

/** The kinds of settings. Each takes the name of the variable, and `help` with `default`, `optional`, `requiredWhen` or none of them (required). */
export const setting = {
  text: kind<string>({ schema: read((text) => text), expects: 'text', example: 'text' }),

  /** A key or password: never printed. */
  secret: kind<string>({ schema: read((text) => (text.length >= 16 ? text : undefined)), expects: 'a secret of 16 characters or more', example: '…', secret: 'all' }),

  /** Secrets of Standard Webhooks: never printed. */
  webhookSecrets: kind<readonly string[]>({
    schema: read((text) => {
      const parts = text.split(',').map((part) => part.trim());
      return parts.every(isWebhookSecret) ? parts : undefined;
    }),
    expects: 'a list of whsec_ and base64 of 24 to 64 bytes, separated by commas',
    example: '…',
    secret: 'all',
  }),

  port: kind<number>({ ...whole(0, 65_535), expects: 'a port number from 0 to 65535 (0: any free one)', example: '7101' }),

  integer: (env: string, options: { readonly min: number; readonly max: number } & WithDefault<number>): Setting<number> =>
    kind(whole(options.min, options.max))(env, { ...options, example: options.example ?? String(options.default) }),

  /** In milliseconds; the variable's name should end in _MS. */
  durationMs: (env: string, options: { readonly min?: number; readonly max?: number } & WithDefault<number>): Setting<number> => {
    const reading = whole(options.min ?? 1, options.max ?? 86_400_000);
    return kind({ ...reading, expects: `a time in milliseconds, ${reading.expects}` })(env, { ...options, example: options.example ?? String(options.default) });
  },

  ratio: kind<number>({
    schema: read((text) => within(/^\d*\.?\d+$/.test(text) ? Number(text) : Number.NaN, 0, 1)),
    expects: 'a number from 0 to 1',
    example: '0.1',
  }),

  flag: kind<boolean>({
    schema: read((text) => ({ true: true, '1': true, yes: true, false: false, '0': false, no: false })[text.toLowerCase()]),
    expects: 'true or false',
    example: 'true',
  }),

  choice: <const C extends string>(env: string, choices: readonly C[], options: WithDefault<C>): Setting<C> =>
    kind<C>({ schema: read((text) => choices.find((choice) => choice === text)), expects: `one of ${choices.join(', ')}`, example: choices[0] ?? '' })(env, options),

  /** http or https. */
  httpUrl: kind<string>({ schema: read(url(['http:', 'https:'])), expects: 'a URL that begins with http:// or https://', example: 'http://127.0.0.1:4318', secret: true }),

  /** A PostgreSQL URL. May hold a password: never printed whole. */
  databaseUrl: kind<string>({
    schema: read(url(['postgres:', 'postgresql:'])),
    expects: 'a PostgreSQL URL',
    example: 'postgres://user:password@127.0.0.1:5432/database',
    secret: true,
  }),

  /** `CUR:minor units[,CUR:minor units …]` */
  amounts: kind<Readonly<Partial<Record<string, number>>>>({
    schema: read((text) => {
      const pairs = text.split(',').map((part) => /^([A-Z]{3}):(\d{1,15})$/.exec(part.trim()));
      const amounts = pairs.flatMap((pair) => (pair ? [[pair[1] ?? '', Number(pair[2])] as const] : []));
      return amounts.length === pairs.length && new Set(amounts.map(([currency]) => currency)).size === amounts.length ? Object.fromEntries(amounts) : undefined;
    }),
    expects: 'a list of currency:amount in minor units, each currency once, separated by commas',
    example: 'CNY:50000,JPY:50000',
  }),

  /** `host:port[,host:port …]` */
  addresses: kind<readonly string[]>({
    schema: read((text) => {
      const parts = text.split(',').map((part) => part.trim());
      return parts.every(isAddress) ? parts : undefined;
    }),
    expects: 'a list of host:port, separated by commas',
    example: '127.0.0.1:9092',
  }),
};
