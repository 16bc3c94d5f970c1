/**
 * Images of flyte 2: their names, which flyte 2.12.1 recorded, without files everywhere and with them where there are
 * some.
 *
 * @module
 */
import { equal, ok, refuses } from "../assert.ts";
import type { Check, Context, Library } from "../suite.ts";

/** A script that says what it needs; the machine has it as `v2/main.py`. */
const SCRIPT = '# /// script\n# requires-python = ">=3.12"\n# dependencies = ["httpx", "größe>=1"]\n# ///\nprint(1)\n';

const SCRIPT_URI = "ghcr.io/acme/script:f416d5b56746b0a0aec935eb34ec7a43";

/** The name of the image of {@linkcode chain}. */
const CHAIN_URI = "ghcr.io/acme/chain:b0d8ddd838e061eb49bdcd335aa8c58c";

export const flyte2Checks: readonly Check[] = [
  { name: "names images of flyte 2 as flyte does", run: names },
  { name: "names an image of a script that it is given", run: script },
  { name: "reads what toDict gives", run: dicts },
  { name: "says why two images of flyte 2 differ", run: explains },
  { name: "writes a Dockerfile of an image of flyte 2", run: dockerfile },
  { name: "writes secrets as flyte does", run: secrets },
  { name: "refuses images of flyte 2 by code", run: refusals },
  { name: "names images of flyte 2 with files, or says why not", run: files },
];

function chain({ v2: { Image, Secret } }: Library) {
  return Image.fromBase("debian:12").clone({ registry: "ghcr.io/acme", name: "chain", extendable: true })
    .withAptPackages("git", "curl", { secretMounts: new Secret({ key: "apt-token", group: "ci" }) })
    .withPipPackages("pandas==2.2.3", "größe", {
      indexUrl: "https://pypi.example.com/simple",
      extraIndexUrls: ["https://a.example.com", "https://b.example.com"],
      pre: true,
      extraArgs: "--no-deps",
      secretMounts: [new Secret("pypi"), "TOKEN"],
    })
    .withEnvVars({ CITY: "Zürich 🚀 \"q\" 's' ☃", B: "1" })
    .withCommands(["echo 'héllo'", "mkdir -p /data"])
    .withWorkdir("/srv/größe");
}

async function names({ lib }: Context): Promise<void> {
  const { Image } = lib.v2;
  const pythonVersion = [3, 12] as const;
  const flyteVersion = "2.12.1";
  const named = { pythonVersion, flyteVersion, registry: "ghcr.io/acme", name: "app" };
  const uris = [
    [Image.fromDebianBase({ pythonVersion, flyteVersion }), "ghcr.io/flyteorg/flyte:py3.12-v2.12.1"],
    [Image.fromDebianBase(named), "ghcr.io/acme/app:88f328ba250b083b2586b3a0a0e956e3"],
    [
      Image.fromDebianBase({ pythonVersion: [3, 11], installFlyte: false, name: "plain" }),
      "plain:81ec453db90f80e017ac25455bee6130",
    ],
    [Image.fromBase("debian:12"), "debian:12"],
    [chain(lib), CHAIN_URI],
  ] as const;
  for (const [image, uri] of uris) equal(await image.uri(), uri);
}

async function script({ lib }: Context): Promise<void> {
  const options = { name: "script", registry: "ghcr.io/acme", pythonVersion: [3, 12] } as const;
  const image = lib.v2.Image.fromUvScript({ name: "main.py", text: SCRIPT }, options);
  equal(await image.uri(), SCRIPT_URI);
  const broken = lib.v2.Image.fromUvScript({ name: "main.py", text: "print(1)\n" }, options);
  await refuses(lib, "uv_script_invalid", () => broken.uri());
}

async function dicts({ lib }: Context): Promise<void> {
  const image = lib.v2.Image.fromDict(JSON.parse(JSON.stringify(chain(lib))));
  equal(image.toDict(), chain(lib).toDict());
  equal(await image.uri(), CHAIN_URI);
}

async function explains({ lib }: Context): Promise<void> {
  const image = chain(lib);
  const { isSame, ids, differences } = await lib.v2.explainHash(image, image.withAptPackages("git"));
  equal([isSame, ids[0], differences.map(({ path }) => path)], [false, CHAIN_URI, ["layers[5]"]]);
}

function dockerfile({ lib }: Context): void {
  const { dockerfile: text } = lib.v2.renderDockerfile(chain(lib));
  ok(/^FROM debian:12$/m.test(text), "there is a base image");
  for (const part of ["git", "größe", "ENV CITY=", "WORKDIR", "RUN mkdir -p /data"]) {
    ok(text.includes(part), `it has ${part}`);
  }
}

function secrets({ lib }: Context): void {
  const secret = new lib.v2.Secret({ key: "github-pat", group: "ci" });
  equal(`${secret}`, "Secret(key='github-pat', group='ci', mount=None, as_env_var='CI_GITHUB_PAT')");
  equal(secret.stableHash(), "94daec844ee3a7888bd1eff37fa3c7694999876b4294ed8b8efe23eb51ba1f3b");
}

async function refusals({ lib }: Context): Promise<void> {
  const { Image, layerOf, Secret } = lib.v2;
  // What is read has no kind for the compiler.
  const [sealed, own] = [
    Image.fromBase("debian:12"),
    Image.fromDockerfile("Dockerfile", { registry: "ghcr.io/acme", name: "own" }),
  ].map((image) => Image.fromDict(image.toDict()));
  const addlLayer = layerOf("WorkDir", { workdir: "/" });
  await refuses(lib, "image_not_extendable", () => sealed!.clone({ addlLayer }));
  await refuses(lib, "image_is_dockerfile", () => own!.clone({ addlLayer }));
  await refuses(lib, "image_unnamed", () => Image.fromBase("debian:12").clone({ extendable: true }).withWorkdir("/"));
  await refuses(lib, "image_ref_unresolved", () => Image.fromRefName("mine").uri());
  await refuses(lib, "image_base_required", () => Image.fromBase("").uri());
  await refuses(lib, "invalid_secret", () => new Secret({ key: "a", mount: "/tmp" }));
  await refuses(lib, "unknown_field", () => Image.fromDict({ ...chain(lib).toDict(), base: "a" }));
}

async function files({ lib, machine }: Context): Promise<void> {
  const { Image } = lib.v2;
  const image = Image.fromBase("debian:12").clone({ name: "files", extendable: true });
  if (typeof machine === "string") {
    const code = machine === "none" ? "no_file_system" : "permission_denied";
    for (
      const [path, made] of [["a.txt", image.withRequirements("a.txt")], [
        "src",
        image.withSourceFolder("src"),
      ]] as const
    ) {
      const error = await refuses(lib, code, () => made.uri());
      if (machine === "refused") ok(error.message.includes(`--allow-read=${path}`), error.message);
    }
    return;
  }
  const folder = `${machine.folder}/v2`;
  const own = Image.fromDockerfile(`${folder}/docker/Dockerfile`, { registry: "ghcr.io/acme", name: "own" });
  const uvProject = `${folder}/uv/pyproject.toml`;
  const scripted = { name: "script", registry: "ghcr.io/acme", pythonVersion: [3, 12] } as const;
  const uris = [
    [image.withSourceFolder(`${folder}/source`), "files:8ec30fcde6061e18eadc01559c93655f"],
    [image.withRequirements(`${folder}/requirements.txt`), "files:6fdd90adb0124110b783e1a6133fc6d9"],
    [image.withUvProject(uvProject), "files:662bdf0dcfee16fc9b0b0f743cad7f6a"],
    [
      image.withUvProject(uvProject, { projectInstallMode: "install_project" }),
      "files:6ea22d3b077a5aa6689852267bf91a4d",
    ],
    [Image.fromUvScript(`${folder}/main.py`, scripted), SCRIPT_URI],
    [own, "ghcr.io/acme/own:61e85dc0174e424ffd1913c89b99a067"],
  ] as const;
  for (const [made, uri] of uris) equal(await made.uri(), uri);
  await refuses(lib, "file_not_found", () => image.withRequirements(`${folder}/none.txt`).uri());
}
