/**
 * Tells where a name is used that only the other version of Flyte's Python library reads, and which one is right.
 *
 * @module
 */
import type { ForeignKey } from "./known_names.ts";
import { issueAt, type SettingIssue } from "../problem.ts";
import { fileOrigin } from "../raw.ts";
import { type Setting, settingNames } from "../registry.ts";
import type { ReadEnv } from "../../runtime/env.ts";
import type { ConfigDocument } from "../../formats/config_document.ts";
import type { LoadRequest } from "./dialect.ts";

/** The settings of both versions. */
export interface BothProducts {
  /** What this version is called in Python. */
  readonly library: string;
  /** What the other version is called there. */
  readonly other: string;
  /** The settings of this product. */
  readonly own: readonly Setting[];
  /** The settings of the other product, which few loads need. */
  readonly theirs: () => readonly Setting[];
}

/** Both versions, as a load sees them. */
export function bothProducts({ dialect: { library, other, readElsewhere }, composed }: LoadRequest): BothProducts {
  const own = [...composed.flatMap(({ settings }) => settings), ...readElsewhere?.() ?? []];
  let theirs: readonly Setting[] | undefined;
  const settings = () => other.settings().filter(({ definition }) => definition.otherProgram === undefined);
  return { library, other: other.library, own, theirs: () => theirs ??= settings() };
}

/** The keys of the other version: the topmost ones that are no keys of this one, each with all below it. */
export function otherKeys({ own, theirs, other }: BothProducts): readonly ForeignKey[] {
  const known = new Set(own.flatMap(({ yaml = [] }) => yaml.map((_, index) => yaml.slice(0, index + 1).join("."))));
  const tops = theirs().flatMap(({ yaml = [] }) => {
    const paths = yaml.map((_, index) => yaml.slice(0, index + 1).join("."));
    return paths.find((path) => !known.has(path)) ?? [];
  });
  return [...new Set(tops)].map((yaml) => ({ yaml, owner: other === "flyte" ? "flyte 2" : other }));
}

/** Tells of keys that only the other version reads. */
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
 * Tells of variables that only the other version reads, but not where this version's own is there as well. `names` are
 * all that are set, as far as they are known; of a section that is read alone, only those of its settings matter.
 */
export function otherProductVariables(
  names: readonly string[],
  env: ReadEnv,
  both: BothProducts,
  { dialect, sections, isWhole }: LoadRequest,
): readonly SettingIssue[] {
  const own = new Set(both.own.flatMap(({ envs }) => envs));
  // Most environments have none.
  // Names without the prefix, such as AZURE_CLIENT_ID, are those of other programs as well.
  const set = new Set(names.filter((name) => name.startsWith(dialect.naming.envPrefix) && !own.has(name)));
  if (set.size === 0) return [];
  const all = new Set(names);
  const read = new Set(sections.map(({ path }) => path.join(".")));
  return both.theirs().flatMap((setting) => {
    const ours = counterpart(setting, both);
    if (!isWhole && !read.has(ours?.path.slice(0, -ours.wire.length - 1) ?? "")) return [];
    if (ours?.envs.some((name) => all.has(name) && env(name))) return [];
    return setting.envs.filter((name) => set.has(name) && env(name)).map((name) =>
      otherName(setting, name, both, { source: "env", name })
    );
  });
}

/** Which version reads a name that no setting of this one has, and what is right here. */
export function whereIs(name: string, both: BothProducts, { dialect, composed }: LoadRequest): string | undefined {
  const inConfig = new Set(composed.flatMap(({ settings }) => settings));
  if (both.own.some((one) => !inConfig.has(one) && settingNames(one).includes(name))) {
    return `${both.library} reads it for storage, and its Config does not have it`;
  }
  const foreign = dialect.foreignKeys.find(({ yaml, ini }) =>
    [yaml, ini].some((key) => key !== undefined && (name === key || name.startsWith(`${key}.`)))
  );
  const setting = both.theirs().find((one) => settingNames(one).includes(name));
  if (setting !== undefined) return `${both.other} reads it, and ${right(counterpart(setting, both), both)}`;
  return foreign && `another program reads it (${foreign.owner})`;
}

function otherName(
  setting: Setting,
  name: string,
  both: BothProducts,
  origin: Parameters<typeof issueAt>[1],
): SettingIssue {
  const ours = counterpart(setting, both);
  const what = `only ${both.other} reads ${name}; ${right(ours, both, origin.source)}`;
  const meant = origin.source === "env" ? ours?.env : ours?.yaml?.join(".");
  return { ...issueAt("other_version", origin, what), meant, path: ours?.path };
}

/** The setting of this version that is the same as one of the other. */
function counterpart({ path, definition }: Setting, { own }: BothProducts): Setting | undefined {
  return own.find((one) =>
    one.path === path || one.definition.counterpart === path || definition.counterpart === one.path
  );
}

function right(ours: Setting | undefined, { library }: BothProducts, source?: string): string {
  if (ours === undefined) return `${library} has no such setting`;
  const { path, env, yaml, definition } = ours;
  const names = source === "env" ? [env, yaml?.join(".")] : [yaml?.join("."), env];
  const known = names.filter((name) => name !== undefined);
  const [first] = known;
  if (first === undefined) {
    return definition.indirect
      ? `${library} takes ${path} from the file or variable that other settings name`
      : `to ${library}, only a program can give ${path}`;
  }
  return `${library} reads ${source === undefined ? known.join(" or ") : first}`;
}
