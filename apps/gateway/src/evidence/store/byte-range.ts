import { rangeOutside } from '../refusals';

/** What a request asks for of a file: from a byte on, perhaps to another one, or so many at the end. */
export type ByteRange = { readonly first: number; readonly last?: number } | { readonly suffix: number };

/** Of a header Range; undefined, which is the whole, where it is none of one part (RFC 9110, 14.2: what is not understood is ignored). */
export function byteRangeOf(header: string | undefined): ByteRange | undefined {
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '');
  const [, first = '', last = ''] = found ?? [];
  if (first === '') return last === '' ? undefined : { suffix: Number(last) };
  if (last === '') return { first: Number(first) };
  return Number(last) < Number(first) ? undefined : { first: Number(first), last: Number(last) };
}

/** The bytes from first to last that a range means in a file. Throws RANGE_NOT_SATISFIABLE. */
export function placed(range: ByteRange | undefined, totalBytes: number): { readonly first: number; readonly last: number } {
  const end = totalBytes - 1;
  if (range === undefined) return { first: 0, last: end };
  const first = 'suffix' in range ? Math.max(0, totalBytes - range.suffix) : range.first;
  if (first > end) throw rangeOutside(totalBytes);
  return { first, last: Math.min(end, ('last' in range ? range.last : undefined) ?? end) };
}

/** As the header says it. */
export const rangeHeader = (range: ByteRange): string => ('suffix' in range ? `bytes=-${range.suffix}` : `bytes=${range.first}-${range.last ?? ''}`);
