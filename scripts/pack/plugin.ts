/**
 * Publishes the plugin of `examples/r2`, except that the package stays on this machine: it is compiled, packed, and
 * installed beside ours in an empty directory.
 *
 * @module
 */
import { npmInstall, ROOT, tool, WORK } from "../tools/npm.ts";
import { run } from "../tools/run.ts";
import { checkHovers, type HoverCase } from "./hover.ts";

const SOURCES = `${ROOT}examples/r2/`;
const BUILD = `${WORK}plugin/`;
const CONSUMER = `${WORK}plugin_consumer/`;

const READ = `import { Config, createRegistry } from "@flyte-ts/config";
import { r2 } from "flyte-config-r2";
const config = Config.from({ plugins: createRegistry(r2) });
`;

const HOVERS: readonly HoverCase[] = [
  {
    what: "a setting of a plugin: its documentation",
    code: `${READ}config.dataConfig.r2.account|Id;`,
    shows: ["accountId: string", "Account with the buckets"],
    hides: ["SettingFields", "InferSection"],
  },
  {
    what: "a setting of a plugin: its choices",
    code: `${READ}config.dataConfig.r2.juris|diction;`,
    shows: ['"default" | "eu" | "fedramp"', "Jurisdiction of the buckets"],
  },
  {
    what: "the settings of a plugin",
    code: `${READ}config.dataConfig.r2.|;`,
    shows: ["accountId", "secretAccessKey", "retries"],
    isCompletion: true,
  },
  {
    what: "names of settings of a plugin in explain",
    code: `${READ}config.explain("|");`,
    shows: ["dataConfig.r2.accountId", "platform.endpoint"],
    isCompletion: true,
  },
];

/** Checks a plugin as its author and its users have it, with the tarball of our package. Throws at the first mistake. */
export async function checkPlugin(tarball: string): Promise<readonly string[]> {
  const typescript = `${await tool("typescript5")}node_modules/.bin/tsc`;
  await npmInstall(BUILD, [tarball]);
  for (const file of ["package.json", "tsconfig.json", "r2.ts"]) await Deno.copyFile(SOURCES + file, BUILD + file);
  await run(typescript, ["--project", "tsconfig.json"], { cwd: BUILD });
  const packed = await run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", WORK], { cwd: BUILD });
  const [{ filename, files }] = JSON.parse(packed);
  const names = files.map(({ path }: { readonly path: string }) => path).sort().join(", ");
  if (names !== "package.json, r2.d.ts, r2.js") throw new Error(`the package of the plugin has ${names}`);

  await npmInstall(CONSUMER, [tarball, WORK + filename]);
  const installed = await run("npm", ["ls", "--all", "--parseable", "@flyte-ts/config"], { cwd: CONSUMER });
  if (installed.trim().split("\n").length !== 1) throw new Error(`there is more than one copy of ours:\n${installed}`);
  await checkTypes();
  const { failures, count } = checkHovers(CONSUMER, HOVERS);
  if (failures.length > 0) throw new Error(failures.join("\n"));

  await Deno.copyFile(`${SOURCES}r2.test.js`, `${CONSUMER}r2.test.js`);
  const report = await run("node", ["--test", "--test-reporter=tap", "r2.test.js"], { cwd: CONSUMER });
  const passed = Number(/^# pass (\d+)$/m.exec(report)?.[1] ?? 0);
  if (passed === 0) throw new Error(`node --test ran no check of the contract:\n${report}`);
  return [
    `a plugin in a package of its own: ${names}`,
    `its types, with node16 and bundler, and ${count} hovers and completions`,
    `${passed} checks of the contract with node --test`,
  ];
}

async function checkTypes(): Promise<void> {
  await Deno.copyFile(`${ROOT}tests/consumer/plugin.ts`, `${CONSUMER}plugin.ts`);
  for (const [moduleResolution, module] of [["node16", "node16"], ["bundler", "esnext"]]) {
    const project = `${CONSUMER}tsconfig.${moduleResolution}.json`;
    await Deno.copyFile(`${ROOT}tests/consumer/tsconfig.bundler.json`, `${CONSUMER}tsconfig.base.json`);
    await Deno.writeTextFile(
      project,
      JSON.stringify({
        extends: "./tsconfig.base.json",
        compilerOptions: { module, moduleResolution },
        files: ["plugin.ts"],
      }),
    );
    for (const typescript of ["typescript5", "typescript7"] as const) {
      await run(`${await tool(typescript)}node_modules/.bin/tsc`, ["--project", project]);
    }
  }
}

if (import.meta.main) {
  // On its own, with a package that was built before.
  for (const what of await checkPlugin(Deno.args[0]!)) console.log(`ok: ${what}`);
}
