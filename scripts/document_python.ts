/**
 * Writes docs/cheat_sheet.md, the Python names with their counterparts, from the docstrings of the exports. With `--check`,
 * fails if it is out of date.
 *
 * @module
 */
import config from "../deno.json" with { type: "json" };
import { run } from "./tools/run.ts";

const FILE = "docs/cheat_sheet.md";

/** The entry points whose exports have counterparts in Python, and the Python library of each. */
const PRODUCTS = [
  ["flytekit", "@flyte-ts/config", [".", "./image-spec"]],
  ["flyte 2", "@flyte-ts/config/v2", ["./v2", "./v2/image"]],
  ["The Flyte API", "@flyte-ts/config/api", ["./api"]],
] as const;

/** Base classes, whose members all classes of their kind have. */
const BASES: readonly string[] = ["FlyteSection", "WireRecord"];

/** A declaration as `deno doc --json` describes it. */
interface Documented {
  readonly name?: string;
  readonly isStatic?: boolean;
  readonly jsDoc?: { readonly doc?: string };
  readonly kind?: string;
}

interface Declaration extends Documented {
  readonly def?: Readonly<Partial<Record<"methods" | "properties" | "constructors", readonly Documented[]>>>;
}

interface Output {
  readonly nodes: Readonly<
    Record<string, {
      readonly symbols: readonly { readonly name: string; readonly declarations: readonly Declaration[] }[];
    }>
  >;
}

type Row = readonly [python: string, typescript: string];

async function rowsOf(entry: keyof typeof config.exports): Promise<readonly Row[]> {
  const output = await run(Deno.execPath(), ["doc", "--json", config.exports[entry]]);
  const { nodes } = JSON.parse(output) as Output;
  // A definition is data; its class is the counterpart.
  const symbols = Object.values(nodes).flatMap(({ symbols }) => symbols).filter(({ name }) =>
    !/^[a-z]\w*Definition$/.test(name)
  );
  return symbols.flatMap(({ name, declarations }) =>
    declarations.flatMap((declaration) => {
      const { methods = [], properties = [] } = declaration.def ?? {};
      const python = pythonName(declaration);
      const own: readonly Row[] = python === undefined
        ? []
        : [[python, declaration.kind === "function" ? `${name}()` : name]];
      const members = [...methods, ...properties].flatMap((member): readonly Row[] => {
        const named = pythonName(member);
        if (named === undefined) return [];
        const subject = BASES.includes(name) ? "X" : name;
        const call = member.kind === "method" ? "()" : "";
        return [[
          qualified(named, python),
          `${member.isStatic ? subject : instanceName(subject)}.${member.name}${call}`,
        ]];
      });
      return [...own, ...members];
    })
  );
}

/** Removes what is in several entry points, and sorts by the name in Python. */
function sorted(rows: readonly Row[]): readonly Row[] {
  const unique = new Map(rows.map((row) => [row.join(), row]));
  return [...unique.values()].sort(([one], [other]) => one < other ? -1 : one > other ? 1 : 0);
}

function pythonName({ jsDoc }: Documented): string | undefined {
  return jsDoc?.doc?.match(/\bPython:\s+(`[^`]+`(?:[,;] [^`\n]*`[^`]+`)*)/)?.[1]?.replaceAll("`", "");
}

/** `serialized_context` of a class is `….SerializationSettings.serialized_context`. */
function qualified(name: string, owner: string | undefined): string {
  const [first, ...rest] = name.split(".");
  if (owner === undefined || !/^[\w.]+$/.test(name)) return name;
  if (rest.length === 0) return `${owner}.${name}`;
  return owner.endsWith(`.${first}`) ? [owner, ...rest].join(".") : name;
}

/** `serializationSettings` for `SerializationSettings`. */
function instanceName(name: string): string {
  return name.replace(/^[A-Z]+(?=[A-Z][a-z]|$)|^[A-Z]/, (start) => start.toLowerCase());
}

async function text(): Promise<string> {
  const parts = [
    "<!-- Written by scripts/document_python.ts from the docstrings: `deno task docs:write`. -->\n",
    "# Python to TypeScript\n",
    "The functions, classes and methods of the Python libraries, and what does the same here. Names follow the languages:",
    "`default_image` is `defaultImage`, while names in files, contexts and JSON stay as they are. Values are immutable, and",
    "what reads files or asks registries is asynchronous. `X` is any of the classes with sections or fields.\n",
  ];
  for (const [title, specifier, entries] of PRODUCTS) {
    const found = (await Promise.all(entries.map(rowsOf))).flat();
    const rows = sorted(found).map(([python, typescript]) => `| \`${python}\` | \`${typescript}\` |`);
    parts.push(`## ${title}\n`, `From \`${specifier}\`:\n`, "| Python | TypeScript |", "| --- | --- |", ...rows, "");
  }
  return parts.join("\n");
}

const written = await text();
if (!Deno.args.includes("--check")) await Deno.writeTextFile(FILE, written);
else if (await Deno.readTextFile(FILE) !== written) {
  console.error(`${FILE} is out of date; run: deno task docs:write`);
  Deno.exit(1);
}
