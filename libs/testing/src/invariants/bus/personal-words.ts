/** What somebody could be recognised by. */
export interface PersonalValue {
  /** As `phone`: what a finding may say, the value itself never. */
  readonly kind: string;
  readonly text: string;
}

interface Pattern {
  readonly kind: string;
  readonly text: string;
}

/** Shorter ones stand in every other text by chance; a Chinese name is short and rare. */
const shortest = { ascii: 5, other: 2 } as const;

/**
 * Finds any of many values in a text. Texts are cut into words, and each value is looked up by that one of its words which the fewest values have:
 * only then is it compared in full.
 */
export class PersonalWords {
  private readonly byWord = new Map<string, Pattern[]>();
  private readonly shortestText: number;

  constructor(values: Iterable<PersonalValue>) {
    const patterns = patternsOf(values);
    const frequency = new Map<string, number>();
    for (const { text } of patterns.values()) for (const word of wordsOf(text)) frequency.set(word, (frequency.get(word) ?? 0) + 1);
    for (const pattern of patterns.values()) {
      const rarest = [...wordsOf(pattern.text)].sort((a, b) => (frequency.get(a) ?? 0) - (frequency.get(b) ?? 0))[0];
      if (rarest === undefined) continue;
      const known = this.byWord.get(rarest);
      if (known) known.push(pattern);
      else this.byWord.set(rarest, [pattern]);
    }
    this.shortestText = [...patterns.keys()].reduce((least, text) => Math.min(least, text.length), Infinity);
  }

  /** The kind of the first value that stands in the text. */
  find(text: string): string | undefined {
    if (text.length < this.shortestText) return undefined;
    const lower = text.toLowerCase();
    for (const word of wordsOf(lower)) {
      for (const pattern of this.byWord.get(word) ?? []) if (lower.includes(pattern.text)) return pattern.kind;
    }
    return undefined;
  }
}

/** By text, as it would stand in JSON too: there a line break in an address is written otherwise. */
function patternsOf(values: Iterable<PersonalValue>): ReadonlyMap<string, Pattern> {
  const patterns = new Map<string, Pattern>();
  const add = (kind: string, text: string): void => {
    if (!patterns.has(text) && longEnough(text)) patterns.set(text, { kind, text });
  };
  for (const { kind, text: given } of values) {
    const text = given.trim().toLowerCase();
    add(kind, text);
    add(kind, JSON.stringify(text).slice(1, -1));
    // The same number, written without its spaces.
    if (kind === 'phone') add(kind, text.replaceAll(/[^0-9]/g, ''));
  }
  return patterns;
}

const isAscii = (text: string): boolean => !/\P{ASCII}/u.test(text);
const longEnough = (text: string): boolean => text.length >= (isAscii(text) ? shortest.ascii : shortest.other);

/** Chinese is written without spaces: each character counts as a word. */
function wordsOf(text: string): Set<string> {
  return new Set(isAscii(text) ? text.match(/[a-z0-9]+/g) : text.match(/\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu));
}
