/**
 * How much the library takes before it refuses.
 *
 * @module
 */
import { equal, ok, refuses } from "../assert.ts";
import { bomb, carry, settingsJson } from "../bytes.ts";
import type { Check, Context } from "../suite.ts";

const SECONDS = 10;

export const limitChecks: readonly Check[] = [
  {
    name: "stops 256 MiB of zeros at the default limit",
    run: (context) => stops(context, undefined),
  },
  {
    name: "stops 256 MiB of zeros at 1 MiB",
    run: (context) => stops(context, 1024 * 1024),
  },
  {
    name: "stops several of them at once",
    run: async (context) => {
      await Promise.all([stops(context, 300_000), stops(context, 300_000), stops(context, 300_000)]);
    },
  },
  {
    name: "refuses them unread where they are longer than the limit allows",
    run: (context) => stops(context, 1),
  },
  {
    name: "accepts exactly maxBytes, and not one more",
    run: async ({ lib, fixtures }) => {
      for (const { name, transport } of fixtures.transports.cases) {
        if (name !== "env_40_kb" && name !== "minimal") continue;
        const settings = await lib.main.SerializationSettings.fromTransport(transport);
        const inner = lib.main.SerializationSettings.fromJsonString(settings.toJsonString());
        const context = await inner.serializedContext();
        const maxBytes = inner.toJsonString().length;
        await lib.main.SerializationSettings.fromTransport(context, { maxBytes });
        const less = () => lib.main.SerializationSettings.fromTransport(context, { maxBytes: maxBytes - 1 });
        await refuses(lib, "too_large", less, name);
      }
    },
  },
  {
    name: "refuses too many values before it makes anything of them",
    run: async ({ lib }) => {
      for (const piece of ["{}", "[[]]", '""']) {
        const context = carry(settingsJson(`"x": [${Array(10_000).fill(piece).join()}]`));
        const decode = () => lib.main.SerializationSettings.fromTransport(context, { maxValues: 5000 });
        await refuses(lib, "too_many_values", decode, piece);
      }
      const deep = carry(settingsJson(`"x": ${"[".repeat(30_000)}${"]".repeat(30_000)}`));
      await refuses(lib, "too_deep", () => lib.main.SerializationSettings.fromTransport(deep), "deep");
    },
  },
  {
    name: "refuses limits that are none",
    run: async ({ lib, fixtures }) => {
      for (const maxBytes of [0, -1, NaN]) {
        const decode = () => lib.main.SerializationSettings.fromTransport(fixtures.realTask, { maxBytes });
        await refuses(lib, "invalid_option", decode, String(maxBytes));
      }
      const unlimited = await lib.main.SerializationSettings.fromTransport(fixtures.realTask, { maxBytes: Infinity });
      equal(unlimited.project, "flytesnacks");
    },
  },
  {
    name: "tells when a context outgrows what one environment variable can hold",
    run: async ({ lib, fixtures }) => {
      const codes: string[] = [];
      const onIssue = (issue: { readonly code: string }) => codes.push(issue.code);
      for (const size of [10, 130_000, 140_000]) {
        // Strings that do not compress: the recorded bytes of another context, again and again.
        const value = fixtures.transports.cases.find((golden) => golden.name === "env_200_kb")!.transport;
        const env = { A: (value + [...value].reverse().join("")).slice(0, size) };
        const settings = lib.main.SerializationSettings.forImage("a:1", "v").with({ env });
        await settings.serializedContext({ onIssue });
      }
      equal(codes, ["context_near_env_limit", "context_over_env_limit"]);
    },
  },
  {
    name: "decodes an empty environment and one of a thousand names",
    run: async ({ lib }) => {
      const names = Array.from({ length: 1000 }, (_, index) => `"N${index}": "${index}"`).join(", ");
      const context = carry(settingsJson(`"env": {${names}}`));
      const settings = await lib.main.SerializationSettings.fromTransport(context);
      equal(Object.keys(settings.env!).length, 1000);
      const empty = await lib.main.SerializationSettings.fromTransport(carry(settingsJson('"env": {}')));
      ok(empty.env !== undefined && Object.keys(empty.env).length === 0, "an empty environment stays");
    },
  },
];

async function stops({ lib }: Context, maxBytes: number | undefined): Promise<void> {
  const start = performance.now();
  const decode = () => lib.main.SerializationSettings.fromTransport(bomb(), { maxBytes });
  await refuses(lib, "too_large", decode, "a bomb");
  const seconds = (performance.now() - start) / 1000;
  ok(seconds < SECONDS, `${seconds} s are fewer than ${SECONDS}`);
}
