import { schemas } from '@huiliu/contracts';
import { z } from 'zod';

// Parts of which schemas of answers are made. What has an id is a component of the OpenAPI document.

/** Name or id, as somebody gave it. */
export const name = (description?: string) => said(z.string(), description);

/** RFC 3339. */
export const at = (description?: string) => said(z.iso.datetime({ offset: true }), description);

/** The state that a department's message tells, with the words that the contracts have for it. No enum: departments may have new words one version before the gateway. */
export const state = (message: string) => said(z.string(), wordsOf(message, 'status'));

/** What the contracts say of the words of a field. */
export function wordsOf(message: string, field: string): string {
  const words = schemas[message]?.properties[field]?.description;
  if (words === undefined) throw new Error(`the contracts do not say which words ${message} has for ${field}`);
  return words;
}

/** Of whole things. */
export const count = (description?: string) => said(z.int().min(0), description);

/** A 64-bit number. */
export const long = (description?: string) => said(z.string().regex(/^-?\d+$/), [description, 'A whole number of up to 64 bits, as text.'].filter(Boolean).join(' '));

export const amountMinor = () => said(z.string().regex(/^-?\d+$/), 'In minor units of the currency (fen, pence; JPY has none), as text: it may be larger than a double holds.');

/** One of the words of a contract's enum; null when it is not given, or newer than this version. What `wordOf` answers. */
export const wordOrNull = <W extends string>({ words }: { readonly words: readonly W[] }, description?: string) =>
  said(z.enum(words.filter((each): each is Exclude<W, 'unspecified'> => each !== 'unspecified')).nullable(), description);

export const money = z.strictObject({ amountMinor: amountMinor(), currency: z.string().regex(/^[A-Z]{3}$/).meta({ description: 'ISO 4217' }) }).meta({ id: 'Money', description: 'An amount with its currency; never a fraction.' });

/** Facts by name, as the rules of a decision saw them. */
export const facts = () => said(z.record(z.string(), z.string()), 'By name, as the rules saw them.');

function said<S extends z.ZodType>(schema: S, description: string | undefined): S {
  return description === undefined ? schema : schema.meta({ description });
}
