/**
 * Recognizes addresses of this machine.
 *
 * @module
 */

/**
 * Whether a host, with or without a port, is this machine, whose registries usually have no TLS: `localhost`, an address
 * in 127.0.0.0/8, or `[::1]`. Names below `localhost`, such as `registry.localhost`, are not: RFC 6761 reserves them, but
 * some resolvers ask the network for them.
 */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/:\d+$/, "");
  if (name === "localhost" || /^127(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}$/.test(name)) return true;
  return name.startsWith("[") && URL.canParse(`http://${name}`) && new URL(`http://${name}`).hostname === "[::1]";
}
