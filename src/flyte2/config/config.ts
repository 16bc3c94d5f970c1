/**
 * All of flyte 2's configuration.
 *
 * @module
 */
import { checkArgument, OBJECT, oneOf } from "../../arguments.ts";
import { checkParts, SectionGroup } from "../../settings/group.ts";
import type { JsonSchema } from "../../settings/value_types.ts";
import type { SettingIssue } from "../../settings/problem.ts";
import type { SectionInit } from "../../settings/definition.ts";
import { writeEnv } from "../../settings/write/env.ts";
import { writeYaml } from "../../settings/write/yaml.ts";
import { type NotCarried, notCarriedBy, type WrittenFormat } from "../../settings/write/written.ts";
import type { SearchedLocation } from "../../settings/file/search_path.ts";
import { productJsonSchema } from "../../flytekit/config/json_schema.ts";
import type { MountedSection } from "../../settings/registry.ts";
import { type LoadResult, readAuto, readFrom } from "../../settings/load/read.ts";
import { loadRequest, NAMING, WRITER } from "./dialect.ts";
import type { AutoArgument } from "../../settings/load/options.ts";
import { type AutoOptions, flyteAutoOptions, type FromOptions, fromOptions } from "./options.ts";
import { IMAGE, LOCAL, PLATFORM, SECTIONS, TASK } from "../../sections/flyte2/sections.ts";
import { PlatformConfig } from "./platform_config.ts";
import type { platform } from "../../sections/flyte2/platform.ts";
import { ImageConfig, LocalConfig, TaskConfig } from "./small_configs.ts";
import type { image, local, task } from "../../sections/flyte2/small.ts";

/** What {@linkcode Config} can be made of: sections, or values of some of their settings. */
export interface ConfigInit {
  /** How to reach Flyte. */
  readonly platform?: PlatformConfig | SectionInit<typeof platform> | undefined;
  /** Where tasks belong. */
  readonly task?: TaskConfig | SectionInit<typeof task> | undefined;
  /** Images and who builds them. */
  readonly image?: ImageConfig | SectionInit<typeof image> | undefined;
  /** Local runs. */
  readonly local?: LocalConfig | SectionInit<typeof local> | undefined;
}

/** Names of the settings of {@linkcode Config}, such as `platform.endpoint`; {@linkcode Config.explain} takes others, too. */
export type SettingName =
  | `platform.${Extract<keyof typeof platform["settings"], string>}`
  | `task.${Extract<keyof typeof task["settings"], string>}`
  | `image.${Extract<keyof typeof image["settings"], string>}`
  | `local.${Extract<keyof typeof local["settings"], string>}`;

/** How a configuration came about. */
interface Context {
  readonly read?: Pick<LoadResult, "file" | "searched"> | undefined;
  readonly issues?: readonly SettingIssue[] | undefined;
}

/**
 * All of flyte 2's configuration: values that know where they come from. flyte: `Config`. Immutable.
 *
 * @example
 * ```ts
 * import { Config } from "@flyte-ts/config/v2";
 *
 * const config = Config.from({
 *   file: { name: "config.yaml", text: "admin:\n  endpoint: dns:///flyte.acme.com\nimages:\n  gpu: acme/gpu:v1\n" },
 *   env: { FLYTE_IMAGE_REGISTRY: "ghcr.io/acme" },
 * });
 * console.log(config.platform.endpoint, config.image.registry); // dns:///flyte.acme.com ghcr.io/acme
 * console.log(config.issues[0]?.message); // config.yaml:4:3 (images): only flytekit reads images; flyte reads image.image_refs
 * ```
 */
export class Config extends SectionGroup<SettingName> {
  /** Name of the class, also where a bundler has shortened it. */
  static override readonly name = "Config";
  /** How to reach Flyte, and who you are to it. */
  declare readonly platform: PlatformConfig;
  /** Where tasks belong if nothing else is said. */
  declare readonly task: TaskConfig;
  /** Images and who builds them. */
  declare readonly image: ImageConfig;
  /** Settings of local runs. */
  declare readonly local: LocalConfig;
  readonly #context: Context;

  /** Takes sections or values; what is left out has its defaults. Throws `SettingsError` for values that do not fit. */
  constructor(init: ConfigInit = {}, context: Context = {}) {
    checkParts("Config", init, ["platform", "task", "image", "local"]);
    const { platform, task, image, local } = init;
    super({
      parts: {
        platform: platform instanceof PlatformConfig ? platform : new PlatformConfig(platform),
        task: task instanceof TaskConfig ? task : new TaskConfig(task),
        image: image instanceof ImageConfig ? image : new ImageConfig(image),
        local: local instanceof LocalConfig ? local : new LocalConfig(local),
      },
      issues: context.issues,
      naming: NAMING,
    });
    this.#context = context;
    Object.freeze(this);
  }

  /** Reads from what the caller has. Throws `SettingsError` with all that is wrong. */
  static from(options: FromOptions = {}): Config {
    return made(readFrom(loadRequest(SECTIONS), fromOptions("Config.from", options)));
  }

  /**
   * Reads from the machine: environment variables first, then the configuration file, then the defaults. Where there is
   * no file, flyte reads no variables; here they count, and `issues` tells. Rejects with `SettingsError`, which has all
   * that is wrong, or `permission_denied`. Takes options, or just the path or `file:` URL of the file. flyte: `Config.auto`.
   */
  static async auto(options: AutoArgument<AutoOptions> = {}): Promise<Config> {
    return made(await readAuto(loadRequest(SECTIONS), flyteAutoOptions("Config.auto", options)));
  }

  /** JSON Schema (draft 2020-12) of flyte 2's `config.yaml`, for editors and other programs. */
  static jsonSchema(): JsonSchema {
    return productJsonSchema(loadRequest([]), "flyte 2's config.yaml");
  }

  /** Name of the file that was read, if one was. */
  get file(): string | undefined {
    return this.#context.read?.file;
  }

  /** The search path, in order; empty if the file was given. */
  get searched(): readonly SearchedLocation[] {
    return this.#context.read?.searched ?? [];
  }

  /** The same configuration with `parts` in place of its own. flyte: `Config.with_params`. */
  withParams(parts: ConfigInit): Config {
    checkArgument("config.withParams", "parts", parts, OBJECT);
    const given = Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined));
    const { platform, task, image, local } = this;
    return new Config({ platform, task, image, local, ...given }, this.#context);
  }

  /** The values by their names on the wire, secrets too; `source` is the name of the file. */
  override toDict(): Record<string, unknown> {
    return { ...super.toDict(), source: this.file ?? null };
  }

  /** As `toDict`, with secrets masked. */
  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), source: this.file ?? null };
  }

  /** `config.yaml` with all settings that are not left at their defaults; comments name those that it cannot carry. */
  toYaml(): string {
    return writeYaml(this.entries(), WRITER);
  }

  /**
   * Environment variables of all settings that are not left at their defaults, but for `false`: to flyte, every text in a
   * variable counts as true. See {@linkcode Config.notCarried}.
   */
  toEnv(): Record<string, string> {
    return writeEnv(this.entries(), WRITER);
  }

  /** The settings that a format cannot carry, each with a reason and with the name that can carry it elsewhere. */
  notCarried(format: Exclude<WrittenFormat, "ini">): readonly NotCarried[] {
    checkArgument("config.notCarried", "format", format, oneOf(...WRITER.formats));
    return notCarriedBy(format, this.entries(), WRITER);
  }
}

function made(read: LoadResult): Config {
  const of = (section: MountedSection) => read.sections.get(section.definition)!;
  return new Config({
    platform: new PlatformConfig(of(PLATFORM)),
    task: new TaskConfig(of(TASK)),
    image: new ImageConfig(of(IMAGE)),
    local: new LocalConfig(of(LOCAL)),
  }, { read, issues: read.issues });
}
