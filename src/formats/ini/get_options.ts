/**
 * What the methods of a document take.
 *
 * @module
 */
import { BOOLEAN, checkArgument, checkOptions, STRING } from "../../arguments.ts";

/** How to get a value. */
export interface IniGetOptions {
  /** Leaves `%` as it is; `false` by default. */
  readonly raw?: boolean | undefined;
}

/** Throws `invalid_argument` for names that are no strings. */
export function checkNames(method: string, section: string, option: string): void {
  checkSection(method, section);
  checkArgument(`document.${method}`, "option", option, STRING);
}

/** Throws `invalid_argument` for a name of a section that is none. */
export function checkSection(method: string, section: string): void {
  checkArgument(`document.${method}`, "section", section, STRING);
}

/** The options, checked. Throws `invalid_option`. */
export function checkedOptions(method: string, options: IniGetOptions): IniGetOptions {
  checkOptions<IniGetOptions>(
    `document.${method}`,
    options,
    { raw: BOOLEAN },
    `document.${method}(…, { raw: true })`,
  );
  return options;
}
