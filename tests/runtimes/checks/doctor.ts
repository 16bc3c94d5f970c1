/**
 * The doctor: connections of each runtime, and their errors.
 *
 * @module
 */
import type { Finding } from "../../../src/doctor/mod.ts";
import { equal, ok } from "../assert.ts";
import type { Check } from "../suite.ts";

export const doctorChecks: readonly Check[] = [
  {
    name: "examines a configuration, and why its servers cannot be reached",
    run: async ({ lib: { doctor: { doctor, summarize }, main: { defaultHost } }, machine, note }) => {
      const text = "admin:\n  endpoint: dns:///127.0.0.1:1\n  insecur: true\n" +
        "storage:\n  connection:\n    endpoint: http://127.0.0.1:1\n";
      const file = { name: "config.yaml", text };
      const findings: Finding[] = [];
      const options = {
        file,
        versions: ["flyte2", "flytekit"],
        image: "127.0.0.1:1/none:v1",
        timeoutMs: 5000,
      } as const;
      for await (const finding of doctor(options)) findings.push(finding);
      equal(summarize(findings).status, "failed");
      const of = (name: string) => findings.find(({ probe, status }) => probe === name && status !== "ok");
      equal(of("configuration")?.fix, 'rename it to "admin.insecure" at config.yaml:3:3 (admin.insecur)');
      const endpoint = of("endpoint")!;
      equal(endpoint.status, "failed");
      ok(endpoint.fix, "it says what to change");
      // The runner in Deno may not grant connections.
      if (machine === "refused" || endpoint.code === "permission_denied") equal(defaultHost().name, "Deno");
      else if (defaultHost().connect === undefined) equal(endpoint.code, "api_unreachable");
      else {
        equal(endpoint.message, "nothing listens at 127.0.0.1:1");
        for (const name of ["storage", "registry"]) equal(of(name)?.message, "nothing listens at 127.0.0.1:1", name);
      }
      note("probes of the doctor", [...new Set(findings.map(({ probe }) => probe))].join());
    },
  },
];
