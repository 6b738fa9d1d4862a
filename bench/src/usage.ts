import { parseArgs } from 'node:util';

/** What the one who called has to put right. */
export class UsageError extends Error {}

export function numberOf(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= least && value <= most)) throw new UsageError(`${name} is a number from ${least} to ${most}, not ${text}`);
  return value;
}

export function busKindOf(text: string): 'embedded' | 'kafka' {
  if (text !== 'embedded' && text !== 'kafka') throw new UsageError(`--bus is embedded or kafka, not ${text}`);
  return text;
}

/** Options of the small benches: all take a value, except `--json` and `--help`. Throws UsageError. */
export function smallOptions<const Name extends string>(args: readonly string[], defaults: Readonly<Record<Name, string>>, help: string): Readonly<Record<Name, string>> | 'help' {
  const options = Object.fromEntries(Object.keys(defaults).map((name) => [name, { type: 'string' as const }]));
  try {
    const { values } = parseArgs({ args: [...args], options: { ...options, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } });
    if (values['help'] === true) {
      process.stdout.write(help);
      return 'help';
    }
    return { ...defaults, ...Object.fromEntries(Object.entries(values).filter(([, value]) => typeof value === 'string')) };
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n${help}`);
  }
}
