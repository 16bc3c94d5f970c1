/**
 * Lets Node resolve names below `localhost` to this machine, as browsers do: not every resolver knows them.
 *
 * @module
 */
import dns from "node:dns";

const { lookup } = dns;

dns.lookup = new Proxy(lookup, {
  apply: (target, self, [host, ...rest]) =>
    Reflect.apply(target, self, [String(host).endsWith(".localhost") ? "127.0.0.1" : host, ...rest]),
});
