/**
 * Reads the dates and times of YAML files.
 *
 * @module
 */
import { invalidValue, type Span } from "./errors.ts";
import { YamlTimestamp } from "./timestamp.ts";

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
