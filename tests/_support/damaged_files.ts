/**
 * Random configuration files with mistakes, for property tests.
 *
 * @module
 */
import fc from "fast-check";
import type { NamedText } from "../../mod.ts";
import { FILES, PIECES } from "./config_samples.ts";
import { mutateText, oneOf, type Random, seeded } from "./mutations.ts";

/** Files with many mistakes of the kinds for which there are edits. */
const WITH_MISTAKES: Readonly<Record<"ini" | "yaml", readonly string[]>> = {
  yaml: [
    "admn:\n  endpont: a\nadmin:\n  insecur: true\n  endpoint: 5\n  authType: pkce\n  insecure: ture\n  clientid: a\n",
    'admin: {"endpont": a, insecure: flase, authType: Pkc, clientId: 2020-01-01}\nimages: {a: 1}\n',
    "a: &a {insecur: 1}\nadmin:\n  <<: *a\n  endpoint: https://x.com\n  scopes: {a: 1}\nimage:\n  bilder: remote\n",
  ],
  ini: [
    "[platform]\nurll = a\ninsecure = ture\n[s3]\nx = 1\n[statsd]\nhost = a\n",
    "[DEFAULT]\nx = flase\n[platfrom]\nurl = a\n[platform]\nurl = https://a.com\ninsecure = %(x)s\n[credentials]\n" +
    "scope = a\nauth_mode = pkce\n[aws]\nretries = five\nEndpont = a\n",
  ],
};

const NAMES = { yaml: "config.yaml", ini: "flyte.config" } as const;

/** Words that damaged files may get. */
const WORDS = [
  ...PIECES,
  "insecure: tru",
  "endpoint: ",
  "authType: ",
  "admin:",
  "[platform]",
  "true",
  "Pkce",
  "images",
];

/** A configuration file that was damaged, or a random string. */
export const damagedFile: fc.Arbitrary<NamedText> = fc
  .tuple(fc.constantFrom("yaml" as const, "ini" as const), fc.nat(), fc.string({ maxLength: 60 }))
  .map(([format, seed, noise]) => {
    const random = seeded(seed);
    const text = oneOf(random, [...FILES[format], ...WITH_MISTAKES[format], noise]);
    return { name: NAMES[format], text: damaged(random, text) };
  });

function damaged(random: Random, text: string): string {
  return random(8) === 0 ? text : mutateText(random, text, WORDS);
}
