import assert from "node:assert/strict";
import { quoteUrl } from "../../src/python/url.ts";

Deno.test("quoteUrl keeps letters, digits and _.-~, as urllib.parse.quote does", () => {
  assert.equal(quoteUrl("aZ09_.-~"), "aZ09_.-~");
  assert.equal(
    quoteUrl(" !'()*/:?#[]@&=+$,;%é🚀"),
    "%20%21%27%28%29%2A%2F%3A%3F%23%5B%5D%40%26%3D%2B%24%2C%3B%25%C3%A9%F0%9F%9A%80",
  );
  assert.throws(() => quoteUrl("\ud800"), URIError);
});
