/**
 * Image specifications: their names, which flytekit recorded, and a registry that does not exist.
 *
 * @module
 */
import { equal, ok, refuses } from "../assert.ts";
import type { Check, Context } from "../suite.ts";

/** Three of `tests/goldens/image_specs.json`: as flytekit's arguments, with its `id` and `tag`. */
const GOLDENS = [
  [{}, "fv8aVGdGU6GT1t5W98ZQPA", "fv8aVGdGU6GT1t5W98ZQPA"],
  [
    { base_image: { source_copy_mode: "NO_COPY", builder: "x", env: { a: "b" }, registry: "A" } },
    "VkC2Qk5stKS1Q_F0dH4RJw",
    "L8Z0X7yo2w2A_Z1Xhg9Eaw",
  ],
  [
    {
      commands: [
        "'\"\\\n\r\t\0\x1b\x7f\x85\xa0\xad\u0300\u200b\u200d\u2028\u2029\u3000\ud800\udfff\ue000\ufeff\uffff" +
        "\u{1f680}\u{e0001}",
      ],
    },
    "FFMwIPzn6UwW9Xn6DI0kUA",
    "FFMwIPzn6UwW9Xn6DI0kUA",
  ],
] as const;

export const imageSpecChecks: readonly Check[] = [
  { name: "names images as flytekit does", run: names },
  { name: "says why two image specifications differ", run: explains },
  { name: "judges names of registries as flytekit does", run: registries },
  { name: "writes a Dockerfile", run: dockerfile },
  { name: "says that nobody knows of an image whose registry is not reached", run: unreachable },
];

async function names({ lib }: Context): Promise<void> {
  const { ImageSpec } = lib.main;
  for (const [fields, id, tag] of GOLDENS) {
    const spec = ImageSpec.fromDict(fields, { machine: "x86_64" });
    equal([spec.id, await spec.tag(), await spec.imageName()], [id, tag, `flytekit:${tag}`]);
    equal(ImageSpec.fromDict(spec.toDict()).id, id, "the id of what toDict gives");
  }
  await refuses(lib, "invalid_registry", () => new ImageSpec({ registry: "https://ghcr.io" }));
}

function explains({ lib }: Context): void {
  const { explainHash, ImageSpec } = lib.main;
  const one = new ImageSpec({ packages: ["pandas"] });
  const { isSame, ids, differences } = explainHash(one, one.withPackages("numpy"));
  equal([isSame, ids[0]], [false, one.id]);
  equal(differences.map(({ path, one, other }) => [path, one, other]), [
    ["packages", "['pandas']", "['pandas', 'numpy']"],
  ]);
}

function registries({ lib }: Context): void {
  const { validateContainerRegistryName } = lib.main;
  const cases = { "localhost:30000": true, "ghcr.io/A": true, "..": true, "a:100000": false, "é": false, "a/é": true };
  for (const [name, expected] of Object.entries(cases)) equal(validateContainerRegistryName(name), expected, name);
}

function dockerfile({ lib }: Context): void {
  const { ImageSpec, renderDockerfile } = lib.main;
  const spec = new ImageSpec({ packages: ["pandas==2.0"], aptPackages: ["git"], env: { A: "a b" } });
  const { dockerfile: text, context } = renderDockerfile(spec);
  ok(/^FROM .*debian:bookworm-slim/m.test(text), "there is a base image");
  for (const part of ["git", "ENV A=", "_F_IMG_ID", spec.id]) ok(text.includes(part), `it has ${part}`);
  ok(JSON.stringify(context).includes("pandas==2.0"), "the requirements are beside it");
}

/** Port 1 is one that no server has, and browsers do not even try it. */
async function unreachable({ lib, machine }: Context): Promise<void> {
  const client = new lib.main.RegistryClient({ retries: 0, timeoutMs: 5_000 });
  const answer = await client.exists("127.0.0.1:1/acme/app:v1");
  if (answer.state !== "unknown") throw new Error(`found ${answer.state}`);
  // Deno needs a permission to ask, also where it may read files.
  const reasons = ["registry_unreachable", ...machine === "none" ? [] : ["permission_denied"]];
  ok(reasons.includes(answer.reason), `${answer.reason} is one of ${reasons}: ${answer.message}`);
  ok(answer.message.includes(answer.reason === "permission_denied" ? "--allow-net" : "127.0.0.1:1"), answer.message);
}
