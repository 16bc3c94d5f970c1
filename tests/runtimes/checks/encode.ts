/**
 * Encoding, and decoding what was encoded.
 *
 * @module
 */
import { equal } from "../assert.ts";
import { carry, fromBase64, settingsJson, toBase64 } from "../bytes.ts";
import type { Check, Context } from "../suite.ts";

export const encodeChecks: readonly Check[] = [
  {
    name: "round-trips through the runtime's own compressor",
    run: async ({ lib, fixtures: { transports, realTask } }) => {
      const texts = [
        realTask,
        ...transports.cases.filter(({ name }) => name.startsWith("env_")).map((c) => c.transport),
      ];
      for (const transport of texts) {
        const settings = await decode({ lib }, transport).catch(() => undefined);
        if (settings === undefined) continue;
        const again = await decode({ lib }, await settings.serializedContext({ reproducible: false }));
        equal(again.toJsonString(), settings.toJsonString());
      }
    },
  },
  {
    name: "writes the same bytes every time, with no time or name in the header",
    run: async ({ lib }) => {
      const settings = lib.main.SerializationSettings.forImage("a:1", "v1");
      const context = await settings.serializedContext();
      equal(await settings.serializedContext(), context);
      equal(Array.from(fromBase64(context).subarray(0, 10)), [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255]);
    },
  },
  {
    name: "decodes data in a stored block, and gzip headers with every optional field",
    run: async ({ lib }) => {
      equal((await decode({ lib }, carry(settingsJson('"version": "v"')))).version, "v");
      const plain = fromBase64(carry(settingsJson()));
      const optional = [2, 0, 1, 2, ...new TextEncoder().encode("name\0comment\0")];
      const header = [0x1f, 0x8b, 8, 4 + 8 + 16, 0, 0, 0, 0, 0, 255, ...optional];
      await decode({ lib }, toBase64(Uint8Array.from([...header, ...plain.subarray(10)])));
    },
  },
  {
    name: "skips white space in base64",
    run: async ({ lib, fixtures: { realTask } }) => {
      const wrapped = realTask.trim().replace(/.{76}/g, "$&\r\n\t ");
      equal((await decode({ lib }, ` ${wrapped}\n`)).project, "flytesnacks");
    },
  },
  {
    name: "decodes many contexts at once",
    run: async ({ lib, fixtures: { realTask } }) => {
      const inputs = Array.from({ length: 200 }, (_, index) => index % 20 === 7 ? realTask.slice(0, 400) : realTask);
      const results = await Promise.allSettled(inputs.map((input) => decode({ lib }, input)));
      equal(results.filter((result) => result.status === "fulfilled").length, 190);
    },
  },
];

function decode({ lib }: Pick<Context, "lib">, transport: string) {
  return lib.main.SerializationSettings.fromTransport(transport);
}
