/**
 * Examines the configuration of a machine, and the servers that it leads to.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import { wait } from "../runtime/cancellation.ts";
import type { Finding } from "./finding.ts";
import { Examination } from "./examination.ts";
import { type DoctorOptions, type DoctorRequest, doctorRequest, type StartedProbe } from "./options.ts";
import { findingOf, findingsOf } from "./probe.ts";
import { probesOf } from "./probes.ts";

/**
 * Examines how flytekit and flyte 2 are configured on a machine, and whether the servers of the configuration can be
 * reached: files, variables, the configuration, the Flyte API (name, connection, certificate, authentication, a token and a
 * call), storage and registries. Findings are returned as soon as they are known. Nothing is written, and no finding
 * contains a secret. Only a token that needs no browser is requested.
 *
 * Every probe has a limit of time, and so has the examination; probes that remain are reported as skipped.
 *
 * @param options – The machine, the file, the versions, and limits.
 * @returns The findings, which reject with the reason of `signal` if that is aborted.
 * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type.
 * @throws {FlyteConfigError} `invalid_section`, `duplicate_section`, `duplicate_source` or `setting_without_source` –
 * when a plugin is not a valid definition.
 * @throws {FlyteConfigError} `callback_failed` – when `onProbe` throws an error.
 *
 * @example
 * ```ts
 * import { memoryHost } from "@flyte-ts/config";
 * import { doctor } from "@flyte-ts/config/doctor";
 *
 * const host = memoryHost({ files: { "/app/config.yaml": "admin:\n  endpoint: dns:///flyte.acme.com\n" }, cwd: "/app" });
 * const good: string[] = [];
 * for await (const { probe, status } of doctor({ host, versions: ["flyte2"], offline: true })) {
 *   if (status === "ok") good.push(probe);
 * }
 * console.log(good); // [ "files", "variables", "configuration" ]
 * ```
 */
export function doctor(options: DoctorOptions = {}): AsyncGenerator<Finding> {
  return examine(doctorRequest(options));
}

async function* examine(request: DoctorRequest): AsyncGenerator<Finding> {
  const { signal, totalTimeoutMs, onProbe } = request;
  const [end, total] = [new AbortController(), new AbortController()];
  const signals = [end.signal, total.signal, ...signal === undefined ? [] : [signal]];
  const all = AbortSignal.any(signals);
  wait(totalTimeoutMs, end.signal).then(() => total.abort(), () => {});
  const examination = new Examination(request, all);
  try {
    for await (const probe of probesOf(examination, all)) {
      signal?.throwIfAborted();
      const { probe: name, subject, versions } = probe;
      if (!total.signal.aborted) {
        notify(onProbe, { probe: name, subject: examination.shown(subject), versions });
        try {
          yield* findingsOf(probe, examination, all);
          continue;
        } catch (error) {
          signal?.throwIfAborted();
          if (!total.signal.aborted) throw error;
        }
      }
      yield findingOf(
        { status: "skipped", message: `the time limit of ${totalTimeoutMs} ms is over` },
        probe,
        examination,
      );
    }
  } finally {
    end.abort();
  }
}

function notify(onProbe: DoctorRequest["onProbe"], probe: StartedProbe): void {
  try {
    onProbe(probe);
  } catch (cause) {
    throw new FlyteConfigError("callback_failed", 'doctor: the function "onProbe" threw an error', { cause });
  }
}
