/**
 * What the sources say of a setting, as it is written there.
 *
 * @module
 */
import { orderedObject } from "../python/json_value.ts";
import type { ConfigDocument } from "../formats/config_document.ts";
import type { IniDocument } from "../formats/ini/mod.ts";
import type { YamlPosition, YamlValue } from "../formats/yaml/mod.ts";
import { redact } from "../text/redact.ts";
import type { FileOrigin, Origin } from "./origin.ts";
import type { Setting } from "./registry.ts";

/** What settings are read from. */
export interface Sources {
  /** The value of an environment variable. */
  readonly env: (name: string) => string | undefined;
  /** The file, if there is one. */
  readonly document?: ConfigDocument | undefined;
}

/** A value as a source has it: a text, or anything from a YAML file. */
export interface Raw {
  /** Where it is. */
  readonly origin: Origin;
  /** The value. */
  readonly value: YamlValue;
}

/** What the environment says: the variables of a setting that are set, those of more weight first. */
export function rawEnvs({ envs }: Setting, sources: Sources): readonly Raw[] {
  return envs.flatMap((name): readonly Raw[] => {
    const value = sources.env(name);
    return value === undefined ? [] : [{ origin: { source: "env", name }, value }];
  });
}

/** What the file says. Throws `IniError` for a value whose interpolation fails. */
export function rawFile({ ini, yaml, definition }: Setting, { document }: Sources): Raw | undefined {
  if (document?.format === "yaml") {
    const found = yaml && document.yaml.at(yaml);
    return found && { origin: fileOrigin(document.name, found, yaml.join(".")), value: found.value };
  }
  if (document === undefined || ini === undefined) return undefined;
  const [section, option] = ini;
  if (definition.type === "map") return rawMap(document.ini, document.name, section);
  const found = document.ini.get(section, option);
  return found && { origin: fileOrigin(document.name, found, ini.join(".")), value: found.value };
}

function rawMap(ini: IniDocument, file: string, section: string): Raw | undefined {
  const items = new Map(ini.items(section)?.map((item) => [item.option, item]));
  if (items.size === 0) return undefined;
  // flytekit goes by `options`, which lists a section's own options first, and then those of [DEFAULT].
  const ordered = ini.options(section)!.map((option) => items.get(option)!);
  const value = orderedObject(ordered.map((item) => [item.option, item.value]), null);
  const { name, option } = ordered[0]!;
  return { origin: fileOrigin(file, nameSpan(name, option.length), section), value };
}

/** Where something is, and where it ends if that is known. */
type Span = Place & { readonly end?: Place | undefined };
type Place = Pick<YamlPosition, "line" | "column">;

/** The span of a name, which ends where its last character does. */
export function nameSpan({ line, column }: Place, length: number): Span {
  return { line, column, end: { line, column: column + length } };
}

/** A position in a file, as an origin. */
export function fileOrigin(file: string, { line, column, end }: Span, key: string): FileOrigin {
  return {
    source: "file",
    file: redact(file),
    line,
    column,
    ...end && { endLine: end.line, endColumn: end.column },
    key,
  };
}
