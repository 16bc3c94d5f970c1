/**
 * Programs that are written in Go: found on the search path, or built once.
 *
 * @module
 */
import { exists, WORK } from "./npm.ts";
import { run } from "./run.ts";

/** The programs, and the packages that they are built from. */
const PACKAGES = {
  actionlint: "github.com/rhysd/actionlint/cmd/actionlint@v1.7.12",
  versitygw: "github.com/versity/versitygw/cmd/versitygw@v1.8.0",
  "fake-gcs-server": "github.com/fsouza/fake-gcs-server@v1.56.1",
} as const;

/** Returns the path of a program. */
export async function goProgram(name: keyof typeof PACKAGES): Promise<string> {
  const installed = await which(name);
  if (installed !== undefined) return installed;
  const specifier = PACKAGES[name];
  const directory = `${WORK}go/${specifier.slice(specifier.lastIndexOf("/") + 1)}`;
  if (!await exists(`${directory}/${name}`)) {
    const go = await which("go");
    if (go === undefined) {
      throw new Error(`${name} is missing, and there is no Go to build it; install Go 1.26 or newer`);
    }
    // Without optimization and debugging information, which takes less time.
    const options = ["-gcflags=all=-N -l", "-ldflags=-s -w"];
    await run(go, ["install", ...options, specifier], { env: { GOBIN: directory, CGO_ENABLED: "0" } });
  }
  return `${directory}/${name}`;
}

/** Returns the path of a program, if it is installed. */
async function which(name: string): Promise<string | undefined> {
  try {
    return (await run("sh", ["-c", `command -v ${name}`])).trim();
  } catch {
    return undefined;
  }
}
