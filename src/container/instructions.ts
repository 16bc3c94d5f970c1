/**
 * Writes the instructions of a Dockerfile.
 *
 * @module
 */
import { assignment, checkText, isPlainLine, jsonForm, shellWord } from "./escape.ts";
import type { BuildSecret } from "./rendered_image.ts";

/** Sets the paths at which machines with NVIDIA GPUs mount programs and libraries. */
export const NVIDIA = `ENV PATH="$PATH:/usr/local/nvidia/bin:/usr/local/cuda/bin" \\
    LD_LIBRARY_PATH="/usr/local/nvidia/lib64\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"`;

const NEXT = " \\\n    ";

/** Runs shell commands, each only if the previous one succeeded. */
export function run(steps: readonly string[], mounts: readonly string[] = []): string {
  const head = ["RUN", ...mounts.map((mount) => `--mount=${mount}`)].join(NEXT);
  const end = mounts.length === 0 ? " " : NEXT;
  if (steps.every(isPlainLine)) return `${head}${end}${steps.join(` &&${NEXT}`)}`;
  return `${head}${end}${jsonForm(["/bin/sh", "-c", steps.join(" && ")])}`;
}

/** Groups a shell command, so that a comment or `||` in it does not affect other commands. */
export function grouped(line: string): string {
  const isSimple = /^[\w./:@%+=, "'-]*$/.test(line) && /^\w/.test(line);
  return isSimple ? line : `{ ${line}\n}`;
}

/** Installs Debian packages after the steps `before`; `field` names the packages in errors. */
export function installDebian(
  field: string,
  names: readonly string[],
  before: readonly string[] = [],
  mounts: readonly string[] = [],
): readonly string[] {
  const packages = names.flatMap((name, index) => {
    return checkText(`${field}[${index}]`, name).trim().split(/\s+/).filter((word) => word !== "");
  });
  if (packages.length === 0) return [];
  const install = "DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends";
  const steps = [...before, "apt-get update", `${install} ${packages.map(shellWord).join(" ")}`];
  return [run(steps, [mountCache("apt", "/var/cache/apt"), ...mounts])];
}

/** Sets environment variables in one instruction, so that they do not refer to each other. */
export function env(values: readonly (readonly [name: string, value: string])[], expands: boolean): readonly string[] {
  if (values.length === 0) return [];
  return [`ENV ${values.map(([name, value]) => assignment(name, value, expands)).join(NEXT)}`];
}

/** Returns the mount of a path of another image. */
export function mountFrom(stage: string, source: string, target: string): string {
  return `type=bind,from=${stage},source=${source},target=${target}`;
}

/** Returns the mount of a path of the build context; what a command writes to it is discarded. */
export function mountContext(source: string, target: string, isWritable: boolean = false): string {
  return `type=bind,source=${source},target=${target}${isWritable ? ",rw" : ""}`;
}

/** Returns the mount of a directory that is kept between builds. */
export function mountCache(id: string, target: string): string {
  return `type=cache,id=flyte-${id},sharing=locked,mode=0777,target=${target}`;
}

/** Returns the mount of uv's cache. */
export function mountUvCache(): string {
  return mountCache("uv", "/root/.cache/uv");
}

/** Returns the mount of a secret. */
export function mountSecret({ id, target }: BuildSecret): string {
  return `type=secret,id=${id},target=${target}`;
}

const INSTRUCTION =
  /^\s*(ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)\s/;

/** Returns the Dockerfile instruction that a shell command begins with by mistake, if it does. */
export function leadingInstruction(command: string): string | undefined {
  return INSTRUCTION.exec(command)?.[1];
}

/** Image that has `/uv`. It is a recent one, since an old uv rejects the lock files of a new one. */
export const UV_IMAGE = "ghcr.io/astral-sh/uv:0.13.4";
