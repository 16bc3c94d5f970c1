/**
 * Configuration from the machine: where there are files, where they are refused, and where there are none.
 *
 * @module
 */
import { equal, ok, refuses } from "../assert.ts";
import type { Check, Context } from "../suite.ts";

export const machineChecks: readonly Check[] = [
  { name: "reads the machine's configuration, as far as there is one", run: auto },
  { name: "reads the file that is named, or says why not", run: named },
  { name: "reads a text and variables that are given in place of the machine's", run: given },
  { name: "looks in all places, and in the order in which flytekit does", run: places },
  { name: "reads the client secret from a file", run: secretFile },
];

async function auto({ lib, machine }: Context): Promise<void> {
  const { Config, LocalConfig, PlatformConfig } = lib.main;
  if (machine === "refused") {
    await refuses(lib, "permission_denied", () => lib.image.ImageConfig.auto());
    const error = await refuses(lib, "permission_denied", () => Config.auto());
    ok(error.message.includes("--allow-env=_FLYTECTL_CONFIG_PYFLYTE_OVERRIDE,FLYTECTL_CONFIG,"), error.message);
    return;
  }
  const config = await Config.auto();
  if (machine === "none") {
    equal(config.platform.endpoint, "localhost:30080");
    equal(config.issues.map(({ code }) => code), ["no_file_system"]);
    equal(JSON.stringify(config.toDict()), JSON.stringify(new Config().toDict()));
    ok(
      /^(?:Cloudflare Workers|a browser|a bundle for browsers|this runtime) has no file system/.test(
        config.issues[0]!.message,
      ),
      "it says who",
    );
    return;
  }
  equal(config.file, `${machine.home}/.flyte/config.yaml`);
  equal([config.platform.endpoint, config.platform.insecure], ["home.example.com", true]);
  // The variable is the process's own.
  equal([config.dataConfig.s3.retries, config.explain("aws.retries").origin], [7, {
    source: "env",
    name: "FLYTE_AWS_RETRIES",
  }]);
  equal(config.tried.map(({ place, outcome }) => [place, outcome]), [
    ["env _FLYTECTL_CONFIG_PYFLYTE_OVERRIDE", "not set"],
    ["env FLYTECTL_CONFIG", "not set"],
    ["./flytekit.config", "missing"],
    ["~/.flyte/config", "missing"],
    ["~/.flyte/config.yaml", "used"],
  ]);
  equal((await PlatformConfig.auto()).endpoint, "home.example.com");
  equal((await LocalConfig.auto({ env: {} })).cacheEnabled, true);
  equal((await Config.auto({ mode: "flytekit" })).platform.endpoint, "home.example.com");
}

async function named({ lib, machine }: Context): Promise<void> {
  const { Config } = lib.main;
  if (machine === "none") {
    await refuses(lib, "no_file_system", () => Config.auto({ file: "x.yaml" }));
    await refuses(lib, "no_file_system", () => Config.auto({ file: "x", mode: "flytekit" }));
    return;
  }
  if (machine === "refused") {
    const error = await refuses(lib, "permission_denied", () => Config.auto({ env: {}, file: "x.yaml" }));
    ok(error.message.includes("--allow-read=x.yaml"), error.message);
    return;
  }
  const { folder } = machine;
  const config = await Config.auto({ file: `${folder}/other.ini` });
  equal([config.platform.endpoint, config.file], ["ini.example.com", `${folder}/other.ini`]);
  await refuses(lib, "file_not_found", () => Config.auto({ file: `${folder}/none.yaml` }));
  await refuses(lib, "file_unreadable", () => Config.auto({ file: folder }));
  await refuses(lib, "not_utf8", () => Config.auto({ file: `${folder}/latin1.yaml` }));
}

async function given({ lib }: Context): Promise<void> {
  const file = { name: "c.yaml", text: "admin:\n  endpoint: given\n" };
  const config = await lib.main.Config.auto({ file, env: { FLYTE_AWS_RETRIES: "9" } });
  equal([config.platform.endpoint, config.dataConfig.s3.retries, config.issues.length], ["given", 9, 0]);
  const host = lib.main.memoryHost({
    files: { "/home/me/.flyte/config": "[platform]\nurl = memory\n" },
    home: "/home/me",
  });
  equal((await lib.main.Config.auto({ host })).platform.endpoint, "memory");
}

async function places({ lib, machine }: Context): Promise<void> {
  if (typeof machine === "string") return;
  const { Config } = lib.main;
  const { folder, home } = machine;
  const HOME = home;
  const FLYTECTL_CONFIG = `${folder}/other.ini`;
  const endpoint = async (env: Record<string, string>) => (await Config.auto({ env })).platform.endpoint;
  equal(await endpoint({ HOME }), "home.example.com");
  equal(await endpoint({ HOME: `${folder}/other_home` }), "other.example.com");
  equal(await endpoint({ HOME, FLYTECTL_CONFIG }), "ini.example.com");
  const override = { _FLYTECTL_CONFIG_PYFLYTE_OVERRIDE: `${home}/.flyte/config.yaml` };
  equal(await endpoint({ HOME, FLYTECTL_CONFIG, ...override }), "home.example.com");
  equal(await endpoint({ HOME, FLYTECTL_CONFIG, FLYTE_PLATFORM_URL: "dns:///env" }), "env");
  const error = await refuses(lib, "file_not_found", () => endpoint({ HOME, FLYTECTL_CONFIG: `${folder}/none` }));
  ok(error.message.includes("env FLYTECTL_CONFIG"), error.message);
}

async function secretFile({ lib, machine }: Context): Promise<void> {
  if (typeof machine === "string") return;
  const path = `${machine.folder}/secret`;
  const load = (location: string) =>
    lib.main.Config.auto({ env: { FLYTE_CREDENTIALS_CLIENT_SECRET_LOCATION: location, HOME: machine.folder } });
  const config = await load(path);
  equal([config.platform.clientCredentialsSecret, config.platform.authMode], ["s3cret", "ClientSecret"]);
  ok(String(config.explain("platform.clientCredentialsSecret")).includes(path), "it says which file");
  await refuses(lib, "file_not_found", () => load(`${machine.folder}/none`));
}
