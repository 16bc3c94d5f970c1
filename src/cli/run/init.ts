/**
 * Runs `init`.
 *
 * @module
 */
import { VERSION_NAMES } from "../../diagnostics/options.ts";
import { identity, searchFiles } from "../../diagnostics/search.ts";
import { type InitKind, initYaml } from "../../edit/init.ts";
import { FlyteConfigError } from "../../errors.ts";
import { createFile } from "../../runtime/change_files.ts";
import { quotedPath } from "../../text/quote.ts";
import type { InitCommandOptions } from "../commands/init.ts";
import { versionsOf } from "../options.ts";
import type { Session } from "../session.ts";

/** Writes or prints a new file. Rejects as `initYaml` and writing do, and with `file_exists`. */
export async function init(this: Session, options: InitCommandOptions, kind: InitKind): Promise<void> {
  const {
    flytekit,
    flyte2,
    clientSecretVariable,
    clientSecretFile,
    console: consoleEndpoint,
    output,
    print,
    force,
    quiet,
    ...own
  } = options;
  const versions = versionsOf({ flytekit, flyte2 });
  const text = withOptions(() =>
    initYaml({
      ...own,
      kind,
      versions,
      clientSecretEnvVar: clientSecretVariable,
      clientSecretLocation: clientSecretFile,
      consoleEndpoint,
    })
  );
  if (print) return this.print(text.trimEnd());
  const path = output ?? atHome(this);
  const backup = await createFile(this.host, path, text, { force });
  if (quiet) return;
  this.note(`wrote ${quotedPath(path)}`);
  if (backup !== undefined) this.note(`kept a copy of the file that was there: ${quotedPath(backup)}`);
  const { files } = await searchFiles(this.host, { versions });
  for (const { path: other, versions: readers } of files) {
    if (await identity(this.host, other) === await identity(this.host, path)) continue;
    this.note(
      `${readers.map((version) => VERSION_NAMES[version]).join(" and ")} will read ${
        quotedPath(other)
      } instead; remove it, or set FLYTECTL_CONFIG`,
    );
  }
  if (files.length === 0) this.note(`to use it, set FLYTECTL_CONFIG=${quotedPath(path)}`);
}

/** Options that are not named like those of `initYaml`. */
const OPTION_NAMES: Readonly<Record<string, string>> = {
  clientSecretEnvVar: "client-secret-variable",
  clientSecretLocation: "client-secret-file",
  consoleEndpoint: "console",
};

/** Returns the result of a function, whose errors name options as they are written here. */
function withOptions<Result>(run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof FlyteConfigError) || error.path === undefined) throw error;
    const { code, path } = error;
    const name = OPTION_NAMES[path] ?? path.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    throw new FlyteConfigError(code, error.message.replace(`option ${path}`, `--${name}`), { path, cause: error });
  }
}

function atHome({ host }: Session): string {
  const home = host.homeDirectory();
  if (home !== undefined) return `${home}/.flyte/config.yaml`;
  throw new FlyteConfigError("invalid_argument", "there is no home directory; name the file with --output");
}
