/**
 * Passes the special files in the working directory to the library, and writes the outcome of each call and the memory
 * that all of them took, in JSON.
 *
 * @module
 */
import { Config, defaultHost, FlyteConfigError, ImageBuildEngine, ImageSpec, storedCredentials } from "../../../mod.ts";
import { Config as FlyteConfig, Image } from "../../../v2.ts";

const host = defaultHost();
const files = { endless: "/dev/zero", pipe: "pipe", linked: "zero", socket: "socket" };
const outcomes: Record<string, string> = {};

async function note(name: string, call: () => unknown): Promise<void> {
  try {
    await call();
    outcomes[name] = "nothing was refused";
  } catch (error) {
    outcomes[name] = error instanceof FlyteConfigError ? error.code : String(error);
  }
}

for (const [name, path] of Object.entries(files)) {
  const inFile = { name: "config.yaml", text: `admin:\n  clientSecretLocation: ${path}\n` };
  const env = (variables: Record<string, string>) => ({ ...host, env: (key: string) => variables[key] });
  await note(`config ${name}`, () => Config.auto({ file: path, host }));
  await note(`config of the variable ${name}`, () => Config.auto({ host: env({ FLYTECTL_CONFIG: path }) }));
  await note(`config of flyte 2 ${name}`, () => FlyteConfig.auto({ file: path, host }));
  await note(`secret ${name}`, () => Config.auto({ file: inFile, host }));
  await note(`requirements ${name}`, () => new ImageSpec({ name: "a", requirements: path }).tag({ host }));
  const credentials = storedCredentials(env({ REGISTRY_AUTH_FILE: path }));
  await note(`credentials ${name}`, () => credentials({ registry: "ghcr.io", repository: "a", signal: undefined }));
  const script = { name: "a", registry: "r", pythonVersion: [3, 12] } as const;
  await note(`script ${name}`, () => Image.fromUvScript(path, script).uri({ host }));
  const engine = new ImageBuildEngine();
  await note(`image specification ${name}`, () => engine.lookUpImageInfo("a", path, { host }));
}
const sources = { name: "a", sourceRoot: "sources", sourceCopyMode: "ALL" } as const;
await note("sources", () => new ImageSpec(sources).tag({ host }));
await note("copied", () => new ImageSpec({ name: "a", copy: ["sources"] }).tag({ host }));
// That of `process.resourceUsage()` starts with the peak of who started this program.
const [, kilobytes] = /^VmHWM:\s+(\d+) kB/m.exec(await Deno.readTextFile("/proc/self/status"))!;
console.log(JSON.stringify({ outcomes, megabytes: Number(kilobytes) / 1024 }));
