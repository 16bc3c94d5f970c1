/**
 * Dates and times as YAML writes and Python represents them.
 *
 * @module
 */
import { invalidValue, type Span } from "./errors.ts";

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

const TIMESTAMP = new RegExp(
  "^(?<year>[0-9]{4})-(?<month>[0-9]{1,2})-(?<day>[0-9]{1,2})(?:(?:[Tt]|[ \\t]+)" +
    "(?<hour>[0-9]{1,2}):(?<minute>[0-9]{2}):(?<second>[0-9]{2})(?:\\.(?<fraction>[0-9]*))?" +
    "(?:[ \\t]*(?:Z|(?<sign>[-+])(?<zoneHour>[0-9]{1,2})(?::(?<zoneMinute>[0-9]{2}))?))?)?\\n?$",
);

/**
 * Converts a timestamp as `construct_yaml_timestamp` does. Throws `yaml_invalid_value` for an invalid date such as
 * 2024-02-30.
 */
export function parseTimestamp(text: string, span: Span): YamlTimestamp {
  const groups = TIMESTAMP.exec(text)?.groups;
  if (groups === undefined) {
    throw invalidValue("the value of the tag !!timestamp must be a date", "AttributeError", span);
  }
  const number = (name: string): number => Number(groups[name] ?? 0);
  const [year, month, day] = [number("year"), number("month"), number("day")];
  const hasTime = groups.hour !== undefined;
  const [hour, minute, second] = [number("hour"), number("minute"), number("second")];
  const fraction = groups.fraction ?? "";
  const zone = number("zoneHour") * 60 + number("zoneMinute");
  const isLocal = groups.sign === undefined && !/Z\n?$/.test(text);
  if (groups.sign !== undefined && zone >= 24 * 60) {
    throw invalidValue("the time zone offset must be less than a day", "ValueError", span);
  }
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) {
    throw invalidValue("invalid date; quote it if it is a string", "ValueError", span);
  }
  if (hour > 23 || minute > 59 || second > 59) {
    throw invalidValue("invalid time; quote it if it is a string", "ValueError", span);
  }
  if (!hasTime) return new YamlTimestamp(year, month, day);
  const microsecond = Number(fraction.slice(0, 6).padEnd(6, "0"));
  const utcOffset = isLocal ? undefined : groups.sign === "-" ? 0 - zone : zone;
  return new YamlTimestamp(year, month, day, { hour, minute, second, microsecond, utcOffset });
}

function daysIn(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

function zoneText(minutes: number): string {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? "-" : "+"}${digits(Math.trunc(size / 60))}:${digits(size % 60)}`;
}

function digits(value: number, length: number = 2): string {
  return String(value).padStart(length, "0");
}
