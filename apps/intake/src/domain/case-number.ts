import { domainError, ok, type DomainError, type Result } from '@huiliu/kernel';

/**
 * The number a customer quotes: `HL-7K2M-90QX-4TCD-R`, twelve symbols and a check symbol.
 *
 * The twelve symbols are 60 of the random bits of the case's id, so a case's number is known wherever its id is, without a counter. In a
 * million cases two get the same number with a probability below 1 in a million; the unique index on the number then refuses the second.
 *
 * The check symbol is a remainder over the field of 32 elements, in which each position has a weight of its own. It catches every single
 * wrong symbol and every exchange of two symbols, adjacent or not. Of other mistakes (two wrong symbols and worse) 1 in 32 slips through.
 */
// Crockford's alphabet: no I, L, O and U, which are misread.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const prefix = 'HL';
const dataSymbols = 12;

export function caseNumberOf(caseId: string): string {
  const data = symbolsOf(randomBitsOf(caseId));
  const text = [...data, remainder([...data, 0])].map((symbol) => alphabet.charAt(symbol)).join('');
  return `${prefix}-${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8, 12)}-${text.slice(12)}`;
}

/**
 * Reads a number as people write it: any case, with spaces or without dashes, full-width, O for 0, I or L for 1, with or without `HL`.
 * Answers its normal form, or CASE_NUMBER_INVALID.
 */
export function readCaseNumber(text: string): Result<string, DomainError> {
  const plain = text.normalize('NFKC').toUpperCase().replaceAll(/[\s\p{Dash}_.]/gu, '');
  const hasPrefix = plain.length === dataSymbols + 1 + prefix.length && /^H[L1I]/.test(plain);
  const body = (hasPrefix ? plain.slice(prefix.length) : plain).replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  const symbols = [...body].map((character) => alphabet.indexOf(character));
  if (symbols.length !== dataSymbols + 1 || symbols.includes(-1) || remainder(symbols) !== 0) {
    return domainError('CASE_NUMBER_INVALID', 'this is no case number: it reads HL-XXXX-XXXX-XXXX-X; check it for a wrong or exchanged character');
  }
  return ok(`${prefix}-${body.slice(0, 4)}-${body.slice(4, 8)}-${body.slice(8, 12)}-${body.slice(12)}`);
}

/** Weights from the right: 1, 2, 2², … in the field. 2 has order 31, so thirteen positions all weigh differently. 0: the number is sound. */
const remainder = (symbols: readonly number[]): number => symbols.reduce((sum, symbol) => double(sum) ^ symbol, 0);

/** Multiplication by 2 in the field of 32 elements modulo x⁵ + x² + 1. */
const double = (element: number): number => (element << 1) ^ (element & 0b10000 ? 0b100101 : 0);

/** 60 bits of a UUID, around its fixed ones: of those that begin with a time or a number (versions 7 and 8) the last. */
function randomBitsOf(caseId: string): bigint {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(caseId)) throw new TypeError('a case id is a UUID in lower case');
  const digits = caseId.replaceAll('-', '');
  const sorted = digits.charAt(12) >= '7';
  return BigInt(`0x${sorted ? digits.slice(17) : digits.slice(0, 12) + digits.slice(20, 23)}`);
}

const symbolsOf = (bits: bigint): number[] => Array.from({ length: dataSymbols }, (_, index) => Number((bits >> BigInt(5 * (dataSymbols - 1 - index))) & 31n));
