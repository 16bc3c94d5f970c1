/**
 * Runs `schema`.
 *
 * @module
 */
import { publishedSchema, schemaFiles } from "../../diagnostics/published_schema.ts";
import { FlyteConfigError } from "../../errors.ts";
import { SCHEMAS } from "../../settings/published.ts";
import type { SchemaOptions } from "../commands/schema.ts";
import type { Session } from "../session.ts";

/** Prints a schema, its address, or a setting with it. */
export function schema(this: Session, { flytekit, flyte2, url, vscode }: SchemaOptions): void {
  if (url && vscode) throw new FlyteConfigError("invalid_argument", "use either --url or --vscode");
  const name = flytekit === flyte2 ? "all" : flytekit ? "flytekit" : "flyte";
  if (url) return this.print(SCHEMAS[name]);
  if (vscode) return this.printJson({ "yaml.schemas": { [SCHEMAS[name]]: schemaFiles(name) } });
  this.printJson(publishedSchema(name));
}
