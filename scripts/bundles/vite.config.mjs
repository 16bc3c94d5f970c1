import { basename, dirname } from "node:path";

const { INPUT, OUTPUT } = process.env;

export default {
  logLevel: "warn",
  configFile: false,
  build: {
    outDir: dirname(OUTPUT),
    emptyOutDir: false,
    minify: true,
    lib: { entry: INPUT, formats: ["es"], fileName: () => basename(OUTPUT) },
    rolldownOptions: { output: { codeSplitting: false, minify: true } },
  },
};
