/**
 * Images and the default ones.
 *
 * @module
 */
import { equal, ok, refuses } from "../assert.ts";
import type { Check } from "../suite.ts";

const DIGEST = `sha256:${"0123456789abcdef".repeat(4)}`;

export const imageChecks: readonly Check[] = [
  {
    name: "splits identifiers as flytekit does",
    run: async ({ lib }) => {
      const { Image } = lib.image;
      const cases = [
        ["repo:v1", "repo", "v1", undefined],
        ["localhost:5000/a/b:v1", "localhost:5000/a/b", "v1", undefined],
        ["localhost:5000/a/b", "localhost:5000/a/b", undefined, undefined],
        [`repo@${DIGEST}`, "repo", undefined, DIGEST],
        [`repo:v1@${DIGEST}`, "repo:v1", undefined, DIGEST],
      ] as const;
      for (const [identifier, fqn, tag, digest] of cases) {
        const image = Image.lookUpImageInfo("x", identifier, { allowNoTagOrDigest: true });
        equal([image.fqn, image.tag, image.digest], [fqn, tag, digest], identifier);
      }
      await refuses(lib, "missing_tag_or_digest", () => Image.lookUpImageInfo("x", "a"));
    },
  },
  {
    name: "has a tag or a digest, not both",
    run: async ({ lib }) => {
      const image = new lib.main.Image({ name: "x", fqn: "repo", tag: "v1" });
      equal([image.full, image.version], ["repo:v1", "v1"]);
      equal(image.withDigest(DIGEST).full, `repo@${DIGEST}`);
      equal(image.withDigest(DIGEST).withTag("v2").full, "repo:v2");
      const both = () => new lib.main.Image({ name: "x", fqn: "repo", tag: "v1", digest: DIGEST });
      await refuses(lib, "tag_and_digest", both);
    },
  },
  {
    name: "says what a registry would object to",
    run: ({ lib }) => {
      const codes = (identifier: string) =>
        lib.main.Image.lookUpImageInfo("x", identifier, { allowNoTagOrDigest: true }).issues.map(({ code }) => code);
      equal(codes("ghcr.io/acme/app:v1"), []);
      equal(codes("ghcr.io/acme/app"), ["missing_tag_or_digest"]);
      equal(codes("ghcr.io/Acme/app:v1"), ["invalid_reference"]);
    },
  },
  {
    name: "finds images by name, the default one first",
    run: ({ lib }) => {
      const config = lib.main.ImageConfig.fromImages("ghcr.io/acme/app:v1", { spark: "ghcr.io/acme/spark" });
      equal(config.images?.map(({ full }) => full), ["ghcr.io/acme/app:v1", "ghcr.io/acme/spark:None"]);
      equal(config.findImage("default")?.version, "v1");
      equal(config.findImage("__proto__"), undefined);
      const changed = config.withImage(lib.main.Image.lookUpImageInfo("spark", "other:2"));
      equal(changed.findImage("spark")?.full, "other:2");
      equal(config.findImage("spark")?.full, "ghcr.io/acme/spark:None");
    },
  },
  {
    name: "reads the values of a command line option",
    run: async ({ lib }) => {
      const config = await lib.main.ImageConfig.validateImage("--image", ["a=a:1", "default=d:1", "b=b:2"]);
      equal(config.images?.map(({ name }) => name), ["default", "a", "b"]);
      const twice = () => lib.main.ImageConfig.validateImage("--image", ["a:1", "b:2"]);
      await refuses(lib, "multiple_default_images", twice);
    },
  },
  {
    name: "knows flytekit's default images",
    run: async ({ lib, machine }) => {
      const { DefaultImages, ImageConfig, FLYTE_INTERNAL_IMAGE_ENV_VAR } = lib.image;
      const image = DefaultImages.findImageFor({ pythonVersion: "3.11", flytekitVersion: "v1.16.31" });
      equal(image, "cr.flyte.org/flyteorg/flytekit:py3.11-1.16.31");
      equal(DefaultImages.findImageFor({ env: { [FLYTE_INTERNAL_IMAGE_ENV_VAR]: "mine:1" } }), "mine:1");
      equal(DefaultImages.getVersionSuffix("1.0.0.dev1"), "latest");
      // With no permission, there is no looking for a file.
      const file = machine === "refused" ? { file: { name: "config", text: "" } } : {};
      const { defaultImage } = await ImageConfig.autoDefaultImage({ env: {}, ...file });
      ok(defaultImage?.tag?.endsWith("-latest"), "without a version it is the latest");
      const unknown = () => DefaultImages.findImageFor({ pythonVersion: "2.7" as never });
      await refuses(lib, "unknown_python_version", unknown);
    },
  },
];
