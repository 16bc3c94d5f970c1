/**
 * Text that means something where it should not.
 *
 * @module
 */

/** Pieces of text that mean something in a Dockerfile, a shell, JSON or an option. */
export const HOSTILE_PIECES: readonly string[] = [
  ..."\n\r\t\0\\\"'$`{}[]#,=;&|<> ~*?!-:/@é\u2028\u{1F680}",
  ..."\ud800 $A ${B} ${B:-x} <<EOF <<-'E' \\\n RUN FROM # -- --mount=type=bind AS a b EOF".split(" "),
];
