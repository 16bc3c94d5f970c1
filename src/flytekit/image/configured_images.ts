/**
 * Reads the images that the configuration file names.
 *
 * @module
 */
import { checkOptions, HOST, oneOf, type OptionChecks, recordOf, STRING } from "../../arguments.ts";
import { FILE, fileOf, type FileUrl, isUrl } from "../../settings/file/given_file.ts";
import { type OpenedFile, openFile, searchedText } from "../../settings/file/open.ts";
import { FlyteConfigError, type Issue, makeIssue } from "../../errors.ts";
import { hostFor } from "../../runtime/guarded_host.ts";
import type { Host } from "../../runtime/host.ts";
import { orderedKeys } from "../../python/json_value.ts";
import { isTruthy } from "../../python/values.ts";
import { typeName } from "../../settings/display.ts";
import { fileProblems, framed, issueAt, type SettingIssue, SettingsError } from "../../settings/problem.ts";
import { fileOrigin, rawFile, type Sources } from "../../settings/raw.ts";
import { type Setting, settingsOf } from "../../settings/registry.ts";
import type { ConfigDocument } from "../../formats/config_document.ts";
import { isYamlMapping } from "../../formats/yaml/values.ts";
import { DEFAULT_IMAGE_CHECKS } from "./default_images.ts";
import type { AutoDefaultImageOptions, ImageConfigAutoOptions } from "./image_config_init.ts";
import { IMAGES } from "../../sections/flytekit/images.ts";

type Named = readonly (readonly [name: string, identifier: string])[];

/** The images of a file. */
export interface ConfiguredImages {
  /** Identifiers by name, in the order of the file. */
  readonly named: Named;
  /** What is worth knowing about them. */
  readonly issues: readonly Issue[];
}

const FILE_CHECKS = { file: FILE, host: HOST };
const AUTO_CHECKS: OptionChecks<ImageConfigAutoOptions> = {
  ...FILE_CHECKS,
  imgName: STRING,
  images: recordOf(STRING),
  mode: oneOf("strict", "flytekit"),
};
const AUTO_DEFAULT_CHECKS: OptionChecks<AutoDefaultImageOptions> = { ...DEFAULT_IMAGE_CHECKS, ...FILE_CHECKS };

/** Reads the images of the configuration file. Rejects with `SettingsError` and `permission_denied`. */
export async function configuredImages(options: ImageConfigAutoOptions): Promise<ConfiguredImages> {
  checkOptions("ImageConfig.auto", options, AUTO_CHECKS, "ImageConfig.auto({ imgName, file })");
  const { file, host: given, mode = "strict" } = options;
  const host = hostFor(given);
  const opened = await openFile(host, fileOf("ImageConfig.auto", file), mode);
  return mode === "strict" ? strictly(opened) : { named: asFlytekit(opened), issues: [] };
}

/** The options of `auto`, which may be just the path or the `file:` URL of the file. */
export function autoOptions(given: ImageConfigAutoOptions | string | FileUrl): ImageConfigAutoOptions {
  return typeof given === "string" || isUrl(given) ? { file: given } : given;
}

/** The options of `autoDefaultImage`, checked, with a host. */
export function autoDefault(options: AutoDefaultImageOptions): AutoDefaultImageOptions & { readonly host: Host } {
  checkOptions("ImageConfig.autoDefaultImage", options, AUTO_DEFAULT_CHECKS, "autoDefaultImage({ pythonVersion })");
  return { ...options, host: hostFor(options.host) };
}

/** The images of a file that was opened in mode `strict`. Throws `SettingsError`. */
export function strictly(
  { document, error, issues, searched: tried, text }: OpenedFile,
): ConfiguredImages {
  if (error !== undefined) {
    throw new SettingsError(fileProblems(error, text), { cause: error, remark: searchedText(tried), issues });
  }
  if (document === undefined) return { named: [], issues };
  const root = document.format === "yaml" ? document.yaml.value : undefined;
  if (root !== undefined && root !== null && !isYamlMapping(root)) {
    throw refusal(document, issues, [
      wrong(document, [], `the file holds ${typeName(root)}, and no mapping; the names in images must be`),
    ]);
  }
  const value = read(document);
  if (value === undefined && (document.format === "ini" || isTruthy(root))) return { named: [], issues };
  if (value === undefined || value === null) return { named: [], issues: [...issues, nothing(document)] };
  if (!isYamlMapping(value)) {
    throw refusal(document, issues, [
      wrong(document, ["images"], `images is ${typeName(value)}, and must be names with`),
    ]);
  }
  return { named: checked(document, value, issues), issues };
}

function refusal(document: ConfigDocument, issues: readonly Issue[], problems: readonly SettingIssue[]): SettingsError {
  return new SettingsError(problems.map((problem) => framed(problem, document)), { issues });
}

function nothing({ name }: ConfigDocument): Issue {
  const what = "there are no images where images should be; flytekit ends with an AttributeError";
  return makeIssue("differs_from_python", `${name}: ${what}`);
}

function checked(document: ConfigDocument, value: object, issues: readonly Issue[]): Named {
  const problems: SettingIssue[] = [];
  const named = entriesOf(value).flatMap(([name, identifier]): [string, string][] => {
    if (typeof name !== "string") {
      problems.push(wrong(document, ["images"], `a name in images is ${typeName(name)}; all must be`));
    } else if (typeof identifier !== "string" || identifier === "") {
      problems.push(
        wrong(
          document,
          ["images", name],
          `the image is ${identifier === "" ? "empty" : typeName(identifier)}, and must be`,
        ),
      );
    } else return [[name, identifier]];
    return [];
  });
  if (problems.length > 0) throw refusal(document, issues, problems);
  return named;
}

function asFlytekit({ document }: OpenedFile): Named {
  if (document === undefined) return [];
  const value = read(document);
  if (document.format === "ini") return entriesOf(value ?? {}) as Named;
  if (!isYamlMapping(document.yaml.value) || !isTruthy(document.yaml.value)) {
    throw refused("a YAML file without a mapping");
  }
  if (value === undefined) return [];
  if (!isYamlMapping(value)) throw refused(`images that are ${typeName(value)}`);
  return entriesOf(value).map(([name, identifier]) => {
    if (typeof identifier !== "string") throw refused(`an image that is ${typeName(identifier)}`);
    if (typeof name !== "string") throw refused(`a name of an image that is ${typeName(name)}`);
    return [name, identifier];
  });
}

/** What the file has for images. Throws `IniError` for a value whose interpolation fails. */
function read(document: ConfigDocument): unknown {
  const sources: Sources = { env: () => undefined, document };
  return rawFile(setting(), sources)?.value;
}

function setting(): Setting {
  return settingsOf(IMAGES, { envPrefix: "" })[0]!;
}

function entriesOf(value: object): readonly (readonly [unknown, unknown])[] {
  if (value instanceof Map) return [...value];
  return orderedKeys(value).map((key) => [key, (value as Record<string, unknown>)[key]]);
}

function wrong(document: ConfigDocument, path: readonly string[], what: string): SettingIssue {
  const position = document.format === "yaml" ? document.yaml.at(path) : document.ini.sectionPosition("images");
  const origin = fileOrigin(document.name, position ?? { line: 1, column: 1 }, path.join("."));
  return issueAt("not_map", origin, `${what} a text such as ghcr.io/acme/app:v1`, { path: "images" });
}

function refused(what: string): FlyteConfigError {
  return new FlyteConfigError("not_map", `flytekit cannot read ${what}`);
}
