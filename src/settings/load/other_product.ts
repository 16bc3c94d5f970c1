/**
 * Reports names that only the other product reads, and what to use instead.
 *
 * @module
 */
import type { ConfigDocument } from "../../formats/config_document.ts";
import type { ReadEnv } from "../../runtime/env.ts";
import { issueAt, type SettingIssue } from "../issues.ts";
import { fileOrigin, type Origin } from "../origin.ts";
import { settingNames } from "../compose.ts";
import type { Setting } from "../setting.ts";
import { type Catalog, NAMES } from "./catalog.ts";
import type { LoadRequest } from "./dialect.ts";

/** Reports keys of a file that only the other product reads. */
export function otherProductKeys(document: ConfigDocument, catalog: Catalog): readonly SettingIssue[] {
  if (document.format === "ini") return [];
  const { own: ours, theirs, dialect } = catalog;
  const own = new Set([...ours.map(({ yaml }) => yaml?.join(".")), ...dialect.foreignKeys.map(({ yaml }) => yaml)]);
  return theirs.flatMap((setting) => {
    const key = setting.yaml?.join(".");
    if (key === undefined || own.has(key)) return [];
    const found = document.yaml.at(setting.yaml!);
    return found === undefined ? [] : [otherName(setting, key, catalog, fileOrigin(document.name, found, key))];
  });
}

/**
 * Reports variables that only the other product reads, unless this product's own variable is set as well. `names` are
 * those that are set, as far as they are known. For a section that is loaded on its own, only its settings matter.
 */
export function otherProductVariables(
  names: readonly string[],
  env: ReadEnv,
  { catalog, sections, isWhole }: LoadRequest,
): readonly SettingIssue[] {
  const { envPrefix } = catalog.dialect.naming;
  // Names without the prefix, such as AZURE_CLIENT_ID, belong to other programs as well.
  const set = new Set(names.filter((name) => name.startsWith(envPrefix) && !catalog.variables.has(name)));
  // Most environments have none.
  if (set.size === 0) return [];
  const all = new Set(names);
  const loaded = new Set(sections.map(({ path }) => path.join(".")));
  return catalog.theirs.flatMap((setting) => {
    const ours = counterpart(setting, catalog);
    if (!isWhole && !loaded.has(ours?.path.slice(0, -ours.wire.length - 1) ?? "")) return [];
    if (ours?.envs.some((name) => all.has(name) && env(name))) return [];
    return setting.envs.filter((name) => set.has(name) && env(name)).map((name) =>
      otherName(setting, name, catalog, { source: "env", name })
    );
  });
}

/** Explains a name that belongs to no setting of a product's configuration, if anything else reads it. */
export function whereIs(name: string, catalog: Catalog): string | undefined {
  const { dialect, sections, own, theirs } = catalog;
  const inConfig = new Set(sections.flatMap(({ settings }) => settings));
  const ours = own.find((one) => settingNames(one).includes(name));
  if (ours !== undefined) {
    return `${NAMES[dialect.library]} reads it ${inConfig.has(ours) ? "" : "for storage, "}outside of its Config`;
  }
  const setting = theirs.find((one) => settingNames(one).includes(name));
  if (setting !== undefined) {
    const instead = replacement(counterpart(setting, catalog), catalog);
    return `it is a ${NAMES[dialect.other.library]} setting, and ${instead}`;
  }
  const foreign = dialect.foreignKeys.find(({ yaml, ini }) =>
    [yaml, ini].some((key) => key !== undefined && (name === key || name.startsWith(`${key}.`)))
  );
  return foreign && `another program reads it (${foreign.owner})`;
}

function otherName(setting: Setting, name: string, catalog: Catalog, origin: Origin): SettingIssue {
  const ours = counterpart(setting, catalog);
  const what = `"${name}" is a ${NAMES[catalog.dialect.other.library]} setting and has no effect here; ` +
    replacement(ours, catalog, origin.source);
  const meant = origin.source === "env" ? ours?.env : ours?.yaml?.join(".");
  return { ...issueAt("other_version", origin, what), meant, path: ours?.path };
}

/** Returns the setting of this product that corresponds to one of the other. */
function counterpart({ path, definition }: Setting, { own }: Catalog): Setting | undefined {
  return own.find((one) =>
    one.path === path || one.definition.counterpart === path || definition.counterpart === one.path
  );
}

/** Describes the replacement of a name of the other product. */
function replacement(ours: Setting | undefined, { library: product }: Catalog, source?: Origin["source"]): string {
  const library = NAMES[product];
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
