/**
 * Endpoints that no client can connect to, and commands. The endpoints were tested with grpcio 1.x (the channel never
 * becomes ready) and flyte 2.12.1 (`normalize_rpc_endpoint`, and the URLs that connectrpc derives from its result).
 */
import assert from "node:assert/strict";
import { Config, PlatformConfig, type SettingIssue } from "../../../mod.ts";
import { PlatformConfig as FlytePlatform } from "../../../v2.ts";
import { assertLinear } from "../../_support/growth.ts";

const codesOf = ({ issues }: { issues: readonly { code: string }[] }) => issues.map(({ code }) => code);

Deno.test("valid endpoints are not reported", () => {
  const both = ["localhost:30080", "dns:///flyte.acme.com", "127.0.0.1:80", "[::1]:80", "flyte", "flüte.de"];
  for (const endpoint of [...both, "a_b.svc.cluster.local:81"]) {
    assert.deepEqual(codesOf(new PlatformConfig({ endpoint })), [], endpoint);
    assert.deepEqual(codesOf(new FlytePlatform({ endpoint })), [], endpoint);
  }
  const targets = ["ipv4:127.0.0.1:80,127.0.0.2:80", "unix:/run/flyte", "xds:///flyte", "::1"];
  for (const endpoint of [...targets, "dns:localhost:1", "dns:/localhost:1", "DNS:///localhost:1"]) {
    assert.deepEqual(codesOf(new PlatformConfig({ endpoint })), [], endpoint);
    assert.deepEqual(codesOf(new FlytePlatform({ endpoint })), ["endpoint_unusable"], endpoint);
  }
  const urls = [
    "https://flyte.acme.com",
    "https://flyte.acme.com/",
    "https://flyte.acme.com/prefix",
    "flyte.acme.com/",
  ];
  for (const endpoint of [...urls, "dns:///flyte.acme.com:81/", "flyte.acme.com/prefix", "//flyte.acme.com"]) {
    assert.deepEqual(codesOf(new FlytePlatform({ endpoint })), [], endpoint);
    assert.deepEqual(codesOf(new PlatformConfig({ endpoint })), ["endpoint_unusable"], endpoint);
  }
});

Deno.test("unusable endpoints are reported, with the value that was probably meant", () => {
  const cases: readonly (readonly [endpoint: string, meant: string | undefined])[] = [
    ["grpc://flyte.acme.com:81/x", "flyte.acme.com:81"],
    ["dns://flyte.acme.com", "dns:///flyte.acme.com"],
    ["dns:///dns:///flyte.acme.com", "dns:///flyte.acme.com"],
    ["flyte.acme.com//", "flyte.acme.com"],
    ["ftp://flyte.acme.com", "flyte.acme.com"],
    ["FTP://flyte.acme.com", "flyte.acme.com"],
    [" flyte.acme.com", "flyte.acme.com"],
    ["flyte.acme.com\t", "flyte.acme.com"],
    ["flyte acme.com", undefined],
    ['"flyte.acme.com"', "flyte.acme.com"],
    ["me@flyte.acme.com", "flyte.acme.com"],
    ["flyte.acme.com:", "flyte.acme.com"],
    ["flyte.acme.com:99999", "flyte.acme.com"],
    ["flyte.acme.com:http", "flyte.acme.com"],
    ["a:1,b:2", undefined],
    [":443", undefined],
    ["dns:///", undefined],
    ["dns:///:443", undefined],
    ["/", undefined],
    ["<your-host>", undefined],
    ["${FLYTE_HOST}:443", undefined],
  ];
  for (const [endpoint, meant] of cases) {
    for (const type of [PlatformConfig, FlytePlatform]) {
      const [issue, ...others] = new type({ endpoint }).issues;
      assert.deepEqual([issue?.code, issue?.meant, others], ["endpoint_unusable", meant, []], `${type} ${endpoint}`);
      assert.equal(issue!.path, "platform.endpoint");
    }
  }
  for (const type of [PlatformConfig, FlytePlatform]) {
    assert.match(new type({ endpoint: "/" }).issues[0]!.message, /: it has no host$/);
  }
  assert.match(
    new PlatformConfig({ endpoint: "http://a" }).issues[0]!.message,
    /insecure: true for a server without TLS/,
  );
});

Deno.test("an unusable endpoint from any source is reported, without its password", async () => {
  const yaml = { file: { name: "config.yaml", text: "admin:\n  endpoint: https://me:hunter2@flyte.acme.com\n" } };
  for (
    const platform of [
      PlatformConfig.from(yaml),
      Config.from(yaml).platform,
      Config.from({ env: { FLYTE_PLATFORM_URL: "https://me:hunter2@flyte.acme.com" } }).platform,
      PlatformConfig.forEndpoint("https://me:hunter2@flyte.acme.com"),
      (await Config.forEndpoint("https://me:hunter2@flyte.acme.com", yaml)).platform,
    ]
  ) {
    const issue = platform.issues.find(({ code }) => code === "endpoint_unusable");
    assert.equal(issue?.meant, "flyte.acme.com");
    assert.doesNotMatch(JSON.stringify(issue), /hunter2/);
  }
});

Deno.test("flyte 2 does not find a host and port in these endpoints", () => {
  const cases: readonly (readonly [endpoint: string, meant: string | undefined])[] = [
    ["::1", "[::1]"],
    ["::ffff:10.0.0.1", "[::ffff:10.0.0.1]"],
    ["a.b:80:90", "a.b"],
    ["dns:localhost:1", "dns:///localhost:1"],
    ["DNS:///localhost:1", "dns:///localhost:1"],
    ["HTTPS://flyte.acme.com", "flyte.acme.com"],
    ["flyte/a://b", "flyte"],
    ["a//", "a"],
    ["0000:0000:0000:0000:0000:ffff:255.255.255.255", "[0000:0000:0000:0000:0000:ffff:255.255.255.255]"],
    ["0000:0000:0000:0000:0000:ffff:255.255.255.2555", undefined],
  ];
  for (const [endpoint, meant] of cases) {
    const [issue, ...others] = new FlytePlatform({ endpoint }).issues;
    assert.deepEqual([issue?.code, issue?.meant, others], ["endpoint_unusable", meant, []], endpoint);
  }
});

Deno.test("flyte 2: a value of insecure that contradicts the scheme of the endpoint is reported", () => {
  const of = (endpoint: string, insecure?: boolean) => codesOf(new FlytePlatform({ endpoint, insecure }));
  assert.deepEqual(of("http://a"), ["not_used"]);
  assert.deepEqual(of("http://a", true), []);
  assert.deepEqual(of("https://a", true), ["not_used"]);
  assert.deepEqual(of("https://a", false), []);
  assert.deepEqual(of("https://"), ["endpoint_unusable"]);
  assert.deepEqual(of("https://a b"), ["endpoint_unusable"]);
  const messageOf = (endpoint: string, insecure?: boolean) =>
    new FlytePlatform({ endpoint, insecure }).issues[0]!.message;
  assert.match(messageOf("http://a"), /\(http\) .* is false; set insecure: true to connect without TLS$/);
  assert.match(messageOf("https://a", true), /\(https\) .* is true; set insecure: false to connect with TLS$/);
  assert.deepEqual(of("a?b"), ["endpoint_unusable"]);
});

Deno.test("of a CA certificate and skipped verification, the one without effect is reported", () => {
  const both = { endpoint: "a", caCertFilePath: "/ca.pem", insecureSkipVerify: true };
  const found = (platform: { issues: readonly SettingIssue[] }) =>
    platform.issues.map(({ code, path }) => [code, path]);
  assert.deepEqual(found(new PlatformConfig(both)), [["not_used", "platform.ca_cert_file_path"]]);
  assert.deepEqual(found(new FlytePlatform(both)), [["not_used", "platform.insecure_skip_verify"]]);
  assert.deepEqual(codesOf(new FlytePlatform({ ...both, insecure: true })), ["insecure_with_ca_cert"]);
  assert.deepEqual(codesOf(new FlytePlatform({ ...both, insecureSkipVerify: false })), []);
});

Deno.test("commands that were written as one string are reported", () => {
  const ini = (text: string) => ({ file: { name: "flyte.config", text: `[credentials]\n${text}\n` } });
  const yaml = (text: string) => ({ file: { name: "config.yaml", text: `admin:\n  ${text}\n` } });
  const flytekit: readonly (readonly [Parameters<typeof PlatformConfig.from>[0], string[]])[] = [
    [yaml("command: gcloud auth print-identity-token"), ["command_not_split"]],
    [yaml("command: [gcloud auth print-identity-token]"), ["command_not_split"]],
    [yaml("proxyCommand: gcloud auth print-identity-token --token=hunter2"), ["command_not_split"]],
    [yaml("command: /usr/bin/gcloud auth print"), ["command_not_split"]],
    [ini("command = gcloud auth print-identity-token"), ["command_not_split"]],
    [{ env: { FLYTE_CREDENTIALS_COMMAND: "gcloud auth" } }, ["command_not_split"]],
    [{ env: { FLYTE_CREDENTIALS_COMMAND: "gcloud,auth,print token" } }, []],
    [yaml("command: [gcloud, auth, 'print token']"), []],
    [yaml("command: [/opt/my tools/token, --json]"), []],
    [yaml("command: ['C:\\Program Files\\token.exe']"), []],
    [yaml("command: gcloud"), []],
  ];
  for (const [options, codes] of flytekit) {
    const { issues } = PlatformConfig.from(options);
    assert.deepEqual(codesOf({ issues }), codes, JSON.stringify(options));
    assert.doesNotMatch(JSON.stringify(issues), /hunter2|gcloud/);
  }
  const flyte: readonly (readonly [Parameters<typeof FlytePlatform.from>[0], string[]])[] = [
    [yaml("command: gcloud auth print-identity-token"), []],
    [yaml("command: gcloud, auth, print-identity-token"), ["command_not_split"]],
    [{ env: { FLYTE_AUTH_COMMAND: "gcloud,auth" } }, ["command_not_split"]],
    [yaml("command: [gcloud auth print-identity-token]"), ["command_not_split"]],
  ];
  for (const [options, codes] of flyte) assert.deepEqual(codesOf(FlytePlatform.from(options)), codes);
});

Deno.test("endpoints and commands are checked in linear time", () => {
  for (const piece of ["/", " ", "@", ":", "a.", "dns:///", "-", '"', "[", "1:"]) {
    const read = (count: number) => {
      const text = piece.repeat(count);
      const found = new PlatformConfig({ endpoint: text, command: [text] }).issues;
      return [...found, ...new FlytePlatform({ endpoint: `https://${text}`, command: [text] }).issues];
    };
    assertLinear(read, 20_000, piece);
    assert.ok(read(20_000).every(({ message }) => message.length < 1000));
  }
});
