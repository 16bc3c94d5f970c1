/**
 * Files and variables to change, with a secret wherever one may be.
 *
 * @module
 */

/** What every secret contains. */
export const LEAK = "hunter2-ZQ9";

/** A secret. */
export const SECRET = `${LEAK}/x+y=`;

/** The password in a URL. */
export const PASSWORD = `${LEAK}-password`;

/** Realistic files of either format. */
export const FILES: Readonly<Record<"ini" | "yaml", readonly string[]>> = {
  yaml: [
    `# For GRPC endpoints
admin:
  endpoint: dns:///flyte.example.com
  authType: Pkce
  insecure: false
  httpProxyURL: http://me:${PASSWORD}@proxy.example.com:8080
  scopes: [openid, "profile"]
logger:
  show-source: true
storage:
  type: stow
  connection:
    access-key: minio
    secret-key: "${SECRET}"
    endpoint: http://localhost:30002
`,
    `admin:
  endpoint: dns:///flyte.example.com
  clientId: app
  clientSecretEnvVar: MY_SECRET
  authType: ClientSecret
storage: {connection: {secret-key: '${SECRET}', access-key: a}}
task: {project: p, domain: d}
images:
  one: ghcr.io/acme/one:v1
`,
    `admin: &admin
  endpoint: localhost:30080
  insecure: yes
  clientSecretLocation: "@ROOT@/secrets/client"
console: {<<: *admin}
storage:
  connection:
    secret-key: |
      ${SECRET}
`,
  ],
  ini: [
    `[platform]
url = dns:///flyte.example.com
insecure = false
http_proxy_url = http://me:${PASSWORD}@proxy.example.com:8080

[credentials]
client_id = app
client_secret = ${SECRET}
auth_mode = client_credentials
scopes = openid,profile

[aws]
access_key_id = minio
secret_access_key: ${SECRET}
retries = 5
backoff_seconds = 10

[azure]
storage_account_key = ${SECRET}
client_secret = ${SECRET}
`,
    `[DEFAULT]
base = flyte.example.com
[platform]
url = %(base)s:443
insecure: off
[secrets]
port = 8125
[credentials]
client_secret_env_var = MY_SECRET
[aws]
secret_access_key =
    ${SECRET}
[images]
one = ghcr.io/acme/one:v1
`,
  ],
};

/** Environment variables. */
export const VARIABLES: readonly (readonly [name: string, value: string])[] = [
  ["FLYTE_PLATFORM_URL", "dns:///env.example.com"],
  ["FLYTE_PLATFORM_INSECURE", "true"],
  ["FLYTE_PLATFORM_HTTP_PROXY_URL", `https://me:${PASSWORD}@proxy`],
  ["FLYTE_CREDENTIALS_CLIENT_SECRET", SECRET],
  ["FLYTE_CREDENTIALS_CLIENT_SECRET_ENV_VAR", "MY_SECRET"],
  ["FLYTE_CREDENTIALS_AUTH_MODE", "ClientSecret"],
  ["FLYTE_CREDENTIALS_SCOPES", "a,b"],
  ["FLYTE_AWS_SECRET_ACCESS_KEY", ` ${SECRET} `],
  ["FLYTE_AWS_RETRIES", "7"],
  ["FLYTE_AWS_BACKOFF_SECONDS", "5"],
  ["FLYTE_AZURE_STORAGE_ACCOUNT_KEY", SECRET],
  ["MY_SECRET", `${SECRET}\n`],
];

/** What is put into strings. */
export const PIECES: readonly string[] = [
  ..."abz01 :=#;[]{},-'\"%&*!|>@`~?.\\/()\t\n\r",
  ...[
    "\n",
    "\n  ",
    "\n- ",
    ": ",
    " #",
    "\r\n",
    "---\n",
    "...\n",
    "  ",
    "\n\n",
    "- ",
    "? ",
    "|\n",
    ">-\n",
    "%YAML 1.1\n",
  ],
  ...["[platform]\n", "[DEFAULT]\n", "\nurl = ", "\nadmin:\n  ", "%(url)s", "%(", "%%", "%(base)s", "[internal]\n"],
  ...["&a ", "*a", "<<: ", "<<: *admin", "!!str ", "!!binary ", "!!timestamp ", "!!set ", "!x ", "null", "yes", "0x1"],
  ...["1:2", "1e400", "2024-02-30", ".nan", "__proto__", "constructor", "__proto__: {a: 1}", "9".repeat(30)],
  ...[
    "\0",
    "\ufeff",
    "\x85",
    "\u2028",
    "\xa0",
    "\x1c",
    "\x7f",
    "\ud800",
    "é",
    "😀",
    "İ",
    "[".repeat(50),
    "{a: ".repeat(50),
  ],
];

/** A string with the secret as the value of every setting that is one. */
export function withSecret(text: string, format: "ini" | "yaml"): string {
  return format === "yaml"
    ? text.replace(/\b(secret-key|clientSecret): [^\n{}[\]]*$/gm, `$1: ${SECRET}`)
    : text.replace(/^(client_secret|secret_access_key|storage_account_key) ?[=:].*$/gm, `$1 = ${SECRET}`);
}

/** The YAML sample of the page of `flytekit.configuration`. */
export const FLYTEKIT_SAMPLE = `# Sample config file

admin:
  # For GRPC endpoints you might want to use dns:///flyte.myexample.com
  endpoint: dns:///localhost:8089
  authType: Pkce
  insecure: true

logger:
  show-source: true
  level: 0

console:
  endpoint: http://localhost:8080
  insecure: true

# This section is used only in the control plane to trigger a remote execution
storage:
  type: minio
  stow:
    kind: s3
    config:
      auth_type: accesskey
      access_key_id: minio
      secret_key: miniostorage
      endpoint: http://localhost:9000
      region: us-east-1
      disable_ssl: true
      addressing_style: "path"
`;

/** The INI sample of that page. */
export const FLYTEKIT_SAMPLE_INI = "[sdk]\nworkflow_packages=my_cool_workflows, other_workflows\n";
