/**
 * The commands.
 *
 * @module
 */
import { buildRouteMap } from "@stricli/core";
import type { RouteMap } from "@stricli/core";
import type { Session } from "../session.ts";
import { explain } from "./explain.ts";
import { check } from "./check.ts";
import { context } from "./context.ts";
import { completion } from "./completion.ts";
import { convert } from "./convert.ts";
import { doctor } from "./doctor.ts";
import { set, unset } from "./edit.ts";
import { image } from "./image.ts";
import { init } from "./init.ts";
import { schema } from "./schema.ts";

/** All commands, in the order of the help. */
export const COMMANDS: RouteMap<Session> = buildRouteMap({
  routes: { explain, check, doctor, context, image, convert, set, unset, init, schema, completion },
  docs: {
    brief: "Flyte's configuration, serialized contexts and image names, without Python",
    fullDescription: "Flyte's configuration, serialized contexts and image names, without Python.",
  },
});
