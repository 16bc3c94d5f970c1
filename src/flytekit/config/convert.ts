/**
 * Converts configuration files to YAML.
 *
 * @module
 */
import { ANYTHING, BOOLEAN, checkArgument, checkOptions, type OptionChecks } from "../../arguments.ts";
import type { NamedText } from "../../formats/config_document.ts";
import { orderedObject } from "../../python/json_value.ts";
import { FOREIGN_KEYS } from "../../sections/foreign_names.ts";
import { allSections, NAMING } from "../../sections/flytekit/mod.ts";
import { IMAGES } from "../../sections/flytekit/images.ts";
import { NAMED_TEXT } from "../../settings/file/file_option.ts";
import { CONFIG_FILE } from "../../sections/flytekit/search_path.ts";
import { openText } from "../../settings/file/open.ts";
import { otherFileKeys } from "../../settings/load/unknown_names.ts";
import { loadOpened } from "../../settings/load/load.ts";
import { ARGUMENT } from "../../settings/origin.ts";
import type { SettingIssue } from "../../settings/issues.ts";
import type { Plugin } from "../../settings/plugin.ts";
import { settingsOf } from "../../settings/compose.ts";
import type { Entries } from "../../settings/setting.ts";
import { type NotCarried, notCarriedBy, writeYaml } from "../../settings/write/write.ts";
import { readImages } from "../image/configured_images.ts";
import { WRITER } from "./dialect.ts";
import { checkFromOptions, type FromOptions } from "./options.ts";

/** Result of {@linkcode convertToYaml}. */
export interface Converted {
  /** The YAML file. Comments at its end list what it cannot represent. */
  readonly text: string;
  /** Settings that YAML cannot represent, with the names that other formats have for them, and keys that are not settings. */
  readonly notCarried: readonly NotCarried[];
  /** Issues of the file that was converted. */
  readonly issues: readonly SettingIssue[];
}

const CHECKS: OptionChecks<Pick<FromOptions<readonly Plugin[]>, "plugins" | "unknownKeys"> & { schema: boolean }> = {
  plugins: ANYTHING,
  unknownKeys: ANYTHING,
  schema: BOOLEAN,
};

/**
 * Converts a configuration file, usually a legacy INI file, to a YAML file with the same settings and images. Settings
 * that refer to something, such as the file of a client secret, are kept as references.
 *
 * @param file – Name and text of the file.
 * @param options – The storage plugins, whether unknown keys are reported, and whether the schema is named.
 * @returns The YAML file, and what it cannot represent.
 * @throws {SettingsError} `not_text`, `not_boolean`, `not_integer`, `not_seconds`, `not_list`, `not_a_choice` or
 * `not_map` – when values have the wrong type. The code is that of the first problem; `problems` has all of them.
 * @throws {SettingsError} `yaml_syntax` or `ini_parsing` – when the file is malformed; there are other codes that start
 * with `yaml_` or `ini_`.
 * @throws {SettingsError} `unknown_key` – when the file has an unknown key and `unknownKeys` is `"error"`.
 * @throws {SettingsError} `unset_secret` – when the file or variable for the client secret is empty or not set.
 * @throws {FlyteConfigError} `invalid_argument` – when `file` is not an object `{ name, text }`.
 * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type.
 *
 * @example
 * ```ts
 * import { convertToYaml } from "@flyte-ts/config";
 *
 * const text = "[platform]\nurl = flyte.acme.com\n\n[aws]\nretries = 5\n";
 * const { text: yaml, notCarried } = convertToYaml({ name: "flytekit.config", text });
 * console.log(yaml.split("\n")[1]); //   endpoint: flyte.acme.com
 * console.log(notCarried[0]?.env); // FLYTE_AWS_RETRIES
 * ```
 */
export function convertToYaml(
  file: NamedText,
  options: Pick<FromOptions<readonly Plugin[]>, "plugins" | "unknownKeys"> & {
    /**
     * Whether to start with `# yaml-language-server: $schema=…`, which tells editors the schema of the file.
     *
     * @default false
     */
    readonly schema?: boolean | undefined;
  } = {},
): Converted {
  checkArgument("convertToYaml", "file", file, NAMED_TEXT, "convertToYaml({ name, text })");
  checkOptions("convertToYaml", options, CHECKS, "convertToYaml({ name, text }, { schema: true })");
  const { schema, ...given } = options;
  const { registry: { catalog, plugins }, unknownKeys = "warn" } = checkFromOptions("convertToYaml", given);
  // Without the checks and dependent settings, references stay references.
  const mounted = allSections(plugins).filter((section) => section !== IMAGES).map(({ path, definition }) => ({
    path,
    definition,
  }));
  const opened = openText(file, "strict", CONFIG_FILE);
  const { sections, issues } = loadOpened({ catalog, sections: mounted, isWhole: false }, { unknownKeys }, opened);
  const entries: Entries = mounted.flatMap(({ definition }) => {
    const { settings, values } = sections.get(definition)!;
    return settings.map((setting) => [setting, values.get(setting.key)!] as const);
  });
  const { named } = readImages(opened);
  const images: Entries = named.length === 0
    ? []
    : settingsOf(IMAGES, NAMING).map((setting) =>
      [setting, { value: orderedObject(named, null), origin: ARGUMENT, shadowed: [] }] as const
    );
  const all = [...entries, ...images];
  const others = otherFileKeys(
    opened.document,
    catalog.own,
    FOREIGN_KEYS,
  );
  return {
    text: writeYaml(all, WRITER, { others, schema }),
    notCarried: [...notCarriedBy("yaml", all, WRITER), ...others],
    issues: [...issues, ...[...sections.values()].flatMap((section) => section.issues)],
  };
}
