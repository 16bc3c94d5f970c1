/**
 * What all builds share.
 *
 * @module
 */
import assert from "node:assert/strict";
import { dockerBuilder } from "../../../src/flytekit/image_spec/docker_builder.ts";
import { defaultHost } from "../../../src/runtime/default_host.ts";
import type { Host } from "../../../src/runtime/host.ts";
import { ImageBuildEngine } from "../../../src/flytekit/image_spec/engine.ts";
import type { ImageBuildEngineOptions } from "../../../src/flytekit/image_spec/engine.ts";
import type { ImageSpec } from "../../../src/flytekit/image_spec/image_spec.ts";
import { RegistryClient } from "../../../src/oci/registry_client.ts";
import { ISOLATION, run } from "./machine.ts";

/** What all builds share. */
export interface World {
  /** Directory of all that the tests make; `work` in it is the working directory. */
  readonly folder: string;
  /** Variables for buildah. */
  readonly env: Readonly<Record<string, string>>;
  /** The machine with those variables. */
  readonly host: Host;
  /** What asks the registry. */
  readonly client: RegistryClient;
  /** The registry, with the name of an organization. */
  readonly registry: string;
  /** An engine that has built nothing. */
  readonly newEngine: (registry?: ImageBuildEngineOptions["registry"]) => ImageBuildEngine;
  /** Digest of a specification's image in the registry. */
  readonly digestOf: (spec: ImageSpec) => Promise<string>;
  /** What a container of an image writes. */
  readonly insideOf: (image: string, scripts: readonly string[]) => Promise<string>;
  /** Tells what was reached. */
  readonly step: (text: string) => void;
}

/** Ends what a script in a container writes. */
const END = "-- end of the output --";

/** Makes it. */
export function makeWorld(folder: string, env: Readonly<Record<string, string>>, address: string): World {
  const started = performance.now();
  const host = hostWith(env, folder);
  const client = new RegistryClient({ host });
  return {
    folder,
    env,
    host,
    client,
    registry: `${address}/acme`,
    newEngine: (registry = client) => {
      const engine = new ImageBuildEngine({ registry });
      engine.register("default", dockerBuilder({ command: "buildah", args: [ISOLATION, "--pull=never"] }), 1);
      return engine;
    },
    digestOf: async (spec) => {
      const answer = await client.exists(await spec.imageName({ host }));
      assert.ok(answer.state === "present", JSON.stringify(answer));
      return answer.digest;
    },
    insideOf: async (image, scripts) => {
      const container = await run(["buildah", "from", "--pull=never", image], env);
      try {
        // On a busy machine buildah may end before it has passed on all that was written.
        for (let tries = 0; tries < 5; tries++) {
          const script = [...scripts, `echo ${END}`].join("; ");
          const output = await run(["buildah", "run", ISOLATION, container, "--", "/bin/sh", "-c", script], env);
          if (output.endsWith(END)) return output.slice(0, -END.length).trim();
        }
        throw new Error("the output of the container is incomplete");
      } finally {
        await run(["buildah", "rm", container], env);
      }
    },
    step: (text) => console.log(`${((performance.now() - started) / 1000).toFixed(0).padStart(4)} s: ${text}`),
  };
}

/** This machine, with other variables and another working directory. */
function hostWith(env: Readonly<Record<string, string>>, folder: string): Host {
  const machine = defaultHost();
  Deno.mkdirSync(`${folder}/work`);
  Deno.chdir(`${folder}/work`);
  return {
    ...machine,
    run: (command, options) => machine.run(command, { ...options, env: { ...options?.env, ...env, TMPDIR: folder } }),
  };
}
