/**
 * What real builds need of a machine: a base image, a registry, and buildah.
 *
 * @module
 */
import assert from "node:assert/strict";

/** The Debian packages that bring the programs. */
const PACKAGES = ["buildah", "debootstrap", "docker-registry"];
const PROGRAMS: Readonly<Record<string, readonly string[]>> = {
  buildah: ["buildah", "--version"],
  debootstrap: ["debootstrap", "--version"],
  "docker-registry": ["docker-registry", "--version"],
};
const CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt";
const MIRROR = "http://deb.debian.org/debian";

/** The image that others start from. */
export const BASE = "localhost/flyte-base:1";

/** An image that has uv. */
export const UV = "localhost/flyte-uv:1";

/** Arguments with which buildah builds in a container. */
export const ISOLATION = "--isolation=chroot";

/** Variables by which buildah keeps its images in a directory of the tests. */
export function buildahEnv(folder: string): Readonly<Record<string, string>> {
  const configuration = `${folder}/storage.conf`;
  Deno.writeTextFileSync(
    configuration,
    `[storage]\ndriver = "vfs"\ngraphroot = "${folder}/storage"\nrunroot = "${folder}/run"\n`,
  );
  return { CONTAINERS_STORAGE_CONF: configuration, STORAGE_DRIVER: "vfs", BUILDAH_ISOLATION: "chroot" };
}

/** Fails unless all programs are there. */
export async function checkPrograms(): Promise<void> {
  for (const [name, command] of Object.entries(PROGRAMS)) {
    const there = await run(command).then(() => true, () => false);
    assert.ok(there, `there is no ${name}: apt-get install --no-install-recommends ${PACKAGES.join(" ")}`);
  }
}

/** The output of a program, which must succeed. */
export async function run(command: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string> {
  const [program, ...args] = command;
  const { success, code, stdout, stderr } = await new Deno.Command(program!, { args, env }).output();
  const [written, complaints] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
  assert.ok(success, `${command.join(" ")} ended with exit code ${code}:\n${written}${complaints}`);
  return written!.trim();
}

/** Makes a Debian with Python an image; and one that has uv, as GitHub's registry has it. */
export async function makeImages(folder: string, env: Readonly<Record<string, string>>): Promise<void> {
  const root = `${folder}/root`;
  const context = `${folder}/base`;
  await Deno.mkdir(context);
  await Promise.all([
    run([
      ...["debootstrap", "--variant=minbase", "--include=ca-certificates,python3-minimal,python3-venv"],
      ...["bookworm", root, MIRROR],
    ]),
    run(["python3", "-m", "venv", `${folder}/venv`]).then(() => {
      return run([`${folder}/venv/bin/pip`, "install", "--quiet", "uv==0.5.1"]);
    }),
  ]);
  const needless = ["var/cache/apt/archives/*.deb", "usr/share/doc", "usr/share/locale", "usr/share/man"];
  await run([
    "tar",
    "--directory",
    root,
    ...needless.map((path) => `--exclude=./${path}`),
    "-cf",
    `${context}/root`,
    ".",
  ]);
  await Deno.copyFile(`${folder}/venv/bin/uv`, `${context}/uv`);
  // A machine whose way out is a proxy of its own may know certificates that Debian does not.
  await Deno.copyFile(CERTIFICATES, `${context}/certificates.crt`);
  const base = [
    "FROM scratch",
    "ADD root /",
    `COPY certificates.crt ${CERTIFICATES}`,
    "ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin " +
    `PIP_CERT=${CERTIFICATES} SSL_CERT_FILE=${CERTIFICATES}`,
  ];
  const build = async (image: string, lines: readonly string[]) => {
    await Deno.writeTextFile(`${context}/Dockerfile`, `${lines.join("\n")}\n`);
    await run(["buildah", "build", "--pull=never", ISOLATION, `--tag=${image}`, context], env);
  };
  await build(UV, ["FROM scratch", "COPY uv /uv"]);
  await build(BASE, [...base, "RUN true"]).catch((cause) => {
    throw new Error(`buildah cannot build here; if it may not use a chroot, no image can be built: ${cause.message}`);
  });
}

/** A registry on this machine without TLS and passwords. */
export async function startRegistry(folder: string): Promise<{ address: string; stop: () => Promise<void> }> {
  const port = freePort();
  const address = `127.0.0.1:${port}`;
  await Deno.writeTextFile(
    `${folder}/registry.yml`,
    `version: 0.1\nlog: {level: error, accesslog: {disabled: true}}\n` +
      `storage: {filesystem: {rootdirectory: ${folder}/registry}}\nhttp: {addr: "${address}"}\n`,
  );
  const args = ["serve", `${folder}/registry.yml`];
  const registry = new Deno.Command("docker-registry", { args, stdout: "null", stderr: "null" }).spawn();
  const stop = async () => {
    registry.kill();
    await registry.status;
  };
  for (let tries = 0; tries < 100; tries++) {
    const answers = await fetch(`http://${address}/v2/`).then(
      (response) => response.body?.cancel().then(() => response.ok),
      () => false,
    );
    if (answers) return { address, stop };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await stop();
  return assert.fail("docker-registry does not answer");
}

function freePort(): number {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  listener.close();
  return (listener.addr as Deno.NetAddr).port;
}
