import commonjs from "@rollup/plugin-commonjs";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import terser from "@rollup/plugin-terser";

const { INPUT, OUTPUT } = process.env;

export default {
  input: INPUT,
  output: { file: OUTPUT, format: "es", inlineDynamicImports: true },
  plugins: [nodeResolve({ browser: true }), commonjs(), terser()],
};
