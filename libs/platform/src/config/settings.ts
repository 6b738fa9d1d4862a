import { redactUrls } from './redact';
import type { Setting } from './setting';

/** A group of settings by the name that the code uses. Groups are composed by spreading: `{ ...departmentSettings('refund'), … }`. */
export type SettingGroup = Readonly<Record<string, Setting<unknown>>>;

export type ValuesOf<G extends SettingGroup> = { readonly [K in keyof G]: G[K] extends Setting<infer T> ? T : never };

/** The values' type of what `defineSettings` gave: `SettingsOf<typeof settings>`. */
export type SettingsOf<S> = S extends Settings<infer G> ? ValuesOf<G> : never;

export type Environment = Readonly<Record<string, string | undefined>>;

export interface SettingProblem {
  readonly env: string;
  readonly problem: string;
  readonly example: string;
}

/** All settings that are wrong, at once; the message is what a person should see. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  constructor(readonly problems: readonly SettingProblem[]) {
    const lines = problems.map(({ env, problem, example }) => `  ${env} ${problem}. Example: ${env}=${example}`);
    super([`${problems.length === 1 ? 'One setting is' : `${problems.length} settings are`} wrong:`, ...lines, 'Run with --help for the list of all settings.'].join('\n'));
  }
}

export interface Settings<G extends SettingGroup> {
  readonly group: G;
  /** Reads and checks everything; an empty variable counts as not set. Throws SettingsError. */
  read(env?: Environment): ValuesOf<G>;
  /** The table that `--help` prints. */
  help(): string;
  /** Name, value and where it comes from, fit to be logged: passwords are hidden. */
  describe(env?: Environment): string;
}

export function defineSettings<G extends SettingGroup>(group: G): Settings<G> {
  const taken = new Set<string>();
  for (const { env } of Object.values(group)) {
    if (taken.has(env)) throw new Error(`the setting ${env} is defined twice`);
    taken.add(env);
  }
  return {
    group,
    read: (env = process.env) => read(group, env),
    help: () => table(Object.values(group).map((one) => [one.env, defaultOf(one), `${one.help} (${one.expects})`])),
    describe: (env = process.env) =>
      table(Object.values(group).map((one) => [one.env, shown(one, textOf(one, env) ?? defaultOf(one)), textOf(one, env) === undefined ? 'default' : 'set'])),
  };
}

/**
 * For `main.ts`: prints the table and ends with 0 when asked by `--help`; prints all problems and ends with 2 when something is wrong.
 * Otherwise the values.
 */
export function loadSettings<G extends SettingGroup>(title: string, settings: Settings<G>): ValuesOf<G> {
  if (process.argv.slice(2).some((argument) => argument === '--help' || argument === '-h')) {
    process.stdout.write(`${title}\n\nSettings are environment variables.\n\n${settings.help()}\n`);
    process.exit(0);
  }
  try {
    return settings.read();
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    process.stderr.write(`${title} can't start. ${error.message}\n`);
    process.exit(2);
  }
}

function read<G extends SettingGroup>(group: G, env: Environment): ValuesOf<G> {
  const problems: SettingProblem[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, one] of Object.entries(group)) {
    const text = textOf(one, env);
    if (text === undefined) {
      const problem = absence(one, group, env);
      if (problem !== undefined) problems.push({ env: one.env, problem, example: one.example });
      values[name] = one.fallback;
      continue;
    }
    const result = one.schema.safeParse(text);
    if (result.success) values[name] = result.data;
    else problems.push({ env: one.env, problem: `${one.secret !== false ? 'has a value that' : `is ${JSON.stringify(text)}, which`} is not ${one.expects}`, example: one.example });
  }
  if (problems.length > 0) throw new SettingsError(problems);
  return values as ValuesOf<G>;
}

function absence(one: Setting<unknown>, group: SettingGroup, env: Environment): string | undefined {
  if (one.fallback !== undefined) return undefined;
  if (!one.optional) return `is missing: ${one.help}`;
  const { requiredWhen } = one;
  if (requiredWhen === undefined) return undefined;
  const other = Object.values(group).find((candidate) => candidate.env === requiredWhen.env);
  const actual = env[requiredWhen.env]?.trim() || other?.fallback;
  return actual === requiredWhen.is ? `is missing, and ${requiredWhen.env}=${requiredWhen.is} needs it: ${one.help}` : undefined;
}

function textOf(one: Setting<unknown>, env: Environment): string | undefined {
  const text = env[one.env];
  return text === undefined || text.trim() === '' ? undefined : text;
}

function defaultOf(one: Setting<unknown>): string {
  if (one.fallback !== undefined) return textOfValue(one.fallback);
  if (one.requiredWhen) return `required when ${one.requiredWhen.env}=${one.requiredWhen.is}`;
  return one.optional ? 'not set' : 'required';
}

/** A value as it would be set. */
export function textOfValue(value: unknown): string {
  if (Array.isArray(value)) return value.join(',');
  return typeof value === 'object' && value !== null ? Object.entries(value).map((pair) => pair.join(':')).join(',') : String(value);
}

function shown(one: Setting<unknown>, text: string): string {
  if (one.secret === 'all') return text === defaultOf(one) ? text : '***';
  return one.secret ? redactUrls(text) : text;
}

function table(rows: readonly (readonly [string, string, string])[]): string {
  const width = (column: 0 | 1): number => Math.max(...rows.map((row) => row[column].length));
  const [first, second] = [width(0), width(1)];
  return rows.map(([a, b, c]) => `  ${a.padEnd(first)}  ${b.padEnd(second)}  ${c}`).join('\n');
}
