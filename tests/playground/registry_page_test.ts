import assert from "node:assert/strict";
import { parseReference } from "../../mod.ts";
import { registryPage } from "../../site/playground/src/engine/registry_page.ts";

const PAGES: Readonly<Record<string, string | undefined>> = {
  "python:3.12": "https://hub.docker.com/_/python",
  "apache/spark": "https://hub.docker.com/r/apache/spark",
  "ghcr.io/flyteorg/flytekit:py3.12": "https://ghcr.io/flyteorg/flytekit",
  "quay.io/acme/app": "https://quay.io/repository/acme/app?tab=tags",
  "public.ecr.aws/acme/app": "https://gallery.ecr.aws/acme/app",
  "123456789012.dkr.ecr.us-east-1.amazonaws.com/team/app":
    "https://us-east-1.console.aws.amazon.com/ecr/repositories/private/123456789012/team/app?region=us-east-1",
  "europe-docker.pkg.dev/acme/images/team/app":
    "https://console.cloud.google.com/artifacts/docker/acme/europe/images/team%252Fapp",
  "gcr.io/acme/app": "https://gcr.io/acme/app",
  "acme.azurecr.io/app": undefined,
  "localhost:5000/app": undefined,
  "quay.io.acme.com/app": undefined,
};

for (const [reference, url] of Object.entries(PAGES)) {
  Deno.test(`the page of ${reference} is ${url}`, () => {
    assert.equal(registryPage(parseReference(reference)).url, url);
  });
}
