/**
 * Parses the properties of a value: its anchor (`&name`) and tag.
 *
 * @module
 */
import * as CODE from "./characters.ts";
import type { Composer, Properties } from "./composer.ts";
import { syntaxError } from "./errors.ts";
import { isBlank } from "./scanner.ts";
import { readTag } from "./tags.ts";

const NAME = /[&*]([A-Za-z0-9_-]+)/y;
/** Characters that may follow a name, besides whitespace. */
const AFTER_NAME = "?:,]}%@`";

/** Checks whether an anchor or a tag starts here. */
export function startsProperty(composer: Composer): boolean {
  const code = composer.code();
  return code === CODE.AMPERSAND || code === CODE.EXCLAMATION;
}

/** Parses the anchor or tag at this position, and adds it to those before it. */
export function readProperty(composer: Composer, before: Properties | undefined): Properties {
  const start = composer.at;
  const isAnchor = composer.code() === CODE.AMPERSAND;
  const read: Properties = isAnchor
    ? { anchor: composer.declare(readName(composer), start), tag: undefined, start }
    : { anchor: undefined, tag: readTag(composer, composer.handles), start };
  composer.isFresh = false;
  return joined(before, read, start)!;
}

/** Joins the properties of one value. */
export function joined(
  first: Properties | undefined,
  second: Properties | undefined,
  offset: number = second?.start ?? 0,
): Properties | undefined {
  if (first === undefined || second === undefined) return first ?? second;
  if (first.anchor !== undefined && second.anchor !== undefined) {
    throw syntaxError("a value cannot have two anchors", offset, { from: first.start });
  }
  if (first.tag !== undefined && second.tag !== undefined) {
    throw syntaxError("a value cannot have two tags", offset, { from: first.start });
  }
  return { anchor: first.anchor ?? second.anchor, tag: first.tag ?? second.tag, start: first.start };
}

/** Parses the name of an anchor or alias, after `&` or `*`. */
export function readName(composer: Composer): string {
  NAME.lastIndex = composer.at;
  const [whole, name] = NAME.exec(composer.text) ?? [];
  const next = composer.code(whole?.length ?? 1);
  if (name !== undefined && (isBlank(next) || AFTER_NAME.includes(String.fromCharCode(next)))) {
    composer.at += whole!.length;
    return name;
  }
  const message =
    "the name of an anchor may contain only letters, digits, - and _; quote a value that starts with & or *";
  throw syntaxError(message, composer.at, { end: composer.at + (whole?.length ?? 1) });
}
