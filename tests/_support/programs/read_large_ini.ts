/**
 * Reads the largest INI text that is read by default, of one kind, and prints the peak of its memory in megabytes.
 */
import { parseIni } from "../../../src/formats/ini/mod.ts";

const SIZE = 4 * 1024 * 1024 - 100;
const KINDS: Readonly<Record<string, (index: number) => string>> = {
  options: (index) => index === 0 ? "[s]\n" : `${index.toString(36)}=\n`,
  sections: (index) => `[${index.toString(36)}]\n`,
  lines: (index) => index === 0 ? "[s]\na=1\n" : " b\n",
  blank: (index) => index === 0 ? "[s]\na=1\n" : "\n",
};

const pieces: string[] = [];
for (let index = 0, size = 0; size < SIZE; index++) {
  const piece = KINDS[Deno.args[0]!]!(index);
  pieces.push(piece);
  size += piece.length;
}
parseIni(pieces.join("")).items("s", { raw: true });
const [, kilobytes] = /^VmHWM:\s+(\d+) kB/m.exec(await Deno.readTextFile("/proc/self/status"))!;
console.log(Math.round(Number(kilobytes) / 1024));
