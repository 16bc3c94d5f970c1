import assert from "node:assert/strict";
import fc from "fast-check";
import { type Step, withProgress } from "../../../src/cli/output/progress.ts";
import { widthOf } from "../../../src/cli/output/width.ts";
import { Session } from "../../../src/cli/session.ts";
import { memoryHost } from "../../../src/runtime/memory_host.ts";
import { Screen } from "../../_support/screen.ts";

interface Setup {
  readonly env?: Record<string, string>;
  readonly isTerminal?: boolean;
  readonly columns?: number;
}

/** A session with a screen, and a clock that a test advances. */
function setup({ env = {}, isTerminal = true, columns = 80 }: Setup = {}) {
  const screen = new Screen(columns);
  const interruption = new AbortController();
  const timers = new Set<() => void>();
  let written = 0;
  const output = {
    write: (text: string) => {
      written++;
      screen.write(text);
    },
    isTerminal,
    columns,
  };
  const session = new Session({
    stdout: output,
    stderr: output,
    stdinIsTerminal: false,
    signal: interruption.signal,
    env: (name) => env[name],
    stdin: async function* () {},
    every: (milliseconds, run) => {
      assert.equal(milliseconds, 100);
      timers.add(run);
      return () => void timers.delete(run);
    },
    printed: () => "",
    parseEnv: () => ({}),
  }, memoryHost());
  const pass = (seconds: number) => {
    for (let tick = 0; tick < Math.round(seconds * 10); tick++) for (const run of timers) run();
  };
  return { session, screen, interruption, timers, pass, written: () => written };
}

Deno.test("progress is drawn after a second, and erased when the work is done", async () => {
  const { session, screen, timers, pass, written } = setup();
  const result = await withProgress(session, { title: "Building app" }, (step) => {
    step("layer 1 of 8");
    pass(0.9);
    assert.equal(written(), 0);
    pass(0.1);
    assert.match(screen.text(), /^\S Building app: layer 1 of 8$/);
    assert.equal(screen.hasCursor, false);
    const first = screen.text()[0];
    step("layer 3 of 8", { done: 3, total: 8 });
    pass(0.1);
    assert.match(screen.text(), /^\S Building app: layer 3 of 8 ━{8}─{12} 3\/8$/);
    assert.notEqual(screen.text()[0], first);
    step("");
    pass(0.1);
    assert.match(screen.text(), /^\S Building app$/);
    return Promise.resolve(7);
  });
  assert.equal(result, 7);
  assert.deepEqual([screen.text(), screen.hasCursor, timers.size], ["", true, 0]);
});

Deno.test("progress is erased when the work fails", async () => {
  const { session, screen, timers, pass } = setup();
  const work = withProgress(session, { title: "Building" }, () => {
    pass(2);
    return Promise.reject(new Error("no space"));
  });
  await assert.rejects(work, /^Error: no space$/);
  assert.deepEqual([screen.text(), screen.hasCursor, timers.size], ["", true, 0]);
});

Deno.test("progress is erased as soon as the command is interrupted, although the work still ends", async () => {
  const { session, screen, interruption, timers, pass } = setup();
  await withProgress(session, { title: "Building" }, async () => {
    pass(2);
    assert.notEqual(screen.text(), "");
    interruption.abort();
    assert.deepEqual([screen.text(), screen.hasCursor, timers.size], ["", true, 0]);
    pass(2);
    await Promise.resolve();
    assert.equal(screen.text(), "");
  });
});

Deno.test("what is printed meanwhile stays, above the progress", async () => {
  const { session, screen, pass } = setup();
  await withProgress(session, { title: "Building" }, () => {
    pass(2);
    session.note("warning: something");
    assert.deepEqual([screen.text(), screen.hasCursor], ["warning: something\n", true]);
    pass(0.1);
    assert.match(screen.text(), /^warning: something\n\S Building$/);
    session.print("result");
    return Promise.resolve();
  });
  session.print("end");
  assert.equal(screen.text(), "warning: something\nresult\nend\n");
});

for (
  const [name, given, quiet] of [
    ["a pipe", { isTerminal: false }, false],
    ["a terminal that is dumb", { env: { TERM: "dumb" } }, false],
    ["a machine that builds", { env: { CI: "true" } }, false],
    ["--quiet", {}, true],
  ] as const
) {
  Deno.test(`nothing is drawn for ${name}`, async () => {
    const { session, timers, written } = setup(given);
    await withProgress(session, { title: "Building", quiet }, (step) => {
      step("layer 1");
      assert.equal(timers.size, 0);
      return Promise.resolve();
    });
    assert.equal(written(), 0);
  });
}

Deno.test("progress is without colors where NO_COLOR is set", async () => {
  const { session, screen, pass } = setup({ env: { NO_COLOR: "1" } });
  await withProgress(session, { title: "Building" }, (step) => {
    step("layer", { done: 1, total: 2 });
    pass(1);
    assert.equal(screen.hasStyles, false);
    return Promise.resolve();
  });
});

Deno.test("progress is one line that fits the terminal, whatever a step is called, and shows no secret", async () => {
  const step = fc.string({ unit: "binary", maxLength: 120 });
  const counts = fc.option(fc.record({ done: fc.nat(), total: fc.nat() }), { nil: undefined });
  await fc.assert(fc.asyncProperty(step, counts, fc.integer({ min: 10, max: 120 }), async (text, counts, columns) => {
    const { session, screen, pass } = setup({ columns });
    await withProgress(session, { title: "Building" }, (step: Step) => {
      step(text, counts);
      pass(1);
      const shown = screen.text();
      assert.ok(!shown.includes("\n") && widthOf(shown) < columns, shown);
      return Promise.resolve();
    });
    assert.deepEqual([screen.text(), screen.hasCursor], ["", true]);
  }));
  const { session, screen, pass } = setup();
  const token = "ghp_" + "a1B2".repeat(9);
  await withProgress(session, { title: "Building" }, (step) => {
    step(`RUN ${token}`);
    pass(1);
    assert.match(screen.text(), /RUN \*\*\*/);
    return Promise.resolve();
  });
});
