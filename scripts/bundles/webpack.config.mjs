import { basename, dirname } from "node:path";
import webpack from "webpack";

const { INPUT, OUTPUT } = process.env;

export default {
  mode: "production",
  target: "webworker",
  entry: INPUT,
  experiments: { outputModule: true },
  output: { path: dirname(OUTPUT), filename: basename(OUTPUT), library: { type: "module" } },
  plugins: [new webpack.optimize.LimitChunkCountPlugin({ maxChunks: 1 })],
  performance: { hints: false },
};
