"""Reads image specifications with flytekit.

    python flytekit_image_spec.py CASES.json RESULTS.json

runs under the interpreter of one flytekit release; scripts/record.py and
tests/conformance/flytekit_peer.py use it. A case is

    {"spec": JSON text of keyword arguments, "machine": text, "files": {path: base64}}

where an object as `base_image` is a specification, a list in the list `pip_secret_mounts` is a tuple, and
`source_copy_mode` is the name of a member. `files` are made in the empty working directory. A result has `id` and
`registry`, `name`, `platform`, and `tag` and `image_name`, or {"error": class name, "message": text} in place of all or
of `tag` and `image_name`.
"""

from __future__ import annotations

import base64
import json
import os
import platform
import re
import sys
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Callable

import yaml
from flytekit.constants import CopyFileDetection
from flytekit.image_spec.image_spec import ImageSpec, validate_container_registry_name

CODE_POINTS = 0x110000

Json = dict[str, Any]


def image_spec_of(arguments: Json) -> ImageSpec:
    arguments = dict(arguments)
    if isinstance(arguments.get("base_image"), dict):
        arguments["base_image"] = image_spec_of(arguments["base_image"])
    if isinstance(arguments.get("pip_secret_mounts"), list):
        arguments["pip_secret_mounts"] = [
            tuple(pair) if isinstance(pair, list) else pair for pair in arguments["pip_secret_mounts"]
        ]
    if isinstance(arguments.get("source_copy_mode"), str):
        arguments["source_copy_mode"] = CopyFileDetection[arguments["source_copy_mode"]]
    return ImageSpec(**arguments)


def read_image_spec(case: Json) -> Json:
    with machine(case.get("machine", "x86_64")), folder(case.get("files", {})):
        return attempt(lambda: results_of(image_spec_of(json.loads(case["spec"]))))


def results_of(spec: ImageSpec) -> Json:
    kept = {"id": spec.id, "name": spec.name, "registry": spec.registry, "platform": spec.platform}
    return {**kept, **attempt(lambda: {"tag": spec.tag, "image_name": spec.image_name()})}


def attempt(call: Callable[[], Json]) -> Json:
    try:
        return call()
    except Exception as error:
        return {"error": type(error).__name__, "message": str(error)}


@contextmanager
def machine(name: str) -> Iterator[None]:
    original, platform.machine = platform.machine, lambda: name
    try:
        yield
    finally:
        platform.machine = original


@contextmanager
def folder(files: dict[str, str]) -> Iterator[None]:
    before = os.getcwd()
    with tempfile.TemporaryDirectory() as scratch:
        os.chdir(scratch)
        try:
            for name, content in files.items():
                Path(name).parent.mkdir(parents=True, exist_ok=True)
                Path(name).write_bytes(base64.b64decode(content))
            yield
        finally:
            os.chdir(before)


def unicode_of_python() -> Json:
    """Where this Python's classes of characters begin and end, in turn, and all letters that have small ones."""
    characters = [chr(code) for code in range(CODE_POINTS)]
    word, digit = re.compile(r"\w"), re.compile(r"\d")
    return {
        "version": unicodedata.unidata_version,
        "unprintable": bounds([not character.isprintable() for character in characters]),
        "word": bounds([bool(word.match(character)) for character in characters]),
        "digit": bounds([bool(digit.match(character)) for character in characters]),
        "lower": {character: character.lower() for character in characters if character.lower() != character},
    }


def bounds(flags: list[bool]) -> list[int]:
    return [code for code, flag in enumerate([*flags, False]) if flag != (flags[code - 1] if code else False)]


def answers(request: Json) -> Json:
    """What flytekit and Python make of everything that a request holds."""
    return {
        "cases": [read_image_spec(case) for case in request.get("cases", [])],
        "registries": [validate_container_registry_name(name) for name in request.get("registries", [])],
        "reprs": [repr(json.loads(text)) for text in request.get("reprs", [])],
        "formats": [formatted(text) for text in request.get("formats", [])],
        "yaml": [read_yaml(text) for text in request.get("yaml", [])],
        "from_env": [ImageSpec.from_env(pinned_packages=names).id for names in request.get("from_env", [])],
    }


def read_yaml(text: str) -> Json:
    """The result of flytekit for the text of a file, and how the variables stand in its Dockerfile."""

    def read() -> Json:
        spec = ImageSpec(**yaml.safe_load(text))
        env = {name: f"{value}" for name, value in (spec.env or {}).items()}
        return {"id": spec.id, "image_name": spec.image_name(), "env": env}

    return attempt(read)


def formatted(text: str) -> Json:
    return attempt(lambda: {"ok": text.format(spec_hash="abc_DEF")})


def main() -> None:
    question, answer = sys.argv[1:]
    request = json.loads(Path(question).read_text())
    Path(answer).write_text(json.dumps({**answers(request), "unicode": unicode_of_python()}))


if __name__ == "__main__":
    main()
