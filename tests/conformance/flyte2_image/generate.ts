/**
 * Random chains of calls, and secrets.
 *
 * @module
 */
import { oneOf, type Random } from "../../_support/mutations.ts";
import { chance, type Tree } from "../image_spec_files/generate.ts";
import type { Call, ImageCase, SecretFields } from "./calls.ts";
import { pathsIn, randomFolder } from "./files.ts";

/** A chain and the directory that it is called in. */
export interface PlantedCase extends ImageCase {
  readonly cwd: string;
  readonly tree: Tree;
}

type Values = Record<string, unknown>;

const TEXTS = [
  "a",
  "numpy==1.26",
  "pkg[extra]>=1",
  "",
  " ",
  "é",
  "\u{1f600}",
  "x\ny",
  "it's",
  '"q"',
  "$HOME",
  "--flag v",
  "a,b",
  "None",
] as const;
const NAMES = ["app", "my-image", "é", "a/b", "App", ""] as const;
const REGISTRIES = ["ghcr.io/acme", "localhost:30000", "", "é.example"] as const;
const URLS = ["https://example.org/simple", "https://u:p@example.org", ""] as const;
const PLATFORMS = [["linux/amd64"], ["linux/arm64"], ["linux/amd64", "linux/arm64"], []] as const;
const KEYS = ["a", "github-pat", "TOKEN_1", "1bad", "é", "ß", "with space", "a.b", "", "it's", "end\n"] as const;
const GROUPS = [undefined, undefined, null, "", "ci", "my-team", "9", "ı"] as const;
const MOUNTS = [undefined, undefined, null, "/etc/flyte/secrets", "/etc//flyte/./secrets/", "/other", "etc"] as const;
const VARIABLES = [undefined, undefined, null, "", "TOKEN", "_X", "token", "1A", "A\n", "A-B"] as const;

/** A random case for a directory of its own at `cwd`. */
export function randomCase(random: Random, cwd: string): PlantedCase {
  const tree = randomFolder(random);
  const paths = pathsIn(tree);
  const draw = new Draw(random, cwd, paths);
  const calls = [...draw.start(), ...Array.from({ length: random(6) }, () => draw.step())];
  if (calls.some(({ call }) => call === "with_code_bundle") && chance(random, 0.8)) calls.push(draw.resolved());
  return {
    tree,
    cwd,
    calls,
    registry: chance(random, 0.3) ? oneOf(random, REGISTRIES) : undefined,
    root_dir: chance(random, 0.3) ? draw.folder() : undefined,
    dist: chance(random, 0.9) ? draw.named("dist") : draw.path(),
  };
}

/** A random secret. */
export function randomSecret(random: Random): SecretFields {
  const [group, mount, variable] = [oneOf(random, GROUPS), oneOf(random, MOUNTS), oneOf(random, VARIABLES)];
  return {
    key: oneOf(random, KEYS),
    ...(group !== undefined && { group }),
    ...(mount !== undefined && { mount }),
    ...(variable !== undefined && { as_env_var: variable }),
  };
}

/** Draws calls and what they are given. */
class Draw {
  readonly #random: Random;
  readonly #cwd: string;
  readonly #paths: readonly string[];

  constructor(random: Random, cwd: string, paths: readonly string[]) {
    this.#random = random;
    this.#cwd = cwd;
    this.#paths = paths;
  }

  start(): readonly Call[] {
    const dice = this.#random(100);
    if (dice < 55) return [this.#debian()];
    if (dice < 70) {
      const uri = this.#chance(0.8) ? oneOf(this.#random, ["ghcr.io/acme/base:v1", "python:3.12", "é"]) : "";
      return [{ call: "from_base", image_uri: uri }, ...this.#clones()];
    }
    if (dice < 75) {
      return [{ call: "from_ref_name", ...this.#maybe(0.7, "name", ["base", "é"]) }, ...this.#clones(0.4)];
    }
    if (dice < 90) return [this.#script()];
    return [{
      call: "from_dockerfile",
      file: this.named("Dockerfile"),
      registry: oneOf(this.#random, REGISTRIES),
      name: oneOf(this.#random, NAMES),
      ...this.#maybe(0.3, "platform", PLATFORMS),
    }, ...this.#clones(0.2)];
  }

  step(): Call {
    const [random, project] = [this.#random, this.#project.bind(this)];
    const steps: readonly (() => Call)[] = [
      () => ({ call: "with_pip_packages", packages: this.#items(), ...this.#pip() }),
      () => ({ call: "with_apt_packages", packages: this.#items(), ...this.#secrets() }),
      () => ({ call: "with_requirements", file: this.named(oneOf(random, TXT)), ...this.#pip() }),
      () => project("with_uv_project", "pyproject_file", "pyproject.toml", ["uvlock", "uv.lock"], this.#pip()),
      () => project("with_poetry_project", "pyproject_file", "pyproject.toml", ["poetry_lock", "poetry.lock"], {}),
      () => ({
        ...project("with_pixi_project", "manifest_file", "pixi.toml", ["pixi_lock", "pixi.lock"], {}),
        ...(this.#chance(0.3) && { manifest_file: this.folder() }),
        ...this.#maybe(0.3, "environment", ["default", "é", ""]),
      }),
      () => ({ call: "with_commands", commands: this.#chance(0.2) ? this.#text() : this.#items(), ...this.#secrets() }),
      () => ({ call: "with_env_vars", env_vars: this.#variables() }),
      () => ({ call: "with_workdir", workdir: this.#text() }),
      () => ({
        call: "with_source_folder",
        src: this.folder(),
        ...this.#destination(),
        ...this.#maybe(0.3, "copy_contents_only", [true, false]),
      }),
      () => ({
        call: "with_source_file",
        src: this.#chance(0.6) ? this.path() : this.#list(() => this.path()),
        ...this.#destination(),
      }),
      () => ({ call: "with_dockerignore", path: this.named(".dockerignore") }),
      () => ({
        call: "with_code_bundle",
        ...(this.#chance(0.9) ? { copy_style: "all" } : this.#maybe(0.5, "copy_style", ["loaded_modules"])),
        ...this.#destination(),
      }),
      () => ({ call: "with_local_v2" }),
      () => ({ call: "with_local_rs_controller" }),
      () => ({
        call: "with_local_v2_plugins",
        plugins: oneOf(random, ["flyteplugins-spark", ["flyteplugins-a", "flyteplugins-b-c"], [], "spark"]),
      }),
      () => this.#clone(this.#maybe(0.3, "extendable", [true, true, false])),
    ];
    return oneOf(random, steps)();
  }

  resolved(): Call {
    return {
      call: "resolve_code_bundle",
      copy_style: this.#chance(0.8) ? "none" : oneOf(this.#random, ["loaded_modules", "all"]),
      root_dir: this.folder(),
    };
  }

  /** A path that is likely to end with a name. */
  named(name: string): string {
    if (this.#chance(0.12)) return this.path();
    const folders = this.#chance(0.5) ? [] : [oneOf(this.#random, ["proj", "src", "a", "b", "nowhere"])];
    return this.#written([...folders, name].join("/"));
  }

  /** The path of something that exists, most often. */
  path(): string {
    const there = this.#paths.length > 0 && this.#chance(0.9);
    return this.#written(there ? oneOf(this.#random, this.#paths) : oneOf(this.#random, ["missing", "..", "a/b/c"]));
  }

  /** The path of a directory, most often. */
  folder(): string {
    return this.#chance(0.1) ? this.path() : this.#written(oneOf(this.#random, [".", "proj", "src", "dist", "a", "b"]));
  }

  #written(path: string): string {
    switch (this.#random(8)) {
      case 0:
        return `./${path}`;
      case 1:
        return `${path}/`;
      case 2:
        return `proj/../${path}`;
      case 3:
      case 4:
        return path === "." ? this.#cwd : `${this.#cwd}/${path}`;
      case 5:
        return path.replace("/", "//");
      default:
        return path;
    }
  }

  #debian(): Call {
    const flyte = this.#chance(0.7)
      ? { flyte_version: oneOf(this.#random, ["2.12.1", "v2.0.0b1", "2.1+local"]) }
      : { install_flyte: false, ...this.#maybe(0.2, "flyte_version", ["2.12.1"]) };
    return {
      call: "from_debian_base",
      python_version: this.#python(),
      ...flyte,
      ...this.#maybe(0.4, "registry", REGISTRIES),
      ...this.#maybe(0.4, "name", NAMES),
      ...this.#registrySecret(),
      ...this.#maybe(0.2, "platform", PLATFORMS.slice(0, 3)),
    };
  }

  #script(): Call {
    return {
      call: "from_uv_script",
      script: this.#chance(0.85) ? this.#written("script.py") : this.path(),
      name: oneOf(this.#random, NAMES),
      python_version: this.#python(),
      ...this.#maybe(0.5, "registry", REGISTRIES),
      ...this.#registrySecret(),
      ...this.#maybe(0.2, "platform", PLATFORMS.slice(0, 3)),
      ...this.#pip(),
    };
  }

  #project(call: string, key: string, file: string, [lock, lockName]: readonly [string, string], more: Values): Call {
    return {
      call,
      [key]: this.named(this.#chance(0.9) ? file : "pyproject.toml"),
      ...(this.#chance(0.2) && { [lock]: this.named(lockName) }),
      ...more,
      ...(call !== "with_uv_project" && { ...this.#secrets(), ...this.#maybe(0.2, "extra_args", TEXTS) }),
      ...this.#maybe(0.5, "project_install_mode", ["dependencies_only", "install_project"]),
    };
  }

  #clones(probability = 0.8): readonly Call[] {
    return this.#chance(probability) ? [this.#clone({ extendable: this.#chance(0.9) })] : [];
  }

  #clone(more: Values): Call {
    return {
      call: "clone",
      ...this.#maybe(0.8, "name", NAMES),
      ...this.#maybe(0.5, "registry", REGISTRIES),
      ...this.#maybe(0.1, "base_image", ["python:3.13", ""]),
      ...this.#maybe(0.2, "python_version", [[3, 13]]),
      ...this.#maybe(0.2, "platform", PLATFORMS),
      ...this.#registrySecret(),
      ...more,
    };
  }

  #pip(): Values {
    return {
      ...this.#maybe(0.2, "index_url", URLS),
      ...this.#maybe(0.2, "extra_index_urls", [...URLS, URLS, [], ["a", "b"]]),
      ...this.#maybe(0.2, "pre", [true, false]),
      ...this.#maybe(0.2, "extra_args", TEXTS),
      ...this.#secrets(),
    };
  }

  #secrets(): Values {
    if (!this.#chance(0.2)) return {};
    const one = () => this.#chance(0.5) ? oneOf(this.#random, KEYS) : this.#goodSecret();
    return { secret_mounts: this.#chance(0.5) ? one() : this.#list(one) };
  }

  #registrySecret(): Values {
    if (!this.#chance(0.15)) return {};
    return { registry_secret: this.#chance(0.5) ? oneOf(this.#random, KEYS) : this.#goodSecret() };
  }

  /** Most often one that is not one would end the chain too early. */
  #goodSecret(): SecretFields {
    if (this.#chance(0.1)) return randomSecret(this.#random);
    return oneOf(this.#random, [
      { key: "a" },
      { key: "github-pat", group: "ci" },
      { key: "b", as_env_var: "TOKEN" },
      { key: "c", mount: "/etc/flyte/secrets" },
      { key: "c", group: "", mount: "/etc/flyte/secrets/", as_env_var: "_T" },
      { key: "ß" },
    ]);
  }

  #python(): readonly number[] {
    return [3, 10 + this.#random(5)];
  }

  #destination(): Values {
    return this.#maybe(0.5, "dst", [".", "", "/root", "./é", "a b/"]);
  }

  #variables(): Values {
    return Object.fromEntries(this.#list(() => [oneOf(this.#random, ["A", "PATH", "é", "A=B", ""]), this.#text()]));
  }

  #items(): readonly unknown[] {
    return this.#chance(0.04) ? [this.#list(() => this.#text())] : this.#list(() => this.#text());
  }

  #list<T>(make: () => T): T[] {
    return Array.from({ length: this.#random(4) }, make);
  }

  #text(): string {
    return oneOf(this.#random, TEXTS);
  }

  #maybe(probability: number, key: string, values: readonly unknown[]): Values {
    return this.#chance(probability) ? { [key]: oneOf(this.#random, values) } : {};
  }

  #chance(probability: number): boolean {
    return chance(this.#random, probability);
  }
}

const TXT = ["requirements.txt", "requirements.txt", "requirements.txt", "empty.txt", "link.txt", "main.py"] as const;
