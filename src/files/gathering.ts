/**
 * A hash of texts, and of bytes between them.
 *
 * @module
 */
import type { Hasher } from "./md5.ts";

/** A hash that is fed texts, too. */
export interface TextHasher extends Hasher {
  /** Adds a text as UTF-8. */
  text(text: string): void;
}

/**
 * A hash that puts texts together first, for one of the runtime takes as long for a short one as for hundreds of
 * bytes. Texts must be well-formed.
 */
export function gathering(hasher: Hasher): TextHasher {
  let texts = "";
  const flush = () => {
    if (texts !== "") hasher.update(new TextEncoder().encode(texts));
    texts = "";
  };
  return {
    text: (text) => void (texts += text),
    update: (bytes) => {
      flush();
      hasher.update(bytes);
    },
    digest: () => {
      flush();
      return hasher.digest();
    },
  };
}
