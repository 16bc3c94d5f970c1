/**
 * Diagnostics for editors.
 *
 * @module
 */
import { equal, ok } from "../assert.ts";
import type { Check } from "../suite.ts";

export const diagnosticChecks: readonly Check[] = [
  {
    name: "finds mistakes in a file, describes positions, and needs nothing else",
    run: ({ lib: { diagnostics: { describe, diagnose } } }) => {
      const found = diagnose("admin:\n  insecur: true\n  authType: pkce\n");
      equal(found.map(({ code, range: { start } }) => `${code} ${start.line}:${start.column}`), [
        "unknown_key 2:3",
        "not_a_choice 3:13",
        "not_a_choice 3:13",
      ]);
      equal(found.map(({ suggestions: [edit] }) => edit?.newText), ["insecure", "Pkce", "Pkce"]);
      const { completions } = describe("admin:\n  ", { line: 2, column: 3 });
      ok(completions.some(({ newText }) => newText === "endpoint: "), "a key is completed");
    },
  },
];
