/**
 * The program that Node, Deno and Bun run: reads a request from standard input, and writes results.
 *
 * @module
 */
import { text } from "node:stream/consumers";
import process from "node:process";
import { runJobs } from "./clients.ts";

const results = await runJobs(JSON.parse(await text(process.stdin)));
// Clients keep connections open for a while, which would keep the program running.
process.stdout.write(JSON.stringify(results), () => process.exit(0));
