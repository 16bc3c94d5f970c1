/**
 * Reads the images of a configuration file. Loaded only when one is read.
 *
 * @module
 */
import { checkOptions, HOST, oneOf, type OptionChecks, recordOf, STRING } from "../../arguments.ts";
import { FILE, fileOf, type FileUrl, isUrl } from "../../settings/file/file_option.ts";
import { type Mode, type OpenedFile, openFile } from "../../settings/file/open.ts";
import { triedText } from "../../settings/file/search_path.ts";
import { typeName } from "../../settings/display.ts";
import { fileProblems, framed, issueAt, type SettingIssue, SettingsError } from "../../settings/issues.ts";
import { fileOrigin } from "../../settings/origin.ts";
import { CONFIG_FILE } from "../../sections/flytekit/search_path.ts";
import { fileSource } from "../../settings/sources.ts";
import type { Setting } from "../../settings/setting.ts";
import { settingsOf } from "../../settings/compose.ts";
import { FlyteConfigError, type Issue, makeIssue } from "../../errors.ts";
import { hostFor } from "../../runtime/guarded_host.ts";
import type { Host } from "../../runtime/host.ts";
import { orderedKeys } from "../../python/json_value.ts";
import { isTruthy } from "../../python/values.ts";
import { mustBe } from "../../text/expected.ts";
import type { ConfigDocument, NamedText } from "../../formats/config_document.ts";
import { isYamlMapping } from "../../formats/yaml/values.ts";
import { DEFAULT_IMAGE_CHECKS, type DefaultImageOptions } from "./default_images.ts";
import { IMAGES } from "../../sections/flytekit/images.ts";

/** Image names that {@linkcode ImageConfig.from} takes. */
export interface ImageConfigSources {
  /** Name of the default image; needs a tag or digest. */
  readonly imgName?: string | undefined;
  /** Names of further images, by the names that tasks use; they need no tag or digest. */
  readonly images?: Readonly<Record<string, string>> | undefined;
}

/** Options of {@linkcode ImageConfig.auto}. */
export interface ImageConfigAutoOptions extends ImageConfigSources {
  /**
   * The configuration file: its path, its `file:` URL, or its name and text.
   *
   * @default the first file of the search path that exists
   */
  readonly file?: string | FileUrl | NamedText | undefined;
  /**
   * Host that is asked for files and variables.
   *
   * @default defaultHost()
   */
  readonly host?: Host | undefined;
  /**
   * Way of reading the file: `strict` refuses what flytekit would read in a surprising way, `flytekit` reads exactly what
   * flytekit reads.
   *
   * @default "strict"
   */
  readonly mode?: Mode | undefined;
}

/** Options of {@linkcode ImageConfig.autoDefaultImage}; internal, since its parts are exported. */
export type AutoDefaultImageOptions = DefaultImageOptions & Pick<ImageConfigAutoOptions, "file" | "host">;

type NamedImages = readonly (readonly [name: string, imageName: string])[];

/** The images of a file. */
export interface ConfiguredImages {
  /** Image names by the names that tasks use, in the order of the file. */
  readonly named: NamedImages;
  /** Issues of the file. */
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
  const opened = await openFile(host, fileOf("ImageConfig.auto", file), mode, CONFIG_FILE);
  return mode === "strict" ? readImages(opened) : { named: readImagesAsFlytekit(opened), issues: [] };
}

/** Returns the options of `auto`, for which a path or a `file:` URL may stand. */
export function autoOptions(given: ImageConfigAutoOptions | string | FileUrl): ImageConfigAutoOptions {
  return typeof given === "string" || isUrl(given) ? { file: given } : given;
}

/** Checks the options of `autoDefaultImage`, and adds the host. */
export function autoDefault(options: AutoDefaultImageOptions): AutoDefaultImageOptions & { readonly host: Host } {
  checkOptions("ImageConfig.autoDefaultImage", options, AUTO_DEFAULT_CHECKS, "autoDefaultImage({ pythonVersion })");
  return { ...options, host: hostFor(options.host) };
}

/** Returns the images of a file in mode `strict`. Throws `SettingsError`. */
export function readImages(
  { document, error, issues, tried, text }: OpenedFile,
): ConfiguredImages {
  if (error !== undefined) {
    throw new SettingsError(fileProblems(error, text), { cause: error, remark: triedText(tried), issues });
  }
  if (document === undefined) return { named: [], issues };
  const root = document.format === "yaml" ? document.yaml.value : undefined;
  if (root !== undefined && root !== null && !isYamlMapping(root)) {
    throw refusal(document, issues, [
      wrong(document, [], mustBe("a mapping, with the key images", root, typeName)),
    ]);
  }
  const value = read(document);
  if (value === undefined && (document.format === "ini" || isTruthy(root))) return { named: [], issues };
  if (value === undefined || value === null) return { named: [], issues: [...issues, nothing(document)] };
  if (!isYamlMapping(value)) {
    throw refusal(document, issues, [
      wrong(document, ["images"], `images ${mustBe("a mapping of names to image names", value, typeName)}`),
    ]);
  }
  return { named: checked(document, value, issues), issues };
}

function refusal(document: ConfigDocument, issues: readonly Issue[], problems: readonly SettingIssue[]): SettingsError {
  return new SettingsError(problems.map((problem) => framed(problem, document)), { issues });
}

function nothing({ name }: ConfigDocument): Issue {
  const what = "the file or its key images is empty, where flytekit raises an AttributeError";
  return makeIssue("differs_from_python", `${name}: ${what}`);
}

function checked(document: ConfigDocument, value: object, issues: readonly Issue[]): NamedImages {
  const problems: SettingIssue[] = [];
  const named = entriesOf(value).flatMap(([name, imageName]): [string, string][] => {
    if (typeof name !== "string") {
      problems.push(wrong(document, ["images"], `a name in images ${mustBe("a string", name, typeName)}`));
    } else if (typeof imageName !== "string" || imageName === "") {
      problems.push(
        wrong(
          document,
          ["images", name],
          imageName === "" ? "the image name is empty" : `the image ${mustBe("a string", imageName, typeName)}`,
        ),
      );
    } else return [[name, imageName]];
    return [];
  });
  if (problems.length > 0) throw refusal(document, issues, problems);
  return named;
}

/** Returns the images of a file as flytekit reads them. Throws `not_map`. */
function readImagesAsFlytekit({ document }: OpenedFile): NamedImages {
  if (document === undefined) return [];
  const value = read(document);
  if (document.format === "ini") return entriesOf(value ?? {}) as NamedImages;
  if (!isYamlMapping(document.yaml.value) || !isTruthy(document.yaml.value)) {
    throw refused("a YAML file whose root is not a mapping");
  }
  if (value === undefined) return [];
  if (!isYamlMapping(value)) throw refused(`images: ${mustBe("a mapping", value, typeName)}`);
  return entriesOf(value).map(([name, imageName]) => {
    if (typeof imageName !== "string") throw refused(`images: an image ${mustBe("a string", imageName, typeName)}`);
    if (typeof name !== "string") throw refused(`images: a name ${mustBe("a string", name, typeName)}`);
    return [name, imageName];
  });
}

/** Returns the value of the file for images. Throws `IniError` if interpolating a value fails. */
function read(document: ConfigDocument): unknown {
  return fileSource(document).lookup(setting())[0]?.value;
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
  return issueAt("not_map", origin, `${what}; write "name: ghcr.io/acme/app:v1"`, { path: "images" });
}

function refused(what: string): FlyteConfigError {
  return new FlyteConfigError("not_map", `flytekit cannot read ${what}`);
}
