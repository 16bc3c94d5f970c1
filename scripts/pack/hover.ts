/**
 * Tests what editors show of the npm package: hovers and completions of TypeScript's language service.
 *
 * @module
 */
import ts from "typescript";

/** A position in a program, and what an editor must show there. */
export interface HoverCase {
  readonly what: string;
  /** The program, with `|` at the position. */
  readonly code: string;
  /** Parts that the hover, or the list of completions, must contain. */
  readonly shows: readonly (string | RegExp)[];
  /** Parts that it must not contain. */
  readonly hides?: readonly (string | RegExp)[];
  readonly isCompletion?: true;
}

const READ = 'import { Config } from "@flyte-ts/config";\nconst config = await Config.auto();\n';
const READ_V2 = 'import { Config } from "@flyte-ts/config/v2";\nconst config = await Config.auto();\n';
const IMAGE_V2 = 'import { Image } from "@flyte-ts/config/v2";\n';

const CASES: readonly HoverCase[] = [
  {
    what: "a setting: its documentation, default, variable and keys",
    code: `${READ}config.platform.en|dpoint;`,
    shows: ["endpoint: string", "Flyte", "localhost:30080", "FLYTE_PLATFORM_URL", "admin.endpoint", "platform.url"],
    hides: ["SettingFields", "KindTypes", "InferSection"],
  },
  {
    what: "a setting of storage",
    code: `${READ}config.dataConfig.s3.re|tries;`,
    shows: ["retries: number", "3", "FLYTE_AWS_RETRIES", "aws.retries"],
    hides: ["SettingFields", "KindTypes"],
  },
  {
    what: "a setting of flyte 2: its documentation, variable and key",
    code: `${READ_V2}config.platform.en|dpoint;`,
    shows: [/endpoint: string/, "FLYTE_ADMIN_ENDPOINT", "admin.endpoint"],
    hides: ["SettingFields", "KindTypes"],
  },
  {
    what: "a parameter, after a hyphen, which editors strip",
    code: 'import { parseReference } from "@flyte-ts/config/image";\nparse|Reference("debian");',
    shows: [/^@param \w+ - \w/m, "@returns", "@throws {FlyteConfigError} `reference_name_empty`"],
    hides: [/^@param \w+ –/m],
  },
  { what: "the class of a section", code: `${READ}config.pla|tform;`, shows: ["platform: PlatformConfig"] },
  {
    what: "the class of a storage section",
    code: `${READ}config.dataConfig.s|3;`,
    shows: [/s3: S3Config$/m],
    hides: ["readonly secretAccessKey", "Resolved"],
  },
  {
    what: "an option: its documentation",
    code: 'import { PlatformConfig } from "@flyte-ts/config";\nnew PlatformConfig({ in|secure: true });',
    shows: [/insecure\?: boolean/, "TLS"],
    hides: ["SettingFields", "KindTypes"],
  },
  {
    what: "a fluent method: Image, not this or a base class",
    code: `${IMAGE_V2}Image.fromBase("debian").withPip|Packages("pandas");`,
    shows: [/withPipPackages(?:<Image<"extendable">>)?\(.*\): Image(?:<"extendable">)?$/m, "Python packages"],
    hides: ["ImageInstalls", "ImageChanges", "): this"],
  },
  {
    what: "a chain of methods",
    code: `${IMAGE_V2}const im|age = Image.fromBase("debian").withPipPackages("pandas").withEnvVars({});`,
    shows: [/^const image: Image(?:<"extendable">)?$/m],
  },
  {
    what: "a method of ImageSpec",
    code: 'import { ImageSpec } from "@flyte-ts/config";\nnew ImageSpec({ name: "app" }).with|Packages("pandas");',
    shows: [/withPackages\(.*\): ImageSpec$/m],
    hides: ["ImageSpecChanges"],
  },
  {
    what: "names of settings in explain",
    code: `${READ}config.explain("|");`,
    shows: ["platform.endpoint", "platform.insecure", "dataConfig.s3.retries", "localSandboxPath"],
    isCompletion: true,
  },
  {
    what: "names of settings of flyte 2 in explain",
    code: `${READ_V2}config.explain("|");`,
    shows: ["platform.endpoint", "image.registry"],
    isCompletion: true,
  },
  {
    what: "names of settings in explain of a section",
    code: `${READ}config.platform.explain("|");`,
    shows: ["endpoint", "insecure"],
    isCompletion: true,
  },
];

const OPTIONS: ts.CompilerOptions = {
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2022.d.ts"],
  types: [],
  strict: true,
};

/**
 * Checks what an editor shows.
 *
 * @param directory – A directory with the package in its `node_modules`, with a slash at its end.
 * @param cases – The positions, and what an editor must show there.
 * @returns A line for each case that fails, and the number of cases.
 */
export function checkHovers(
  directory: string,
  cases: readonly HoverCase[] = CASES,
): { readonly failures: readonly string[]; readonly count: number } {
  const file = `${directory}hover.ts`;
  let text = "";
  let version = 0;
  const host: ts.LanguageServiceHost = {
    getCompilationSettings: () => OPTIONS,
    getScriptFileNames: () => [file],
    getScriptVersion: (name) => name === file ? `${version}` : "0",
    getScriptSnapshot(name) {
      const content = name === file ? text : ts.sys.readFile(name);
      return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
    },
    getCurrentDirectory: () => directory,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (name) => name === file || ts.sys.fileExists(name),
    readFile: (name) => name === file ? text : ts.sys.readFile(name),
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
  };
  const service = ts.createLanguageService(host);
  const failures: string[] = [];
  for (const { what, code, shows, hides = [], isCompletion } of cases) {
    const at = code.indexOf("|");
    text = code.slice(0, at) + code.slice(at + 1);
    version++;
    const shown = isCompletion ? completions(service, file, at) : hover(service, file, at);
    const missing = shows.filter((each) => !has(shown, each));
    const surplus = hides.filter((each) => has(shown, each));
    if (missing.length + surplus.length === 0) continue;
    const problems = [
      ...missing.length === 0 ? [] : [`lacks ${missing.join(", ")}`],
      ...surplus.length === 0 ? [] : [`should not have ${surplus.join(", ")}`],
    ];
    failures.push(`${what}: ${problems.join(" and ")}; it shows\n${shown.slice(0, 1500).replace(/^/gm, "    ")}`);
  }
  return { failures, count: cases.length };
}

function has(shown: string, part: string | RegExp): boolean {
  return typeof part === "string" ? shown.includes(part) : part.test(shown);
}

function hover(service: ts.LanguageService, file: string, at: number): string {
  const info = service.getQuickInfoAtPosition(file, at);
  if (info === undefined) return "nothing";
  const tags = (info.tags ?? []).map(({ name, text }) => `@${name} ${ts.displayPartsToString(text)}`);
  return [ts.displayPartsToString(info.displayParts), ts.displayPartsToString(info.documentation), ...tags].join("\n");
}

function completions(service: ts.LanguageService, file: string, at: number): string {
  const found = service.getCompletionsAtPosition(file, at, {})?.entries ?? [];
  return found.map(({ name }) => name).join("\n") || "nothing";
}

if (import.meta.main) {
  // On its own, with the package that was built last: `.work/consumer/` of `deno task pack`, or a directory.
  const directory = Deno.args[0] ?? new URL("../../.work/consumer/", import.meta.url).pathname;
  const { failures, count } = checkHovers(directory);
  for (const failure of failures) console.log(failure);
  console.log(`${count - failures.length} of ${count} are right`);
  if (failures.length > 0) Deno.exit(1);
}
