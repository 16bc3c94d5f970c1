/**
 * The packages that a uv project names by path, such as members of a workspace.
 *
 * @module
 */
import type { ContextEntry } from "../../../container/rendered_image.ts";
import { type Issue, makeIssue } from "../../../errors.ts";
import { resolvesInside } from "../../../files/walk.ts";
import { isObject } from "../../../python/json_value.ts";
import { pathBelow, pathParent, purePath } from "../../../python/paths.ts";
import type { Host } from "../../../runtime/host.ts";
import { readText } from "../../../runtime/read_file.ts";
import { quoted } from "../../../text/quote.ts";
import { invalidLayer } from "../layers/layer.ts";
import type { Layer } from "../layers/mod.ts";
import { parseToml } from "../toml.ts";

/** The packages of an image that are named by path. */
export interface Editables {
  /** Their directories, for the build context. */
  readonly context: readonly ContextEntry[];
  /** Packages that are outside of their project, and cannot be copied. */
  readonly warnings: readonly Issue[];
}

/**
 * Finds the packages that lock files name by path; flyte 2 runs `uv export` instead. Rejects with
 * `image_layer_invalid`.
 */
export async function readEditables(host: Host, layers: readonly Layer[]): Promise<Editables> {
  const context: ContextEntry[] = [];
  const warnings: Issue[] = [];
  for (const [index, layer] of layers.entries()) {
    if (layer.type !== "UVProject" || layer.projectInstallMode !== "dependencies_only" || layer.uvlock == null) {
      continue;
    }
    for (const path of pathsIn(layer.uvlock, await readText(host, layer.uvlock, "requirements"))) {
      const project = pathParent(layer.pyproject);
      const isBelow = !path.startsWith("/") && !path.split("/").includes("..");
      if (!isBelow || !await resolvesInside(host, pathBelow(project, path), project)) {
        const at = `layers[${index}].uvlock`;
        const message = `${at}: ${quoted(path)} is outside of the project, and not copied into the image`;
        warnings.push(makeIssue("not_used", message, at));
      } else {
        context.push({
          kind: "sources",
          path: `layers/${index}/${path}`,
          source: pathBelow(project, path),
          rules: "package",
          within: project,
        });
      }
    }
  }
  return { context, warnings };
}

/** The paths of packages, except that of the project itself. */
function pathsIn(file: string, text: string): readonly string[] {
  const lock = parseToml(text, (what, line) => {
    return invalidLayer(`${quoted(file)}: invalid TOML on line ${line}: ${what}; run uv lock to write it again`);
  });
  const packages = Array.isArray(lock.package) ? lock.package : [];
  const paths = packages.flatMap((one: unknown) => {
    const source = isObject(one) ? one.source : undefined;
    const path = isObject(source) ? source.editable ?? source.directory ?? source.virtual : undefined;
    return typeof path === "string" ? [purePath(path)] : [];
  });
  return [...new Set(paths)].filter((path) => path !== ".");
}
