"""Says what the flytekit it runs under does. Part of scripts/record.py, which runs it as

    python flytekit_contexts.py SECTION QUESTION.json ANSWER.json

inside one release's environment, in an empty directory. SECTION is a name in SECTIONS at the end of this file; QUESTION
holds its argument (`null` for most), ANSWER receives its result. Releases from 1.2 on run this, so it keeps to
Python 3.9 and looks before it uses what newer releases added.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import importlib
import itertools
import json
import os
import platform
import sys
import zlib
from collections import OrderedDict
from dataclasses import dataclass, fields
from io import BytesIO
from pathlib import Path
from typing import Any, Callable, Iterator, Optional, Sequence

import flytekit
from flytekit.configuration import (
    SERIALIZED_CONTEXT_ENV_VAR,
    FastSerializationSettings,
    Image,
    ImageConfig,
    SerializationSettings,
)
from flytekit.configuration.default_images import DefaultImages, PythonVersion
from flytekit.core.resources import Resources, ResourceSpec

FLYTEKIT = flytekit.__version__
SHA = "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
DEFAULT_IMAGE = "cr.flyte.org/flyteorg/flytekit:py3.11-1.16.31"
FLYTE_INTERNAL_IMAGE = "FLYTE_INTERNAL_IMAGE"


def about() -> dict[str, str]:
    return {"flytekit": FLYTEKIT, "python": platform.python_version(), "zlib": zlib.ZLIB_RUNTIME_VERSION}


def outcome(make: Callable[[], Any]) -> dict[str, Any]:
    """What a call gives, or the class of what it raises."""
    try:
        return {"result": make()}
    except Exception as error:
        return {"error": type(error).__name__}


# --- settings: contexts this release writes ------------------------------------------------------------------------


@dataclass(frozen=True)
class Case:
    """Settings to encode. `everywhere` marks the few that old releases encode as well."""

    name: str
    make: Callable[[], SerializationSettings]
    everywhere: bool = False


def image(name: str, identifier: str) -> Image:
    return Image.look_up_image_info(name, identifier, True)


def images(**named: str) -> ImageConfig:
    return ImageConfig.create_from(image("default", DEFAULT_IMAGE), [image(*pair) for pair in named.items()])


def settings(image_config: Optional[ImageConfig] = None, **values: Any) -> SerializationSettings:
    """Settings without the fields this release does not have yet."""
    known = {field.name for field in fields(SerializationSettings)}
    config = ImageConfig(image("default", DEFAULT_IMAGE)) if image_config is None else image_config
    return SerializationSettings(config, **{name: value for name, value in values.items() if name in known})


def with_env(env: dict[str, str]) -> SerializationSettings:
    return settings(project="p", domain="d", version="v", env=env)


def with_resources(requests: dict[str, Any], limits: dict[str, Any]) -> SerializationSettings:
    return settings(default_resources=ResourceSpec(Resources(**requests), Resources(**limits)))


def multiple(**values: Any) -> ResourceSpec:
    """Requests and limits from one set of values, as `@task(resources=...)` and `pyflyte register` take them."""
    return ResourceSpec.from_multiple_resource(Resources(**values))


def with_cpu(cpu: Any) -> SerializationSettings:
    return with_resources({"cpu": cpu}, {})


def filler(size: int) -> dict[str, str]:
    """An env of roughly `size` characters as JSON: half of it random digits, half of it words that repeat."""
    env: dict[str, str] = {}
    used = 0
    while used < size:
        name, digest = f"SETTING_{len(env)}", hashlib.sha256(str(len(env)).encode()).hexdigest()
        env[name] = f"{digest} path/to/the/data/{len(env)}"
        used += len(json.dumps({name: env[name]}))
    return env


FAST = FastSerializationSettings(enabled=True, destination_dir="/root", distribution_location="s3://bucket/fast.tar.gz")


def everything() -> SerializationSettings:
    return settings(
        images(spark="ghcr.io/flyteorg/spark:v3.5", trainer=f"registry:5000/ml/trainer@{SHA}"),
        project="flytesnacks",
        domain="development",
        version="v1",
        env={"LOG_LEVEL": "debug", "EMPTY": ""},
        default_resources=ResourceSpec(
            Resources(cpu="1", mem="2Gi", gpu="1", ephemeral_storage="5Gi"),
            Resources(cpu="2", mem="4Gi", gpu="1", ephemeral_storage="10Gi"),
        ),
        git_repo="github.com/flyteorg/flytesnacks",
        python_interpreter="/usr/local/bin/python3.11",
        flytekit_virtualenv_root="/usr/local",
        fast_serialization_settings=FAST,
        source_root="/src/flytesnacks",
    )


def text_cases() -> Iterator[Case]:
    """Strings that JSON, UTF-8 or JavaScript objects treat in a way of their own."""
    texts = {
        "accent": "café",
        "emoji": "🚀 and 👩‍👩‍👧",
        "line_separators": "a\u2028b\u2029c",
        "delete": "a\x7fb\x80c\x9f",
        "control": "".join(map(chr, range(32))),
        "lone_surrogates": "\ud800 \udc00 \udc00\ud800",
        "quotes": "\"double\" 'single' `tick`",
        "backslashes": "\\ \\\\ \\n \\u0041 C:\\temp",
        "solidus": "</script> a/b",
        "bom": "\ufeffa\ufffeb\uffff",
        "astral_edges": "\U00010000 \U0010ffff",
        "mixed_scripts": "日本語 العربية עברית ไทย",
        "combining": "e\u0301 \u00e9",
    }
    often = {"accent", "emoji", "line_separators", "control", "quotes"}
    for name, text in texts.items():
        yield Case(f"text_{name}", lambda text=text: settings(version=text, env={text: text}), name in often)


def env_cases() -> Iterator[Case]:
    yield Case("env_empty", lambda: with_env({}), True)
    yield Case("env_empty_name_and_value", lambda: with_env({"": ""}))
    index_like = {"10": "a", "2": "b", "b": "c", "a": "d", "1": "e", "-1": "f", "01": "g", "4294967295": "h"}
    yield Case("env_index_like_names", lambda: with_env(index_like), True)
    members = ["constructor", "__proto__", "toString", "hasOwnProperty", "valueOf", "then", "length"]
    yield Case("env_object_members", lambda: with_env(dict.fromkeys(members, "x")), True)
    yield Case("env_4_kb", lambda: with_env(filler(4_000)), True)
    yield Case("env_40_kb", lambda: with_env(filler(40_000)))
    yield Case("env_200_kb", lambda: with_env(filler(200_000)))
    yield Case("env_40_kb_one_letter", lambda: with_env({"A": "a" * 40_000}))
    yield Case("env_numbers_as_values", lambda: with_env({"INT": 1, "FLOAT": 1.0, "NONE": None, "YES": True}))  # type: ignore
    yield Case("env_number_as_name", lambda: with_env({1: "one", None: "none", 1.5: "float"}))  # type: ignore


def image_cases() -> Iterator[Case]:
    many = {f"image{number}": f"ghcr.io/flyteorg/image{number}:v{number}" for number in range(30)}
    yield Case("images_none", lambda: settings(ImageConfig()))
    yield Case("images_empty_list", lambda: settings(ImageConfig(None, [])))
    yield Case("images_without_default", lambda: settings(ImageConfig(None, [image("a", "a:1")])))
    yield Case("images_many", lambda: settings(images(**many)), True)
    twins = [image("twin", "a:1"), image("twin", "b:2"), image("default", "c:3")]
    yield Case("images_duplicate_names", lambda: settings(ImageConfig.create_from(image("default", "d:4"), twins)))
    names = ["__proto__", "constructor", "", "10", "2", "é"]
    yield Case("images_odd_names", lambda: settings(ImageConfig(image("", "x:1"), [image(n, "y:2") for n in names])))
    yield Case("image_empty_tag", lambda: settings(ImageConfig(Image(name="default", fqn="repo", tag=""))))
    yield Case("image_empty_fqn", lambda: settings(ImageConfig(Image(name="default", fqn="", tag="v1"))))
    yield Case("image_without_tag_and_digest", lambda: settings(ImageConfig(image("default", "repo/name"))), True)
    yield Case("image_digest", lambda: settings(ImageConfig(image("default", f"ghcr.io/a/b@{SHA}"))), True)
    yield Case("image_tag_and_digest", lambda: settings(ImageConfig(image("default", f"ghcr.io/a/b:v1@{SHA}"))), True)
    yield Case("image_port", lambda: settings(ImageConfig(image("default", "localhost:30000/a/b:v1"))), True)
    yield Case("image_port_without_tag", lambda: settings(ImageConfig(image("default", "localhost:30000/a/b"))))
    both = lambda: settings(ImageConfig(Image(name="default", fqn="r", tag="v1", digest=SHA)))  # noqa: E731
    yield Case("image_refused_with_tag_and_digest", both)


def resource_cases() -> Iterator[Case]:
    full = {"cpu": "1", "mem": "2Gi", "gpu": "1", "ephemeral_storage": "5Gi"}
    yield Case("resources_strings", lambda: with_resources(full, {**full, "mem": "4Gi"}))
    yield Case("resources_integers", lambda: with_resources({"cpu": 1, "mem": 1024, "gpu": 0}, {"mem": 2**53}))
    yield Case("resources_none_set", lambda: with_resources({}, {}))
    pairs = {"cpu": ["1", "2"], "mem": [1024, 2048], "gpu": (1, 1)}
    yield Case("resources_pairs", lambda: with_resources(pairs, {}))
    yield Case("resources_float_pair", lambda: with_cpu((0.5, 1.0)))
    yield Case("resources_booleans", lambda: with_resources({"cpu": True, "gpu": False}, {}))
    yield Case("resources_from_multiple", lambda: settings(default_resources=multiple(cpu=("1", 2), mem="1Gi")))
    floats = [1.0, 0.1, 0.1 + 0.2, 1e-4, 1e-5, 1e15, 1e16, 1e21, 1e22, 1.5e300, 5e-324, -0.0, 2.0**53, 100.0]
    for value in floats:
        yield Case(f"resources_float_{value!r}", lambda value=value: with_cpu(value))
    for name in ("nan", "inf", "-inf"):
        yield Case(f"resources_float_{name}", lambda name=name: with_cpu(float(name)))
    for name, number in {"2**53+1": 2**53 + 1, "2**64": 2**64, "-2**63": -(2**63), "10**30": 10**30}.items():
        yield Case(f"resources_integer_{name}", lambda number=number: with_cpu(number))
    yield Case("resources_refused_list", lambda: with_resources({"cpu": None, "mem": [1.5, 2]}, {}))


def path_cases() -> Iterator[Case]:
    paths = [
        "", "/", "//a//b", "/a/b/", "python3", "bin/python3", "/python3", "///", "a//b//c", "./bin/python",
        "C:\\py\\python.exe",
    ]
    for path in paths:
        yield Case(f"interpreter_{path!r}", lambda path=path: settings(python_interpreter=path), path == "/a/b/")
    yield Case("venv_root_given", lambda: settings(flytekit_virtualenv_root="/other/root"), True)
    yield Case("venv_root_empty", lambda: settings(flytekit_virtualenv_root=""))


def fast_cases() -> Iterator[Case]:
    variants = {
        "on": FastSerializationSettings(True, "/root", "s3://bucket/fast.tar.gz"),
        "on_bare": FastSerializationSettings(enabled=True),
        "off": FastSerializationSettings(False, "/root", "s3://bucket/fast.tar.gz"),
        "off_bare": FastSerializationSettings(),
        "empty_texts": FastSerializationSettings(True, "", ""),
    }
    for name, fast in variants.items():
        yield Case(
            f"fast_{name}", lambda fast=fast: settings(fast_serialization_settings=fast), name in ("on", "off_bare")
        )


def other_cases() -> Iterator[Case]:
    yield Case("minimal", settings, True)
    yield Case("every_field", everything, True)
    yield Case("empty_texts", lambda: settings(project="", domain="", version="", git_repo="", source_root=""))
    yield Case("version_with_spaces", lambda: settings(version=" v 1 \t"))
    yield Case("for_image", lambda: SerializationSettings.for_image("ghcr.io/a/b:v1", "v1"), True)
    arguments = ("ghcr.io/a/b:v1", "v1", "project", "domain", "/a/venv/bin/python")
    yield Case("for_image_all_arguments", lambda: SerializationSettings.for_image(*arguments))
    yield Case("builder_round_trip", lambda: everything().new_builder().build())
    with_fast = lambda: settings(version="v1").new_builder().with_fast_serialization_settings(FAST).build()  # noqa: E731
    yield Case("builder_with_fast_registration", with_fast, True)
    builder = SerializationSettings.Builder("p", "d", "v", ImageConfig())
    yield Case("builder_refused_without_interpreter", builder.build)
    builder_with_root = SerializationSettings.Builder("p", "d", "v", ImageConfig(), flytekit_virtualenv_root="/r")
    yield Case("builder_without_interpreter", builder_with_root.build)
    yield Case("with_serialized_context", lambda: settings(version="v1").with_serialized_context(), True)
    yield Case("with_serialized_context_and_env", lambda: everything().with_serialized_context())
    own = {"A": "a", SERIALIZED_CONTEXT_ENV_VAR: "somebody else's"}
    yield Case("serialized_context_already_in_env", lambda: with_env(own))


def setting_cases(all_of_them: bool) -> list[Case]:
    groups = [other_cases, text_cases, env_cases, image_cases, resource_cases, path_cases, fast_cases]
    cases = list(itertools.chain.from_iterable(group() for group in groups))
    return [case for case in cases if all_of_them or case.everywhere]


def describe(made: SerializationSettings) -> dict[str, Any]:
    """Everything a port has to agree on about some settings."""
    entrypoint = outcome(lambda: made.entrypoint_settings.path)
    description = {
        "json": made.to_json(),
        "transport": made.serialized_context,
        "entrypoint_path": entrypoint.get("result"),
        "should_fast_serialize": made.should_fast_serialize(),
    }
    if made.env and SERIALIZED_CONTEXT_ENV_VAR in made.env:
        description["env_context"] = made.env[SERIALIZED_CONTEXT_ENV_VAR]
        description["calling_again_returns_self"] = made.with_serialized_context() is made
    return description


def sample_settings(all_of_them: bool) -> dict[str, Any]:
    """Every case and the context of a registered task, or only the cases old releases can make."""
    cases, refused = [], []
    for case in setting_cases(all_of_them):
        said = outcome(lambda: describe(case.make()))
        head = {"flytekit": FLYTEKIT, "name": case.name}
        if "error" in said:
            refused.append({**head, "error": said["error"]})
        else:
            cases.append({**head, **said["result"]})
    if all_of_them:
        cases.append(real_task())
    return {"about": about(), "cases": cases, "refused": refused}


# --- what a registered task carries --------------------------------------------------------------------------------

WORKFLOW = """
from typing import List

from flytekit import dynamic, eager, task, workflow


@task
def train(learning_rate: float) -> float:
    return 1.0 - learning_rate


@dynamic
def sweep(rates: List[float]) -> List[float]:
    return [train(learning_rate=rate) for rate in rates]


@eager
async def watch(rate: float) -> float:
    return await train.aio(learning_rate=rate)


@workflow
def tune(rates: List[float] = [0.1, 0.01]) -> List[float]:
    train(learning_rate=1.0)
    return sweep(rates=rates)
"""

REGISTRATION = {
    "project": "flytesnacks",
    "domain": "development",
    "version": "3f1c9a7e5b2d4860c1e7f90ab3d52c6481e0d7f9",
    "git_repo": "github.com/flyteorg/flytesnacks",
    "source_root": "/home/ci/flytesnacks/examples/tuning",
    "env": {"LOG_LEVEL": "20", "WANDB_PROJECT": "tuning"},
}
BUNDLE = "s3://my-s3-bucket/flytesnacks/development/5S2XCRHOLYD4PGZ3QKJUVWA7NM======/fast7d41b0c2e9f86a35.tar.gz"


def registration_settings() -> SerializationSettings:
    """Settings as `pyflyte register` makes them, with two images beside the default one."""
    spark = "spark=ghcr.io/flyteorg/flytesnacks/spark:v3.5.1"
    trainer = f"trainer=ghcr.io/flyteorg/flytesnacks/trainer@{SHA}"
    return SerializationSettings(
        image_config=ImageConfig.validate_image(None, "image", (DEFAULT_IMAGE, spark, trainer)),
        default_resources=multiple(cpu=("1", "2"), mem="1Gi"),
        fast_serialization_settings=FastSerializationSettings(True, ".", BUNDLE),
        **REGISTRATION,
    )


def real_task() -> dict[str, Any]:
    """Serialize a workflow the way registration does and read the context back out of the task's container."""
    from flytekit.tools.translator import TaskSpec, get_serializable

    Path("tuning.py").write_text(WORKFLOW)
    sys.path.insert(0, os.getcwd())
    module = importlib.import_module("tuning")
    serialized: OrderedDict = OrderedDict()
    get_serializable(serialized, registration_settings(), module.tune)
    get_serializable(serialized, registration_settings(), module.watch)
    specs = [value for value in serialized.values() if isinstance(value, TaskSpec)]
    contexts = {spec.template.id.name: spec.template.container.env.get(SERIALIZED_CONTEXT_ENV_VAR) for spec in specs}
    transport = contexts["tuning.sweep"]
    described = describe(SerializationSettings.from_transport(transport))
    assert described["transport"] == transport, "decoding and encoding again gave another context"
    return {
        "flytekit": FLYTEKIT,
        "name": "real_task",
        "made_by": "flytekit.tools.translator.get_serializable on a @workflow that calls a @dynamic, "
        "settings and images as pyflyte register makes them; taken from the env of the @dynamic's container",
        "tasks_that_carry_a_context": {name: context is not None for name, context in sorted(contexts.items())},
        **described,
    }


# --- read: contexts as this release reads them ---------------------------------------------------------------------


def read(transport: str) -> dict[str, Any]:
    decoded = SerializationSettings.from_transport(transport)
    config = decoded.image_config
    found = [config.default_image, *(config.images or [])] if config else []
    return {"json": decoded.to_json(), "full": [item.full if item else None for item in found]}


def read_outcome(transport: str) -> dict[str, Any]:
    said = outcome(lambda: read(transport))
    return {"ok": True, **said["result"]} if "result" in said else {"ok": False, **said}


def sample_read(transports: Sequence[str]) -> list[dict[str, Any]]:
    return [read_outcome(transport) for transport in transports]


# --- foreign: contexts flytekit would not write --------------------------------------------------------------------

CONFIG = {"default_image": {"name": "default", "fqn": "repo", "tag": "v1"}}


def pack(data: bytes, level: int = 9) -> bytes:
    buffer = BytesIO()
    with gzip.GzipFile(mode="wb", fileobj=buffer, mtime=0, compresslevel=level) as file:
        file.write(data)
    return buffer.getvalue()


def text_of(data: bytes) -> str:
    return base64.b64encode(data).decode()


def carry(json_text: str) -> str:
    return text_of(pack(json_text.encode("utf-8", "surrogatepass")))


def carry_wire(**values: Any) -> str:
    return carry(json.dumps({"image_config": CONFIG, **values}))


def foreign_containers() -> dict[str, str]:
    """Odd base64 and odd gzip around ordinary JSON."""
    plain = json.dumps({"image_config": CONFIG, "version": "v??>>~~" * 3})
    packed = pack(plain.encode())
    text = text_of(packed)
    # gzip readers skip zeros at the end: use as many as make the base64 end in "==".
    padded = text_of(packed + b"\0" * ((1 - len(packed)) % 3))
    named = bytearray(packed)
    named[3] = 8  # FLG.FNAME: a file name follows the header
    return {
        "line_breaks": "\n".join(text[at : at + 76] for at in range(0, len(text), 76)),
        "spaces_around": f"  {text}\r\n",
        "characters_outside_the_alphabet": text[:10] + "*!." + text[10:],
        "url_safe_alphabet": text.replace("+", "-").replace("/", "_"),
        "padding_missing": padded.rstrip("="),
        "padding_half_missing": padded[:-1],
        "padding_too_long": padded + "=",
        "text_after_padding": padded + "AAAA",
        "empty": "",
        "not_base64": "é",
        "not_gzip": text_of(b"hello"),
        "plain_json": text_of(plain.encode()),
        "zlib_not_gzip": text_of(zlib.compress(plain.encode())),
        "level_1": text_of(pack(plain.encode(), 1)),
        "stored": text_of(pack(plain.encode(), 0)),
        "two_members": text_of(pack(plain[:20].encode()) + pack(plain[20:].encode())),
        "zeros_after": text_of(packed + b"\0\0\0"),
        "garbage_after": text_of(packed + b"garbage"),
        "truncated": text_of(packed[:-10]),
        "trailer_missing": text_of(packed[:-8]),
        "checksum_wrong": text_of(packed[:-8] + b"\0\0\0\0" + packed[-4:]),
        "size_wrong": text_of(packed[:-4] + b"\0\0\0\0"),
        "file_name_in_header": text_of(bytes(named[:10]) + b"context.json\0" + bytes(named[10:])),
        "empty_document": text_of(pack(b"")),
    }


def foreign_documents() -> dict[str, str]:
    """Odd JSON, or JSON of another shape, in an ordinary container."""
    deep = json.dumps({"image_config": CONFIG})
    return {
        "absent_fields": carry_wire(),
        "unknown_fields": carry_wire(future={"a": [1, 2.0, None]}, version="v1"),
        "unknown_nested_fields": carry(json.dumps({"image_config": {**CONFIG, "arch": "arm64"}})),
        "no_image_config": carry("{}"),
        "image_config_null": carry('{"image_config": null}'),
        "image_config_empty": carry('{"image_config": {}}'),
        "image_config_list": carry('{"image_config": []}'),
        "image_config_text": carry('{"image_config": "repo:v1"}'),
        "image_without_name": carry('{"image_config": {"default_image": {"fqn": "a"}}}'),
        "image_with_tag_and_digest": carry(
            '{"image_config": {"images": [{"name": "a", "fqn": "b", "tag": "c", "digest": "d"}]}}'
        ),
        "image_name_number": carry('{"image_config": {"images": [{"name": 1, "fqn": 2.0, "tag": 3}]}}'),
        "images_null_entry": carry('{"image_config": {"images": [null]}}'),
        "images_object": carry('{"image_config": {"images": {"a": "b"}}}'),
        "project_number": carry_wire(project=1),
        "env_values_not_text": carry_wire(env={"A": 1, "B": None, "C": [1], "D": 1.0}),
        "env_list": carry_wire(env=["A"]),
        "interpreter_null": carry_wire(python_interpreter=None),
        "interpreter_null_root_given": carry_wire(python_interpreter=None, flytekit_virtualenv_root="/r"),
        "interpreter_number": carry_wire(python_interpreter=3),
        "fast_enabled_text": carry_wire(fast_serialization_settings={"enabled": "false"}),
        "fast_enabled_zero": carry_wire(fast_serialization_settings={"enabled": 0}),
        "fast_enabled_null": carry_wire(fast_serialization_settings={"enabled": None}),
        "fast_empty": carry_wire(fast_serialization_settings={}),
        "resources_without_limits": carry_wire(default_resources={"requests": {"cpu": "1"}}),
        "resources_null_limits": carry_wire(default_resources={"requests": {"cpu": "1"}, "limits": None}),
        "resources_pair_of_three": carry_wire(default_resources={"requests": {"cpu": [1, 2, 3]}, "limits": {}}),
        "resources_pair_of_three_in_mem": carry_wire(
            default_resources={"requests": {"mem": ["1", "2", "3"]}, "limits": {}}
        ),
        "resources_mem_float": carry_wire(default_resources={"requests": {"mem": 1.5}, "limits": {}}),
        "resources_object": carry_wire(default_resources={"requests": {"cpu": {"a": 1}}, "limits": {}}),
        "resources_storage": carry_wire(default_resources={"requests": {"storage": "1Gi"}, "limits": {}}),
        "duplicate_names": carry('{"version": "a", "image_config": {}, "version": "b"}'),
        "not_a_number": carry(
            '{"image_config": {}, "default_resources": {"requests": {"cpu": NaN}, "limits": {"cpu": -Infinity}}}'
        ),
        "raw_unicode": carry('{"image_config": {}, "version": "é🚀"}'),
        "raw_lone_surrogate": carry('{"image_config": {}, "version": "\ud800"}'),
        "raw_control_character": carry('{"image_config": {}, "version": "a\tb"}'),
        "bom": carry("\ufeff" + deep),
        "white_space": carry(" \n\t\r" + deep + " \n"),
        "form_feed": carry("\f" + deep),
        "text_after": carry(deep + " x"),
        "trailing_comma": carry('{"image_config": {},}'),
        "not_utf_8": text_of(pack(b'{"image_config": {}, "version": "\xff"}')),
        "top_level_list": carry("[]"),
        "top_level_null": carry("null"),
        "top_level_text": carry('"image_config"'),
        "leading_zero": carry('{"image_config": {}, "env": {"A": 01}}'),
        "number_too_large": carry(
            '{"image_config": {}, "default_resources": {"requests": {"cpu": 1e999}, "limits": {}}}'
        ),
        "number_1.0_and_1e2": carry(
            '{"image_config": {}, "default_resources": {"requests": {"cpu": 1.0}, "limits": {"cpu": 1e2}}}'
        ),
        "nested_context": carry_wire(env={SERIALIZED_CONTEXT_ENV_VAR: "inner"}),
    }


def sample_foreign(_: None) -> list[dict[str, Any]]:
    transports = {**foreign_containers(), **foreign_documents()}
    return [{"name": name, "transport": text, **read_outcome(text)} for name, text in transports.items()]


# --- identifiers, images, default images, paths --------------------------------------------------------------------


def identifiers() -> list[str]:
    repositories = [
        "ubuntu", "ghcr.io/a/b", "localhost:5000/a", "localhost:5000", "[::1]:5000/a", "[2001:db8::1]/a",
        "A/B", "a b/c",
    ]
    suffixes = [
        "", ":v1", f"@{SHA}", f":v1@{SHA}", ":", "@", ":v1:v2", "@a@b", "::", "@@", ":@", "@:", ":v1/x",
        "@a/b", ":V 1",
    ]
    made = [repository + suffix for repository in repositories for suffix in suffixes]
    odd = [
        "", " ", ":", "@", "/", "//", ":/", "/:", "@/", "/@", "=", "=x", "x=", "a=b:c", "http://host/a:b",
        "https://host:8080/a", "a:b/c", "a:b/c:d", "a@b:c", "a@b:c@d", "a:b@c/d:e", "a/b/", "a/b/:c", ":tag",
        "@digest", ":a@b", "a: b", " a:b ", "a:b\n", "é:ü", "🚀/🚀:🚀", "a:\u2028", "a\uff1ab", "a\t:b", "a\0b",
        "a\0b:c", "a:b\0", "\ud800:a", "..", ".:.", "~:~", "a\\b:c", "docker.io/library/python:3.12-slim",
        "gcr.io/p/i@sha512:" + "0" * 128, "r:v1@sha256:short", "r@SHA256:AB", "r@md5", "a:b:c/d",
        "a:b/c@d:e/f", "{{.image.default.fqn}}:{{.image.default.version}}", "{{.images.default}}", "%s:%d",
        "a,b:c", "x" * 200 + ":v1", "a:" + "t" * 200, "/".join(["part"] * 200) + ":v1", "x" * 300,
        "x" * 300 + ":v1", "a/" * 3000 + "b:v1",
        "__proto__:constructor", "10:2", "a:None", "None", "null:null", "a:0", "0", "a@None", "a:true",
    ]
    return made + odd


def describe_image(found: Image) -> dict[str, Any]:
    return {"fqn": found.fqn, "tag": found.tag, "digest": found.digest, "full": found.full, "version": found.version}


def look_up(identifier: str, allow: bool) -> dict[str, Any]:
    said = outcome(lambda: describe_image(Image.look_up_image_info("name", identifier, allow)))
    return said.get("result", said)


def identifier_case(identifier: str) -> dict[str, Any]:
    return {
        "identifier": identifier,
        "allow_no_tag_or_digest": look_up(identifier, True),
        "require_tag_or_digest": look_up(identifier, False),
    }


def trips_path_check(identifier: str) -> Optional[str]:
    """The error of flytekit's first step, asking whether the identifier is a file: the platform's, not flytekit's."""
    return outcome(lambda: Path(identifier).is_file()).get("error")


VALIDATED: list[tuple[str, ...]] = [
    (),
    ("a:1",),
    ("default=a:1",),
    ("a:1", "b=b:2"),
    ("b=b:2", "a:1"),
    ("b=b:2",),
    ("a:1", "a:2"),
    ("a:1", "default=a:2"),
    ("default=a:1", "default=a:1"),
    ("a:1", "b=b:1", "b=b:2"),
    ("a",),
    ("default=a",),
    ("a:1", "b=b"),
    ("b=c=d:1",),
    ("b==d:1",),
    ("=a:1",),
    ("default=",),
    ("b=",),
    ("",),
    ("=",),
    ("Default=a:1",),
    (" default=a:1",),
    ("default =a:1",),
    (f"a@{SHA}",),
    (f"b=a@{SHA}", "a:1"),
    (f"a:1@{SHA}",),
    ("localhost:5000/a:1", "b=localhost:5000/b:2"),
    ("localhost:5000/a",),
    ("a:b=c",),
    ("__proto__=a:1", "constructor=b:2"),
    ("10=a:1", "2=b:2", "b=c:3"),
    ("é=ü:1",),
]

NAMED: list[tuple[str, dict[str, str]]] = [
    ("a:1", {}),
    ("a:1", {"b": "b:2"}),
    ("a:1", {"b": "b"}),
    ("a", {}),
    ("", {}),
    ("", {"b": "b:2"}),
    (f"a@{SHA}", {"b": f"b@{SHA}", "c": f"c:1@{SHA}"}),
    ("a:1", {"default": "b:2"}),
    ("a:1", {"10": "b:2", "2": "c:3", "z": "d:4", "a": "e:5"}),
    ("a:1", {"__proto__": "b:2", "constructor": "c:3", "": "d:4"}),
    ("localhost:5000/a:1", {"b": ""}),
]


def create_cases() -> list[dict[str, Any]]:
    """`create_from` with images given as their name and identifier."""
    a, b, twin = ["default", "a:1"], ["b", "b:2"], ["default", "c:3"]
    given = [
        (None, None),
        (None, []),
        (a, None),
        (a, []),
        (a, [b]),
        (None, [b]),
        (a, [b, b]),
        (a, [a]),
        (a, [twin]),
        (b, [a]),
    ]
    return [create_case(default, others) for default, others in given]


def create_case(default: Optional[list[str]], others: Optional[list[list[str]]]) -> dict[str, Any]:
    made = ImageConfig.create_from(*given_images(default, others))
    return {"default": default, "others": others, "result": made.to_json()}


def given_images(
    default: Optional[list[str]], others: Optional[list[list[str]]]
) -> tuple[Optional[Image], Optional[list[Image]]]:
    first = image(*default) if default else None
    return first, [image(*pair) for pair in others] if others is not None else None


def find_cases() -> list[dict[str, Any]]:
    listed = [["b", "b:2"], ["b", "b:3"], ["default", "c:4"], ["", "d:5"], ["__proto__", "e:6"]]
    configs = [(None, None), (None, []), (["default", "a:1"], None), (["default", "a:1"], listed), (None, listed)]
    names = ["default", "b", "", "missing", "__proto__", "constructor", "B"]
    return [find_case(default, others, name) for default, others in configs for name in names]


def find_case(default: Optional[list[str]], others: Optional[list[list[str]]], name: str) -> dict[str, Any]:
    found = ImageConfig(*given_images(default, others)).find_image(name)
    return {"default": default, "images": others, "name": name, "result": found.to_dict() if found else None}


def default_image_cases() -> list[dict[str, Any]]:
    versions = [None, "v1.2.3", "1.16.0", "1.0.0v1", "", "v", "0.0.0+develop", "dev", "latest"]
    return [
        {
            "python": list(python.value),
            "flytekit_version": version,
            "env": env,
            "result": default_image(python, version, env),
        }
        for python in PythonVersion
        for version in versions
        for env in (None, "", "my/image:v1")
    ]


def default_image(python: PythonVersion, version: Optional[str], env: Optional[str]) -> str:
    os.environ.pop(FLYTE_INTERNAL_IMAGE, None)
    if env is not None:
        os.environ[FLYTE_INTERNAL_IMAGE] = env
    try:
        return DefaultImages.find_image_for(python, version)
    finally:
        os.environ.pop(FLYTE_INTERNAL_IMAGE, None)


PATHS = [
    "", "/", "//", "///", "////", "a", "/a", "//a", "///a", "a/", "/a/", "//a/", "a//", "/a//", "a/b", "/a/b",
    "//a/b", "//a//b", "/a/b/", "/a//b", "/a/b//", "a/b/c", "/a/b/c", "//a/b/c", "///a/b/c", "/a//b//c",
    "/a/b/c/", "a//b//c//", "/opt/venv/bin/python3", "/usr/bin/python3", "python", "./python", "../python",
    "bin/python", "./bin/python", "../bin/python", ".", "..", "./", "../..", "/.", "/..", "~/bin/python",
    "C:\\venv\\Scripts\\python.exe", "C:/venv/Scripts/python.exe", "/a b/c d/e f", "/é/ü/python", "/a/b\n/c",
    "/a/\0/c", " /a/b/c", "/bin/", "/x/bin//python3",
]


def path_case(path: str) -> dict[str, Any]:
    root = SerializationSettings.venv_root_from_interpreter(path)
    return {"path": path, "venv_root": root, "entrypoint": SerializationSettings.default_entrypoint_settings(path).path}


def sample_identifiers(_: None) -> dict[str, Any]:
    tripped = {text: error for text in identifiers() if (error := trips_path_check(text))}
    validated = [
        (values, outcome(lambda: ImageConfig.validate_image(None, "image", values).to_json())) for values in VALIDATED
    ]
    named = [(given, outcome(lambda: ImageConfig.from_images(given[0], given[1]).to_json())) for given in NAMED]
    return {
        "recorded_from": about(),
        "identifiers": [identifier_case(text) for text in identifiers() if text not in tripped],
        "identifiers_that_trip_the_path_check": [
            {"identifier": text, "error": error} for text, error in tripped.items()
        ],
        "validate_image": [{"values": values, **said} for values, said in validated],
        "from_images": [{"default": default, "images": others, **said} for (default, others), said in named],
        "create_from": create_cases(),
        "find_image": find_cases(),
        "find_image_for": default_image_cases(),
        "interpreter_paths": [path_case(path) for path in PATHS],
    }


# --- json_dumps: how Python writes JSON ----------------------------------------------------------------------------


def float_values() -> list[float]:
    exact = [0.0, -0.0, 1.0, -1.0, 0.1, 0.2, 0.1 + 0.2, 1 / 3, 2 / 3, 100.0, 123456789.0, 1.5, 2.5, 1e2, 1.1, 3.14159]
    powers = [
        sign * float(f"1e{power}")
        for power in (-324, -323, -308, -307, -100, -22, -7, -6, -5, -4, -3, 14, 15, 16, 17)
        for sign in (1, -1)
    ]
    more = [
        1e20, 1e21, 1e22, 1e23, 1e100, 1e300, 1e308, 9.5e-5, 9.999e-5, 1.5e-7, 1.25e16, 123456789012345680.0,
        9999999999999998.0,
    ]
    edges = [5e-324, 2.2250738585072014e-308, 2.225073858507201e-308, 1.7976931348623157e308, sys.float_info.epsilon]
    binary = [
        2.0**53, 2.0**53 - 1, 2.0**53 + 2, 2.0**63, 2.0**64, 2.0**-20, 2.0**-1074, 2.0**1023, 4.35, 0.3,
        1e-10 / 3, 5e-7,
    ]
    special = [float("nan"), float("inf"), float("-inf")]
    return exact + powers + more + edges + binary + special


def integer_values() -> list[int]:
    edges = [
        0, 1, -1, 2**31, -(2**31), 2**53 - 1, 2**53, 2**53 + 1, -(2**53) - 1, 2**63 - 1, 2**63, -(2**63),
        2**64, 2**64 + 1,
    ]
    return edges + [2**100, -(2**100), 10**15, 10**16, 10**21, 10**22, 10**30, 7**200, 10**400]


def string_values() -> list[str]:
    plain = [
        "", "a", " ", "a b", "é", "ß", "ÿ", "Ā", "日本語", "🚀", "👩‍👩‍👧", "e\u0301", "\xa0", "\u200b", "\u202e",
        "\ufeff", "\uffff",
    ]
    escapes = [
        '"', "'", "\\", "/", "\b", "\f", "\n", "\r", "\t", "\v", "\0", "\x1b", "\x1f", "\x7f", "\x80", "\x9f",
        "\u2028", "\u2029",
    ]
    surrogates = [
        "\ud800", "\udfff", "a\ud83db", "\ude80\ud83d", "\ud83d\ud83d\ude80", "\U00010000", "\U0010ffff",
        "\ud7ff\ue000",
    ]
    longer = [
        "".join(map(chr, range(32))), "".join(map(chr, range(32, 128))), "".join(map(chr, range(128, 256))),
        '\\"\\\\"', "\\u0041",
    ]
    return plain + escapes + surrogates + longer + ["</script>", "line\r\nline", "a" * 300, "NaN", "null", "1.0"]


def nested_values() -> list[Any]:
    sorting = {
        "b": 1,
        "a": 2,
        "B": 3,
        "10": 4,
        "2": 5,
        "": 6,
        "é": 7,
        "\uffff": 8,
        "\U00010000": 9,
        "\ue000": 10,
        "_": 11,
        "aa": 12,
    }
    members = {
        "z": 0,
        "__proto__": {"b": 1, "a": 2},
        "constructor": 1,
        "toString": None,
        "length": 3,
        "10": 1,
        "9": 2,
        "-1": 3,
    }
    deep: Any = "bottom"
    for level in range(20):
        deep = [deep] if level % 2 else {"k": deep}
    empties = [[], {}, [[]], [{}], {"a": []}, {"a": {}}, [[], {}], {"": ""}, [None], [True, False], None, True, False]
    mixed = [
        [1, 2.0, "3"],
        [[1, [2, [3]]]],
        {"a": {"b": {"c": [1, {"d": 2}]}}},
        [1.0, 1, 1e16],
        [[1], [], [2, 3]],
        [{"b": 1, "a": 2}, {}],
    ]
    numbers = [
        {"f": 1.0, "i": 1, "big": 2**70, "small": 1e-7},
        [0.1, 0.2, 0.1 + 0.2],
        {"nan": float("nan"), "inf": [float("-inf")]},
    ]
    escaped_names = {"\n": 1, '"': 2, "\\": 3, "é": 4, "🚀": 5, "\ud800": 6, "\x7f": 7, "\u2028": 8}
    return (
        empties + mixed + numbers + [sorting, members, deep, escaped_names, {"a": "x\ny", "list": ["\t", {"q": '"'}]}]
    )


def json_texts() -> list[str]:
    """Strings json.dumps would not write; some are JSON, some only Python reads, some are invalid."""
    numbers = [
        "-0", "-0.0", "0.10", "1E5", "1e5", "1e+2", "1.50e-3", "1e400", "-1e400", "1e-400", "9007199254740993",
        "9007199254740993.0",
    ]
    wrong_numbers = ["01", "-01", "1.", ".5", "+1", "-", "1e", "0x10", "1_000", "１", "- 1", "1.e5"]
    names = ["NaN", "Infinity", "-Infinity", "-NaN", "nan", "True", "None", "undefined", "nul"]
    strings = [r'"\u0041"', r'"\u00E9"', r'"\/"', r'"\ud83d\ude80"', r'"\ud83d"', '"\x7f"', '"é🚀"', '"\u2028"']
    wrong_strings = ["'a'", '"a', '"\\x41"', '"\\u12"', '"\\u+123"', '"a\nb"', '"a\tb"', '"\0"', '"\\"']
    lists = [
        " [ 1 , 2 ] ", "[1,]", "[,1]", "[1 2]", "[", "]", "[]]", "\t[]\r\n", "\f[]", "\xa0[]", "\ufeff[]",
        "[] // c",
    ]
    objects = [
        '{"a":1,"a":2}', '{"a":1,"b":2,"a":3}', "{a:1}", '{"a":1,}', '{"a"}', '{"a":}', "{1:2}",
        '{"__proto__":{"a":1}}',
    ]
    return ["", " ", *numbers, *wrong_numbers, *names, *strings, *wrong_strings, *lists, *objects, "1 2", "null null"]


def dump_case(value: Any) -> dict[str, str]:
    return {
        "input": json.dumps(value),
        "indent_2": json.dumps(value, indent=2),
        "sort_keys": json.dumps(value, sort_keys=True),
    }


def sample_json_dumps(_: None) -> dict[str, Any]:
    values = [*float_values(), *integer_values(), *string_values(), *nested_values()]
    distinct = {json.dumps(value): dump_case(value) for value in values}
    parsed = [{"input": text, **outcome(lambda: json.dumps(json.loads(text)))} for text in json_texts()]
    return {"recorded_from": about(), "cases": list(distinct.values()), "parse_cases": parsed}


SECTIONS: dict[str, Callable[[Any], Any]] = {
    "settings": sample_settings,
    "read": sample_read,
    "foreign": sample_foreign,
    "identifiers": sample_identifiers,
    "json_dumps": sample_json_dumps,
}


def main(section: str, question: str, answer: str) -> None:
    request = json.loads(Path(question).read_text())
    Path(answer).write_text(json.dumps(SECTIONS[section](request)))


if __name__ == "__main__":
    main(*sys.argv[1:])
