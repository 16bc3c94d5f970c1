/**
 * Reports names that only the other product reads, and what to use instead.
 *
 * @module
 */
import type { ConfigDocument } from "../../formats/config_document.ts";
import type { ReadEnv } from "../../runtime/env.ts";
import { issueAt, type SettingIssue } from "../issues.ts";
import { fileOrigin, type Origin } from "../origin.ts";
import { settingNames } from "../registry.ts";
import type { Setting } from "../setting.ts";
import type { Library, LoadRequest } from "./dialect.ts";
import type { ForeignKey } from "./known_keys.ts";

/** The settings of both products, as a load sees them. */
export interface BothProducts {
  /** The Python library of this product. */
  readonly library: Library;
  /** The Python library of the other product. */
  readonly other: Library;
  /** The settings of this product. */
  readonly own: readonly Setting[];
  /** The settings of the other product, which few loads need. */
  readonly theirs: () => readonly Setting[];
}

/** Returns the settings of both products. */
export function bothProducts({ dialect: { library, other, readElsewhere }, composed }: LoadRequest): BothProducts {
  const own = [...composed.flatMap(({ settings }) => settings), ...readElsewhere?.() ?? []];
  let theirs: readonly Setting[] | undefined;
  const settings = () => other.settings().filter(({ definition }) => definition.otherProgram === undefined);
  return { library, other: other.library, own, theirs: () => theirs ??= settings() };
}

/** Returns the keys of the other product: the outermost ones that are not keys of this product. */
export function otherKeys({ own, theirs, other }: BothProducts): readonly ForeignKey[] {
  const known = new Set(own.flatMap(({ yaml = [] }) => prefixes(yaml)));
  const outermost = theirs().flatMap(({ yaml = [] }) => prefixes(yaml).find((path) => !known.has(path)) ?? []);
  return [...new Set(outermost)].map((yaml) => ({ yaml, owner: NAMES[other] }));
}

const NAMES: Readonly<Record<Library, string>> = { flytekit: "flytekit", flyte: "flyte 2" };

function prefixes(path: readonly string[]): readonly string[] {
  return path.map((_, index) => path.slice(0, index + 1).join("."));
}

/** Reports keys of a file that only the other product reads. */
export function otherProductKeys(
  document: ConfigDocument,
  both: BothProducts,
  foreign: readonly ForeignKey[],
): readonly SettingIssue[] {
  if (document.format === "ini") return [];
  const own = new Set([...both.own.map(({ yaml }) => yaml?.join(".")), ...foreign.map(({ yaml }) => yaml)]);
  return both.theirs().flatMap((setting) => {
    const key = setting.yaml?.join(".");
    if (key === undefined || own.has(key)) return [];
    const found = document.yaml.at(setting.yaml!);
    return found === undefined ? [] : [otherName(setting, key, both, fileOrigin(document.name, found, key))];
  });
}

/**
 * Reports variables that only the other product reads, unless this product's own variable is set as well. `names` are
 * those that are set, as far as they are known. For a section that is loaded on its own, only its settings matter.
 */
export function otherProductVariables(
  names: readonly string[],
  env: ReadEnv,
  both: BothProducts,
  { dialect, sections, isWhole }: LoadRequest,
): readonly SettingIssue[] {
  const own = new Set(both.own.flatMap(({ envs }) => envs));
  // Names without the prefix, such as AZURE_CLIENT_ID, belong to other programs as well.
  const set = new Set(names.filter((name) => name.startsWith(dialect.naming.envPrefix) && !own.has(name)));
  // Most environments have none.
  if (set.size === 0) return [];
  const all = new Set(names);
  const loaded = new Set(sections.map(({ path }) => path.join(".")));
  return both.theirs().flatMap((setting) => {
    const ours = counterpart(setting, both);
    if (!isWhole && !loaded.has(ours?.path.slice(0, -ours.wire.length - 1) ?? "")) return [];
    if (ours?.envs.some((name) => all.has(name) && env(name))) return [];
    return setting.envs.filter((name) => set.has(name) && env(name)).map((name) =>
      otherName(setting, name, both, { source: "env", name })
    );
  });
}

/** Explains a name that belongs to no setting of a product's configuration, if anything else reads it. */
export function whereIs(name: string, both: BothProducts, { dialect, composed }: LoadRequest): string | undefined {
  const inConfig = new Set(composed.flatMap(({ settings }) => settings));
  if (both.own.some((one) => !inConfig.has(one) && settingNames(one).includes(name))) {
    return `${NAMES[both.library]} reads it for storage, outside of its Config`;
  }
  const setting = both.theirs().find((one) => settingNames(one).includes(name));
  if (setting !== undefined) {
    return `it is a ${NAMES[both.other]} setting, and ${replacement(counterpart(setting, both), both)}`;
  }
  const foreign = dialect.foreignKeys.find(({ yaml, ini }) =>
    [yaml, ini].some((key) => key !== undefined && (name === key || name.startsWith(`${key}.`)))
  );
  return foreign && `another program reads it (${foreign.owner})`;
}

function otherName(setting: Setting, name: string, both: BothProducts, origin: Origin): SettingIssue {
  const ours = counterpart(setting, both);
  const what = `"${name}" is a ${NAMES[both.other]} setting and has no effect here; ` +
    replacement(ours, both, origin.source);
  const meant = origin.source === "env" ? ours?.env : ours?.yaml?.join(".");
  return { ...issueAt("other_version", origin, what), meant, path: ours?.path };
}

/** Returns the setting of this product that corresponds to one of the other. */
function counterpart({ path, definition }: Setting, { own }: BothProducts): Setting | undefined {
  return own.find((one) =>
    one.path === path || one.definition.counterpart === path || definition.counterpart === one.path
  );
}

/** Describes the replacement of a name of the other product. */
function replacement(ours: Setting | undefined, both: BothProducts, source?: Origin["source"]): string {
  const library = NAMES[both.library];
  if (ours === undefined) return `${library} has no such setting`;
  const { path, env, yaml, definition } = ours;
  const key = yaml?.join(".");
  const known = (source === "env" ? [env, key] : [key, env]).filter((name) => name !== undefined);
  const [first] = known;
  if (first === undefined) {
    return definition.indirect
      ? `${library} reads ${path} from the file or variable that other settings name`
      : `in ${library}, only arguments can set ${path}`;
  }
  const names = (source === undefined ? known : [first]).map((name) => `"${name}"`);
  return `${library} uses ${names.join(" or ")}`;
}
