/**
 * Wrong names for flyte 2's settings that people write.
 *
 * @module
 */
import type { Misnomer } from "../../settings/load/known_keys.ts";

/** Wrong names that people write for a setting or section, where the spelling does not suggest the right one. */
export const MISNOMERS: readonly Misnomer[] = [
  { wrong: "platform", right: "admin", why: "platform is the name of the section in Config" },
  { wrong: "credentials", right: "admin" },
  { wrong: "admin.url", right: "admin.endpoint" },
];
