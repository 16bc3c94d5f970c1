/**
 * Dates and times as YAML writes and Python represents them.
 *
 * @module
 */
/** The time of a {@linkcode YamlTimestamp}. */
export interface YamlTime {
  /** Hour, from 0 to 23. */
  readonly hour: number;
  /** Minute, from 0 to 59. */
  readonly minute: number;
  /** Second, from 0 to 59. */
  readonly second: number;
  /** Microsecond, from 0 to 999,999. */
  readonly microsecond: number;
  /** Offset from UTC in minutes, positive to the east; `undefined` if it is not specified. */
  readonly utcOffset: number | undefined;
}

/**
 * A date, or a date and time.
 *
 * Python: `datetime.date`, `datetime.datetime`
 *
 * @example
 * ```ts
 * import { parseYaml } from "@flyte-ts/config";
 *
 * console.log(String(parseYaml("2001-12-14t21:59:43.10-05:00").value)); // 2001-12-14 21:59:43.100000-05:00
 * ```
 */
export class YamlTimestamp {
  /** Year, from 1 to 9999. */
  readonly year: number;
  /** Month, from 1 to 12. */
  readonly month: number;
  /** Day, from 1 to 31. */
  readonly day: number;
  /** The time; `undefined` for a date. */
  readonly time: YamlTime | undefined;

  /**
   * Creates a date, or a date and time. The values are not validated.
   *
   * @param year – Year, from 1 to 9999.
   * @param month – Month, from 1 to 12.
   * @param day – Day, from 1 to 31.
   * @param time – The time, for a date and time.
   */
  constructor(year: number, month: number, day: number, time?: YamlTime) {
    this.year = year;
    this.month = month;
    this.day = day;
    this.time = time && Object.freeze({ ...time });
    Object.freeze(this);
  }

  /**
   * Returns the instant in milliseconds, in UTC if no offset is specified.
   *
   * @returns The instant.
   */
  toDate(): Date {
    const { hour, minute, second, microsecond, utcOffset } = this.time ?? MIDNIGHT;
    const date = new Date(0);
    date.setUTCFullYear(this.year, this.month - 1, this.day);
    date.setUTCHours(hour, minute - (utcOffset ?? 0), second, Math.trunc(microsecond / 1000));
    return date;
  }

  /**
   * Formats the timestamp as Python's `str` does.
   *
   * @returns A string such as `2001-12-14` or `2001-12-14 21:59:43.100000-05:00`.
   */
  toString(): string {
    const date = `${digits(this.year, 4)}-${digits(this.month)}-${digits(this.day)}`;
    if (this.time === undefined) return date;
    const { hour, minute, second, microsecond, utcOffset } = this.time;
    const fraction = microsecond === 0 ? "" : `.${digits(microsecond, 6)}`;
    const zone = utcOffset === undefined ? "" : zoneText(utcOffset);
    return `${date} ${digits(hour)}:${digits(minute)}:${digits(second)}${fraction}${zone}`;
  }

  /**
   * Returns the same string as `toString`, for JSON.
   *
   * @returns The timestamp as a string.
   */
  toJSON(): string {
    return this.toString();
  }
}

const MIDNIGHT: YamlTime = { hour: 0, minute: 0, second: 0, microsecond: 0, utcOffset: undefined };

function zoneText(minutes: number): string {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? "-" : "+"}${digits(Math.trunc(size / 60))}:${digits(size % 60)}`;
}

function digits(value: number, length: number = 2): string {
  return String(value).padStart(length, "0");
}
