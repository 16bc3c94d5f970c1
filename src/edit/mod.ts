/**
 * Edits and creates `config.yaml`: `editYaml` sets and unsets settings in place, `initYaml` returns a new file with
 * comments.
 *
 * @module
 */
export { type ErrorCode, FlyteConfigError } from "../errors.ts";
export type { NamedText } from "../formats/config_document.ts";
export {
  type EditedYaml,
  type EditOptions,
  editYaml,
  type SetEdit,
  type UnsetEdit,
  type YamlChange,
  type YamlEdit,
} from "./edit.ts";
export type { EditValue } from "./scalar_text.ts";
export { type InitAuthType, type InitKind, type InitOptions, initYaml } from "./init.ts";
