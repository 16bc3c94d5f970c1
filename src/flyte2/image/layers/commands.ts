/**
 * Layer for shell commands.
 *
 * @module
 */
import { checkArgument, checkOptions } from "../../../arguments.ts";
import { leadingInstruction } from "../../../container/instructions.ts";
import { SECRETS_KIND, STRINGS_KIND } from "../fields.ts";
import { type Secret, SECRET_CHECKS, type SecretOptions, secretsOf } from "../secret.ts";
import { joined, type LayerDefinition, makeLayer, STRINGS } from "./layer.ts";
import { secretsHash } from "./pip.ts";

/** Shell commands. Python: `flyte._image.Commands`. */
export interface Commands {
  /** The type of the layer. */
  readonly type: "Commands";
  /** The commands; each becomes an instruction of its own. */
  readonly commands: readonly string[];
  /** Secrets available to the commands; a string is the key of one. */
  readonly secretMounts?: readonly (string | Secret)[] | undefined;
}

/** See {@linkcode Commands}. */
export const commands: LayerDefinition<Commands> = {
  type: "Commands",
  fields: {
    commands: { kind: STRINGS_KIND, isRequired: true },
    secretMounts: { kind: SECRETS_KIND },
  },
  text: ({ commands, secretMounts }) => joined(commands) + secretsHash(secretMounts),
};

/** The layer of `Image.withCommands`. */
export function commandsLayer(given: string | readonly string[], options: SecretOptions): Commands {
  checkArgument("Image.withCommands", "commands", given, STRINGS);
  checkOptions("Image.withCommands", options, SECRET_CHECKS);
  return makeLayer(commands, {
    commands: typeof given === "string" ? [given] : given,
    secretMounts: secretsOf(options.secretMounts),
  });
}

/** Finds commands that start with a Dockerfile instruction, and says what is wrong with each. */
export function findInstructions(layer: Commands): readonly (readonly [index: number, message: string])[] {
  return layer.commands.flatMap((command, index) => {
    const name = leadingInstruction(command);
    if (name === undefined) return [];
    const message = `starts with the Dockerfile instruction ${name}, which the shell would run as a program; remove it`;
    return [[index, message] as const];
  });
}
