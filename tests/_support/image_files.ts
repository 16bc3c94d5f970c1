/**
 * Images of both products, as files that commands read.
 *
 * @module
 */
import { Image } from "../../v2.ts";

/** An ImageSpec of YAML. */
export const SPEC_YAML = `name: app
registry: ghcr.io/acme
python_version: "3.12"
platform: linux/amd64
requirements: requirements.txt
copy: [src]
env: {MODE: fast}
`;

/** An image of flyte 2. */
export const FLYTE2_IMAGE: Image<"extendable"> = Image.fromBase("debian:12")
  .clone({ registry: "ghcr.io/acme", name: "two", extendable: true })
  .withSourceFolder("src");

/** The files of a project with both. */
export const PROJECT: Readonly<Record<string, string>> = {
  "/work/image.yaml": SPEC_YAML,
  "/work/image.json": JSON.stringify(FLYTE2_IMAGE.toDict()),
  "/work/requirements.txt": "pandas\n",
  "/work/src/a.py": "print(1)\n",
};
