"""Records flyte2_config.json: what flyte 2 reads from configuration files and environment variables.

record/readers/flyte2_config.py says what a case and a result are.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Optional

from record.asking import Json, ask, distinct, render, write
from record.environments import FLYTE

ENVIRONMENTS = (FLYTE,)


@dataclass(frozen=True)
class Setting:
    """Where flyte looks for a setting."""

    yaml: str
    kind: str = "string"
    aliases: tuple[str, ...] = ()

    @property
    def derived(self) -> str:
        return f"FLYTE_{self.yaml.replace('.', '_')}".upper()

    @property
    def names(self) -> tuple[str, ...]:
        return (*self.aliases, self.derived)


SETTINGS = [
    Setting("admin.endpoint"),
    Setting("admin.insecure", "bool"),
    Setting("admin.insecureSkipVerify", "bool"),
    Setting("admin.caCertFilePath"),
    Setting("console.endpoint"),
    Setting("admin.httpProxyURL"),
    Setting("admin.disableKeyring", "bool"),
    Setting("admin.command", "command", ("FLYTE_AUTH_COMMAND",)),
    Setting("admin.proxyCommand", "command", ("FLYTE_AUTH_PROXY_COMMAND",)),
    Setting("admin.clientId"),
    Setting("admin.clientSecretLocation", "location"),
    Setting("admin.clientSecretEnvVar", "variable"),
    Setting("admin.scopes", "words"),
    Setting("admin.authType", "auth", ("FLYTE_AUTH_TYPE",)),
    Setting("task.org"),
    Setting("task.project"),
    Setting("task.domain"),
    Setting("image.builder"),
    Setting("image.image_refs", "refs"),
    Setting("image.registry"),
    Setting("local.persistence", "bool"),
    Setting("local.tracked", "bool"),
    Setting("local.tracked_strict", "bool"),
]

# One value of each kind, as a variable and in YAML.
GOOD = {
    "string": ("some text", "some text"),
    "bool": ("true", "true"),
    "command": ("uctl 'get token' --json", "[uctl, get token]"),
    "words": ("openid, profile email", "[openid, profile]"),
    "location": ("@ROOT@/secrets/client", "'@ROOT@/secrets/client'"),
    "variable": ("MY_SECRET", "MY_SECRET"),
    "auth": ("DeviceFlow", "ClientSecret"),
    "refs": ("a", "{a: 'ghcr.io/a:v1'}"),
}
LISTS = [
    "", " ", "one", "a,b c", "'a b' c", "'open", 'a "b \\" \\x" d', "a\\", '["a", "b c"]', "[]", '["a", 1, null, 1.5]',
    '[{"a": [true, "\'"]}]', "[1", "[a]", '{"a": 1}', "''", "a#b", ", ,", "a\u00a0b", "a\nb", "\u2003a", "[NaN]",
    "[" * 3000, "[" * 3000 + "]" * 3000, "a\u000bb", "a\u001cb", '["\\ud83d\\ude00"]',
]
BOOLS = ["", "true", "false", "False", "0", "1", "no", "flase", " "]
VALUES = [
    "null", "~", "", "0", "5", "-0.0", "1.5", "1e3", "1.0e+3", ".nan", "true", "false", "no", "off", "'false'", "''",
    "' '", "[]", "[a]", "[1, null]", "{}", "{a: b}", "{1: a}", "2024-01-01", "2024-01-01 12:30:00+02:00",
    "!!binary aGk=", "9007199254740993", "0x1f", "'5'", "[[a], {b: c}]",
]


def case(
    name: str,
    file: Optional[Json] = None,
    env: Optional[dict[str, str]] = None,
    files: Optional[Json] = None,
    repository: bool = False,
) -> Json:
    given: Json = {"env": env or {}, "file": file, "files": files or {}}
    return {"name": name, "case": {**given, "repository": True} if repository else given}


def text_file(text: str, name: str = "config.yaml") -> Json:
    return {"name": name, "text": text}


def nested(path: str, value: str) -> str:
    keys = path.split(".")
    return "".join(f"{'  ' * depth}{key}:\n" for depth, key in enumerate(keys))[:-1] + f" {value}\n"


SECRET_FILES = {"@ROOT@/secrets/client": "s3cret\n"}
EMPTY = text_file("")


def each_setting() -> Iterator[Json]:
    for setting in SETTINGS:
        in_env, in_yaml = GOOD[setting.kind]
        secret: Json = {"MY_SECRET": "value"}
        for name in setting.names:
            yield case(name, EMPTY, {**secret, name: in_env}, SECRET_FILES)
            in_file = text_file(nested(setting.yaml, in_yaml))
            yield case(f"{name}: empty beside the file", in_file, {**secret, name: ""}, SECRET_FILES)
        yield case(setting.yaml, text_file(nested(setting.yaml, in_yaml)), secret, SECRET_FILES)
        yield case(
            f"{setting.derived} over {setting.yaml}",
            text_file(nested(setting.yaml, "other")),
            {**secret, setting.derived: in_env},
            SECRET_FILES,
        )


def each_value() -> Iterator[Json]:
    for value in VALUES:
        for path in ("admin.endpoint", "admin.insecure", "admin.command", "admin.scopes", "image.image_refs"):
            yield case(f"{path}: {value}", text_file(nested(path, value)))
    for value in LISTS:
        shown = value if len(value) < 100 else f"{value[:3]} and {len(value)} more"
        for name in ("FLYTE_ADMIN_COMMAND", "FLYTE_ADMIN_SCOPES"):
            yield case(f"{name}={shown!r}", EMPTY, {name: value})
    for value in BOOLS:
        env = {"FLYTE_ADMIN_INSECURE": value}
        yield case(f"boolean variable {value!r}", text_file("admin: {insecure: true}\n"), env)
    for text in ("'a b' c", "'open", "a, b", '["a", 1]', "[]"):
        for path in ("admin.command", "admin.scopes"):
            yield case(f"{path} as a text: {text}", text_file(nested(path, json.dumps(text))))


def aliases() -> Iterator[Json]:
    values = (None, "", "Pkce", "DeviceFlow")
    for first in values:
        for second in values:
            env = {"FLYTE_AUTH_TYPE": first, "FLYTE_ADMIN_AUTHTYPE": second}
            given = {name: value for name, value in env.items() if value is not None}
            yield case(f"aliases: {first!r} and {second!r}", text_file("admin: {authType: Passthrough}\n"), given)
    for first, second in (("", "b"), ("a", "b"), (" ", "b"), ("[]", "b")):
        env = {"FLYTE_AUTH_COMMAND": first, "FLYTE_ADMIN_COMMAND": second}
        yield case(f"aliases of a command: {first!r} and {second!r}", text_file("admin: {command: [c]}\n"), env)


def secrets() -> Iterator[Json]:
    contents = (
        "s3cret", "s3cret\n", " s3cret ", " s3cret \n", "s3cret\r\n", "", "\n", " ", "a\nb", "\ufeffs\n", "\u00a0s\n"
    )
    location = text_file("admin: {clientSecretLocation: '@ROOT@/secret', authType: Pkce}\n")
    for content in contents:
        yield case(f"secret file {content!r}", location, files={"@ROOT@/secret": content})
    yield case("secret file: not there", location)
    yield case("secret file: a folder", location, files={"@ROOT@/secret/": ""})
    latin_1 = {"base64": base64.b64encode(b"\xe9").decode()}
    yield case("secret file: latin-1", location, files={"@ROOT@/secret": latin_1})
    variable = text_file("admin: {clientSecretEnvVar: MINE}\n")
    for value in ("s3cret", " s3cret\n", "", " "):
        yield case(f"secret variable {value!r}", variable, {"MINE": value})
    yield case("secret variable: not set", variable)
    both = text_file("admin: {clientSecretEnvVar: MINE, clientSecretLocation: '@ROOT@/secret'}\n")
    for name, env in {"both": {"MINE": "v"}, "empty variable": {"MINE": ""}, "no variable": {}}.items():
        yield case(f"secret file and variable: {name}", both, env, {"@ROOT@/secret": "f\n"})
    for value in ("5", "true", "false", "[a]", "''", "'a=b'"):
        yield case(f"clientSecretEnvVar: {value}", text_file(f"admin: {{clientSecretEnvVar: {value}}}\n"))
        yield case(f"clientSecretLocation: {value}", text_file(f"admin: {{clientSecretLocation: {value}}}\n"))
    yield case("secret: v1's own variable", EMPTY, {"FLYTE_CREDENTIALS_CLIENT_SECRET": "s"})


def roots() -> Iterator[Json]:
    for text in ("", "5", "[a]", "text", "~", "2024-01-01", "a: [", "\t", "x: 2024-13-01", "admin: text", "admin: [a]",
                 "admin:", "admin: 5", "---\na: b\n---\nc: d\n", "&a [*a]", "!mine x", "admin: !!set {endpoint}",
                 "[platform]\nurl = a\n", "<<: {admin: {endpoint: m}}\n", "1: a\nadmin: {endpoint: b}\n"):
        yield case(f"root: {text!r}", text_file(text), {"FLYTE_TASK_PROJECT": "p"})
    for name in ("flytekit.config", "config", "a.json", "CONFIG.YAML"):
        yield case(f"named {name}", text_file("admin: {endpoint: a}\n", name))
    yield case("file: not there", {"name": "none.yaml"}, {"FLYTE_TASK_PROJECT": "p"})
    yield case("file: a folder", {"name": "folder"}, files={"@ROOT@/folder/": ""})
    yield case("file: latin-1", {"name": "a", "base64": base64.b64encode("a: é".encode("latin-1")).decode()})
    yield case("v1's keys", text_file("images: {a: b}\nstorage: {connection: {endpoint: c}}\nadmin: {audience: d}\n"))
    yield case("v1's variables", EMPTY, {"FLYTE_PLATFORM_URL": "a", "FLYTE_LOCAL_PROJECT": "b"})


def discovery() -> Iterator[Json]:
    def endpoint(value: str) -> str:
        return f"admin: {{endpoint: {value}}}\n"

    places = {
        "here": ("@CWD@/below/config.yaml", endpoint("here")),
        "dot flyte": ("@CWD@/below/.flyte/config.yaml", endpoint("dot")),
        "git root": ("@CWD@/.flyte/config.yaml", endpoint("git")),
        "union": ("@HOME@/.union/config.yaml", endpoint("union")),
        "home": ("@HOME@/.flyte/config.yaml", endpoint("home")),
    }
    named = {"@ROOT@/uctl": endpoint("uctl"), "@ROOT@/flytectl": endpoint("flytectl")}
    variables = {"UCTL_CONFIG": "@ROOT@/uctl", "FLYTECTL_CONFIG": "@ROOT@/flytectl"}
    everything = [*places, "UCTL_CONFIG", "FLYTECTL_CONFIG"]
    order = ["here", "dot flyte", "git root", "UCTL_CONFIG", "FLYTECTL_CONFIG", "union", "home"]
    assert sorted(order) == sorted(everything)
    for count in range(len(order)):
        chosen = order[count:]
        files = {**dict(places[name] for name in chosen if name in places), **named}
        env = {name: variables[name] for name in chosen if name in variables}
        yield case(f"found: {chosen[0]} and what follows", env=env, files=files, repository=True)
        alone = {name: env[name] for name in env if name == chosen[0]}
        place = dict([places[chosen[0]]] if chosen[0] in places else [])
        yield case(f"found: {chosen[0]} alone", env=alone, files={**place, **named}, repository=True)
    yield case("found: nothing", env={"FLYTE_ADMIN_ENDPOINT": "a", "FLYTE_TASK_PROJECT": "b"})
    yield case("found: nothing, with a secret", env={"FLYTE_ADMIN_CLIENTSECRETENVVAR": "MINE", "MINE": "s"})
    home = dict([places["home"]])
    yield case("found: an empty UCTL_CONFIG", env={**variables, "UCTL_CONFIG": ""}, files={**home, **named})
    yield case("found: both empty", env={"UCTL_CONFIG": "", "FLYTECTL_CONFIG": ""}, files=home)
    env = {**variables, "UCTL_CONFIG": "@ROOT@/none"}
    yield case("found: UCTL_CONFIG names nothing", env=env, files={**home, **named})
    yield case("found: FLYTECTL_CONFIG names nothing", env={"FLYTECTL_CONFIG": "@ROOT@/none"}, files=home)
    yield case("found: UCTL_CONFIG names a folder", env={"UCTL_CONFIG": "@ROOT@"}, files=home)
    env = {"_FLYTECTL_CONFIG_PYFLYTE_OVERRIDE": "@ROOT@/uctl"}
    yield case("found: v1's override", env=env, files={**home, **named})
    yield case("found: v1's places", files={"@CWD@/flytekit.config": "a: b\n", "@HOME@/.flyte/config": "a: b\n"})
    yield case("found: a folder here", files={"@CWD@/config.yaml/": "", **home})
    yield case("found: malformed here", env={"FLYTE_TASK_ORG": "o"}, files={"@CWD@/config.yaml": "a: [", **home})
    git = "@CWD@/.flyte/config.yaml"
    broken = {
        "malformed": "a: [",
        "an error of Python": "x: 2024-13-01",
        "a secret that is not there": "admin: {clientSecretLocation: /none/at/all}\ntask: {project: p}\n",
        "a wrong secret": "admin: {clientSecretEnvVar: [a]}\ntask: {project: p}\n",
        "good": "task: {project: p}\n",
    }
    for name, text in broken.items():
        yield case(f"found: in a repository, {name}", files={git: text, **home}, repository=True)
    yield case("found: in a repository, a folder", files={f"{git}/": "", **home}, repository=True)
    env = {"FLYTE_ADMIN_COMMAND": "'open"}
    files = {git: broken["good"], **home}
    yield case("found: in a repository, with a wrong variable", env=env, files=files, repository=True)
    yield case("found: in no repository", files={git: endpoint("a"), "@CWD@/below/x": ""})
    yield case("named beats found", text_file(endpoint("named")), variables, {**dict(places.values()), **named}, True)


def all_cases() -> list[Json]:
    groups = (each_setting, each_value, aliases, secrets, roots, discovery)
    return distinct([one for group in groups for one in group()])


def without_repetition(result: Json) -> Json:
    """A result without the sections that are in the whole as they are alone."""
    whole = result["config"].get("ok", {})
    sections = {f"{name}_config": {"ok": settings} for name, settings in whole.items()}
    return {name: answer for name, answer in result.items() if answer != sections.get(name)}


def record() -> None:
    cases = all_cases()
    results = ask(FLYTE, "flyte2_config", [one["case"] for one in cases])
    recorded = [{**one, "result": without_repetition(result)} for one, result in zip(cases, results)]
    write("flyte2_config.json", render({"flyte": FLYTE.version, "cases": recorded}))
