import assert from "node:assert/strict";
import { Image, ImageConfig } from "../../../mod.ts";
import { assertLinear } from "../../_support/growth.ts";

const DIGEST = `sha256:${"ab".repeat(32)}`;
const images = new ImageConfig({
  defaultImage: new Image({ name: "default", fqn: "ghcr.io/acme/app", tag: "v1" }),
  images: [
    new Image({ name: "default", fqn: "ghcr.io/acme/app", tag: "v1" }),
    new Image({ name: "spark", fqn: "ghcr.io/acme/spark", digest: DIGEST }),
    new Image({ name: "bare", fqn: "ghcr.io/acme/bare" }),
    new Image({ name: "odd", fqn: "$&{{.image.spark}}", tag: "$1" }),
  ],
});

/** What flytekit 1.16.31 returns for the same configuration. */
const RESOLVED: readonly (readonly [template: string | undefined, image: string])[] = [
  [undefined, "ghcr.io/acme/app:v1"],
  ["", "ghcr.io/acme/app:v1"],
  ["ghcr.io/acme/other:v2", "ghcr.io/acme/other:v2"],
  ["{{.image.default}}", "ghcr.io/acme/app:v1"],
  ["{{.images.default.fqn}}:{{.images.default.version}}", "ghcr.io/acme/app:v1"],
  ["{{ .IMAGE.default.fqn }}-gpu:{{.image.default.version}}", "ghcr.io/acme/app-gpu:v1"],
  ["{{.image.spark}}", `ghcr.io/acme/spark@${DIGEST}`],
  ["{{.image.spark.fqn}}:{{.image.spark.version}}", `ghcr.io/acme/spark@${DIGEST}`],
  ["{{.image.spark.fqn}}@{{.image.spark.version}}", `ghcr.io/acme/spark@${DIGEST}`],
  ["{{.image.spark.version}}", DIGEST],
  ["{{.image.bare.fqn}}:{{.image.bare.version}}", "ghcr.io/acme/bare:v1"],
  ["{{.image.odd}}", "$&{{.image.spark}}:$1"],
  ["{{.image.default} }", "{{.image.default} }"],
  ["{{\u3000.image.default\x1c}}", "ghcr.io/acme/app:v1"],
  ["{{\ufeff.image.default}}", "{{\ufeff.image.default}}"],
  ["{{.İmage.default.fqn}} {{.imageſ.default.fqn}}", "ghcr.io/acme/app ghcr.io/acme/app"],
];

for (const [template, image] of RESOLVED) {
  Deno.test(`resolveTemplate: ${JSON.stringify(template)}`, () => {
    assert.equal(images.resolveTemplate(template), image);
  });
}

Deno.test("resolveTemplate: what flytekit refuses is refused, and what it would write as None", () => {
  const cases: readonly (readonly [ImageConfig, string | undefined, string, RegExp])[] = [
    [images, "{{.image.sprak}}", "image_not_configured", /no image is named "sprak"; did you mean "spark"\?/],
    [images, "{{.image.xyz123}}", "image_not_configured", /configured are "default", "default", "spark"/],
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
