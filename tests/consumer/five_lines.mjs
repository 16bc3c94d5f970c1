import { readFileSync } from "node:fs";
import { SerializationSettings } from "@flyte-ts/config";
const context = readFileSync(0, "utf8"); // what a task has in _F_SS_C
const settings = await SerializationSettings.fromTransport(context);
console.log(settings.project, settings.version, settings.imageConfig.defaultImage.full);
