/** Numbers that look drawn by chance and follow from the seed alone. */
export interface Random {
  /** From 0 up to, but not, 1. */
  fraction(): number;
  /** A whole number, both ends included. */
  between(low: number, high: number): number;
  chance(share: number): boolean;
  /** Throws when the list is empty. */
  pick<T>(list: readonly T[]): T;
  shuffled<T>(list: readonly T[]): T[];
}

/** A stream of its own per label, so that what is drawn for one thing does not depend on how much was drawn for another. */
export function randomOf(seed: number, label: string): Random {
  const next = mulberry32(hash(`${seed}\0${label}`));
  const between = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    fraction: next,
    between,
    chance: (share) => next() < share,
    pick: (list) => {
      if (list.length === 0) throw new RangeError('nothing to pick from: the list is empty');
      return list[between(0, list.length - 1)] as (typeof list)[number];
    },
    shuffled: (list) => {
      const cards = [...list];
      for (let index = cards.length - 1; index > 0; index--) {
        const other = between(0, index);
        [cards[index], cards[other]] = [cards[other] as (typeof cards)[number], cards[index] as (typeof cards)[number]];
      }
      return cards;
    },
  };
}

/** Tommy Ettinger's mulberry32: small, and good enough to draw faults. */
function mulberry32(state: number): () => number {
  let a = state;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

/** FNV-1a. */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  return state >>> 0;
}
