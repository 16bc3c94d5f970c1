/**
 * What it takes to run each example, and what must hold besides its README.
 *
 * @module
 */
import assert from "node:assert/strict";
import { parse } from "yaml";
import { nodeProgram } from "../../../scripts/tools/npm.ts";
import { CA } from "../../_support/certificates.ts";
import { startFlyte } from "../../_support/flyte_server.ts";
import { withPage } from "../../runtimes/runners/browser.ts";
import type { Example } from "./example.ts";

/** What is read of a workflow of GitHub. */
interface Workflow {
  readonly jobs: {
    readonly retag: {
      readonly steps: readonly {
        readonly id?: string;
        readonly env?: Readonly<Record<string, string>>;
        readonly run?: string;
      }[];
    };
  };
}

/** The examples by the names of their directories; each returns what was printed. */
export const CASES: Readonly<Record<string, (example: Example) => Promise<string>>> = {
  cloudflare_worker: cloudflareWorker,
  deno_least_permissions: denoLeastPermissions,
  editor_diagnostics: (example) => example.run(),
  github_actions: githubActions,
  import_map: importMap,
  nextjs_edge: (example) => example.serve(),
  node_connect: nodeConnect,
  r2: (example) => example.run(),
};

/** The path of Connect for the call of `node_connect`. */
const LIST_PROJECTS = "/flyteidl2.project.ProjectService/ListProjects";

async function cloudflareWorker(example: Example): Promise<string> {
  // wrangler needs Node 22.
  const env = { PATH: pathWith(await nodeProgram("node22")) };
  return await example.serve(async (command) => {
    const refused = JSON.parse(await example.shell(command.replace("@context.txt", "nothing")));
    assert.equal(refused.code, "not_base64");
    return await example.shell(command);
  }, { env });
}

async function denoLeastPermissions(example: Example): Promise<string> {
  const env = { PATH: pathWith(Deno.execPath()) };
  const [install, command] = example.commands as [string, string];
  // Deno installs no tarballs.
  assert.equal(install, "deno install");
  await example.shell("npm install");
  const printed = await example.shell(command, { env });
  const modules = await example.shell("deno info --json show_endpoint.ts", { env });
  assert.match(modules, /node_modules\/@flyte-ts\/config\//);
  // Each permission is necessary, and without it there is an error with a code.
  for (const permission of ["FLYTE_PLATFORM_*,", ",FLYTE_CREDENTIALS_*", " --allow-read=config.yaml"]) {
    assert.ok(command.includes(permission));
    const refused = example.shell(command.replace(permission, ""), { env });
    await assert.rejects(refused, /ended with 1\npermission_denied: /);
  }
  return printed;
}

/** Runs the steps of the workflow as GitHub's runner does. */
async function githubActions(example: Example): Promise<string> {
  await example.shell("npm install");
  const { jobs: { retag } } = parse(await Deno.readTextFile(`${example.directory}retag.yaml`)) as Workflow;
  const values: Record<string, string> = { "github.sha": "da39a3ee5e6b4b0d3255bfef95601890afd80709" };
  let printed = "";
  for (const { id, env = {}, run } of retag.steps) {
    if (run === undefined) continue;
    const GITHUB_OUTPUT = `${example.directory}output`;
    await Deno.writeTextFile(GITHUB_OUTPUT, "");
    const evaluated = Object.entries(env).map(([name, value]) => [
      name,
      value.replace(/\$\{\{ ([\w.]+) \}\}/g, (_, name: string) => {
        if (values[name] === undefined) throw new Error(`retag.yaml: ${name} is not set`);
        return values[name];
      }),
    ]);
    printed = await example.shell(run, { env: { ...Object.fromEntries(evaluated), GITHUB_OUTPUT } });
    for (const [, name, value] of (await Deno.readTextFile(GITHUB_OUTPUT)).matchAll(/^(\w+)=(.*)$/gm)) {
      values[`steps.${id}.outputs.${name}`] = value!;
    }
  }
  assert.equal(printed, `ghcr.io/acme/app:${values["github.sha"]}\n`);
  return printed;
}

async function importMap(example: Example): Promise<string> {
  return await example.serve((url) =>
    withPage(async (page) => {
      const requests: string[] = [];
      page.on("request", (request) => requests.push(request.url()));
      await page.goto(url);
      const result = `document.querySelector("#result").textContent`;
      const shown = await page.evaluate(result);
      assert.deepEqual(requests.filter((request) => !request.startsWith(url)), [], "asks no other server");
      const typed = `{ const input = document.querySelector("#text"); input.value = "admin: [";
        input.dispatchEvent(new Event("input")); }`;
      await page.evaluate(typed);
      assert.match(String(await page.evaluate(result)), /^config\.yaml:1:\d+: /);
      return String(shown);
    })
  );
}

async function nodeConnect(example: Example): Promise<string> {
  await using server = startFlyte({
    [LIST_PROJECTS]: async ({ headers }) =>
      headers.get("authorization") === "Bearer t1"
        ? new Response(await projects(example), { headers: { "content-type": "application/proto" } })
        : Response.json({ code: "unauthenticated" }, { status: 401 }),
  }, { tls: true });
  const admin = {
    endpoint: `dns:///${server.name}`,
    caCertFilePath: `${example.directory}ca.pem`,
    authType: "ClientSecret",
    clientId: "robot",
    clientSecretLocation: `${example.directory}secret`,
  };
  await Deno.writeTextFile(admin.caCertFilePath, CA);
  await Deno.writeTextFile(admin.clientSecretLocation, "s3cret");
  await Deno.writeTextFile(`${example.directory}config.yaml`, JSON.stringify({ admin }));
  return await example.run({ env: { FLYTECTL_CONFIG: `${example.directory}config.yaml` } });
}

/** Returns a response with two projects, as flyteidl2 encodes it; it has TypeScript only. */
async function projects(example: Example): Promise<BodyInit> {
  const source = `export { ProjectService } from "@flyteorg/flyteidl2/flyteidl2/project/project_service_pb.ts";
    export { create, toBinary } from "@bufbuild/protobuf";`;
  await Deno.writeTextFile(`${example.directory}idl.js`, source);
  await example.shell("npx esbuild idl.js --bundle --format=esm --log-level=warning --outfile=idl.bundle.js");
  const { ProjectService, create, toBinary } = await import(`file://${example.directory}idl.bundle.js`);
  const { output } = ProjectService.method.listProjects;
  const list = [{ id: "flytesnacks", name: "Snacks" }, { id: "billing", name: "Billing" }];
  return toBinary(output, create(output, { projects: { projects: list } }));
}

/** Returns the search path of programs with the directory of one first. */
function pathWith(program: string): string {
  return `${program.slice(0, program.lastIndexOf("/"))}:${Deno.env.get("PATH")}`;
}
