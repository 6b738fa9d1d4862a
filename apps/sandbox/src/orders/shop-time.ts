/**
 * The shop wrote the time on its own clock and no zone. It sold from the United Kingdom, so Europe/London is assumed, summer time included.
 */
export const shopTimeZone = 'Europe/London';

const shape = /^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2}) (\d{1,2}):(\d{2})$/;

/** Reads `12/1/10 8:26` and `12/06/2010 10:08`, month first, as milliseconds since 1970; undefined for what is no such time. Two-digit years are of this century. */
export function parseShopTime(text: string): number | undefined {
  const known = cache.get(text);
  if (known !== undefined) return known;
  const match = shape.exec(text.trim());
  if (!match) return undefined;
  const [month = 0, day = 0, year = 0, hour = 0, minute = 0] = match.slice(1).map(Number);
  const fullYear = year < 100 ? 2000 + year : year;
  if (month < 1 || month > 12 || day < 1 || day > daysIn(fullYear, month) || hour > 23 || minute > 59) return undefined;
  const at = fromShopClock(Date.UTC(fullYear, month - 1, day, hour, minute));
  if (cache.size < cacheLimit) cache.set(text, at);
  return at;
}

/** As the contracts want times. */
export const isoTime = (atMs: number): string => new Date(atMs).toISOString();

const cacheLimit = 50_000;
const cache = new Map<string, number>();

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** A wall-clock reading taken for UTC, moved to the moment it means. In the hour that autumn repeats, the first is taken. */
function fromShopClock(reading: number): number {
  const summer = reading - 3_600_000;
  return offsetMs(summer) === 3_600_000 ? summer : reading;
}

const clock = new Intl.DateTimeFormat('en-GB', { timeZone: shopTimeZone, timeZoneName: 'longOffset' });

function offsetMs(atMs: number): number {
  const name = clock.formatToParts(atMs).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  const match = /^GMT([+-])(\d{2}):(\d{2})$/.exec(name);
  if (!match) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) * 60_000;
}
