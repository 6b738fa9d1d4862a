import { isoTime, parseShopTime } from './shop-time';

const read = (text: string): string => {
  const at = parseShopTime(text);
  return at === undefined ? 'refused' : isoTime(at);
};

describe('the shop’s times', () => {
  it.each([
    ['12/1/10 8:26', '2010-12-01T08:26:00.000Z'],
    ['12/06/2010 10:08', '2010-12-06T10:08:00.000Z'],
    ['2/20/11 11:39', '2011-02-20T11:39:00.000Z'],
    ['6/15/11 9:05', '2011-06-15T08:05:00.000Z'],
    ['3/27/11 0:59', '2011-03-27T00:59:00.000Z'],
    ['3/27/11 2:00', '2011-03-27T01:00:00.000Z'],
    ['10/30/11 1:30', '2011-10-30T00:30:00.000Z'],
    ['10/30/11 2:00', '2011-10-30T02:00:00.000Z'],
    ['2/29/12 23:59', '2012-02-29T23:59:00.000Z'],
  ])('%s is month first, on London’s clock', (text, iso) => {
    expect(read(text)).toBe(iso);
  });

  it.each(['', 'NA', '13/12/2010 10:00', '2/29/11 8:00', '0/1/11 8:00', '12/1/10', '12/1/10 24:00', '12/1/10 8:60', '2010-12-01 08:26', '12/1/110 8:26'])(
    'refuses %j instead of guessing',
    (text) => {
      expect(read(text)).toBe('refused');
    },
  );
});
