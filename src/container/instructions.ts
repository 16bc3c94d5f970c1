/**
 * The instructions of a Dockerfile.
 *
 * @module
 */
import { assignment, checkText, isPlainLine, jsonForm, shellWord } from "./escape.ts";
import type { BuildSecret } from "./rendered_image.ts";

/** Where machines with NVIDIA's cards have programs and libraries; there may be none. */
export const NVIDIA = `ENV PATH="$PATH:/usr/local/nvidia/bin:/usr/local/cuda/bin" \\
    LD_LIBRARY_PATH="/usr/local/nvidia/lib64\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"`;

const NEXT = " \\\n    ";

/** Runs lines of a shell, each if that before it succeeded. */
export function run(steps: readonly string[], mounts: readonly string[] = []): string {
  const head = ["RUN", ...mounts.map((mount) => `--mount=${mount}`)].join(NEXT);
  const end = mounts.length === 0 ? " " : NEXT;
  if (steps.every(isPlainLine)) return `${head}${end}${steps.join(` &&${NEXT}`)}`;
  return `${head}${end}${jsonForm(["/bin/sh", "-c", steps.join(" && ")])}`;
}

/** A line of a shell that stays one step among others: a comment at its end or an "or" within stays its own. */
export function grouped(line: string): string {
  const isSimple = /^[\w./:@%+=, "'-]*$/.test(line) && /^\w/.test(line);
  return isSimple ? line : `{ ${line}\n}`;
}

/** Installs Debian packages; `field` is what names them, and `before` are steps before it. */
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

/** Sets environment variables together, so that they do not see each other. */
export function env(values: readonly (readonly [name: string, value: string])[], expands: boolean): readonly string[] {
  if (values.length === 0) return [];
  return [`ENV ${values.map(([name, value]) => assignment(name, value, expands)).join(NEXT)}`];
}

/** What a `RUN` sees of another image. */
export function mountFrom(stage: string, source: string, target: string): string {
  return `type=bind,from=${stage},source=${source},target=${target}`;
}

/** What a `RUN` sees of the context, and may write to if that is to be lost. */
export function mountContext(source: string, target: string, isWritable: boolean = false): string {
  return `type=bind,source=${source},target=${target}${isWritable ? ",rw" : ""}`;
}

/** A folder that outlives builds. */
export function mountCache(id: string, target: string): string {
  return `type=cache,id=flyte-${id},sharing=locked,mode=0777,target=${target}`;
}

/** The cache of uv. */
export function mountUvCache(): string {
  return mountCache("uv", "/root/.cache/uv");
}

/** How a `RUN` sees a secret. */
export function mountSecret({ id, target }: BuildSecret): string {
  return `type=secret,id=${id},target=${target}`;
}

const INSTRUCTION =
  /^\s*(ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)\s/;

/** The instruction with which a command begins that was meant for a shell, which would take it for a program. */
export function leadingInstruction(command: string): string | undefined {
  return INSTRUCTION.exec(command)?.[1];
}

/** The image that has `/uv`. An old uv refuses the lock files of a new one, which reads those of old ones. */
export const UV_IMAGE = "ghcr.io/astral-sh/uv:0.13.4";
