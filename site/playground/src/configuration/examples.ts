/**
 * Examples of configuration files.
 *
 * @module
 */
import type { ConfigurationInput } from "../engine/configuration.ts";

/** The examples by the labels of their buttons. */
export const EXAMPLES: Readonly<Record<string, ConfigurationInput>> = {
  "a file with mistakes": {
    name: "config.yaml",
    text: `# An installation of our own, with three mistakes
admin:
  endpoint: dns:///flyte.acme.com
  insecure: flase
  authType: ClientSecret
  clientId: ci
  clientSecret: hunter2-is-not-read-here
console:
  endpont: https://flyte.acme.com
storage:
  connection:
    region: eu-central-1
task:
  domain: development
  project: fraud
`,
    env: "FLYTE_AWS_RETRIES=5\nFLYTE_PLATFORM_INSECURE=false\n",
  },
  "both versions": {
    name: "config.yaml",
    text: `admin:
  endpoint: dns:///flyte.acme.com
  insecure: false
  authType: Pkce
image:
  builder: local
task:
  domain: development
  project: fraud
`,
    env: "",
  },
  "an old INI file": {
    name: "flytekit.config",
    text: `[platform]
url = flyte.acme.com
insecure = False

[credentials]
client_id = ci
client_secret = not-a-real-secret

[aws]
retries = 5
region = eu-central-1
`,
    env: "",
  },
};
