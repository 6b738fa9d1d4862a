/**
 * An enum of the contracts: `CASE_TYPE_REFUND_ONLY` on the wire, `refund_only` in the domain. The two never mix: wire names stay in adapters.
 */
export interface EnumContract<Prefix extends string, Short extends string> {
  /** Every word, in the order of the contract; the first is `unspecified`. */
  readonly words: readonly Lowercase<Short>[];
  /** Every wire name, in the same order. */
  readonly names: readonly `${Prefix}_${Short}`[];
  /** The wire name of a word. */
  wire<W extends Lowercase<Short>>(word: W): WireName<Prefix, Short, W>;
  /** The word of a wire name; `unspecified` for a name this version does not know, and for none. */
  word(name: string | undefined): Lowercase<Short>;
  isWord(text: string): text is Lowercase<Short>;
}

type WireName<Prefix extends string, Short extends string, W extends string> = Uppercase<W> extends Short ? `${Prefix}_${Uppercase<W>}` : never;

export type WireOf<E> = E extends EnumContract<infer Prefix, infer Short> ? `${Prefix}_${Short}` : never;
export type WordOf<E> = E extends EnumContract<string, infer Short> ? Lowercase<Short> : never;

/** `shorts`: the names without the prefix, `UNSPECIFIED` first. */
export function defineEnum<const Prefix extends string, const Short extends string>(prefix: Prefix, shorts: readonly [Short, ...Short[]]): EnumContract<Prefix, Short> {
  const words = shorts.map((short) => short.toLowerCase() as Lowercase<Short>);
  const names = shorts.map((short) => `${prefix}_${short}` as const);
  const wordByName = new Map<string, Lowercase<Short>>(names.map((name, index) => [name, words[index] as Lowercase<Short>]));
  const nameByWord = new Map<string, string>(words.map((word, index) => [word, names[index] as string]));
  const unspecified = words[0] as Lowercase<Short>;
  return {
    words,
    names,
    wire: <W extends Lowercase<Short>>(word: W) => {
      const name = nameByWord.get(word);
      if (name === undefined) throw new TypeError(`${prefix} has no such word; it has ${words.join(', ')}`);
      return name as WireName<Prefix, Short, W>;
    },
    word: (name) => (name === undefined ? unspecified : (wordByName.get(name) ?? unspecified)),
    isWord: (text): text is Lowercase<Short> => nameByWord.has(text),
  };
}
