/**
 * The programs that the tests with real registries run.
 *
 * @module
 */

/** The programs, and the packages of Debian that have them. */
const PROGRAMS: Readonly<Record<string, string>> = {
  "docker-registry": "docker-registry",
  skopeo: "skopeo",
  htpasswd: "apache2-utils",
  openssl: "openssl",
};

/** Throws if a program is missing, and says how to get it. */
export async function requirePrograms(): Promise<void> {
  const missing: string[] = [];
  for (const [program, debian] of Object.entries(PROGRAMS)) {
    const which = new Deno.Command("sh", { args: ["-c", `command -v ${program}`], stdout: "null", stderr: "null" });
    if (!(await which.output()).success) missing.push(debian);
  }
  if (missing.length === 0) return;
  throw new Error(`missing programs: apt-get install -y --no-install-recommends ${missing.join(" ")}`);
}

/** Runs a program that must succeed, and gives what it wrote. */
export async function run(program: string, ...args: readonly string[]): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(program, { args: [...args] }).output();
  const [output, errors] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
  if (!success) throw new Error(`${program} ${args[0]} failed: ${errors}`);
  return output!;
}

/** A registry that runs. */
export interface Registry extends AsyncDisposable {
  /** Its host and port. */
  readonly name: string;
}

/** What makes a registry special: more of its configuration, in YAML. */
export interface RegistryOptions {
  /** Where images are kept. */
  readonly storage: string;
  /** The section `auth`. */
  readonly auth?: object;
  /** The key and certificate for TLS. */
  readonly tls?: { readonly key: string; readonly certificate: string };
}

/** Starts Debian's registry on a free port of this machine. */
export async function startRegistry({ storage, auth, tls }: RegistryOptions): Promise<Registry> {
  const name = `127.0.0.1:${freePort()}`;
  const config = await Deno.makeTempFile({ suffix: ".yml" });
  // JSON is YAML, too.
  const http = { addr: name, ...(tls === undefined ? {} : { tls }) };
  const filesystem = { rootdirectory: storage };
  const log = { level: "error", accesslog: { disabled: true } };
  const settings = { version: 0.1, log, storage: { filesystem }, http, ...(auth === undefined ? {} : { auth }) };
  await Deno.writeTextFile(config, JSON.stringify(settings));
  const child = new Deno.Command("docker-registry", { args: ["serve", config], stdout: "null", stderr: "null" })
    .spawn();
  const stop = async (): Promise<void> => {
    child.kill("SIGKILL");
    await child.status;
    await Deno.remove(config);
  };
  for (let attempts = 0; attempts < 200; attempts++) {
    if (await listens(name)) return { name, [Symbol.asyncDispose]: stop };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await stop();
  throw new Error("docker-registry did not start");
}

/** A port of this machine that nothing listens on. */
export function freePort(): number {
  using listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  return listener.addr.port;
}

async function listens(name: string): Promise<boolean> {
  const [hostname, port] = name.split(":");
  try {
    (await Deno.connect({ hostname: hostname!, port: Number(port) })).close();
    return true;
  } catch {
    return false;
  }
}
