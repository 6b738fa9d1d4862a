import fc from 'fast-check';
import { caseNumberOf, readCaseNumber } from './case-number';

const alphabet = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'];
const caseNumber = fc.uuid({ version: [4, 5, 7, 8] }).map(caseNumberOf);
/** The thirteen symbols without prefix and dashes. */
const symbols = caseNumber.map((number) => [...number.slice(3).replaceAll('-', '')]);
const accepted = (text: string): boolean => readCaseNumber(text).ok;

describe('a case number', () => {
  it('reads as it was written', () => {
    expect(caseNumberOf('018f3a5c-7d21-5e44-9b1a-0c2d3e4f5a6b')).toMatch(/^HL-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]$/);
    fc.assert(fc.property(caseNumber, (number) => expect(readCaseNumber(number)).toEqual({ ok: true, value: number })));
  });

  it('is understood in lower case, without dashes, with spaces, full-width, without its prefix', () => {
    fc.assert(
      fc.property(caseNumber, (number) => {
        const wide = [...number].map((character) => String.fromCodePoint((character.codePointAt(0) ?? 0) + 0xfee0)).join('');
        for (const text of [number.toLowerCase(), number.replaceAll('-', ''), number.replaceAll('-', ' '), ` ${number} `, number.replaceAll('-', '–'), wide, number.slice(3)]) {
          expect(readCaseNumber(text)).toEqual({ ok: true, value: number });
        }
      }),
    );
  });

  it('is understood with O for 0 and I or L for 1', () => {
    fc.assert(
      fc.property(caseNumber, fc.constantFrom('I', 'L', 'i', 'l'), fc.constantFrom('O', 'o'), (number, one, zero) => {
        const body = number.slice(2).replaceAll('1', one).replaceAll('0', zero);
        expect(readCaseNumber(`HL${body}`)).toEqual({ ok: true, value: number });
        expect(readCaseNumber(`H1${body}`)).toEqual({ ok: true, value: number });
      }),
    );
  });

  it('is made of 60 bits of the id, and stays the same from release to release', () => {
    expect(caseNumberOf('018f3a5c-7d21-5e44-9b1a-0c2d3e4f5a6b')).toBe('HL-067K-MQ3X-4462-D');
    expect(caseNumberOf('ffffffff-ffff-4fff-bfff-ffffffffffff')).toBe('HL-ZZZZ-ZZZZ-ZZZZ-R');
    expect(caseNumberOf('018f3a5c-7d21-4e44-8b1a-0c2fffffffff')).toBe('HL-067K-MQ3X-4462-D');
  });

  it('has nothing of the time or the number that an id begins with', () => {
    const numbers = ['018f3a5c-7d21-7e44-9b1a-0c2d3e4f5a6b', '00000000-0001-8e44-9b1a-0c2d3e4f5a6b', 'ffffffff-ffff-8fff-8b1a-0c2d3e4f5a6b'].map(caseNumberOf);
    expect(new Set(numbers)).toEqual(new Set(['HL-P6GC-5MZ4-YPKB-P']));
  });

  it.each(['', 'case-1', 'x018f3a5c-7d21-5e44-9b1a-0c2d3e4f5a6b', '018f3a5c-7d21-5e44-9b1a-0c2d3e4f5a6b0', '018F3A5C-7D21-5E44-9B1A-0C2D3E4F5A6B'])('is not made of %j', (id) => {
    expect(() => caseNumberOf(id)).toThrow('a UUID in lower case');
  });

  it('may begin like its prefix, and takes nothing else for one', () => {
    const number = caseNumberOf('88400000-0000-4000-8000-000000000000');
    expect(number).toMatch(/^HL-H1/);
    expect(readCaseNumber(number.slice(3))).toEqual({ ok: true, value: number });
    expect(accepted(`ZZ${number.slice(3)}`)).toBe(false);
  });

  it('catches every single wrong symbol', () => {
    fc.assert(
      fc.property(symbols, fc.nat(12), (right, at) => {
        for (const other of alphabet) {
          if (other !== right[at]) expect(accepted([...right.slice(0, at), other, ...right.slice(at + 1)].join(''))).toBe(false);
        }
      }),
    );
  });

  it('catches every exchange of two symbols, adjacent or not', () => {
    fc.assert(
      fc.property(symbols, (right) => {
        for (let a = 0; a < right.length; a++) {
          for (let b = a + 1; b < right.length; b++) {
            const wrong = [...right];
            [wrong[a], wrong[b]] = [right[b] as string, right[a] as string];
            if (right[a] !== right[b]) expect(accepted(wrong.join(''))).toBe(false);
          }
        }
      }),
    );
  });

  it('refuses what is too short, too long or has a symbol outside the alphabet', () => {
    for (const text of ['', 'HL', 'HL-0000-0000-0000', 'HL-0000-0000-0000-00', 'HL-U000-0000-0000-0', 'hello there', 'XX-0000-0000-0000-0']) {
      expect(readCaseNumber(text)).toMatchObject({ ok: false, error: { code: 'CASE_NUMBER_INVALID' } });
    }
  });

  it('differs from case to case', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.uuid({ version: [4, 7] }), { minLength: 2, maxLength: 50 }), (ids) => expect(new Set(ids.map(caseNumberOf)).size).toBe(ids.length)));
  });

  it('is made of case ids only', () => {
    expect(() => caseNumberOf('42')).toThrow(TypeError);
  });
});
