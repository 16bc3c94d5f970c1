/**
 * Runs `image explain`.
 *
 * @module
 */
import { FlyteConfigError } from "../../../errors.ts";
import type { HashInputs } from "../../../files/hash_inputs.ts";
import { oneLine, printable } from "../../../text/quote.ts";
import type { ImageOptions } from "../../commands/image.ts";
import { EXIT } from "../../exit_codes.ts";
import { noteIssues } from "../../output/issues.ts";
import { withProgress } from "../../output/progress.ts";
import { table } from "../../output/table.ts";
import type { Session } from "../../session.ts";
import type { DescribedImage, OnIssue } from "./described_image.ts";
import { readImage } from "./read.ts";

/** Longest value that the table shows, in characters. */
const MAX_VALUE = 2000;
const MAX_PATH = 512;
/** Number of digits of a digest on a terminal. */
const SHOWN_DIGITS = 12;

/**
 * Prints what the name of an image is computed from, or why two images have different names. Rejects as
 * {@linkcode readImage} and naming the images do.
 */
export async function explain(this: Session, options: ImageOptions, path: string, other?: string): Promise<void> {
  const { quiet } = options;
  if (path === "-" && other === "-") {
    throw new FlyteConfigError("invalid_argument", "only one of the images can be standard input");
  }
  const onIssue: OnIssue = (issue) => quiet || noteIssues(this, [issue]);
  const image = await readImage(this, path, options);
  const progress = { title: "Reading files", quiet };
  if (other === undefined) {
    return printInputs(this, await withProgress(this, progress, () => image.inputs(onIssue)), options);
  }
  await compare(this, [image, await readImage(this, other, options)], options, onIssue);
}

async function compare(
  session: Session,
  [one, other]: readonly [DescribedImage, DescribedImage],
  { json, quiet }: ImageOptions,
  onIssue: OnIssue,
): Promise<void> {
  const title = "Comparing files";
  const explanation = await withProgress(session, { title, quiet }, () => one.explain(other, onIssue));
  const { isSame, ids: names, differences } = explanation;
  if (!isSame) session.exitWith(EXIT.no);
  if (json) return session.printJson({ isSame, names, differences });
  const [first, second] = names;
  session.print(printable(
    [
      ...(isSame ? [`same name:  ${first}`] : [`first:   ${first}`, `second:  ${second}`]),
      ...String(explanation).split("\n").slice(1),
    ].join("\n"),
  ));
}

function printInputs(session: Session, { imageName, fields, files }: HashInputs, { json }: ImageOptions): void {
  if (json) return session.printJson({ name: imageName, fields, files });
  const { tableFormat: format, terminal: { stdout: { isTerminal } } } = session;
  const rows = fields.map(({ path, value, isHashed }) => [path, oneLine(value, MAX_VALUE), isHashed ? "yes" : "no"]);
  const tables = [table(["FIELD", "VALUE", "IN THE HASH"], rows, format)];
  if (files.length > 0) {
    // The whole digest would leave no room for the name.
    const shown = (digest: string) => isTerminal ? `${digest.slice(0, SHOWN_DIGITS)}…` : digest;
    const listed = files.map(({ field, file, digest }) => [field, oneLine(file, MAX_PATH), shown(digest)]);
    tables.push(table(["FIELD", "FILE", "SHA-256"], listed, format));
  }
  session.print([printable(imageName), ...tables].join("\n\n"));
}
