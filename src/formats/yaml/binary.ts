/**
 * `!!binary`: Python's `base64.decodebytes`.
 *
 * @module
 */
import { invalidValue, type Span, type YamlFault } from "./fault.ts";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const PAD = 0x3d;

/** The bytes; characters outside of the alphabet are ignored. Throws `yaml_invalid_value`. */
export function parseBinary(text: string, span: Span): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(text.length / 4) * 3);
  let [length, position, left, pads] = [0, 0, 0, 0];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit > 0x7f) throw invalid("a value with the tag !!binary is not base64", span);
    if (unit === PAD) {
      if (position >= 2 && position + ++pads >= 4) return finish(text, at + 1, bytes.slice(0, length), span);
      continue;
    }
    const value = ALPHABET.indexOf(text[at]!);
    if (value < 0) continue;
    pads = 0;
    if (position > 0) bytes[length++] = left | value >> (6 - 2 * position);
    left = value << (2 * position + 2);
    position = (position + 1) % 4;
  }
  if (position !== 0) throw invalid("the base64 of a value with the tag !!binary is truncated", span);
  return bytes.slice(0, length);
}

/** What follows the padding is ignored, but must be ASCII. */
function finish(text: string, at: number, bytes: Uint8Array, span: Span): Uint8Array {
  for (let rest = at; rest < text.length; rest++) {
    if (text.charCodeAt(rest) > 0x7f) throw invalid("a value with the tag !!binary is not base64", span);
  }
  return bytes;
}

function invalid(message: string, span: Span): YamlFault {
  return invalidValue(message, "ConstructorError", span);
}
