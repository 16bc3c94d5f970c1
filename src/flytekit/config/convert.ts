/**
 * Turns a configuration file of either format into YAML.
 *
 * @module
 */
import { openText } from "../../settings/file/open.ts";
import { strictly } from "../image/configured_images.ts";
import { orderedObject } from "../../python/json_value.ts";
import { ARGUMENT } from "../../settings/origin.ts";
import type { SettingIssue } from "../../settings/problem.ts";
import { settingsOf } from "../../settings/registry.ts";
import { writeYaml } from "../../settings/write/yaml.ts";
import { type Entries, type NotCarried, notCarriedBy } from "../../settings/write/written.ts";
import type { NamedText } from "../../formats/config_document.ts";
import { loadRequest, WRITER } from "./dialect.ts";
import { FOREIGN_KEYS } from "./foreign_names.ts";
import { leftOver } from "../../settings/load/left_over.ts";
import { checkArgument } from "../../arguments.ts";
import { NAMED_TEXT } from "../../settings/file/given_file.ts";
import type { FromOptions } from "./options.ts";
import { fromOptions } from "./options.ts";
import { allSections, composedSections, DEFAULT_PLUGINS, IMAGES, NAMING, type Plugin } from "./sections.ts";
import { readOpened } from "../../settings/load/read.ts";

/** What {@linkcode convertToYaml} gives. */
export interface Converted {
  /** The YAML file. Comments at its end name what it cannot carry. */
  readonly text: string;
  /** Settings that it cannot carry and what can, and keys of the file that are no settings. */
  readonly notCarried: readonly NotCarried[];
  /** What is worth knowing about the file that was converted. */
  readonly issues: readonly SettingIssue[];
}

/**
 * The YAML file that says what a file says, most often a legacy INI file: all settings and images that it has. Whatever
 * it names, such as the file of a client secret, stays named. Throws `SettingsError` for a file with mistakes.
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
  options: Pick<FromOptions<readonly Plugin[]>, "plugins" | "unknownKeys"> = {},
): Converted {
  checkArgument("convertToYaml", "file", file, NAMED_TEXT, "convertToYaml({ name, text })");
  const { plugins = DEFAULT_PLUGINS, unknownKeys = "warn" } = fromOptions("convertToYaml", options);
  const mounted = allSections(plugins).filter((section) => section !== IMAGES).map(({ path, definition }) => ({
    path,
    definition,
  }));
  const opened = openText(file, "strict");
  const { sections, issues } = readOpened(loadRequest(mounted, plugins), { unknownKeys }, opened);
  const entries: Entries = mounted.flatMap((section) => {
    const { settings, values } = sections.get(section.definition)!;
    return settings.map((setting) => [setting, values.get(setting.key)!] as const);
  });
  const { named } = strictly(opened);
  const images: Entries = named.length === 0
    ? []
    : settingsOf(IMAGES, NAMING).map((setting) =>
      [setting, { value: orderedObject(named, null), origin: ARGUMENT, shadowed: [] }] as const
    );
  const own = [...sections.values()].flatMap((section) => section.issues);
  const all = [...entries, ...images];
  const others = leftOver(opened.document, composedSections(plugins).flatMap(({ settings }) => settings), FOREIGN_KEYS);
  return {
    text: writeYaml(all, WRITER, others),
    notCarried: [...notCarriedBy("yaml", all, WRITER), ...others],
    issues: [...issues, ...own],
  };
}
