/**
 * Which files of a source folder do not count: what git, `.dockerignore` and a list of caches ignore.
 *
 * @module
 */
import { readDockerIgnore } from "../../files/docker_ignore.ts";
import { type FoundFile, isAbsolute } from "../../files/walk.ts";
import type { Host } from "../../runtime/host.ts";
import { type OnIssue, readGitIgnore } from "./git_ignore.ts";

// Flytekit's patterns are *.pyc .cache .cache/* __pycache__/* **/__pycache__/* where a star is any text, with slashes.
const STANDARD = /^(?:.*\.pyc|\.cache|\.cache\/.*|(?:.*\/)?__pycache__\/.*)$/s;

/** The rules of a directory. */
export interface IgnoreRules {
  /** Whether a file does not count. */
  readonly ignores: (file: FoundFile) => boolean | Promise<boolean>;
  /** Whether a file that counts would not, if the root were an absolute path. */
  readonly isMissed: (file: FoundFile) => boolean;
}

/** Reads the rules for the files of a directory. Rejects as {@linkcode readGitIgnore} does, and as reading files does. */
export async function readIgnoreRules(host: Host, root: string, onIssue?: OnIssue): Promise<IgnoreRules> {
  const [byGit, byDocker] = await Promise.all([readGitIgnore(host, root, onIssue), readDockerIgnore(host, root)]);
  const fromRoot = isAbsolute(root);
  const byOthers = (path: string) => byDocker(path) || STANDARD.test(path);
  const ignores = (file: FoundFile) => {
    // Flytekit only makes absolute paths relative to the root: rules see those of a relative root with the root.
    const path = fromRoot ? file.below : file.path;
    const ignored = byGit.ignores(path);
    // A promise for each of many files would take as long as reading them.
    return typeof ignored === "boolean" ? ignored || byOthers(path) : ignored.then((is) => is || byOthers(path));
  };
  const isMissed = ({ below }: FoundFile) => !fromRoot && (byGit.listed.has(below) || byDocker(below));
  return { ignores, isMissed };
}
