/** Durations and moments as people say them. */

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const two = (value: number): string => String(value).padStart(2, '0');

/** How long something took: `850 ms`, `4.2 s`, `4m 12s`, `2h 05m`, `3d 4h`. */
export function took(millis: number): string {
  if (millis < 0) return '0 ms';
  if (millis < SECOND) return `${Math.round(millis)} ms`;
  if (millis < 9.95 * SECOND) return `${(millis / SECOND).toFixed(1)} s`;
  const seconds = Math.round(millis / SECOND);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m ${two(seconds % 60)}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)}h ${two(minutes % 60)}m`;
  const hours = Math.floor(minutes / 60);
  return `${Math.floor(hours / 24)}d ${hours % 24}h`;
}

/** How far a moment is from now: `12s ago`, `in 4m`. */
export function ago(moment: number, now: number): string {
  const distance = Math.abs(now - moment);
  const text =
    distance < MINUTE
      ? `${Math.round(distance / SECOND)}s`
      : distance < HOUR
        ? `${Math.round(distance / MINUTE)}m`
        : distance < DAY
          ? `${Math.round(distance / HOUR)}h`
          : `${Math.round(distance / DAY)}d`;
  return moment > now + SECOND ? `in ${text}` : `${text} ago`;
}

/** The time of day where the reader is: `14:28:06`. */
export function clock(moment: number, withMillis = false): string {
  const date = new Date(moment);
  const seconds = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  return withMillis ? `${seconds}.${String(date.getMilliseconds()).padStart(3, '0')}` : seconds;
}

/** Date and time where the reader is; the date is left out if it is the day of `now`. */
export function moment(at: number, now: number): string {
  const date = new Date(at);
  const sameDay = date.toDateString() === new Date(now).toDateString();
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return sameDay ? clock(at) : `${day} ${clock(at)}`;
}

const PART = /^P(?=.)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
const UNITS = ['week', 'day', 'hour', 'minute', 'second'];

/** An ISO 8601 duration in words, or null if it is none: `PT90M` is `90 minutes`. */
export function inWords(duration: string): string | null {
  const parts = PART.exec(duration);
  if (!parts) return null;
  const words = parts.slice(1).map((part, i) => (part ? `${part} ${UNITS[i]}${part === '1' ? '' : 's'}` : ''));
  return words.filter(Boolean).join(' ') || null;
}

/** A duration as it is typed into a filter (`90s`, `5m`, `2h`, `1d`, or ISO 8601) in milliseconds; null if it is none. */
export function millisOf(text: string): number | null {
  const short = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(text);
  if (short) {
    const unit = { ms: 1, s: SECOND, m: MINUTE, h: HOUR, d: DAY }[short[2] as 'ms' | 's' | 'm' | 'h' | 'd'];
    return Number(short[1]) * unit;
  }
  const iso = PART.exec(text);
  if (!iso) return null;
  const millis = [7 * DAY, DAY, HOUR, MINUTE, SECOND];
  return iso.slice(1).reduce((sum, part, i) => sum + (part ? Number(part) * millis[i] : 0), 0);
}

/** A size in bytes: `88 B`, `1.2 KB`, `412 MB`. */
export function bytes(size: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let value = size;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

/** A count with thin spaces between thousands. */
export const count = (value: number): string => value.toLocaleString('en').replaceAll(',', '\u202f');

/** `1 run`, `2 runs`. */
export const counted = (value: number, noun: string): string => `${count(value)} ${noun}${value === 1 ? '' : 's'}`;
