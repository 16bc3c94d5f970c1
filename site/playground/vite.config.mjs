/** Relative addresses, so that the page works under any path; no inline data, which the page's policy forbids. */
export default {
  base: "./",
  publicDir: false,
  logLevel: "warn",
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  worker: {
    format: "es",
    rolldownOptions: { output: { codeSplitting: false } },
  },
};
