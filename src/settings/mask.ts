/**
 * Values as people may see them: without credentials, and without what has the name of a secret.
 *
 * @module
 */
import { isObject, orderedKeys, orderedObject } from "../python/json_value.ts";
import { MASK, withoutCredentials } from "./display.ts";

/** Names of what is secret: variables, options and parameters. */
const SECRET_NAME =
  /secret|token|passw|credential|(?:api|access|private|account)[-_]?key|(?:^|[-_])(?:auth|pwd|sig|signature)(?:$|[-_])/i;

/** `name=value` or `--name value` in a text, such as arguments and the parameters of a URL, where the name may be secret. */
const ASSIGNMENT =
  /([\w-]*(?:secret|token|passw|credential|key|auth|pwd|sig)[\w-]*)(=|(?<=--[\w-]+)\s+)("[^"]*"|'[^']*'|[^\s&;"']+)/gi;

/** A value without the credentials of URLs and without what is given a secret's name. */
export function withoutSecrets(value: unknown): unknown {
  if (typeof value === "string") return maskedText(value);
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (!isObject(value) || typeof value.toDict === "function") return value;
  const entries = orderedKeys(value).map((key) => {
    const held = value[key];
    return [key, SECRET_NAME.test(key) && isHidden(held) ? MASK : withoutSecrets(held)] as const;
  });
  return orderedObject(entries, null);
}

/** Booleans and nothing say no secret. */
function isHidden(value: unknown): boolean {
  return value !== null && typeof value !== "boolean" && value !== "";
}

function maskedText(text: string): string {
  return withoutCredentials(text).replace(
    ASSIGNMENT,
    (whole, name: string, between: string) => SECRET_NAME.test(name) ? `${name}${between}${MASK}` : whole,
  );
}
