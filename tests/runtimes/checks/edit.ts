/**
 * Editing and creating configuration files.
 *
 * @module
 */
import { equal } from "../assert.ts";
import type { Check } from "../suite.ts";

export const editChecks: readonly Check[] = [
  {
    name: "edits a configuration file in place, and creates one",
    run: ({ lib: { edit: { editYaml, initYaml }, main: { Config } } }) => {
      const file = { name: "config.yaml", text: "admin:\r\n  endpoint: 'old'  # here\r\n" };
      equal(
        editYaml(file, [{ set: "platform.endpoint", value: "new" }, { set: "admin.insecure", value: "no" }]).text,
        "admin:\r\n  endpoint: 'new'  # here\r\n  insecure: false\r\n",
      );
      const text = initYaml({ kind: "sandbox" });
      equal(Config.from({ file: { name: "config.yaml", text } }).platform.endpoint, "localhost:30080");
    },
  },
];
