/**
 * The instructions of a Dockerfile.
 *
 * @module
 */
import { assignment, isPlainLine, jsonForm } from "./quote.ts";
import type { BuildSecret } from "./rendered.ts";

const NEXT = " \\\n    ";

/** Runs lines of a shell, each if that before it succeeded. */
export function run(steps: readonly string[], mounts: readonly string[] = []): string {
  const head = ["RUN", ...mounts.map((mount) => `--mount=${mount}`)].join(NEXT);
  const end = mounts.length === 0 ? " " : NEXT;
  if (steps.every(isPlainLine)) return `${head}${end}${steps.join(` &&${NEXT}`)}`;
  return `${head}${end}${jsonForm(["/bin/sh", "-c", steps.join(" && ")])}`;
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

/** What a `RUN` sees of the context. */
export function mountContext(source: string, target: string): string {
  return `type=bind,source=${source},target=${target}`;
}

/** A folder that outlives builds. */
export function mountCache(id: string, target: string): string {
  return `type=cache,id=flyte-${id},sharing=locked,mode=0777,target=${target}`;
}

/** How a `RUN` sees a secret. */
export function mountSecret({ id, target }: BuildSecret): string {
  return `type=secret,id=${id},target=${target}`;
}
