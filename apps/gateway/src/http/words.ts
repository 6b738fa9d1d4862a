import type { EnumContract } from '@huiliu/contracts';

/** The word of a wire name, as JSON for people has it; null when it is not given, or newer than this version. */
export function wordOf<Prefix extends string, Short extends string>(contract: EnumContract<Prefix, Short>, name: string | undefined): Exclude<Lowercase<Short>, 'unspecified'> | null {
  const found = contract.word(name);
  return found === contract.words[0] ? null : (found as Exclude<Lowercase<Short>, 'unspecified'>);
}

/** Wire messages say "none" with empty text. */
export const orNull = (text: string | undefined): string | null => (text === undefined || text === '' ? null : text);
