/**
 * Runs `convert`.
 *
 * @module
 */
import { diagnose } from "../../diagnostics/diagnose.ts";
import { searchFiles } from "../../diagnostics/search.ts";
import { secretsIn } from "../../diagnostics/written_secrets.ts";
import { FlyteConfigError } from "../../errors.ts";
import { formatOf } from "../../formats/config_document.ts";
import { createFile } from "../../runtime/change_files.ts";
import type { SettingIssue } from "../../settings/issues.ts";
import { type NotCarried, notCarriedText } from "../../settings/write/write.ts";
import { quotedPath } from "../../text/quote.ts";
import type { ConvertOptions } from "../commands/convert.ts";
import { noteIssues } from "../output/issues.ts";
import type { Session } from "../session.ts";
import { noFileFound } from "./no_file_found.ts";

/** A converted file. */
interface Conversion {
  readonly source: string;
  /** Whether the source is a file. */
  readonly isFile: boolean;
  readonly text: string;
  readonly notCarried: readonly NotCarried[];
  readonly issues: readonly SettingIssue[];
}

/** Prints or writes a converted file. Rejects as reading, converting and writing do, and with `file_exists`. */
export async function convert(this: Session, options: ConvertOptions, file?: string): Promise<void> {
  const { source, isFile, text, notCarried, issues } = await converted(this, options, file);
  const target = options.output ?? (options.write ? beside(source) : undefined);
  let backup: string | undefined;
  if (target === undefined) this.print(withoutSecrets(text, options).trimEnd());
  else backup = await createFile(this.host, target, text, { force: options.force, like: isFile ? source : undefined });
  if (options.quiet) return;
  noteIssues(this, issues);
  for (const one of notCarried) this.note(`${this.errorStyle.yellow("warning:")} not carried: ${notCarriedText(one)}`);
  // flytekit has more names for some values.
  for (const { severity, message } of diagnose(text, { name: "config.yaml", versions: ["flyte2"] })) {
    if (severity === "error") this.note(`${this.errorStyle.yellow("warning:")} flyte 2 cannot read it: ${message}`);
  }
  if (target === undefined) return;
  this.note(`wrote ${quotedPath(target)}`);
  if (backup !== undefined) this.note(`kept a copy of the file that was there: ${quotedPath(backup)}`);
  for (const step of await nextSteps(this, source, target)) this.note(step);
}

async function converted(
  session: Session,
  { fromEnvFile, flyte2 }: ConvertOptions,
  file?: string,
): Promise<Conversion> {
  if (fromEnvFile !== undefined) {
    if (file !== undefined) throw new FlyteConfigError("invalid_argument", "convert either a file or --from-env-file");
    const { name, text } = await session.readInput(fromEnvFile);
    const { Config } = flyte2
      ? await import("../../flyte2/config/config.ts")
      : await import("../../flytekit/config/config.ts");
    const config = Config.from({ env: session.terminal.parseEnv(text), unknownVariables: true });
    const { issues } = config;
    const notCarried = config.notCarried("yaml");
    return { source: name, isFile: fromEnvFile !== "-", text: config.toYaml({ schema: true }), notCarried, issues };
  }
  if (flyte2) {
    throw new FlyteConfigError("invalid_argument", "--flyte2 is for --from-env-file; only flytekit reads INI files");
  }
  const source = await session.readConfigFile(file ?? await foundFile(session));
  if (formatOf(source.name) === "yaml") {
    throw new FlyteConfigError(
      "invalid_argument",
      `${quotedPath(source.name)} is a YAML file; there is nothing to convert`,
    );
  }
  const { convertToYaml } = await import("../../flytekit/config/convert.ts");
  return { source: source.name, isFile: file !== "-", ...convertToYaml(source, { schema: true }) };
}

async function foundFile({ host }: Session): Promise<string> {
  const search = await searchFiles(host, { versions: ["flytekit"] });
  const [found] = search.files;
  if (found === undefined) throw noFileFound(search, "pass the path of a file");
  return found.path;
}

/** Returns the text. Throws `invalid_argument` if it has a secret: what is printed may be recorded. */
function withoutSecrets(text: string, { flyte2 }: ConvertOptions): string {
  const secrets = secretsIn({ name: "config.yaml", text }, flyte2 ? "flyte2" : "flytekit");
  if (secrets.length === 0) return text;
  throw new FlyteConfigError(
    "invalid_argument",
    `the result has a secret (${secrets.join(", ")}), which is not printed; write a file with --write or --output`,
  );
}

function beside(source: string): string {
  return `${source.slice(0, source.lastIndexOf("/") + 1)}config.yaml`;
}

/** Returns what there is to do until flytekit reads the new file. */
async function nextSteps({ host }: Session, source: string, target: string): Promise<string[]> {
  const usedBy = async (without?: string) => {
    const { files } = await searchFiles(host, { versions: ["flytekit"], without }).catch(() => ({ files: [] }));
    return files[0]?.path;
  };
  const real = async (path: string) => await host.realPath?.(path) ?? path;
  const isTarget = async (path: string | undefined) => path !== undefined && await real(path) === await real(target);
  const used = await usedBy();
  if (await isTarget(used)) return [];
  const isShadowed = used !== undefined && await real(used) === await real(source).catch(() => source);
  const next = isShadowed ? await usedBy(source) : used;
  const steps: string[] = [];
  if (isShadowed) steps.push(`flytekit still reads ${quotedPath(used)}; remove it: rm ${quotedPath(used)}`);
  if (!await isTarget(next)) {
    const other = next === undefined ? "" : `, but ${quotedPath(next)}`;
    steps.push(`flytekit does not search ${quotedPath(target)}${other}; set FLYTECTL_CONFIG=${quotedPath(target)}`);
  }
  return steps;
}
