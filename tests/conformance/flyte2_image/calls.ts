/**
 * The calls that make an image, as `scripts/record/readers/flyte2_image.py` reads them, and the same here.
 *
 * @module
 */
import { Image, Secret } from "../../../v2.ts";

/** A call: its name and its arguments, all by their names in Python. */
export type Call = { readonly call: string } & Readonly<Record<string, unknown>>;

/** Calls, and what there is around them. */
export interface ImageCase {
  readonly calls: readonly Call[];
  /** The working directory, if not a directory with the files. */
  readonly cwd?: string | undefined;
  /** Files to make in the working directory. */
  readonly files?: Readonly<Record<string, string>> | undefined;
  /** The registry of the configuration. */
  readonly registry?: string | undefined;
  /** The root directory. */
  readonly root_dir?: string | undefined;
  /** The directory of wheels. */
  readonly dist?: string | undefined;
}

/** Fields of a secret, as in Python. */
export interface SecretFields {
  readonly key: string;
  readonly group?: string | null;
  readonly mount?: string | null;
  readonly as_env_var?: string | null;
}

type Method = (...values: readonly unknown[]) => Image;

/** The arguments that come before the options, for the calls that have any; `...` stands for one whose items do. */
const FIRST: Readonly<Record<string, readonly string[]>> = {
  from_base: ["image_uri"],
  from_ref_name: ["name"],
  from_uv_script: ["script"],
  from_dockerfile: ["file"],
  with_requirements: ["file"],
  with_pip_packages: ["...packages"],
  with_apt_packages: ["...packages"],
  with_uv_project: ["pyproject_file"],
  with_poetry_project: ["pyproject_file"],
  with_pixi_project: ["manifest_file"],
  with_commands: ["commands"],
  with_local_v2_plugins: ["plugins"],
  with_workdir: ["workdir"],
  with_env_vars: ["env_vars"],
  with_source_folder: ["src"],
  with_source_file: ["src"],
  with_dockerignore: ["path"],
  resolve_code_bundle: ["copy_style", "root_dir"],
};

const CONFIGURED = ["from_debian_base", "from_uv_script"];

/** Makes the image of a case. Throws what the library does. */
export function imageOf({ calls, registry, dist = "no/dist" }: ImageCase): Image {
  let image: Image | undefined;
  for (const { call, ...values } of calls) {
    const first = (FIRST[call] ?? []).flatMap((name) =>
      name.startsWith("...") ? values[name.slice(3)] as readonly unknown[] : [valueOf(name, values[name])]
    );
    const rest = Object.entries(values).filter(([name]) => !(FIRST[call] ?? []).some((one) => one.endsWith(name)));
    const options = {
      ...Object.fromEntries(rest.map(([name, value]) => [camelCase(name), valueOf(name, value)])),
      ...(call.startsWith("with_local") && { distDir: dist }),
      ...(registry !== undefined && CONFIGURED.includes(call) && { config: { image: { registry } } }),
    };
    const methods = (image ?? Image) as unknown as Readonly<Record<string, Method>>;
    const method = methods[camelCase(call)]!;
    image = method.call(image ?? Image, ...first, ...(Object.keys(options).length === 0 ? [] : [options]));
  }
  return image!;
}

/** A secret of its fields. Throws what the library does. */
export function secretOf({ key, group, mount, as_env_var }: SecretFields): Secret {
  return new Secret({ key, group: group ?? undefined, mount: mount ?? undefined, asEnvVar: as_env_var ?? undefined });
}

function valueOf(name: string, value: unknown): unknown {
  if (name !== "secret_mounts" && name !== "registry_secret") return value ?? undefined;
  return Array.isArray(value) ? value.map(secretOrKey) : secretOrKey(value);
}

function secretOrKey(value: unknown): unknown {
  return typeof value === "object" && value !== null ? secretOf(value as SecretFields) : value ?? undefined;
}

function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
