import assert from "node:assert/strict";
import { Image, ImageBuildEngine, ImageConfig, ImageSpec, memoryHost, NoOpBuilder } from "../../../mod.ts";
import { imageTemplates } from "../../_support/golden_files.ts";
import { assertLinear } from "../../_support/growth.ts";
import { thrownBy } from "../../_support/support.ts";

const DIGEST = `sha256:${"ab".repeat(32)}`;
const images = new ImageConfig({
  defaultImage: new Image({ name: "default", fqn: "ghcr.io/acme/app", tag: "v1" }),
  images: [
    new Image({ name: "default", fqn: "ghcr.io/acme/app", tag: "v1" }),
    new Image({ name: "spark", fqn: "ghcr.io/acme/spark", digest: DIGEST }),
    new Image({ name: "bare", fqn: "ghcr.io/acme/bare" }),
  ],
});

const GOLDEN = imageTemplates();

for (const { images: name, template, result, error } of GOLDEN.templates) {
  Deno.test(`resolveTemplate: flytekit's outcome with images "${name}": ${JSON.stringify(template)}`, () => {
    const config = ImageConfig.fromDict(GOLDEN.configs[name]!);
    const resolve = () => config.resolveTemplate(template ?? undefined);
    // The known difference `version_none`.
    if (error !== undefined || result!.includes(":None")) thrownBy(resolve);
    else assert.equal(resolve(), result);
  });
}

Deno.test("resolveTemplate: an ImageSpec is found by its id, or built", async () => {
  const engine = new ImageBuildEngine();
  engine.register("noop", new NoOpBuilder());
  for (const { base_image: baseImage, images: wire, result } of GOLDEN.image_specs) {
    const spec = new ImageSpec({ baseImage, builder: "noop" });
    const listed = ImageConfig.fromDict(wire).findImage(spec.id)?.full;
    assert.equal(listed ?? (await engine.build(spec, { host: memoryHost() }))?.imageName, result);
  }
});

Deno.test("resolveTemplate: what flytekit refuses is refused, and what it would write as None", () => {
  const cases: readonly (readonly [ImageConfig, string | undefined, string, RegExp])[] = [
    [images, "{{.image.sprak}}", "image_not_configured", /no image is named "sprak"; did you mean "spark"\?/],
    [images, "{{.image.xyz123}}", "image_not_configured", /configured are "default", "spark", "bare"$/],
    [
      images,
      "{{.image.spark.verison}}",
      "image_template_invalid",
      /unknown attribute "verison"; did you mean "version"\?/,
    ],
    [images, "{{.image.spark.FQN}}", "image_template_invalid", /unknown attribute "FQN"/],
    [images, "{{.image.bare}}", "missing_tag_or_digest", /image "bare" has neither a tag nor a digest/],
    [new ImageConfig({}), undefined, "image_not_configured", /there is no default image/],
    [new ImageConfig({}), "{{.image.a}}", "image_not_configured", /no images are configured/],
    [images, 1 as unknown as string, "invalid_argument", /template must be a string/],
    [images, null as unknown as string, "invalid_argument", /template must be a string/],
  ];
  for (const [config, template, code, message] of cases) {
    assert.throws(() => config.resolveTemplate(template), { code, message }, String(template));
  }
});

Deno.test("resolveTemplate takes linear time", () => {
  const texts = [
    (n: number) => "{{".repeat(n),
    (n: number) => `{{${" ".repeat(n)}`.repeat(2),
    (n: number) => `{{.image.${"a".repeat(n)}`,
    (n: number) => `{{.image.a.${"a".repeat(n)} `,
  ];
  for (const [index, text] of texts.entries()) {
    assertLinear((size) => images.resolveTemplate(text(size)), 50_000, `text ${index}`);
  }
});
