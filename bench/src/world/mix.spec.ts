import { defaultMix, kindOf, parseMix } from './mix';
import { Random } from './random';

describe('the mix of cases', () => {
  it('is read from shares, and what is not named is left out', () => {
    expect(parseMix('return=80,refund_only=15,manual=5')).toEqual({ return: 80, refund_only: 15, manual: 5 });
    expect(parseMix('manual=1')).toEqual({ return: 0, refund_only: 0, manual: 1 });
  });

  it.each(['', 'return', 'return=', 'exchange=1', 'return=-1', 'return=0', 'return=80;manual=5'])('is refused when it says %p', (text) => {
    expect(parseMix(text)).toBeUndefined();
  });

  it('comes out in its proportions', () => {
    const mix = parseMix('return=80,refund_only=15,manual=5') ?? defaultMix;
    const random = new Random(7);
    const drawn = Array.from({ length: 20_000 }, () => kindOf(mix, random.next()));
    const share = (kind: string): number => drawn.filter((each) => each === kind).length / drawn.length;
    expect(share('return')).toBeCloseTo(0.8, 1);
    expect(share('refund_only')).toBeCloseTo(0.15, 1);
    expect(share('manual')).toBeGreaterThan(0.03);
  });
});
