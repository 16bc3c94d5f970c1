/**
 * Decoding in a process of its own, whose memory is watched.
 *
 * @module
 */

/**
 * The outcome of decoding, and the most memory that it took: in a process of its own, since other tests that run
 * meanwhile take memory, too.
 */
export async function watched(
  text: string,
  native: boolean,
  maxBytes?: number,
): Promise<{ outcome: string; growth: number }> {
  const command = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "tests/_support/programs/watch_decode.ts"],
    stdin: "piped",
    stdout: "piped",
    stderr: "inherit",
  });
  await using process = command.spawn();
  const writer = process.stdin.getWriter();
  await writer.write(new TextEncoder().encode(JSON.stringify({ text, native, maxBytes })));
  await writer.close();
  return JSON.parse(new TextDecoder().decode((await process.output()).stdout));
}
