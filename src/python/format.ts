/**
 * The part of Python's `str.format` that fills one text into another.
 *
 * @module
 */

/** Wider fields are refused; nobody means them. */
const MAX_WIDTH = 1000;

/** `{name}`, with a conversion and a format specification for texts if there is one. */
const FIELD = /^([^{}!:]*)(?:!([^{}:]*))?(?::([^{}]*))?$/;
/** `[[fill]align][width][.precision][s]`; a nought before the width fills with noughts. */
const SPECIFICATION = /^(?:(.)?([<>^]))?(0)?(\d*)(?:\.(\d+))?s?$/su;

/**
 * `template.format(**{name: value})` for a template whose fields are `{name}`, also as `{name!s}` and with the width and
 * precision of texts, such as `{name:.8}`. What is wrong with the template otherwise, as an object with the reason.
 */
export function formatText(template: string, name: string, value: string): string | { readonly fault: string } {
  const pieces: string[] = [];
  let at = 0;
  while (at < template.length) {
    const brace = template[at]!;
    if (brace !== "{" && brace !== "}") {
      const [plain] = /^[^{}]+/.exec(template.slice(at))!;
      pieces.push(plain);
      at += plain.length;
    } else if (template[at + 1] === brace) {
      pieces.push(brace);
      at += 2;
    } else {
      const end = template.indexOf("}", at);
      if (brace === "}" || end < 0) return { fault: `there is a single "${brace}"; write "${brace}${brace}" for it` };
      const filled = filledField(template.slice(at + 1, end), name, value);
      if (typeof filled !== "string") return filled;
      pieces.push(filled);
      at = end + 1;
    }
  }
  return pieces.join("");
}

function filledField(field: string, name: string, value: string): string | { readonly fault: string } {
  const [, asked, conversion = "s", specification = ""] = FIELD.exec(field) ?? [];
  if (asked !== name) return { fault: `there is only the field {${name}}` };
  const [matched, fill, align, nought, width, precision] = SPECIFICATION.exec(specification) ?? [];
  if (conversion !== "s" || matched === undefined || Number(width) > MAX_WIDTH) {
    return { fault: `{${name}} can have a width and a precision, as in {${name}:.8}, and nothing else` };
  }
  const characters = Array.from(value).slice(0, precision === undefined ? undefined : Number(precision));
  const missing = Math.max(0, Number(width) - characters.length);
  const before = align === ">" ? missing : align === "^" ? Math.floor(missing / 2) : 0;
  const filler = fill ?? (nought === undefined ? " " : "0");
  return filler.repeat(before) + characters.join("") + filler.repeat(missing - before);
}
