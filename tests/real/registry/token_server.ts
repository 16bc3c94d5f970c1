/**
 * A small server of the tokens that Debian's registry takes.
 *
 * @module
 */
import { run } from "./programs.ts";

/** Names of files with a key and its certificate. */
export interface KeyFiles {
  readonly key: string;
  readonly certificate: string;
}

/** Who the token server knows, and the token it gives others for. */
export const USER = { name: "robot", password: "p4ssw0rd-for-tokens", identityToken: "1dentity-token" };

/** A token server that runs. */
export interface TokenServer extends AsyncDisposable {
  /** Its host and port. */
  readonly name: string;
  /** Section `auth` of a registry that takes its tokens. */
  readonly auth: object;
  /** The ways that tokens were asked for. */
  readonly asked: readonly string[];
}

/** Makes a certificate that signs others, and one signed by it for a server on this machine. */
export async function makeCertificates(folder: string): Promise<{ readonly ca: KeyFiles; readonly server: KeyFiles }> {
  const files = (name: string) => ({ key: `${folder}/${name}.key`, certificate: `${folder}/${name}.pem` });
  const [ca, server] = [files("ca"), files("server")];
  const request = (to: KeyFiles, subject: string, ...more: readonly string[]) => {
    const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", to.key];
    return run("openssl", "req", "-x509", "-days", "2", ...key, "-out", to.certificate, "-subj", subject, ...more);
  };
  await request(ca, "/CN=tests");
  const extensions = `${folder}/extensions`;
  await Deno.writeTextFile(extensions, "subjectAltName=IP:127.0.0.1\nbasicConstraints=CA:FALSE\n");
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", server.key];
  await run("openssl", "req", ...key, "-out", `${folder}/request`, "-subj", "/CN=127.0.0.1");
  const sign = ["-CA", ca.certificate, "-CAkey", ca.key, "-CAcreateserial", "-extfile", extensions];
  await run("openssl", "x509", "-req", "-days", "2", "-in", `${folder}/request`, "-out", server.certificate, ...sign);
  return { ca, server };
}

/**
 * Starts a token server, on another address than the registries. It lets everyone pull what is below `public/`, and whom
 * it knows everything.
 */
export async function startTokenServer({ key, certificate }: KeyFiles): Promise<TokenServer> {
  const sign = await signer(key, certificate);
  const asked: string[] = [];
  const server = Deno.serve({ port: 0, hostname: "127.0.0.2", onListen: () => {} }, async (request) => {
    const form = new URLSearchParams(request.method === "POST" ? await request.text() : new URL(request.url).search);
    const header = request.headers.get("authorization");
    asked.push(request.method === "POST" ? "identity token" : header === null ? "nobody" : "password");
    const refresh = form.get("refresh_token");
    const known = header === `Basic ${btoa(`${USER.name}:${USER.password}`)}` || refresh === USER.identityToken;
    if (!known && (header !== null || refresh !== null)) {
      return Response.json({ errors: [{ code: "UNAUTHORIZED", message: "wrong password" }] }, { status: 401 });
    }
    const access = form.getAll("scope").flatMap((scope) => {
      const [, name, actions] = /^repository:([^:]+):(.+)$/.exec(scope) ?? [];
      const allowed = actions?.split(",").filter((action) =>
        known || (action === "pull" && name!.startsWith("public/"))
      );
      return allowed === undefined || allowed.length === 0 ? [] : [{ type: "repository", name, actions: allowed }];
    });
    const token = await sign({ iss: "tests", aud: form.get("service"), sub: "", access });
    return Response.json(refresh === null ? { token, expires_in: 300 } : { access_token: token, expires_in: 300 });
  });
  const name = `127.0.0.2:${server.addr.port}`;
  const realm = `http://${name}/token`;
  return {
    name,
    auth: { token: { realm, service: "the tests' registry", issuer: "tests", rootcertbundle: certificate } },
    asked,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

/** Makes JSON web tokens that name the certificate of the key that signs them. */
async function signer(keyFile: string, certificateFile: string): Promise<(claims: object) => Promise<string>> {
  const algorithm = { name: "ECDSA", namedCurve: "P-256" };
  const key = await crypto.subtle.importKey("pkcs8", ofPem(await Deno.readTextFile(keyFile)), algorithm, false, [
    "sign",
  ]);
  const certificate = ofPem(await Deno.readTextFile(certificateFile)).toBase64();
  return async (claims) => {
    const now = Math.floor(Date.now() / 1000);
    const times = { iat: now, nbf: now - 10, exp: now + 300, jti: crypto.randomUUID() };
    const parts = [{ typ: "JWT", alg: "ES256", x5c: [certificate] }, { ...claims, ...times }];
    const signed = parts.map((part) => base64url(new TextEncoder().encode(JSON.stringify(part)))).join(".");
    const bytes = new TextEncoder().encode(signed);
    const signature = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, key, bytes);
    return `${signed}.${base64url(new Uint8Array(signature))}`;
  };
}

function ofPem(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.fromBase64(text.replace(/-----[A-Z ]+-----|\s/g, ""));
}

function base64url(bytes: Uint8Array): string {
  return bytes.toBase64({ alphabet: "base64url", omitPadding: true });
}
