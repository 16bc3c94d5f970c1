"""Records config.json: what flytekit reads from configuration files and environment variables.

record/readers/flytekit_config.py says what a case and a result are.
"""

from __future__ import annotations

import base64
import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Optional

from record.asking import Json, ask, distinct, render, write
from record.environments import NEWEST

ENVIRONMENTS = (NEWEST,)


@dataclass(frozen=True)
class Setting:
    """Where flytekit looks for a setting."""

    section: str
    option: str
    kind: str
    yaml: Optional[str] = None

    @property
    def name(self) -> str:
        return f"{self.section}.{self.option}"

    @property
    def env(self) -> str:
        return f"FLYTE_{self.section}_{self.option}".upper()


SETTINGS = [
    Setting("platform", "url", "endpoint", "admin.endpoint"),
    Setting("platform", "insecure", "bool", "admin.insecure"),
    Setting("platform", "insecure_skip_verify", "bool", "admin.insecureSkipVerify"),
    Setting("platform", "ca_cert_file_path", "string", "admin.caCertFilePath"),
    Setting("platform", "console_endpoint", "string", "console.endpoint"),
    Setting("platform", "http_proxy_url", "string", "admin.httpProxyURL"),
    Setting("credentials", "command", "list", "admin.command"),
    Setting("credentials", "proxy_command", "list", "admin.proxyCommand"),
    Setting("credentials", "client_id", "string", "admin.clientId"),
    Setting("credentials", "client_secret", "string"),
    Setting("credentials", "client_secret_location", "location", "admin.clientSecretLocation"),
    Setting("credentials", "client_secret_env_var", "variable", "admin.clientSecretEnvVar"),
    Setting("credentials", "scopes", "list", "admin.scopes"),
    Setting("credentials", "auth_mode", "string", "admin.authType"),
    Setting("credentials", "audience", "string", "admin.audience"),
    Setting("secrets", "env_prefix", "string"),
    Setting("secrets", "default_dir", "string"),
    Setting("secrets", "file_prefix", "string"),
    Setting("secrets", "host", "string"),
    Setting("secrets", "port", "int"),
    Setting("secrets", "disabled", "bool"),
    Setting("secrets", "disable_tags", "bool"),
    Setting("aws", "enable_debug", "bool"),
    Setting("aws", "endpoint", "string", "storage.connection.endpoint"),
    Setting("aws", "retries", "int"),
    Setting("aws", "backoff_seconds", "seconds"),
    Setting("aws", "access_key_id", "string", "storage.connection.access-key"),
    Setting("aws", "secret_access_key", "string", "storage.connection.secret-key"),
    Setting("aws", "addressing_style", "string", "storage.connection.addressing-style"),
    Setting("gcp", "gsutil_parallelism", "bool"),
    Setting("azure", "storage_account_name", "string"),
    Setting("azure", "storage_account_key", "string"),
    Setting("azure", "tenant_id", "string"),
    Setting("azure", "client_id", "string"),
    Setting("azure", "client_secret", "string"),
    Setting("persistence", "attach_execution_metadata", "bool"),
    Setting("sdk", "local_sandbox", "string"),
    Setting("local", "cache_enabled", "bool"),
    Setting("local", "cache_overwrite", "bool"),
    Setting("local", "project", "string", "task.project"),
    Setting("local", "domain", "string", "task.domain"),
    Setting("local", "org", "string", "task.org"),
]
KINDS = list(dict.fromkeys(setting.kind for setting in SETTINGS))

# One value of each kind that is not a default.
GOOD = {
    "endpoint": "dns:///flyte.example.com:81",
    "list": "one,two",
    "int": "17",
    "seconds": "17",
    "location": "@ROOT@/secrets/client",
    "variable": "MY_SECRET",
}
FALSE_IS_NEWS = {"attach_execution_metadata", "cache_enabled"}

TEXTS = {
    "bool": [
        "true",
        "True",
        "TRUE",
        "false",
        "fAlSe",
        "flase",
        "0",
        "1",
        "2",
        "on",
        "OFF",
        "yes",
        "No",
        "y",
        "n",
        "none",
        "",
        " ",
        " false ",
        "false\n",
        "\u0130",
        "\uff10",
    ],
    "int": [
        "0",
        "5",
        "-1",
        "+4",
        " 7 ",
        "1_000",
        "1__0",
        "007",
        "x",
        "1.5",
        "1e3",
        "0x10",
        "",
        "\u0663",
        "9007199254740993",
    ],
    "list": ["one", "one,two", "one, two ,", ",", ",,", " ", "", "[one, two]", '["one"]', "one\ntwo", "a;b"],
    "endpoint": [
        "localhost:8089",
        "dns:///a:1",
        "dns:///dns:///a",
        "a,dns:///b",
        "dndns:///s:///a",
        "dns:///",
        "dns://a",
        "DNS:///a",
        "",
        " ",
        "http://a/dns:///",
    ],
    "string": [
        "a",
        " a ",
        "",
        " ",
        "0",
        "false",
        "None",
        "\u00e9\U0001f600",
        "a=b:c",
        "a # b",
        "a ; b",
        "'a'",
        "a\tb",
        "~/a",
    ],
    "location": ["@ROOT@/secrets/client", "@ROOT@/none", "@ROOT@/secrets", "", " ", "~/client", "client", "\0"],
    "variable": ["MY_SECRET", "EMPTY", "UNSET", "", "my_secret", " MY_SECRET", "MY=SECRET", "$MY_SECRET"],
}
TEXTS["seconds"] = TEXTS["int"] + [
    "86400000000000",
    "86399999999999",
    "99999999999999999",
    "-86399999913600",
    "-86399999913601",
]

# YAML as it is written after a key.
YAML_COMMON = [
    "null",
    "~",
    "",
    "true",
    "false",
    "yes",
    "off",
    "y",
    "0",
    "5",
    "-1",
    "1.5",
    "1e3",
    ".nan",
    ".inf",
    "-0.0",
    "0x1f",
    "0o17",
    "017",
    "1_000",
    "1:30",
    "9007199254740993",
    "2024-01-01",
    "2024-01-01 12:30:00",
    "2024-01-01T12:30:00.5+02:00",
    "[]",
    "[a]",
    "[a, 1, null, [b]]",
    "{}",
    "{a: 1}",
    "{1: a, true: b, 1.0: c}",
    "!!binary aGk=",
    "!!set {b, a, 1}",
    "!!omap [a: 1]",
    "!!str 5",
    "!!int '5'",
    "'false'",
    "'0'",
    '"flase"',
    "''",
    "' '",
    '"a\\u0041\\0"',
    "a,b",
    "|\n  a\n  b",
    ">-\n  a\n  b",
    "dns:///a dns:///b",
    "@bad",
    "!unknown x",
    "=",
    "2024-13-01",
    "0b_",
    "*none",
    "a: b",
    "[a",
    "!!bool maybe",
]

SECRET_FILES: Json = {"@ROOT@/secrets/client": "from-file\n"}
SECRET_ENV = {"MY_SECRET": "from-variable", "EMPTY": ""}


def case(
    name: str, file: Optional[Json] = None, env: Optional[dict[str, str]] = None, files: Optional[Json] = None
) -> Json:
    return {"name": name, "case": {"env": env or {}, "file": file, "files": files or {}}}


def ini(text: str) -> Json:
    return {"name": "flytekit.config", "text": text}


def yaml(text: str) -> Json:
    return {"name": "config.yaml", "text": text}


def raw(name: str, content: bytes) -> Json:
    return {"name": name, "base64": base64.b64encode(content).decode()}


def ini_text(values: dict[Setting, str]) -> str:
    sections: dict[str, str] = {}
    for setting, value in values.items():
        header = sections.get(setting.section, f"[{setting.section}]\n")
        sections[setting.section] = f"{header}{setting.option} = {value}\n"
    return "".join(sections.values())


def yaml_text(settings: list[Setting], value: str) -> str:
    """The settings under their keys; a value of several lines is indented below its key."""
    tree: Json = {}
    for setting in settings:
        if setting.yaml is None:
            continue
        *parents, last = setting.yaml.split(".")
        node = tree
        for parent in parents:
            node = node.setdefault(parent, {})
        node[last] = value
    return yaml_tree(tree, "")


def yaml_tree(tree: Json, indent: str) -> str:
    lines = ""
    for key, value in tree.items():
        if isinstance(value, dict):
            lines += f"{indent}{key}:\n{yaml_tree(value, indent + '  ')}"
        else:
            lines += f"{indent}{key}: {value}\n".replace("\n  ", f"\n{indent}  ")
    return lines


# --- cases --------------------------------------------------------------------------------------------------------


def samples() -> Iterator[Json]:
    """Files as people write them."""
    yield case("nothing")
    yield case(
        "sample: yaml",
        yaml(
            "admin:\n  # a comment\n  endpoint: dns:///flyte.mycorp.io\n  authType: Pkce\n  insecure: true\n"
            "  clientId: 123abc\n"
            "logger:\n  show-source: true\n  level: 0\nconsole:\n  endpoint: http://localhost:8080\n  insecure: true\n"
            "storage:\n  type: minio\n  stow:\n    kind: s3\n    config:\n      auth_type: accesskey\n"
            "      access_key_id: minio\n"
            '      addressing_style: "path"\n'
        ),
    )
    yield case(
        "sample: sandbox yaml",
        yaml(
            "admin:\n  endpoint: localhost:30080\n  insecure: true\n  authType: Pkce\nconsole:\n  endpoint: http://localhost:30080\n"
            "storage:\n  connection:\n    access-key: minio\n    auth-type: accesskey\n    endpoint: http://localhost:30002\n"
            "    region: my-region\n    secret-key: miniostorage\n    addressing-style: path\n  type: minio\n"
        ),
    )
    yield case(
        "sample: yaml with images and task",
        yaml(
            "admin:\n  endpoint: dns:///flyte.mycorp.io\n  scopes:\n  - all\n  - openid\n"
            "  command: [my-tool, token, --json]\n"
            "task:\n  project: mine\n  domain: production\n  org: acme\nimages:\n  one: reg.io/one:v1\n"
            "  two: reg.io/two@sha256:ab\n  three: reg.io:5000/three\n"
        ),
    )
    yield case("sample: ini", ini("[sdk]\nworkflow_packages=my_cool_workflows, other_workflows\n"))
    yield case(
        "sample: good ini",
        ini(
            "[sdk]\nworkflow_packages=this.module,that.module\nlocal_sandbox=/tmp/sandbox\n\n[platform]\nurl=flyte.example.com:443\n"
            "insecure=True\n\n[auth]\nassumable_iam_role=some_role\n\n[credentials]\nscopes=a,b\nauth_mode=basic\n"
            "\n[aws]\naccess_key_id=minio\nsecret_access_key=storage\nendpoint=http://minio:9000\n"
        ),
    )
    yield case("sample: ini without images", ini("[images]\n\n[platform]\nurl = a.b:81\n"))
    yield case(
        "sample: ini with images",
        ini(
            "[images]\nxyz=docker.io/xyz:latest\nabc=docker.io/abc\nwith_digest=ghcr.io/a/b@sha256:26c6\nPort=host:5000/c\n"
        ),
    )
    yield case(
        "sample: yaml secret from a variable",
        yaml("admin:\n  endpoint: dns:///a\n  clientSecretEnvVar: FAKE_SECRET_NAME\n  clientId: my-id\n"),
        {"FAKE_SECRET_NAME": "hi"},
    )
    yield case(
        "sample: yaml secret from a file",
        yaml("admin:\n  endpoint: dns:///a\n  clientSecretLocation: '@ROOT@/secrets/client'\n"),
        files=SECRET_FILES,
    )


def good(setting: Setting, serial: int) -> str:
    """A value that shows in the result, and which setting it was for."""
    if setting.kind == "bool":
        return "false" if setting.option in FALSE_IS_NEWS else "true"
    return GOOD.get(setting.kind, f"value-{serial}")


def each_setting() -> Iterator[Json]:
    for serial, setting in enumerate(SETTINGS):
        value = good(setting, serial)
        yield case(f"env {setting.name}", env={**SECRET_ENV, setting.env: value}, files=SECRET_FILES)
        yield case(f"ini {setting.name}", ini(ini_text({setting: value})), SECRET_ENV, SECRET_FILES)
        if setting.yaml:
            text = yaml_text([setting], value)
            yield case(f"yaml {setting.yaml}", yaml(text), SECRET_ENV, SECRET_FILES)
            yield case(f"env over yaml {setting.yaml}", yaml(text), {setting.env: "other"}, SECRET_FILES)
        elif setting.kind != "location":
            yield case(f"empty env over ini {setting.name}", ini(ini_text({setting: value})), {setting.env: ""})


def every_setting() -> Iterator[Json]:
    """All settings at once, in both sources."""
    in_file = {setting: good(setting, serial) for serial, setting in enumerate(SETTINGS)}
    in_env = {setting.env: other(setting, serial) for serial, setting in enumerate(SETTINGS)}
    files = {**SECRET_FILES, "@ROOT@/secrets/other": "other file"}
    yield case("every setting: ini", ini(ini_text(in_file)), SECRET_ENV, files)
    yield case("every setting: env", None, {**SECRET_ENV, **in_env}, files)
    yield case("every setting: env over ini", ini(ini_text(in_file)), {**SECRET_ENV, **in_env}, files)
    yield case(
        "every setting: empty env over ini",
        ini(ini_text(in_file)),
        {**SECRET_ENV, **{setting.env: "" for setting in SETTINGS if setting.kind != "seconds"}},
        files,
    )


def other(setting: Setting, serial: int) -> str:
    """Another value than that of `good`."""
    others = {
        "bool": "true" if setting.option in FALSE_IS_NEWS else "false",
        "endpoint": "other:82",
        "list": "three",
        "int": "18",
        "seconds": "18",
        "location": "@ROOT@/secrets/other",
        "variable": "UNSET",
    }
    return others.get(setting.kind, f"other-{serial}")


def each_value() -> Iterator[Json]:
    """Values of one kind, for all settings of the kind at once; where one raises, the others are not looked at."""
    for kind in KINDS:
        settings = [setting for setting in SETTINGS if setting.kind == kind]
        for value in TEXTS[kind]:
            shown = json.dumps(value)
            if "\0" not in value:
                env = {**SECRET_ENV, **{setting.env: value for setting in settings}}
                yield case(f"env {kind}: {shown}", env=env, files=SECRET_FILES)
            yield case(f"ini {kind}: {shown}", ini(ini_text(dict.fromkeys(settings, value))), SECRET_ENV, SECRET_FILES)
    for value in YAML_COMMON:
        for kind in ("bool", "list", "endpoint", "string", "location", "variable"):
            settings = [setting for setting in SETTINGS if setting.kind == kind]
            if kind in ("bool", "string", "endpoint") or not breaks_yaml(value):
                yield case(f"yaml {kind}: {json.dumps(value)}", yaml(yaml_text(settings, value)), SECRET_ENV)


def breaks_yaml(value: str) -> bool:
    """Whether it breaks the whole file, so that one kind is as good as another."""
    return value in YAML_COMMON[YAML_COMMON.index("@bad") :]


def secrets() -> Iterator[Json]:
    contents = {
        "plain": "s3cret",
        "newline": "s3cret\n",
        "spaces": "  s3cret  ",
        "spaces and newline": "  s3cret \n\n",
        "empty": "",
        "only a newline": "\n",
        "only spaces": "  ",
        "crlf": "s3cret\r\n",
        "cr": "s3cret\r",
        "lines": "a\r\nb\rc\n",
        "odd spaces": "\x1c\u00a0\ufeffs\u200b\u3000\x85\n",
        "bom": "\ufeffs3cret",
        "latin-1": {"base64": "6Q=="},
        "nul": "a\0b",
        "utf-8": "\u00e9\U0001f600",
    }
    for name, content in contents.items():
        for source, file in (
            ("yaml", yaml("admin: {clientSecretLocation: '@ROOT@/s'}")),
            ("ini", ini("[credentials]\nclient_secret = mine\nclient_secret_location = @ROOT@/s\n")),
        ):
            yield case(f"secret file, {source}: {name}", file, files={"@ROOT@/s": content})
    yield case("secret file is a folder", yaml("admin: {clientSecretLocation: '@ROOT@/s'}"), files={"@ROOT@/s/": ""})
    yield case(
        "secret file is under a file", yaml("admin: {clientSecretLocation: '@ROOT@/s/t'}"), files={"@ROOT@/s": ""}
    )
    yield case(
        "secret file with a slash at the end", yaml("admin: {clientSecretLocation: '@ROOT@/s/'}"), files={"@ROOT@/s": "x"}
    )
    yield case("secret file beside the process", yaml("admin: {clientSecretLocation: s}"), files={"@CWD@/s": "x"})
    for direct, file, variable, mode in itertools.product((False, True), repeat=4):
        for value in ("", "from-variable", None) if variable else ("",):
            chosen = {"client_secret": "direct"} if direct else {}
            chosen |= {"client_secret_location": "@ROOT@/secrets/client"} if file else {}
            chosen |= {"client_secret_env_var": "V"} if variable else {}
            chosen |= {"auth_mode": "basic"} if mode else {}
            words = " ".join(chosen) + (f" {value!r}" if variable else "")
            text = "[credentials]\n" + "".join(f"{option}={setting}\n" for option, setting in chosen.items())
            yield case(
                f"secret: {words or 'none'}",
                ini(text),
                {"V": value} if variable and value is not None else {},
                SECRET_FILES,
            )
    yield case(
        "secret: env names the file",
        env={"FLYTE_CREDENTIALS_CLIENT_SECRET_LOCATION": "@ROOT@/secrets/client"},
        files=SECRET_FILES,
    )
    yield case(
        "secret: env over the file's", ini("[credentials]\nclient_secret=a\n"), {"FLYTE_CREDENTIALS_CLIENT_SECRET": "b"}
    )
    yield case(
        "secret: variable of another setting",
        yaml("admin: {clientSecretEnvVar: FLYTE_PLATFORM_URL}"),
        {"FLYTE_PLATFORM_URL": "dns:///a"},
    )


def ini_files() -> Iterator[Json]:
    texts = {
        "empty": "",
        "only a comment": "# x\n",
        "internal": "[internal]\n",
        "internal with options": "[internal]\na=1\n[platform]\n",
        "internal in capitals": "[INTERNAL]\na=1\n",
        "section in capitals": "[PLATFORM]\nurl=a\n",
        "option in capitals": "[platform]\nURL=a\n",
        "default section": "[DEFAULT]\nurl=a\n",
        "default section for a section": "[DEFAULT]\nurl=a\ninsecure=yes\n[platform]\n",
        "default section for several": (
            "[DEFAULT]\nendpoint=a\nclient_id=b\nclient_secret=c\n[aws]\n[azure]\n[credentials]\n"
        ),
        "default section and images": "[DEFAULT]\nversion=v1\n[images]\na=repo:%(version)s\n",
        "default section and images, order": (
            "[DEFAULT]\nc=x/c:1\nd=x/d:1\n[images]\nb=x/b:1\na=x/a:1\nc=x/c:2\n"
        ),
        "default section without images": "[DEFAULT]\nversion=v1\n[platform]\nurl=a\n",
        "interpolation": "[platform]\nhost=a\nurl=dns:///%(host)s:%(port)s\nport=81\n",
        "interpolation of percent": "[platform]\nurl=a%%20b\n",
        "interpolation, bare percent": "[platform]\nurl=50%\n",
        "interpolation, missing": "[platform]\nurl=%(none)s\nconsole_endpoint=c\n",
        "interpolation, itself": "[platform]\nurl=%(url)s\n",
        "interpolation of a bool": "[platform]\na=yes\ninsecure=%(a)s\n",
        "interpolation, broken bool": "[platform]\ninsecure=%(a)s\n",
        "interpolation, broken int": "[aws]\nretries=%\n",
        "interpolation, broken list": "[credentials]\nscopes=a,%(b)s\n",
        "interpolation, broken secret": "[credentials]\nclient_secret=pa%ss\n",
        "interpolation, broken image": "[images]\na=b%c:v1\n",
        "interpolation of an environment variable": "[platform]\nurl=%(HOME)s\n",
        "no section": "url=a\n",
        "bare key": "[platform]\nurl\n",
        "duplicate option": "[platform]\nurl=a\nurl=b\n",
        "duplicate option by case": "[platform]\nurl=a\nURL=b\n",
        "duplicate section": "[platform]\nurl=a\n[platform]\nurl=b\n",
        "yaml text": "admin:\n  endpoint: a\n",
        "unclosed section": "[platform\nurl=a\n",
        "colon": "[platform]\nurl: dns:///a:81\n",
        "continuation": "[credentials]\nscopes=a,\n  b,\n  c\n",
        "continued endpoint": "[platform]\nurl=dns:///a\n  dns:///b\n",
        "inline comments": "[platform]\nurl=a ; b\ninsecure=true\n",
        "inline comment of a bool": "[platform]\ninsecure=true # x\n",
        "quotes": '[platform]\nurl="a"\n',
        "bad bool": "[platform]\ninsecure=flase\n",
        "bad bool elsewhere": "[local]\ncache_enabled=maybe\n",
        "bad bool hidden by env": "[aws]\nenable_debug=maybe\nretries=x\n",
        "bad int": "[secrets]\nport=http\n",
        "empty values": "[platform]\nurl=\nca_cert_file_path=\n[credentials]\nscopes=\ncommand=\nauth_mode=\n",
        "empty bool": "[platform]\ninsecure=\n",
        "unknown keys": "[platform]\nendpoint=a\nurl_=b\n[admin]\nendpoint=c\n[x]\n",
        "stats section": "[stats]\nhost=a\nport=1\n[secrets]\ndisabled_tags=true\n",
        "client_secret and azure": (
            "[azure]\nclient_secret=a\nclient_id=b\n[credentials]\nclient_secret=c\nclient_id=d\n"
        ),
        "rpc_retries": "[platform]\nrpc_retries=9\n",
        "auth modes": "[credentials]\nauth_mode=NotAMode\n",
        "bom": "\ufeff[platform]\nurl=a\n",
        "crlf": "[platform]\r\nurl=a\r\ninsecure=yes\r\n[images]\r\na=b:c\r\n",
        "cr": "[platform]\rurl=a\r",
        "non-ascii": "[platform]\nurl=\u00e9\U0001f600\u2028x\n",
        "tab indent": "[platform]\n\turl=a\n",
        "nul": "[platform]\nurl=a\0b\n",
        "prototype": "[__proto__]\nurl=a\n[platform]\n__proto__=b\nconstructor=c\n",
        "images empty": "[images]\n",
        "image without tag": "[images]\na=repo\n",
        "image names": "[images]\nDefault=a:b\nMy Image: c:d\n",
        "image empty": "[images]\na=\n",
        "image twice": "[images]\na=b:c\nA=d:e\n",
        "image with both": "[images]\na=b:c@sha256:d\n",
        "image odd": "[images]\na=@\nb=:\nc=a:b:c\nd=a/b:c/d\ne= x : y \n",
        "image over lines": "[images]\na=b\n  :c\n",
    }
    for name, text in texts.items():
        yield case(f"ini file: {name}", ini(text))
    yield case(
        "ini file: bad bool hidden by env, again",
        ini(texts["bad bool hidden by env"]),
        {"FLYTE_AWS_ENABLE_DEBUG": "", "FLYTE_AWS_RETRIES": "4"},
    )
    yield case("ini file: env beside a malformed file", ini("url=a\n"), {"FLYTE_PLATFORM_URL": "b"})
    yield case("ini file: latin-1", raw("flytekit.config", "[platform]\nurl=\u00e9\n".encode("latin-1")))
    yield case("ini file: utf-16", raw("flytekit.config", "[platform]\nurl=a\n".encode("utf-16")))
    yield case("ini file: not there", {"name": "none.config"}, {"FLYTE_PLATFORM_URL": "a"})
    yield case("ini file: under a file", {"name": "file/config"}, files={"@ROOT@/file": ""})
    yield case("ini file: a folder", {"name": "folder"}, files={"@ROOT@/folder/": ""})


def yaml_files() -> Iterator[Json]:
    texts = {
        "empty": "",
        "only a comment": "# x\n",
        "null": "null\n",
        "empty map": "{}\n",
        "list": "- admin\n",
        "string": "admin\n",
        "number": "5\n",
        "zero": "0\n",
        "false": "false\n",
        "date": "2024-01-01\n",
        "empty list": "[]\n",
        "document marks": "---\nadmin: {endpoint: a}\n...\n",
        "two documents": "admin: {endpoint: a}\n---\nadmin: {endpoint: b}\n",
        "directive": "%YAML 1.2\n---\nadmin: {endpoint: yes}\n",
        "unclosed": "admin: {endpoint: a\n",
        "tab": "admin:\n\tendpoint: a\n",
        "bad indent": "admin:\n  endpoint: a\n insecure: true\n",
        "colon in value": "admin:\n  endpoint: a: b\n",
        "key under a string": "admin: abc\ntask: {project: p}\n",
        "key under a list": "admin: [endpoint]\n",
        "key under null": "admin:\ntask: {project: p}\n",
        "key under a number": "admin: 5\nstorage: {connection: 1}\n",
        "dotted key": "admin.endpoint: a\n",
        "number as a key": "1: {endpoint: a}\nadmin: {1: b, endpoint: c}\n",
        "duplicate keys": "admin: {endpoint: a}\nadmin: {insecure: true}\n",
        "duplicate leaves": "admin: {endpoint: a, endpoint: b}\n",
        "anchors": "a: &a {endpoint: x, insecure: yes}\nadmin: *a\nconsole: *a\n",
        "merge": "a: &a {endpoint: x, insecure: yes}\nadmin: {<<: *a, endpoint: y}\n",
        "merge of several": "a: &a {endpoint: x}\nb: &b {endpoint: y, clientId: i}\nadmin: {<<: [*a, *b]}\n",
        "merge of a scalar": "admin: {<<: 5, endpoint: a}\n",
        "alias unknown": "admin: *a\n",
        "recursive": "admin: &a\n  endpoint: x\n  self: *a\n",
        "list key": "admin: {[a]: b, endpoint: c}\n",
        "map key": "? {a: b}\n: c\nadmin: {endpoint: d}\n",
        "unknown tag": "admin: {endpoint: a}\nx: !mine y\n",
        "python tag": "admin: {endpoint: !!python/name:os.system a}\n",
        "equals sign": "admin: {endpoint: a}\nx: =\n",
        "bad date elsewhere": "admin: {endpoint: a}\nx: 2024-02-30\n",
        "bad number elsewhere": "admin: {endpoint: a}\nx: 0x_\n",
        "bad bool tag elsewhere": "admin: {endpoint: a}\nx: !!bool z\n",
        "bad int tag elsewhere": "admin: {endpoint: a}\nx: !!int z\n",
        "bad float tag elsewhere": "admin: {endpoint: a}\nx: !!float z\n",
        "bad binary elsewhere": "admin: {endpoint: a}\nx: !!binary a\n",
        "bad timestamp tag elsewhere": "admin: {endpoint: a}\nx: !!timestamp z\n",
        "year 0": "x: 0000-01-01\n",
        "hour 24": "x: 2024-01-01 24:00:00\n",
        "unknown keys": "admin: {endpoints: a, Insecure: true, client_id: x}\nplatform: {url: b}\nlogger: {level: 5}\n",
        "bools": "admin: {insecure: 'true', insecureSkipVerify: 'nope'}\n",
        "truthy numbers": "admin: {insecure: 1, insecureSkipVerify: 0}\n",
        "command as a string": "admin: {command: 'a, b', proxyCommand: a}\n",
        "scopes of anything": "admin: {scopes: [1, 2.0, null, true, {a: b}]}\n",
        "secret in the file": "admin: {clientSecret: a, client_secret: b}\n",
        "location is a number": "admin: {clientSecretLocation: 5}\n",
        "location is zero": "admin: {clientSecretLocation: 0}\n",
        "location is a list": "admin: {clientSecretLocation: [a]}\n",
        "variable is a number": "admin: {clientSecretEnvVar: 5}\n",
        "variable is true": "admin: {clientSecretEnvVar: true}\n",
        "variable is false": "admin: {clientSecretEnvVar: false}\n",
        "storage": "storage: {connection: {endpoint: 5, access-key: 007, secret-key: 1e5}}\n",
        "task": "task: {project: '', domain: 5, org: null}\n",
        "auth type": "admin: {authType: pkce}\n",
        "auth type number": "admin: {authType: 5}\n",
        "non-ascii": "admin: {endpoint: \u00e9\U0001f600}\n",
        "next line": "admin: {endpoint: a\u0085b, clientId: 'c\u2028d'}\n",
        "control character": "admin: {endpoint: \x01}\n",
        "nul": "admin: {endpoint: a\0}\n",
        "bom": "\ufeffadmin: {endpoint: a}\n",
        "bom inside": "admin: {endpoint: a\ufeffb}\n",
        "crlf": "admin:\r\n  endpoint: a\r\n  scopes:\r\n  - b\r\n",
        "cr": "admin:\r  endpoint: a\r",
        "ini text": "[platform]\nurl=a\n",
        "json": '{"admin": {"endpoint": "a", "insecure": true}}',
        "prototype": (
            "__proto__: {endpoint: a}\nadmin: {__proto__: {endpoint: b}, constructor: c, audience: {__proto__: d}}\n"
        ),
        "index keys": "admin: {audience: {b: 1, 2: x, '1': y, a: 3}}\n",
        "images null": "images:\n",
        "images empty map": "images: {}\n",
        "images list": "images: [a]\n",
        "images empty list": "images: []\n",
        "images string": "images: a:b\n",
        "images false": "images: false\n",
        "image null": "images: {a: }\n",
        "image number": "images: {a: 5}\n",
        "image bool": "images: {a: yes}\n",
        "image list": "images: {a: [b]}\n",
        "image date": "images: {a: 2024-01-01}\n",
        "image empty": "images: {a: ''}\n",
        "image spec": "images: {a: {name: b}}\n",
        "image sexagesimal": "images: {a: 1:30}\n",
        "image names": "images: {1: a:b, true: c:d, null: e:f, 2.5: g:h, 2024-01-01: i:j}\n",
        "image names of one value": "images: {1: a:b, true: c:d}\n",
        "image order": "images: {b: x:1, 2: y:1, '10': z:1, a: w:1}\n",
        "image twice": "images: {a: b:c, a: d:e}\n",
        "image binary": "images: {a: !!binary aGk=}\n",
        "image odd": "images: {a: '@', b: ':', c: 'a:b:c', d: ' x : y '}\n",
        "image with a nul": 'images: {a: "b\\0:c"}\n',
        "images set": "images: !!set {a, b}\n",
        "images omap": "images: !!omap [a: b:c]\n",
        "image default": "images: {default: a:b}\n",
        "images merge": "a: &a {x: b:c}\nimages: {<<: *a, y: d:e}\n",
        "images in flow": "images: {a: b:c, d: e}\n",
    }
    for name, text in texts.items():
        yield case(f"yaml file: {name}", yaml(text))
    yield case("yaml file: env beside a malformed file", yaml("a: ["), {"FLYTE_PLATFORM_URL": "b"})
    yield case("yaml file: latin-1", raw("config.yaml", "admin: {endpoint: \u00e9}\n".encode("latin-1")))
    yield case("yaml file: utf-16", raw("config.yaml", "admin: {endpoint: a}\n".encode("utf-16")))
    yield case("yaml file: not there", {"name": "none.yaml"}, {"FLYTE_PLATFORM_URL": "a"})
    yield case("yaml file: a folder", {"name": "folder.yaml"}, files={"@ROOT@/folder.yaml/": ""})


def file_names() -> Iterator[Json]:
    for name in (
        "config.yml",
        "myyaml",
        "config.yaml.bak",
        "CONFIG.YAML",
        "config.Yml",
        ".yaml",
        "yml",
        "config.json",
        "config",
    ):
        yield case(f"named {name}: yaml text", {"name": name, "text": "admin: {endpoint: a}\n"})
        yield case(f"named {name}: ini text", {"name": name, "text": "[platform]\nurl=b\n"})


def discovery() -> Iterator[Json]:
    places = {
        "here": ("@CWD@/flytekit.config", "[platform]\nurl=here\n[images]\na=here:1\n"),
        "home ini": ("@HOME@/.flyte/config", "[platform]\nurl=home-ini\n[images]\na=home:1\n"),
        "home yaml": ("@HOME@/.flyte/config.yaml", "admin: {endpoint: home-yaml}\nimages: {a: home:2}\n"),
    }
    for count in (1, 2, 3):
        for chosen in itertools.combinations(places.items(), count):
            names = ", ".join(name for name, _ in chosen)
            yield case(f"found: {names}", files=dict(place for _, place in chosen))
    everywhere: Json = dict(places.values())
    mine = {"@ROOT@/mine.yaml": "admin: {endpoint: mine}\n", "@ROOT@/other": "[platform]\nurl=other\n"}
    override, plain = "_FLYTECTL_CONFIG_PYFLYTE_OVERRIDE", "FLYTECTL_CONFIG"
    environments = {
        "variable": {plain: "@ROOT@/mine.yaml"},
        "override": {override: "@ROOT@/other"},
        "both": {plain: "@ROOT@/mine.yaml", override: "@ROOT@/other"},
        "empty override": {plain: "@ROOT@/mine.yaml", override: ""},
        "missing override": {plain: "@ROOT@/mine.yaml", override: "@ROOT@/none"},
        "missing variable": {plain: "@ROOT@/none"},
        "empty variable": {plain: ""},
        "variable is a folder": {plain: "@ROOT@"},
        "variable is a yaml folder": {plain: "@ROOT@/folder.yaml"},
        "relative variable": {plain: "near.yaml"},
        "variable with a slash at the end": {plain: "@ROOT@/mine.yaml/"},
        "variable with a dot at the end": {plain: "@ROOT@/mine.yaml/."},
        "variable with doubled slashes": {plain: "@ROOT@/.//mine.yaml"},
        "tilde": {plain: "~/.flyte/config"},
        "other variable": {"FLYTE_CONFIG": "@ROOT@/other"},
        "env over the found file": {plain: "@ROOT@/mine.yaml", "FLYTE_PLATFORM_URL": "env"},
    }
    for name, env in environments.items():
        extra = {"@ROOT@/folder.yaml/": "", "@CWD@/near.yaml": "admin: {endpoint: near}\n"}
        yield case(f"found: {name}", env=env, files={**everywhere, **mine, **extra})
        yield case(f"found: {name}, nothing else", env=env, files={**mine, **extra})
    yield case("named beats found", yaml("admin: {endpoint: named}\n"), environments["both"], {**everywhere, **mine})
    yield case("named and empty beats found", yaml(""), files=everywhere)
    yield case("found: yaml here is not looked for", files={"@CWD@/config.yaml": "admin: {endpoint: x}\n"})
    yield case(
        "found: a folder here", files={"@CWD@/flytekit.config/": "", "@HOME@/.flyte/config": "[platform]\nurl=x\n"}
    )
    yield case("found: a malformed file", files={**everywhere, "@CWD@/flytekit.config": "url=a\n"})
    yield case("found: yaml text in an ini place", files={"@HOME@/.flyte/config": "admin: {endpoint: x}\n"})


def all_cases() -> list[Json]:
    groups = (samples, each_setting, every_setting, each_value, secrets, ini_files, yaml_files, file_names, discovery)
    return distinct([case for group in groups for case in group()])


def record() -> None:
    cases = all_cases()
    results = ask(NEWEST, "flytekit_config", [case["case"] for case in cases])
    recorded = [{**case, "result": result} for case, result in zip(cases, results)]
    write("config.json", render({"flytekit": NEWEST.version, "cases": recorded}))
