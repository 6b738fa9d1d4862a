import { draws, type BranchOf, type Draw } from './branches';

/** How often each branch of each draw is taken. */
export type Mix = { readonly [D in Draw]: Readonly<Record<BranchOf<D>, number>> };

export const mixNames = ['everyday', 'all'] as const;
export type MixName = (typeof mixNames)[number];

/** A mix that can't be had, with what to write instead. */
export class MixError extends Error {
  readonly code = 'MIX_INVALID';
}

const tableOf = (draw: Draw): Readonly<Record<string, Readonly<Record<MixName, number>>>> => draws[draw];

const sharesOf = (draw: Draw, name: MixName): Record<string, number> => Object.fromEntries(Object.entries(tableOf(draw)).map(([branch, shares]) => [branch, shares[name]]));

const whole = (name: MixName): Record<Draw, Record<string, number>> => Object.fromEntries((Object.keys(draws) as Draw[]).map((draw) => [draw, sharesOf(draw, name)])) as Record<Draw, Record<string, number>>;

export const everyday: Mix = whole('everyday') as Mix;

/**
 * Reads a mix: the name of one, single shares as `parcel.lost=0.2` with commas between, or a name and then shares. What is dialled in stands as it is; the other branches of its draw share the rest in their own
 * proportions. Throws MixError.
 */
export function mixOf(text: string): Mix {
  const parts = text.split(',').map((part) => part.trim()).filter((part) => part !== '');
  const [first = ''] = parts;
  if (parts.length === 0) throw new MixError(`a mix is ${mixNames.join(' or ')}, or shares as parcel.lost=0.2 with commas between, or both; not nothing`);
  const name = mixNames.find((each) => each === first);
  const dialled = new Map<Draw, Map<string, number>>();
  for (const part of name === undefined ? parts : parts.slice(1)) dial(dialled, part);
  if (dialled.size === 0 && name !== 'all') return everyday;
  const mix = whole(name ?? 'everyday');
  for (const [draw, shares] of dialled) mix[draw] = shareOut(draw, mix[draw], shares);
  return mix as Mix;
}

function dial(dialled: Map<Draw, Map<string, number>>, part: string): void {
  const [, draw = '', branch = '', share = ''] = /^([^.=]*)\.([^=]*)=(.*)$/.exec(part) ?? [];
  if (draw === '') throw new MixError(`${part} is no share: write ${mixNames.join(' or ')} first, then shares as parcel.lost=0.2`);
  if (!isDraw(draw)) throw new MixError(`${part}: nothing is drawn under the name ${draw}, but ${Object.keys(draws).join(', ')}`);
  if (!Object.hasOwn(draws[draw], branch)) throw new MixError(`${part}: ${draw} has no branch ${branch}, but ${Object.keys(draws[draw]).join(', ')}`);
  const value = /^\d*\.?\d+$/.test(share) ? Number(share) : Number.NaN;
  if (!(value >= 0 && value <= 1)) throw new MixError(`${part}: a share is a number from 0 to 1, not ${share === '' ? 'nothing' : share}`);
  const shares = dialled.get(draw) ?? new Map<string, number>();
  if (shares.has(branch)) throw new MixError(`${draw}.${branch} is there twice`);
  dialled.set(draw, shares.set(branch, value));
}

const isDraw = (name: string): name is Draw => Object.hasOwn(draws, name);

const roundingError = 1e-9;

function shareOut(draw: Draw, shares: Readonly<Record<string, number>>, dialled: ReadonlyMap<string, number>): Record<string, number> {
  const taken = [...dialled.values()].reduce((sum, share) => sum + share, 0);
  const rest = Object.entries(shares).reduce((sum, [branch, share]) => (dialled.has(branch) ? sum : sum + share), 0);
  if (taken > 1 + roundingError) throw new MixError(`the shares of ${draw} add up to ${round(taken)}: at most 1 is possible`);
  if (rest === 0 && taken < 1 - roundingError) throw new MixError(`the shares of ${draw} add up to ${round(taken)}, and nothing is left to take the rest: they have to add up to 1`);
  const scale = rest === 0 ? 0 : Math.max(0, 1 - taken) / rest;
  return Object.fromEntries(Object.entries(shares).map(([branch, share]) => [branch, dialled.get(branch) ?? share * scale]));
}

const round = (share: number): number => Number(share.toFixed(6));

/** What can be dialled, with both mixes' shares, for people. */
export function mixHelp(): string {
  const rows = (Object.keys(draws) as Draw[]).flatMap((draw) => Object.entries(tableOf(draw)).map(([branch, { everyday: usual, all }]) => [`${draw}.${branch}`, usual, all] as const));
  const width = Math.max(...rows.map(([name]) => name.length)) + 2;
  return [`  ${''.padEnd(width)}everyday  all`, ...rows.map(([name, usual, all]) => `  ${name.padEnd(width)}${String(usual).padEnd(10)}${all}`)].join('\n');
}
