/**
 * Builds with programs that do not exist.
 *
 * @module
 */
import { dockerBuilder, type DockerBuilderOptions } from "../../src/flytekit/image_spec/docker_builder.ts";
import type { ImageExistence } from "../../src/container/existence.ts";
import type { BuildMessage } from "../../src/container/messages.ts";
import { FlyteConfigError } from "../../src/errors.ts";
import { ImageBuildEngine } from "../../src/flytekit/image_spec/engine.ts";
import type { ImageSpec } from "../../src/flytekit/image_spec/image_spec.ts";
import { fakeMachine, type Program } from "./fake_machine.ts";

/** Builds with programs that do not exist: what they say and what they are given. */
export async function build(
  spec: ImageSpec,
  { program = () => ({}), env = {}, state = "absent", ...options }: DockerBuilderOptions & {
    program?: Program;
    env?: Record<string, string>;
    state?: ImageExistence["state"];
  } = {},
) {
  const { host, commands, checkClean } = fakeMachine(program, env);
  const messages: BuildMessage[] = [];
  const engine = new ImageBuildEngine({ registry: { exists: () => Promise.resolve({ state }) } });
  engine.register("default", dockerBuilder(options), 1);
  let error: FlyteConfigError | undefined;
  try {
    await engine.build(spec, { host, onMessage: (message) => messages.push(message) });
  } catch (cause) {
    if (!(cause instanceof FlyteConfigError)) throw cause;
    error = cause;
  }
  await checkClean();
  return { commands, messages, error, host };
}
