/**
 * The anchor and the tag before a value.
 *
 * @module
 */
import type { Anchor, Composer } from "./composer.ts";
import { syntaxError } from "./errors.ts";
import { isBlank } from "./scanner.ts";
import { readTag } from "./tags.ts";

/** What stands before a value. */
export interface Properties {
  /** Its anchor. */
  readonly anchor: Anchor | undefined;
  /** Its tag. */
  readonly tag: number | undefined;
  /** Where the first of them starts. */
  readonly start: number;
}

const NAME = /[&*]([A-Za-z0-9_-]+)/y;
/** What may follow a name besides space. */
const AFTER_NAME = "?:,]}%@`";

/** Whether an anchor or a tag is here. */
export function startsProperty(composer: Composer): boolean {
  const code = composer.code();
  return code === 0x26 || code === 0x21;
}

/** Reads an anchor or a tag, which must be here, and adds it to those before it. */
export function readProperty(composer: Composer, before: Properties | undefined): Properties {
  const start = composer.at;
  const isAnchor = composer.code() === 0x26;
  const read: Properties = isAnchor
    ? { anchor: composer.declare(readName(composer), start), tag: undefined, start }
    : { anchor: undefined, tag: readTag(composer, composer.handles), start };
  composer.isFresh = false;
  return joined(before, read, start)!;
}

/** Properties that belong to one value. */
export function joined(
  first: Properties | undefined,
  second: Properties | undefined,
  offset: number = second?.start ?? 0,
): Properties | undefined {
  if (first === undefined || second === undefined) return first ?? second;
  if (first.anchor !== undefined && second.anchor !== undefined) {
    throw syntaxError("a value has two anchors", offset, { from: first.start });
  }
  if (first.tag !== undefined && second.tag !== undefined) {
    throw syntaxError("a value has two tags", offset, { from: first.start });
  }
  return { anchor: first.anchor ?? second.anchor, tag: first.tag ?? second.tag, start: first.start };
}

/** Reads the name of an anchor, after `&` or `*`, which must be here. */
export function readName(composer: Composer): string {
  NAME.lastIndex = composer.at;
  const [whole, name] = NAME.exec(composer.text) ?? [];
  const next = composer.code(whole?.length ?? 1);
  if (name !== undefined && (isBlank(next) || AFTER_NAME.includes(String.fromCharCode(next)))) {
    composer.at += whole!.length;
    return name;
  }
  const message = "the name of an anchor may have letters, digits, - and _ only; a value that starts so needs quotes";
  throw syntaxError(message, composer.at, { end: composer.at + (whole?.length ?? 1) });
}
