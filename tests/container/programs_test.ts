import assert from "node:assert/strict";
import { BUILD_PROGRAMS, type BuildRequest } from "../../src/container/programs.ts";
import { thrownBy } from "../_support/support.ts";

const { docker, podman, buildah } = BUILD_PROGRAMS;
const REQUEST: BuildRequest = {
  imageName: "ghcr.io/acme/app:v1",
  platform: "linux/amd64",
  directory: "/d",
  secrets: [],
  args: [],
  pushArgs: ["--quiet"],
  push: true,
  registryConfig: undefined,
};
const { imageName } = REQUEST;

Deno.test("one platform: docker, podman and buildah build, and push afterwards", () => {
  assert.deepEqual(docker.build(REQUEST), [
    ...["docker", "build", "--progress=plain", `--tag=${imageName}`, "--platform=linux/amd64", "/d"],
  ]);
  assert.deepEqual(docker.push(REQUEST), ["docker", "push", "--quiet", imageName]);
  for (const program of [podman, buildah]) {
    assert.deepEqual(program.build(REQUEST), [
      program.name,
      "build",
      `--tag=${imageName}`,
      "--platform=linux/amd64",
      "/d",
    ]);
    assert.deepEqual(program.push(REQUEST), [program.name, "push", "--quiet", imageName, `docker://${imageName}`]);
  }
});

Deno.test("several platforms: docker pushes at once, podman and buildah push a manifest", () => {
  const request = { ...REQUEST, platform: "linux/amd64,linux/arm64" };
  assert.ok(docker.build(request).includes("--push"));
  assert.equal(docker.push(request), undefined);
  assert.ok(!docker.build({ ...request, push: false }).some((word) => /^--(?:push|load)$/.test(word)));
  assert.ok(podman.build(request).includes(`--manifest=${imageName}`));
  assert.deepEqual(buildah.push(request)?.slice(0, 4), ["buildah", "manifest", "push", "--all"]);
});

Deno.test("a buildx builder pushes at once, or else loads the image", () => {
  const request = { ...REQUEST, buildxBuilder: "mine" };
  assert.deepEqual(docker.build(request).slice(0, 4), ["docker", "buildx", "build", "--builder=mine"]);
  assert.ok(docker.build(request).includes("--push"));
  assert.equal(docker.push(request), undefined);
  assert.ok(docker.build({ ...request, push: false }).includes("--load"));
});

Deno.test("credentials: docker takes the directory of its config.json, the others take any file", () => {
  const config = (registryConfig: string) => docker.build({ ...REQUEST, registryConfig }).slice(1, 3);
  assert.deepEqual(config("/home/me/.docker/config.json"), ["--config", "/home/me/.docker"]);
  assert.deepEqual(config("a/config.json"), ["--config", "a"]);
  assert.deepEqual(config("/config.json"), ["--config", "/"]);
  assert.deepEqual(config("config.json"), ["--config", "."]);
  assert.deepEqual(docker.push({ ...REQUEST, registryConfig: "a/config.json" })?.slice(1, 3), ["--config", "a"]);
  assert.equal(thrownBy(() => config("/auth.json")).path, "registryConfig");
  const request = { ...REQUEST, registryConfig: "/auth.json" };
  for (const command of [podman.build(request), buildah.push(request)!]) {
    assert.ok(command.includes("--authfile=/auth.json"));
  }
});

Deno.test("caches, a Dockerfile, secrets and arguments", () => {
  const secrets = [
    { id: "a", field: "f", env: "TOKEN", source: "", target: "/t" },
    { id: "b", field: "f", env: undefined, source: "/s", target: "/t" },
  ];
  const request = {
    ...REQUEST,
    secrets,
    dockerfile: "/d/Other",
    cache: { from: "x", to: "y" },
    args: ["--pull"],
    extraArgs: ["-q"],
  };
  assert.deepEqual(podman.build(request).slice(3), [
    ...["--platform=linux/amd64", "--file=/d/Other", "--cache-from=x", "--cache-to=y"],
    ...["--secret=id=a,env=TOKEN", "--secret=id=b,src=/s", "--pull", "-q", "/d"],
  ]);
  for (const odd of ["a,b", 'a"b', "a\nb"]) {
    assert.throws(() =>
      podman.build({ ...REQUEST, secrets: [{ id: "a", field: "f", env: undefined, source: odd, target: "/t" }] })
    );
  }
});

Deno.test("podman and buildah push to a registry of this machine without TLS", () => {
  const image = { ...REQUEST, imageName: "localhost:5000/app:v1" };
  assert.ok(podman.push(image)?.includes("--tls-verify=false"));
  assert.ok(!podman.push(REQUEST)?.includes("--tls-verify=false"));
});
