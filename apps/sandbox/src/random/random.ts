/** Numbers that look drawn by chance and are the same for the same seed and labels, whatever else was drawn before. */
export interface Random {
  /** From 0 up to, but not, 1. */
  fraction(): number;
  /** A whole number, both ends included. */
  between(low: number, high: number): number;
  /** True in this share of draws. */
  chance(share: number): boolean;
  /** Throws when the list is empty. */
  pick<T>(list: readonly T[]): T;
  /** A name by its weight; weights need not add up to 1. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K;
}

/**
 * A stream of its own per subject: `randomOf(seed, 'signed', orderId)`. Each answer depends on the seed and on what it is about, never on the order of
 * work, so that a restarted sandbox says the same again.
 */
export function randomOf(seed: string, ...labels: readonly (string | number)[]): Random {
  const next = sfc32(hash128([seed, ...labels].join('\u0000')));
  const fraction = (): number => next() / 0x1_0000_0000;
  return {
    fraction,
    between: (low, high) => low + Math.floor(fraction() * (high - low + 1)),
    chance: (share) => fraction() < share,
    pick: (list) => {
      if (list.length === 0) throw new RangeError('nothing to pick from: the list is empty');
      return list[Math.floor(fraction() * list.length)] as (typeof list)[number];
    },
    weighted: (weights) => weightedPick(weights, fraction()),
  };
}

function weightedPick<K extends string>(weights: Readonly<Record<K, number>>, fraction: number): K {
  const names = Object.keys(weights) as K[];
  const [first] = names;
  if (first === undefined) throw new RangeError('nothing to pick from: there are no weights');
  let rest = fraction * names.reduce((sum, name) => sum + weights[name], 0);
  let last = first;
  for (const name of names) {
    if (weights[name] <= 0) continue;
    last = name;
    rest -= weights[name];
    if (rest < 0) return name;
  }
  return last;
}

type State = [number, number, number, number];

/** Chris Doty-Humphrey's sfc32: small, fast, passes PractRand. */
function sfc32([a, b, c, d]: State): () => number {
  const next = (): number => {
    const result = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + result;
    return result >>> 0;
  };
  for (let warmUp = 0; warmUp < 12; warmUp++) next();
  return next;
}

/** Four FNV-1a hashes with different starts, mixed; no secret depends on it. */
function hash128(text: string): State {
  const state: State = [0x811c9dc5, 0x1b873593, 0xcc9e2d51, 0x38b34ae5];
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    for (let word = 0; word < 4; word++) state[word] = Math.imul((state[word] as number) ^ (unit + word * 0x9e37), 0x01000193 + word * 2);
  }
  return state.map((word) => Math.imul(word ^ (word >>> 15), 0x2c1b3c6d) | 0) as State;
}
