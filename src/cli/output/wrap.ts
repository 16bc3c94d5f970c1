/**
 * Wrapping of text.
 *
 * @module
 */
import { widthOf } from "./width.ts";

/** Wraps text at spaces into lines of at most `width` columns; longer words are divided. */
export function wrap(text: string, width: number): string[] {
  if (widthOf(text) <= width) return [text];
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && widthOf(line) + 1 + widthOf(word) <= width) {
      line += ` ${word}`;
      continue;
    }
    if (line !== "") lines.push(line);
    const parts = divided(word, width);
    line = parts.pop()!;
    lines.push(...parts);
  }
  return [...lines, line];
}

function divided(word: string, width: number): string[] {
  if (widthOf(word) <= width) return [word];
  const parts: string[] = [];
  let part = "";
  let used = 0;
  for (const character of word) {
    const columns = widthOf(character);
    if (used + columns > width && part !== "") {
      parts.push(part);
      [part, used] = ["", 0];
    }
    part += character;
    used += columns;
  }
  return [...parts, part];
}
