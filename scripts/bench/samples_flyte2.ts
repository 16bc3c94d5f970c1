/**
 * Images of flyte 2 to measure with, the same as in `flyte2_bench.py`.
 *
 * @module
 */
import { Image, Secret } from "../../v2.ts";

/** A method that adds a layer, here and in flyte. */
export type ImageStep =
  | { readonly pip: readonly string[]; readonly indexUrl?: string; readonly pre?: boolean }
  | { readonly apt: readonly string[] }
  | { readonly env: Readonly<Record<string, string>> }
  | { readonly commands: readonly string[]; readonly secret?: string }
  | { readonly workdir: string };

/** Base and name of the sample. */
export const SAMPLE_IMAGE = { base: "debian:12", registry: "ghcr.io/acme", name: "trainer" } as const;

/** Base and name of the image with files. */
export const TREE_IMAGE = { base: "debian:12", name: "tree" } as const;

/** Twenty typical layers without files. */
export const IMAGE_STEPS: readonly ImageStep[] = Array.from({ length: 4 }, (_, index): readonly ImageStep[] => [
  { apt: ["git", "build-essential", `libfoo${index}-dev`] },
  {
    pip: ["pandas==2.2.3", "numpy==2.1.3", `torch==2.5.${index}`],
    indexUrl: `https://download.pytorch.org/whl/${index}`,
    pre: index % 2 === 0,
  },
  { env: { LOG_LEVEL: "debug", GREETING: 'it\'s "me"', CITY: `Zürich ${index}` } },
  { commands: ["mkdir -p /data", `echo 'ready ${index}'`], secret: "TOKEN" },
  { workdir: `/srv/app_${index}` },
]).flat();

/** The sample with these layers. */
export function makeImage(steps: readonly ImageStep[]): Image<"extendable"> {
  const { base, registry, name } = SAMPLE_IMAGE;
  return steps.reduce(withStep, Image.fromBase(base).clone({ registry, name, extendable: true }));
}

function withStep(image: Image<"extendable">, step: ImageStep): Image<"extendable"> {
  if ("pip" in step) return image.withPipPackages(...step.pip, { indexUrl: step.indexUrl, pre: step.pre });
  if ("apt" in step) return image.withAptPackages(...step.apt);
  if ("env" in step) return image.withEnvVars(step.env);
  if ("workdir" in step) return image.withWorkdir(step.workdir);
  return image.withCommands(step.commands, { secretMounts: step.secret && new Secret(step.secret) });
}
