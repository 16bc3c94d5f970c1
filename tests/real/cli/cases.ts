/**
 * What people run: every command, at least once.
 *
 * @module
 */

/** A run of the command line, and what it must answer. */
export interface CommandCase {
  readonly args: readonly string[];
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** @default 0 */
  readonly code?: number;
  readonly stdout?: RegExp;
  readonly stderr?: RegExp;
}

/** The files of the directory in which commands run. */
export const FILES: Readonly<Record<string, string>> = {
  "config.yaml": "admin:\n  endpoint: dns:///flyte.acme.com\n  insecure: false\n",
  "wrong.yaml": "admin:\n  insecure: flase\n",
  "legacy.ini": "[platform]\nurl = flyte.acme.com\n[aws]\nretries = 5\n",
  "image.yaml": 'name: app\npython_version: "3.12"\npackages: [pandas]\n',
  "other.yaml": 'name: app\npython_version: "3.12"\n',
  "prod.env": "FLYTE_PLATFORM_URL=env.acme.com\n",
};

const ENDPOINT = /platform\.endpoint +"flyte\.acme\.com" +config\.yaml:2:13/;

/** The runs. A command that has none is an error. */
export const CASES: readonly CommandCase[] = [
  { args: ["--version"], stdout: /^\d+\.\d+\.\d+\n$/ },
  { args: [], stdout: /explain .*\n.*check /s },
  { args: ["explan"], code: 2, stderr: /^error: unknown command "explan"; did you mean "explain"\?\n$/ },
  { args: ["explain", "--file", "config.yaml"], stdout: ENDPOINT, stderr: /read config\.yaml; \d+ settings/ },
  {
    args: ["explain", "--file", "-", "--json"],
    stdin: FILES["wrong.yaml"]!,
    code: 2,
    stderr: /did you mean "false"\?/,
  },
  { args: ["explain"], env: { FLYTECTL_CONFIG: "config.yaml" }, stdout: ENDPOINT },
  {
    args: ["explain", "--from-env-file", "-", "platform.endpoint"],
    stdin: FILES["prod.env"]!,
    stdout: /env\.acme\.com[\s\S]*FLYTE_PLATFORM_URL/,
  },
  { args: ["check", "config.yaml"], stdout: /^$/, stderr: /^no problems in 1 file\n$/ },
  { args: ["check", "wrong.yaml"], code: 1, stdout: /^wrong\.yaml:2:13 error .*\[not_boolean\]/ },
  { args: ["check", "absent.yaml"], code: 2, stderr: /^error: "absent\.yaml" does not exist/ },
  { args: ["doctor", "--offline", "--file", "config.yaml"], stdout: /flyte\.acme\.com|config\.yaml/ },
  { args: ["doctor", "--offline", "--file", "wrong.yaml"], code: 1, stdout: /wrong\.yaml/ },
  { args: ["context", "find", "prod.env"], code: 1 },
  { args: ["context", "show", "H4sI"], code: 2, stderr: /^error: / },
  { args: ["context", "set", "H4sI", "project=p"], code: 2, stderr: /^error: / },
  { args: ["image", "name", "image.yaml"], stdout: /^app:[\w.-]+\n$/ },
  { args: ["image", "dockerfile", "image.yaml"], stdout: /^FROM /m },
  { args: ["image", "explain", "image.yaml", "other.yaml"], code: 1, stdout: /pandas/ },
  { args: ["image", "exists", "image.yaml"], code: 3, stdout: /no registry to ask/ },
  { args: ["image", "build", "--dry-run", "--builder", "docker", "image.yaml"], stdout: /docker .*build/ },
  { args: ["convert", "legacy.ini"], stdout: /^# yaml-language-server: .*\n\nadmin:\n/, stderr: /FLYTE_AWS_RETRIES/ },
  {
    args: ["convert", "-", "--quiet"],
    stdin: FILES["legacy.ini"]!,
    stdout: /endpoint: flyte\.acme\.com/,
    stderr: /^$/,
  },
  { args: ["convert", "legacy.ini", "--write"], code: 2, stderr: /"config\.yaml" exists/ },
  {
    args: ["set", "--file", "-", "platform.endpoint=new.acme.com"],
    stdin: FILES["config.yaml"]!,
    stdout: /^admin:\n {2}endpoint: .*new\.acme\.com\n {2}insecure: false\n$/,
  },
  { args: ["set", "--file", "config.yaml", "platform.endpoin=x"], code: 2, stderr: /platform\.endpoint/ },
  {
    args: ["unset", "--file", "-", "admin.insecure"],
    stdin: FILES["config.yaml"]!,
    stdout: /^admin:\n {2}endpoint: .*\n$/,
  },
  { args: ["init", "sandbox", "--print"], stdout: /^# yaml-language-server: [\s\S]*endpoint: / },
  { args: ["init", "sandbox", "--output", "config.yaml"], code: 2, stderr: /exists/ },
  { args: ["schema"], stdout: /"\$id": "https:.*\/schema\/config\.all\.json"/ },
  { args: ["completion", "bash"], stdout: /^complete -o default -F \S+ flyte-config$/m },
  { args: ["completion", "pwsh"], stdout: /Register-ArgumentCompleter -CommandName 'flyte-config'/ },
  { args: ["complete", "--", "explain", "platform.en"], stdout: /^platform\.endpoint\t.+\n:4\n$/ },
];

/** Program in place of docker: no image exists, and a build goes on until it is ended. */
export const DOCKER = `#!/bin/sh
case "$*" in
  *inspect*) echo "Error: No such image: $*" >&2; exit 1 ;;
  *build*) echo $$ >> "$HOME/docker.pids"; exec sleep 300 ;;
esac
`;
