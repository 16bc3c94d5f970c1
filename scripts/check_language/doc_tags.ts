/** Checks the docstrings of everything that the entry points export: first sentences, tags, examples. */
import { ERROR_CODES } from "../../src/errors.ts";

/** A docstring that has to be changed. */
export interface TagProblem {
  readonly file: string;
  readonly line: number;
  /** What is wrong, and after a semicolon what to write. */
  readonly what: string;
}

// The parts of `deno doc --json` that are read here.
interface Tag {
  readonly kind: string;
  readonly name?: string;
  /** Of `@throws`; its name depends on the release of Deno. */
  readonly type?: string;
  readonly tsType?: { readonly repr?: string };
  readonly doc?: string;
}
interface JsDoc {
  readonly doc?: string;
  readonly tags?: readonly Tag[];
}
interface Param {
  readonly kind: "identifier" | "assign" | "object" | "array" | "rest";
  readonly name?: string;
  readonly left?: Param;
  readonly arg?: Param;
}
interface Callable {
  readonly params?: readonly Param[];
  readonly returnType?: { readonly kind: string; readonly repr?: string; readonly value?: unknown };
}
interface Member {
  readonly name?: string;
  readonly kind?: string;
  readonly location: { readonly filename: string; readonly line: number };
  readonly jsDoc?: JsDoc;
  readonly accessibility?: string;
  readonly functionDef?: Callable;
  readonly params?: readonly Param[];
  readonly returnType?: NonNullable<Callable["returnType"]>;
  readonly isOverride?: boolean;
}
interface Declaration extends Member {
  readonly declarationKind: string;
  readonly kind: string;
  readonly def?: Callable & {
    readonly extends?: string;
    readonly constructors?: readonly Member[];
    readonly properties?: readonly Member[];
    readonly methods?: readonly Member[];
    readonly tsType?: { readonly kind: string; readonly value?: Callable };
  };
}
interface Documentation {
  readonly nodes: Readonly<
    Record<
      string,
      { readonly symbols: readonly { readonly name: string; readonly declarations: readonly Declaration[] }[] }
    >
  >;
}

/** Errors by their base class, so that `@throws {SettingsError}` is accepted as well. */
const ERROR = /^(?:\w*Error)$/;
/** `` `code` – when …``, or several codes for one condition. */
const THROWS = /^(`\w+`(?:(?:, | or |, or )`\w+`)*) – (?:when|if)\b/;
/** Verbs in the third person, which descriptions of functions start with. */
const VERB =
  /^(?:Asynchronously )?(?!(?:This|Its|As|Is|Was|Has|Does|Takes|Gives|Tells|Says|Makes|Looks|Images|Names|Values)\b)[A-Z][a-z-]+s\b/;

/**
 * Checks what `deno doc --json` of the entry points says.
 *
 * @param json – The output of the command.
 * @param root – URL of the repository, with a slash at its end.
 * @returns The problems, ordered by file and line.
 */
export function checkTags(json: string, root: string): TagProblem[] {
  const found = new Map<string, TagProblem>();
  const { nodes } = JSON.parse(json) as Documentation;
  for (const { symbols } of Object.values(nodes)) {
    for (const { name, declarations } of symbols) {
      for (const declaration of declarations) {
        for (const problem of problemsOf(name, declaration)) {
          const at = { ...problem, file: problem.file.replace(root, "") };
          found.set(`${at.file}:${at.line}: ${at.what}`, at);
        }
      }
    }
  }
  return [...found.values()].sort((one, other) => one.file.localeCompare(other.file) || one.line - other.line);
}

function* problemsOf(name: string, declaration: Declaration): Generator<TagProblem> {
  const { kind, def = {} } = declaration;
  if (kind === "reference") return; // An export of another file, which has an entry of its own.
  const at = (member: Member, what: string): TagProblem => ({
    file: member.location.filename,
    line: member.location.line,
    what,
  });
  const isFunction = kind === "function";
  for (const what of summaryProblems(name, declaration.jsDoc, isFunction)) yield at(declaration, what);
  if ((isFunction || kind === "class") && !hasTag(declaration.jsDoc, "example")) {
    yield at(declaration, `${name} has no example; write @example with code that is run`);
  }
  if (isFunction) yield* callableProblems(name, declaration, def, false, at);
  if (kind === "typeAlias" && def.tsType?.kind === "fnOrConstructor") {
    yield* callableProblems(name, declaration, def.tsType.value ?? {}, false, at);
  }
  for (const member of def.constructors ?? []) {
    if (member.accessibility === "private" || hasTag(member.jsDoc, "internal")) continue;
    const called = `new ${name}()`;
    for (const what of summaryProblems(called, member.jsDoc, true)) yield at(member, what);
    yield* callableProblems(called, member, member, true, at);
  }
  for (const member of def.methods ?? []) {
    if (member.accessibility !== undefined && member.accessibility !== "public") continue;
    if (hasTag(member.jsDoc, "internal") || isImplementation(member, def.methods ?? [])) continue;
    const called = `${name}.${member.name}`;
    const isMethod = member.kind === "method";
    for (const what of summaryProblems(called, member.jsDoc, isMethod)) yield at(member, what);
    if (isMethod) yield* callableProblems(called, member, member.functionDef ?? member, false, at);
  }
  for (const member of def.properties ?? []) {
    if (member.accessibility !== undefined && member.accessibility !== "public") continue;
    if (hasTag(member.jsDoc, "internal")) continue;
    for (const what of summaryProblems(`${name}.${member.name}`, member.jsDoc, false)) yield at(member, what);
  }
}

/** Whether a method is the implementation of overloads, which editors do not show. */
function isImplementation(method: Member, methods: readonly Member[]): boolean {
  return method.jsDoc === undefined && methods.some(({ name, jsDoc }) => name === method.name && jsDoc !== undefined);
}

/** Problems of the description: none, no sentence, a sentence that does not say what the thing is. */
function* summaryProblems(name: string, jsDoc: JsDoc | undefined, isCallable: boolean): Generator<string> {
  const doc = jsDoc?.doc?.trim() ?? "";
  if (doc === "") return yield `${name} has no description; write one sentence in the third person`;
  const sentence = doc.split(/\n\s*\n/)[0]!.replaceAll("\n", " ");
  if (!/^[A-Z`{'"(\d]/.test(sentence)) yield `${name}: the description starts in lower case; write a sentence`;
  if (!/[.:!?)]`?$/.test(sentence)) yield `${name}: the first paragraph has no full stop; write a sentence`;
  if (isCallable && !VERB.test(sentence)) {
    yield `${name} starts with "${sentence.split(" ").slice(0, 3).join(" ")}"; write a verb in the third person: ` +
      "Returns …, Parses …, Creates …";
  }
  const python = /(?<!Python: )`?\b(flytekit|flyte): `/.exec(doc);
  if (python !== null) yield `${name} has "${python[1]}: \`…\`"; write Python: \`${python[1]}.module.Name\``;
  if (/\bThrows `/.test(doc)) {
    yield `${name} has "Throws \`…\`" in its text; write @throws {FlyteConfigError} \`code\` – when …`;
  }
  if (/\bDefault: /.test(doc)) yield `${name} has "Default: …" in its text; write @default`;
}

/** Problems of the tags of something that can be called. */
function* callableProblems(
  name: string,
  member: Member,
  callable: Callable,
  isConstructor: boolean,
  at: (member: Member, what: string) => TagProblem,
): Generator<TagProblem> {
  const tags = member.jsDoc?.tags ?? [];
  const described = tags.filter(({ kind }) => kind === "param");
  const names = (callable.params ?? []).map(nameOf).filter((param) => param !== "this");
  for (const param of names) {
    const tag = described.find((tag) => param === undefined || tag.name === param);
    if (tag === undefined) {
      yield at(member, `${name} has no @param ${param ?? "options"}; write @param ${param ?? "options"} – …`);
    } else if (!/\w/.test(tag.doc ?? "")) {
      yield at(member, `${name}: @param ${tag.name} says nothing; write @param ${tag.name} – …`);
    }
  }
  for (const { name: param } of described) {
    if (!names.includes(param) && !names.includes(undefined) && !names.some((each) => param?.startsWith(`${each}.`))) {
      yield at(member, `${name} has @param ${param}, which is not a parameter; write the name of a parameter`);
    }
  }
  if (!isConstructor && returnsSomething(callable) && !hasTag(member.jsDoc, "return")) {
    yield at(member, `${name} has no @returns; write @returns …`);
  }
  for (const { kind, tsType, type = tsType?.repr, doc = "" } of tags) {
    if (kind !== "throws") continue;
    const match = THROWS.exec(doc.replaceAll("\n", " ").trim());
    if (!ERROR.test(type ?? "") || match === null) {
      yield at(member, `${name} has @throws in another form; write @throws {FlyteConfigError} \`code\` – when …`);
      continue;
    }
    for (const [, code] of match[1]!.matchAll(/`(\w+)`/g)) {
      if (!Object.hasOwn(ERROR_CODES, code!)) {
        yield at(member, `${name}: @throws has the unknown code ${code}; write one of ERROR_CODES`);
      }
    }
  }
}

/** The name of a parameter; `undefined` for one that is taken apart, which has none. */
function nameOf(param: Param): string | undefined {
  if (param.kind === "assign") return nameOf(param.left!);
  if (param.kind === "rest") return nameOf(param.arg!);
  return param.kind === "identifier" ? param.name : undefined;
}

function returnsSomething({ returnType }: Callable): boolean {
  if (returnType === undefined) return false;
  const { kind, repr, value } = returnType as { kind: string; repr?: string; value?: PromiseOrPredicate };
  if (kind === "typePredicate") return value?.asserts !== true;
  const result = repr === "Promise" ? value?.typeParams?.[0]?.repr : repr;
  return result !== "void" && result !== "never";
}

/** The parts of a type that are read for its result: of a promise, and of a type predicate. */
interface PromiseOrPredicate {
  readonly typeParams?: readonly { readonly repr?: string }[];
  readonly asserts?: boolean;
}

function hasTag(jsDoc: JsDoc | undefined, kind: string): boolean {
  return jsDoc?.tags?.some((tag) => tag.kind === kind) ?? false;
}
