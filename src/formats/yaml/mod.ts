/**
 * YAML files, as PyYAML's `yaml.safe_load` reads them.
 *
 * @module
 */
export { codeFrame, type CodeFrameOptions } from "./code_frame.ts";
export type { YamlDocument, YamlEntry, YamlIssue, YamlPlace } from "./document.ts";
export { YamlError, type YamlProblem } from "./error.ts";
export type { PythonException, YamlErrorCode } from "./fault.ts";
export type { YamlPath } from "./navigate.ts";
export { parseYaml, type YamlOptions } from "./parse.ts";
export type { YamlPosition } from "./positions.ts";
export { type YamlTime, YamlTimestamp } from "./timestamp.ts";
export type { YamlMapping, YamlValue } from "./values.ts";
