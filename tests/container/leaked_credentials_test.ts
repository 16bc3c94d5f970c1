import assert from "node:assert/strict";
import { hasCredentials, isSecret } from "../../src/container/leaked_credentials.ts";
import { leadingInstruction } from "../../src/container/instructions.ts";
import { redact } from "../../src/text/redact.ts";
import { assertLinear } from "../_support/growth.ts";

const WITH = [
  "https://me:secret@pypi.example.org/simple",
  "--extra-index-url=https://:hunter2@pypi.example.org/simple",
  "acme @ git+https://hunter2@github.com/acme/app.git@main",
  "git+ssh://git:hunter2@github.com/acme/app.git",
  "https://me:hun/ter2@pypi.example.org/simple",
  "me:hunter2@pypi.example.org/simple",
  "https://conda.anaconda.org/t/ab-12345678-cdef/acme",
  "https://pypi.example.org/simple?token=hunter2",
  "--token hunter2",
  "--password=hunter2",
  "export API_KEY='hunter2' && make",
  'export NPM_TOKEN="hunter2"',
  "curl -H 'Authorization: Bearer hunter2' https://example.org",
  "curl -H 'X-Auth-Token: hunter2' https://example.org",
  "curl -sf -u me:hunter2 https://example.org",
  `echo '{"token": "hunter2"}' > auth.json`,
  `echo '{"token":"hunter2"}' > auth.json`,
  "echo machine example.org login me password hunter2 > ~/.netrc",
  "npm config set //registry.npmjs.org/:_authToken=hunter2",
  "aws configure set aws_secret_access_key hunter2",
  "poetry config pypi-token.acme hunter2",
  "kubectl create secret generic a --from-literal=password=hunter2",
  "sshpass -p hunter2 ssh me@example.org",
  "docker login -u me -p hunter2 ghcr.io",
  `git clone https://x:ghp_${"a1".repeat(18)}@github.com/acme/app`,
  `hf auth login hf_${"aB".repeat(16)}`,
  "echo '-----BEGIN OPENSSH PRIVATE KEY-----' > key",
];

const WITHOUT = [
  "",
  "numpy==2.0",
  "https://pypi.example.org:8080/simple@v1",
  "acme @ git+ssh://git@github.com/acme/app.git@main",
  "git+https://git@github.com/acme/app",
  "acme @ git+https://github.com/acme/app.git@v1.2",
  "git+https://${TOKEN}@github.com/acme/app.git",
  "https://me:${PASSWORD}@pypi.example.org",
  "https://oauth2accesstoken@europe-python.pkg.dev/acme",
  "--token $TOKEN",
  "--token=$(cat /run/secrets/token)",
  "TOKEN=`cat /run/secrets/token` make",
  'export TOKEN="$TOKEN"',
  'curl -H "Authorization: Bearer $TOKEN" https://example.org',
  "apt-key add key.gpg",
  "docker login --password-stdin ghcr.io < /run/secrets/password",
  "--secret id=token,src=token.txt",
  "TOKEN_FILE=/run/secrets/token make",
  "TOKENIZERS_PARALLELISM=false",
  "python -m app --max-tokens 512",
  "docker pull a:b@sha256:0123",
  "npm install alias@npm:left-pad@1.3.0",
  "pip install token-bucket secretstorage",
  "npm config set registry https://registry.example.org",
  "pip config set global.index-url https://pypi.example.org/simple",
  "a=b=c",
  "curl -u $USER:$PASSWORD https://example.org",
  "curl -u me https://example.org",
  "mkdir -p cache && docker login --password-stdin ghcr.io",
  "docker login --password-stdin ghcr.io; mkdir -p cache",
  "MAX_TOKENS=4096 JWT_ISSUER=acme make",
  "git config --global credential.helper store",
];

Deno.test("credentials are found in strings that become part of an image", () => {
  for (const text of WITH) assert.ok(hasCredentials(text), text);
});

Deno.test("credentials that are found are also masked in messages", () => {
  for (const text of WITH) {
    const shown = redact(text);
    assert.notEqual(shown, text);
    assert.doesNotMatch(shown, /hunter2|hun\/ter2|12345678|ghp_|hf_/, shown);
  }
});

Deno.test("references, user names and other values are not credentials", () => {
  for (const text of WITHOUT) assert.ok(!hasCredentials(text), text);
});

Deno.test("a variable with the name of a secret contains a secret", () => {
  for (const name of ["TOKEN", "DB_PASSWORD", "AWS_SECRET_ACCESS_KEY", "API_KEY"]) assert.ok(isSecret(name, "hunter2"));
  assert.ok(isSecret("INDEX", "https://a:b@c.org"));
  for (const value of ["", "$TOKEN", "true", "/run/secrets/token"]) assert.ok(!isSecret("TOKEN", value), value);
  for (const name of ["MODE", "TOKEN_URL", "SECRETS_DIR", "AUTH_TYPE"]) assert.ok(!isSecret(name, "value"), name);
});

Deno.test("looking for credentials takes linear time", () => {
  const units = [
    "key-",
    "token",
    "a:",
    "://",
    "@",
    "=",
    "eyJ",
    "--token ",
    "token=",
    "token=<",
    "set token ",
    "${",
    "$(",
    "'",
    "t/",
    "login -p ",
  ];
  for (const unit of units) {
    assertLinear((size) => hasCredentials(unit.repeat(size)), 2_500, unit);
    assertLinear((size) => hasCredentials(`https://${unit.repeat(size)}`), 2_500, unit);
  }
});

Deno.test("commands that begin with a Dockerfile instruction are recognized", () => {
  assert.equal(leadingInstruction("RUN apt-get update"), "RUN");
  assert.equal(leadingInstruction("  COPY a b"), "COPY");
  for (const command of ["apt-get update", "RUNNER=1 make", "run a", "echo RUN a"]) {
    assert.equal(leadingInstruction(command), undefined, command);
  }
});
