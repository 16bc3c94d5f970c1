/**
 * A program that asks its host one thing, `["env", "HOME"]` in JSON, and writes the answer in JSON; or that runs the
 * contract, given `["contract"]`. For Deno, Bun, and Node once its types are stripped.
 *
 * @module
 */
import process from "node:process";
import { FlyteConfigError } from "../../../src/errors.ts";
import { defaultHost } from "../../../src/runtime/default_host.ts";
import { checkHost, checkReplacing, checkRunning, checkSpecialFiles } from "../host_contract.ts";

const host = defaultHost();
const [method, ...args] = JSON.parse(process.argv[2]!);
console.log(JSON.stringify(await answer()));

async function answer(): Promise<unknown> {
  try {
    if (method !== "contract") return { value: await Reflect.get(host, method)(...args) };
    await checkHost(host);
    await checkRunning(host);
    await checkReplacing(host);
    await checkSpecialFiles(host);
    return { value: host.name };
  } catch (error) {
    if (!(error instanceof FlyteConfigError)) throw error;
    return { code: error.code, message: error.message, caused: error.cause !== undefined };
  }
}
