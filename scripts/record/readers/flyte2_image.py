"""Makes images with flyte.

    python flyte2_image.py CASES.json RESULTS.json

runs under the interpreter of one release of flyte 2; scripts/record.py and
tests/conformance/flyte_peer.py use it. A case is

    {"calls": [call, ...], "cwd": path, "files": {path: text}, "registry": text, "root_dir": path, "dist": path}

of which only the calls must be there. `files` are made in an empty directory, which is the working directory unless there
is a `cwd`. `registry` is the one that is configured, `root_dir` the one that flyte was initialised with, and `dist`
the directory of its wheels. A call is an object of its arguments by name and its name, as `call`; the first call makes an
image, and each other one is of what the call before gave. Items of `*packages` are a list, a secret is a string or an
object of its fields, and `resolve_code_bundle` stands for the function `resolve_code_bundle_layer`.

A result is {"image": fields, "uri": text or error, "validate": null or error}, or an error; and an error is
{"error": class name, "message": text}.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Callable

import flyte
from flyte import Image, Secret, _image, _initialize
from flyte._utils import uv_script_parser

FIRST = ("from_debian_base", "from_base", "from_ref_name", "from_uv_script", "from_dockerfile")
ITEMS = ("with_pip_packages", "with_apt_packages")
PATHS = ("script", "file", "uvlock", "pyproject_file", "poetry_lock", "manifest_file", "pixi_lock", "src", "path")
SECRETS = ("secret_mounts", "registry_secret")
TUPLES = ("platform", "python_version")

Json = dict[str, Any]


def read_image(case: Json) -> Json:
    with folder(case), settings_of(case):
        clear_caches()
        return attempt(lambda: results_of(image_of(case["calls"])))


def image_of(calls: list[Json]) -> Image:
    image: Any = None
    for call in calls:
        arguments = {name: argument_of(name, value) for name, value in call.items() if name != "call"}
        image = called(image, call["call"], arguments)
    return image


def called(image: Any, name: str, arguments: Json) -> Any:
    if name in FIRST:
        return getattr(Image, name)(**arguments)
    if name == "resolve_code_bundle":
        return _image.resolve_code_bundle_layer(image, arguments["copy_style"], Path(arguments["root_dir"]))
    items = arguments.pop("packages") if name in ITEMS else []
    return getattr(image, name)(*items, **arguments)


def argument_of(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in PATHS:
        return [Path(one) for one in value] if isinstance(value, list) else Path(value)
    if name in SECRETS:
        return [secret_of(one) for one in value] if isinstance(value, list) else secret_of(value)
    return tuple(value) if name in TUPLES else value


def secret_of(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    mount = value.get("mount")
    return Secret(**{**value, "mount": None if mount is None else Path(mount)})


def results_of(image: Image) -> Json:
    secret = image._image_registry_secret
    fields = {
        "base_image": image.base_image,
        "dockerfile": None if image.dockerfile is None else str(image.dockerfile),
        "registry": image.registry,
        "name": image.name,
        "platform": list(image.platform),
        "extendable": image.extendable,
        "is_cloned": image._is_cloned,
        "ref_name": image._ref_name,
        "image_registry_secret": None if secret is None else str(secret),
    }
    return {"image": fields, "uri": attempt(lambda: image.uri), "validate": attempt(image.validate)}


def read_secret(value: Json) -> Json:
    return attempt(lambda: secret_results(secret_of(value)))


def secret_results(secret: Secret) -> Json:
    return {"hash": secret.stable_hash(), "text": str(secret), "as_env_var": secret.as_env_var}


def read_uv_script(text: str, path: Path) -> Json:
    """What counts in the hash of a script, which is written to a path."""
    path.write_bytes(text.encode("utf-8"))
    clear_caches()
    return attempt(lambda: {"hashed": str((uv_script_parser.parse_uv_script_file(path),))})


def read_path(path: str, base: str) -> Json:
    pure = Path(path)
    return {
        "text": str(pure),
        "name": pure.name,
        "suffix": pure.suffix,
        "parent": str(pure.parent),
        "below": str(pure / "uv.lock"),
        "relative": attempt(lambda: str(pure.relative_to(base))),
    }


def attempt(call: Callable[[], Any]) -> Any:
    try:
        return call()
    except Exception as error:
        return {"error": type(error).__name__, "message": str(error)}


def clear_caches() -> None:
    uv_script_parser.parse_uv_script_file.cache_clear()


@contextmanager
def settings_of(case: Json) -> Iterator[None]:
    """A registry, root directory and directory of wheels in place of those that flyte would find."""
    root, dist = case.get("root_dir"), case.get("dist", "no/dist")
    config = SimpleNamespace(root_dir=None if root is None else Path(root), image_registry=None, client=None)
    replaced = {
        (_image, "_get_configured_registry"): lambda: case.get("registry") or None,
        (_initialize, "_get_init_config"): lambda: config,
        (_image, "DIST_FOLDER"): Path(dist),
        (_image, "RS_CONTROLLER_DIST_FOLDER"): Path(dist),
    }
    there = {(module, name): getattr(module, name) for module, name in replaced if hasattr(module, name)}
    for module, name in there:
        setattr(module, name, replaced[module, name])
    try:
        yield
    finally:
        for (module, name), value in there.items():
            setattr(module, name, value)


@contextmanager
def folder(case: Json) -> Iterator[None]:
    before = os.getcwd()
    with tempfile.TemporaryDirectory() as scratch:
        os.chdir(case.get("cwd", scratch))
        try:
            for name, content in case.get("files", {}).items():
                Path(name).parent.mkdir(parents=True, exist_ok=True)
                Path(name).write_bytes(content.encode("utf-8"))
            yield
        finally:
            os.chdir(before)


def walk_in_order() -> None:
    """Have directories walked through in the order of their names, which is not that of every disk."""
    walk = os.walk

    def in_order(*args: Any, **options: Any) -> Iterator[Any]:
        for folder_and_names in walk(*args, **options):
            folder_and_names[1].sort()
            yield folder_and_names

    os.walk = in_order  # type: ignore[assignment]


def main() -> None:
    walk_in_order()
    question, answer = sys.argv[1:]
    request = json.loads(Path(question).read_text())
    with tempfile.TemporaryDirectory() as scratch:
        script = Path(scratch, "script.py")
        results = {
            "flyte": flyte.__version__,
            "images": [read_image(case) for case in request.get("images", [])],
            "secrets": [read_secret(secret) for secret in request.get("secrets", [])],
            "headers": [read_uv_script(text, script) for text in request.get("headers", [])],
            "paths": [read_path(*pair) for pair in request.get("paths", [])],
        }
    Path(answer).write_text(json.dumps(results))


if __name__ == "__main__":
    main()
