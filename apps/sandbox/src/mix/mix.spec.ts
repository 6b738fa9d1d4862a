import { consequences, draws, type Branch, type Draw } from './branches';
import { everyday, mixHelp, MixError, mixNames, mixOf } from './mix';

const table: Readonly<Record<string, Readonly<Record<string, Branch>>>> = draws;

describe('a mix', () => {
  it.each(Object.keys(table).flatMap((draw) => mixNames.map((mix) => [draw, mix] as const)))('shares %s out to the last bit in %s, and leaves no branch out of all', (draw, mix) => {
    const branches = Object.values(table[draw] ?? {});
    expect(branches.reduce((sum, branch) => sum + branch[mix], 0)).toBeCloseTo(1, 9);
    expect(branches.every((branch) => branch.all >= 0.05)).toBe(true);
  });

  it('has each name for one thing', () => {
    expect(Object.keys(consequences).filter((name) => name in table)).toEqual([]);
  });

  it('is one of those that have a name', () => {
    expect(mixOf('everyday')).toBe(everyday);
    expect(mixOf('all').box).toEqual({ all: 0.45, short: 0.15, nothing: 0.15, over: 0.15, wrong: 0.1 });
  });

  it('takes what is dialled in as it is, and the rest of the draw in its proportions', () => {
    const { parcel, ...others } = mixOf('parcel.lost=0.5');
    expect(parcel.lost).toBe(0.5);
    expect(parcel.arrives).toBeCloseTo(0.5 * (0.94 / 0.965), 9);
    expect(parcel.lost_and_found).toBeCloseTo(0.5 * (0.025 / 0.965), 9);
    expect({ ...others, parcel: everyday.parcel }).toEqual(everyday);
  });

  it('dials a named one on, several at once, down to nothing and up to all', () => {
    const mix = mixOf('all, evidence.reply=1 ,parcel.lost=0.4,parcel.arrives=0.6');
    expect(mix.evidence).toEqual({ reply: 1, stay_silent: 0 });
    expect(mix.parcel).toEqual({ arrives: 0.6, lost: 0.4, lost_and_found: 0 });
    expect(mix.box).toEqual(mixOf('all').box);
  });

  it.each([
    ['', /not nothing/],
    ['allday', /allday is no share: write everyday or all first/],
    ['parcel.lost=0.1,all', /all is no share/],
    ['parcels.lost=0.1', /nothing is drawn under the name parcels, but case, application/],
    ['constructor.name=0.1', /nothing is drawn under the name constructor/],
    ['parcel.lots=0.1', /parcel has no branch lots, but arrives, lost_and_found, lost/],
    ['parcel.toString=0.1', /parcel has no branch toString/],
    ['parcel.lost=1.1', /from 0 to 1, not 1.1/],
    ['parcel.lost=', /from 0 to 1, not nothing/],
    ['parcel.lost=some', /from 0 to 1, not some/],
    ['parcel.lost=0.1,parcel.lost=0.2', /parcel.lost is there twice/],
    ['parcel.lost=0.6,parcel.arrives=0.6', /the shares of parcel add up to 1.2/],
    ['evidence.reply=0.5,evidence.stay_silent=0.4', /add up to 0.9, and nothing is left/],
  ])('%s is refused, and why', (text, why) => {
    expect(() => mixOf(text)).toThrow(MixError);
    expect(() => mixOf(text)).toThrow(why);
  });

  it('has everything that can be dialled in its help', () => {
    for (const draw of Object.keys(table) as Draw[]) for (const branch of Object.keys(table[draw] ?? {})) expect(mixHelp()).toContain(`${draw}.${branch} `);
  });
});
