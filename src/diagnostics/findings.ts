/**
 * Collects the findings of a load that has nothing but a file.
 *
 * @module
 */
import { lookupIn } from "../settings/sources.ts";
import { load, type LoadSources } from "../settings/load/load.ts";
import type { OpenedFile } from "../settings/file/open.ts";
import { type SettingIssue, SettingsError } from "../settings/issues.ts";
import type { LoadRequest } from "../settings/load/dialect.ts";

/** Findings of a load. */
export interface Findings {
  /** Findings that stop it. */
  readonly problems: readonly SettingIssue[];
  /** Findings that do not stop it. */
  readonly issues: readonly SettingIssue[];
}

/** The content of files and variables that the file names, which are assumed to exist. */
const ASSUMED = "assumed";

/** Loads all sections from a file that was opened, and returns all problems and issues. */
export function findingsOf(request: LoadRequest, file: OpenedFile): Findings {
  const sources = sourcesOf(request, file);
  try {
    const { sections, issues } = load(request, { mode: "strict" }, sources);
    const own = request.sections.flatMap(({ definition, check }) => {
      const { values, issues } = sections.get(definition)!;
      return [...issues, ...check?.(values) ?? []];
    });
    return { problems: [], issues: [...issues, ...own] };
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return { problems: error.problems, issues: error.issues };
  }
}

/** The sources of a load without an environment: only the files and variables that the text names seem to exist. */
function sourcesOf({ catalog, sections }: LoadRequest, file: OpenedFile): LoadSources {
  const lookup = lookupIn(() => undefined, file.document);
  const variables = sections.flatMap(({ definition }) => catalog.settingsOf(definition)).filter(({ definition }) =>
    definition.type === "variable"
  );
  const named = new Set(variables.map((setting) => lookup(setting).file?.value));
  return {
    env: (name) => named.has(name) ? ASSUMED : undefined,
    files: () => ASSUMED,
    envNames: [],
    file,
    lookup,
  };
}
