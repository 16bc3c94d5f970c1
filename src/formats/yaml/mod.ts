/**
 * YAML files as PyYAML's `yaml.safe_load` reads them. What a key means to Flyte is in `src/settings`.
 *
 * @module
 */
export type { TextPosition } from "../text.ts";
export { codeFrame, type CodeFrameOptions } from "./code_frame.ts";
export type { YamlDocument, YamlEntry, YamlIssue, YamlLocation } from "./document.ts";
export { type PythonException, YamlError, type YamlProblem } from "./errors.ts";
export { parseYaml, type YamlOptions } from "./parse.ts";
export { type YamlTime, YamlTimestamp } from "./timestamp.ts";
export type { YamlValue } from "./values.ts";
