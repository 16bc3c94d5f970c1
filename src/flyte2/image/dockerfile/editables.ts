/**
 * What a project of uv needs that is in folders of its own: packages by path, such as members of a workspace.
 *
 * @module
 */
import type { ContextEntry } from "../../../container/rendered_image.ts";
import { FlyteConfigError, type Issue } from "../../../errors.ts";
import { resolvesInside } from "../../../files/walk.ts";
import type { Host } from "../../../runtime/host.ts";
import { readText } from "../../../runtime/read_file.ts";
import { isObject } from "../../../python/json_value.ts";
import { pathBelow, pathParent, purePath } from "../../../python/paths.ts";
import { quoted } from "../../../text/quote.ts";
import type { Layer } from "../layers.ts";
import { parseToml } from "../toml.ts";

/** What belongs beside a Dockerfile, and what cannot be there. */
export interface Editables {
  /** The folders. */
  readonly context: readonly ContextEntry[];
  /** Packages that are outside of the project. */
  readonly warnings: readonly Issue[];
}

/** The folders of packages that lock files name. flyte asks `uv export` for them. Rejects with `image_layer_invalid`. */
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
        const message = `${at}: ${JSON.stringify(path)} is outside of the project, and is not there when it is built`;
        warnings.push({ code: "not_used", path: at, message });
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

/** The paths of packages, but for the project itself. */
function pathsIn(file: string, text: string): readonly string[] {
  const lock = parseToml(text, (what, line) => {
    const message = `${quoted(file)} is not valid TOML in line ${line}: ${what}; uv lock writes it again`;
    return new FlyteConfigError("image_layer_invalid", message);
  });
  const packages = Array.isArray(lock.package) ? lock.package : [];
  const paths = packages.flatMap((one: unknown) => {
    const source = isObject(one) ? one.source : undefined;
    const path = isObject(source) ? source.editable ?? source.directory ?? source.virtual : undefined;
    return typeof path === "string" ? [purePath(path)] : [];
  });
  return [...new Set(paths)].filter((path) => path !== ".");
}
