/**
 * What flyte 2's configuration can be read from, and how.
 *
 * @module
 */
import type { FlyteMode } from "../../config_file/open.ts";
import type { GivenSources, LoadOptions, MachineSources } from "../options.ts";

/** What `from` reads: what the caller has. */
export interface FromOptions extends LoadOptions<FlyteMode>, GivenSources {}

/** What `auto` reads: what the machine has, where nothing else is said. */
export interface AutoOptions extends LoadOptions<FlyteMode>, MachineSources {}
