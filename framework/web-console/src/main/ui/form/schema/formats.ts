/** What text has to look like, by the names of formats that the server uses. */

const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?$/;
const OFFSET = /(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/i;
const DURATION = /^[+-]?P(?=.)(?:[+-]?\d+D)?(?:T(?=.)(?:[+-]?\d+H)?(?:[+-]?\d+M)?(?:[+-]?\d+(?:\.\d{1,9})?S)?)?$/i;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

function isDate(text: string): boolean {
  const parts = DATE.exec(text);
  if (!parts) return false;
  const [year, month, day] = parts.slice(1).map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  date.setUTCFullYear(year);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function isDateTime(text: string): boolean {
  const [date, time] = text.split(/T/i, 2);
  return time !== undefined && isDate(date) && TIME.test(time);
}

function isUri(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:[^\s"<>\\^`{|}]+$/i.test(text);
}

const FORMATS: Record<string, { fits: (text: string) => boolean; expected: string }> = {
  date: { fits: isDate, expected: 'a date such as 2024-12-31' },
  'date-time': {
    fits: (text) => OFFSET.test(text) && isDateTime(text.replace(OFFSET, '')),
    expected: 'a date and time with offset such as 2024-12-31T23:59:00Z',
  },
  'date-time-local': { fits: isDateTime, expected: 'a date and time such as 2024-12-31T23:59:00' },
  'time-local': { fits: (text) => TIME.test(text), expected: 'a time such as 23:59:00' },
  duration: { fits: (text) => DURATION.test(text), expected: 'an ISO 8601 duration such as PT1M30S or P2D' },
  uuid: { fits: (text) => UUID.test(text), expected: 'a UUID' },
  uri: { fits: isUri, expected: 'an absolute URI such as https://example.org/a' },
  email: { fits: (text) => /^[^@\s]+@[^@\s]+$/.test(text), expected: 'an e-mail address' },
};

/** What was expected, if text does not fit a format; null if it does, or if the format is not known here. */
export function misfit(format: string, text: string): string | null {
  const known = FORMATS[format];
  return known && !known.fits(text) ? known.expected : null;
}

export const isBase64 = (text: string): boolean =>
  /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/.test(text);
