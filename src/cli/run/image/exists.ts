/**
 * Runs `image exists`.
 *
 * @module
 */
import { printable } from "../../../text/quote.ts";
import type { Existence } from "../../../oci/existence.ts";
import type { ImageExistsOptions } from "../../commands/image.ts";
import { EXIT } from "../../exit_codes.ts";
import { withProgress } from "../../output/progress.ts";
import type { Session } from "../../session.ts";
import type { DescribedImage } from "./described_image.ts";
import { readImage } from "./read.ts";

const CODES = { present: EXIT.ok, absent: EXIT.no, unknown: EXIT.unknown } as const;

/** Prints whether the registry has an image. Rejects as {@linkcode readImage} and naming the image do. */
export async function exists(this: Session, options: ImageExistsOptions, path: string): Promise<void> {
  const { quiet, json, insecureRegistry } = options;
  const image = await readImage(this, path, options);
  const [imageName, existence] = await withProgress(this, { title: "Asking the registry", quiet }, async (step) => {
    const imageName = await image.imageName();
    step(imageName);
    return [imageName, await queryRegistry(this, image, insecureRegistry)] as const;
  });
  this.terminal.signal.throwIfAborted();
  const { state } = existence;
  this.exitWith(CODES[state]);
  if (!json) return this.print(printable(answer(imageName, existence)));
  this.printJson({ image: imageName, ...existence, cause: undefined });
}

/** Asks the registry of an image. Rejects as naming the image does. */
export async function queryRegistry(
  { host, terminal }: Session,
  image: DescribedImage,
  insecureRegistries: readonly string[] | undefined,
): Promise<Existence> {
  const { RegistryClient } = await import("../../../oci/registry_client.ts");
  const client = new RegistryClient({ host, authFile: image.authFile, insecureRegistries });
  return await image.existence(client, terminal.signal);
}

function answer(imageName: string, existence: Existence): string {
  if (existence.state === "present") return `${imageName} exists (${existence.digest})`;
  if (existence.state === "absent") return `${imageName} does not exist`;
  return `could not determine whether ${imageName} exists: ${existence.message}`;
}
