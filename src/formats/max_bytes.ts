/**
 * How large a configuration file may be.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";

/** Throws `too_large` for a text of more bytes of UTF-8 than a limit. */
export function checkSize(name: string, text: string, maxBytes: number): void {
  // A UTF-16 code unit is at most three bytes.
  if (text.length * 3 <= maxBytes) return;
  let bytes = text.length;
  for (let at = 0; at < text.length && bytes <= maxBytes; at++) {
    const code = text.charCodeAt(at);
    // Each half of a surrogate pair is two bytes.
    if (code > 0x7f) bytes += code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 1 : 2;
  }
  if (bytes <= maxBytes) return;
  throw new FlyteConfigError(
    "too_large",
    `${name}: the text is larger than ${maxBytes} bytes; parseYaml and parseIni have the option maxBytes for larger ones`,
  );
}
