/**
 * YAML files, as PyYAML's `yaml.safe_load` reads them.
 *
 * @module
 */
export { codeFrame, type CodeFrameOptions } from "./code_frame.ts";
export type { YamlDocument, YamlEntry, YamlIssue, YamlLocation, YamlPath } from "./document.ts";
export { type PythonException, YamlError, type YamlErrorCode, type YamlProblem } from "./errors.ts";
export { parseYaml, type YamlOptions } from "./parse.ts";
export type { YamlPosition } from "./positions.ts";
export { type YamlTime, YamlTimestamp } from "./timestamp.ts";
export type { YamlMapping, YamlValue } from "./values.ts";
