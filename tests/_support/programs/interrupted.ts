/**
 * A program that builds an image with the docker that is first in PATH, and tells how that ended if it is not ended.
 *
 * @module
 */
import process from "node:process";
import { dockerBuilder, FlyteConfigError, ImageBuildEngine, ImageSpec } from "../../../mod.ts";

if (process.argv[2] === "exits") process.on("SIGINT", () => process.exit(7));
if (process.argv[2] === "listens") process.on("SIGINT", () => console.log("heard it myself"));
const engine = new ImageBuildEngine();
engine.register("default", dockerBuilder({ command: "docker" }));
const specs = ["one", "two"].map((name) => new ImageSpec({ name, baseImage: "debian:12", builder: "default" }));
const ends = specs.map((spec) =>
  engine.build(spec).catch((error) => console.log(error instanceof FlyteConfigError ? error.code : error))
);
await Promise.all(ends);
