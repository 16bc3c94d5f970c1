/**
 * Examinations of machines in memory, whose servers are real ones on this machine.
 *
 * @module
 */
import assert from "node:assert/strict";
import { defaultHost } from "../../src/runtime/default_host.ts";
import type { Host } from "../../src/runtime/host.ts";
import { memoryHost, type MemoryHostOptions } from "../../src/runtime/memory_host.ts";
import { doctor, type DoctorOptions, type Finding, type ProbeName } from "../../src/doctor/mod.ts";

/** A machine in memory that connects as this one does. */
export function machineWith(options: MemoryHostOptions = {}): Host {
  return memoryHost({ home: "/home/me", cwd: "/work", connect: defaultHost().connect, ...options });
}

/** Returns all findings; each that is not good must say what to change, and none may contain a secret. */
export async function examined(options: DoctorOptions, secrets: readonly string[] = []): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for await (const finding of doctor(options)) {
    const { status, fix, message } = finding;
    const needsFix = status === "warning" || status === "failed";
    assert.equal(fix !== undefined && fix !== "", needsFix, JSON.stringify(finding));
    assert.notEqual(message, "");
    const text = JSON.stringify(finding);
    for (const secret of secrets) assert.ok(!text.includes(secret), `a finding contains a secret: ${text}`);
    findings.push(finding);
  }
  return findings;
}

/** Returns the findings of one probe. */
export async function probed(probe: ProbeName, options: DoctorOptions): Promise<readonly Finding[]> {
  return (await examined(options)).filter((finding) => finding.probe === probe);
}

/** Asserts that there is one finding, with this status, and whose message and fix match. */
export function onlyFinding(
  findings: readonly Finding[],
  status: Finding["status"],
  message: RegExp,
  fix: RegExp | undefined = undefined,
): Finding {
  assert.equal(findings.length, 1, JSON.stringify(findings, null, 1));
  const [finding] = findings as [Finding];
  assert.equal(finding.status, status, JSON.stringify(finding));
  assert.match(finding.message, message);
  if (fix === undefined) assert.equal(finding.fix, undefined);
  else assert.match(finding.fix ?? "", fix);
  return finding;
}

/** A server that answers connections with bytes, or with none. */
export interface RawServer extends AsyncDisposable {
  /** Host and port. */
  readonly name: string;
}

/** Starts a server that calls a function for each connection, and ends them all when it is disposed. */
export function rawServer(serve: (connection: Deno.TcpConn) => Promise<void>): RawServer {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const connections = new Set<Deno.TcpConn>();
  const work = (async () => {
    for await (const connection of listener) {
      connections.add(connection);
      serve(connection).catch(() => {});
    }
  })();
  return {
    name: `127.0.0.1:${listener.addr.port}`,
    [Symbol.asyncDispose]: async () => {
      listener.close();
      for (const connection of connections) {
        try {
          connection.close();
        } catch {
          // It is closed already.
        }
      }
      await work.catch(() => {});
    },
  };
}
