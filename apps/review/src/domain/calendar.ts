const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs a thousand times more than using it. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric', month: 'numeric', day: 'numeric' });
    formats.set(timeZone, format);
  }
  return format;
}

/** Number of the calendar day on which an instant falls in a time zone; the next day has the next number. */
export function calendarDay(instant: string, timeZone: string): number {
  const parts = Object.fromEntries(formatOf(timeZone).formatToParts(new Date(instant)).map((part) => [part.type, part.value]));
  return Date.UTC(Number(parts['year']), Number(parts['month']) - 1, Number(parts['day'])) / 86_400_000;
}

/** Calendar days, where the day after `from` is day 1: the same day is 0, an earlier one negative. */
export const calendarDaysBetween = (from: string, to: string, timeZone: string): number => calendarDay(to, timeZone) - calendarDay(from, timeZone);

export function isTimeZone(text: string): boolean {
  try {
    formatOf(text);
    return true;
  } catch {
    return false;
  }
}
