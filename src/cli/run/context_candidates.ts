/**
 * Names of fields of contexts, for completion.
 *
 * @module
 */
import { CHANGEABLE_FIELDS } from "../../flytekit/context/change_fields.ts";
import { FIELD_PATHS } from "../../flytekit/context/named_fields.ts";
import type { FieldUse } from "../candidates.ts";

const DEFAULT_IMAGE = "image.default";

/** Returns what can be printed or unset, or assignments without their values. */
export function contextCandidates(use: FieldUse): readonly string[] {
  if (use === "print") return [...FIELD_PATHS.filter((path) => !path.includes("[]")), DEFAULT_IMAGE];
  if (use === "unset") return [...CHANGEABLE_FIELDS, DEFAULT_IMAGE];
  const isGroup = (name: string) => name === "env" || CHANGEABLE_FIELDS.some((other) => other.startsWith(`${name}.`));
  return [...CHANGEABLE_FIELDS.filter((name) => !isGroup(name)), DEFAULT_IMAGE].map((name) => `${name}=`);
}
