/**
 * The name of the program.
 *
 * @module
 */

/** The name of the program, as npm installs it. */
export const COMMAND_NAME = "flyte-config";
