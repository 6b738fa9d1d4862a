import fc from 'fast-check';
import { calendarDaysBetween, isTimeZone } from './calendar';

describe('calendar days', () => {
  it('begin with the day after: the same day is 0, whatever the hour', () => {
    expect(calendarDaysBetween('2026-11-05T00:30:00Z', '2026-11-05T15:59:59Z', 'Asia/Shanghai')).toBe(0);
    expect(calendarDaysBetween('2026-11-05T15:59:59Z', '2026-11-05T16:00:00Z', 'Asia/Shanghai')).toBe(1);
  });

  it('are those of the shop\'s time zone', () => {
    const [signed, asked] = ['2026-11-05T17:00:00Z', '2026-11-12T15:00:00Z'] as const;
    expect(calendarDaysBetween(signed, asked, 'UTC')).toBe(7);
    expect(calendarDaysBetween(signed, asked, 'Asia/Shanghai')).toBe(6);
  });

  it('are not shortened or lengthened by a change of the clocks', () => {
    expect(calendarDaysBetween('2026-03-28T12:00:00Z', '2026-03-29T23:30:00Z', 'Europe/London')).toBe(2);
    expect(calendarDaysBetween('2026-10-24T23:30:00Z', '2026-10-25T23:30:00Z', 'Europe/London')).toBe(0);
  });

  it('cross years and leap days', () => {
    expect(calendarDaysBetween('2011-12-31T12:00:00Z', '2012-03-01T12:00:00Z', 'UTC')).toBe(61);
    expect(calendarDaysBetween('2010-12-31T12:00:00Z', '2011-03-01T12:00:00Z', 'UTC')).toBe(60);
  });

  it('add up', () => {
    const instant = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }).map((date) => date.toISOString());
    const zone = fc.constantFrom('Asia/Shanghai', 'Europe/London', 'America/New_York', 'Pacific/Kiritimati');
    fc.assert(
      fc.property(instant, instant, instant, zone, (a, b, c, timeZone) => {
        expect(calendarDaysBetween(a, b, timeZone) + calendarDaysBetween(b, c, timeZone)).toBe(calendarDaysBetween(a, c, timeZone));
      }),
    );
  });

  it('need a time zone that exists', () => {
    expect(isTimeZone('Asia/Shanghai')).toBe(true);
    expect(isTimeZone('Asia/Nowhere')).toBe(false);
  });
});
