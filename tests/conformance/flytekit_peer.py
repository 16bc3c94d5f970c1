"""Real flytekit, answering questions: the other side of the differential tests.

    .venv/flytekit-1.16.31/bin/python tests/conformance/flytekit_peer.py

(scripts/record.py makes that environment.) It talks as peer_lines.py says. It works in an empty directory
of its own, because flytekit takes an image identifier that names a file for an ImageSpec.

Requests, and what a good reply holds beside `"ok": true`:

    {"op": "versions"}                                       flytekit, python, zlib
    {"op": "decode", "transport": text}                      json, full, entrypoint, should_fast_serialize
    {"op": "encode", "wire": object}                         transport, json           (SerializationSettings.from_dict)
    {"op": "encode_json", "json": text}                      transport, json           (SerializationSettings.from_json)
    {"op": "change", "transport": text, "changes": [[name, text or null], ...]}
                                                             transport, json: dataclasses.replace, also in a carried context
    {"op": "look_up", "name", "identifier", "allow": bool}   fqn, tag, digest, full, version
    {"op": "validate_image", "values": [text, ...]}          json
    {"op": "from_images", "default": text, "images": object} json
    {"op": "find_image_for", "python": [3, 12] or null, "flytekit_version": text or null, "env": text or null}   image
    {"op": "resolve_template", "images": object, "template": text or null}   image
    {"op": "console", "endpoint": text, "insecure": bool, "console_endpoint": text or null, "page": object or null}
                                                             url: see scripts/record/readers/endpoints_flytekit.py
    {"op": "dumps", "json": text, "indent": n or null, "sort_keys": bool}                                        json
    {"op": "read_config", "case": object}                    result: see scripts/record/readers/flytekit_config.py
    {"op": "image_specs", "cases", "registries", "reprs", "formats", "yaml", "from_env"}
                                                             a list of each: see scripts/record/readers/flytekit_image_spec.py
    {"op": "storage_options", "case": object}                result: see scripts/record/readers/storage_cases.py
    {"op": "unicode"}                                        version, unprintable, word, digit, lower
    {"op": "image_files", "cwd": path, "root": path, "copy": [path, ...], "git": bool}   files, source_digest, copy_digest
"""

from __future__ import annotations

import json
import os
import platform
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Optional

from peer_lines import Reply, Request, named, prepare, serve

FLYTE_INTERNAL_IMAGE = "FLYTE_INTERNAL_IMAGE"

REPLIES = prepare(__name__ == "__main__", "FLYTE", "_F_")

import flytekit  # noqa: E402
from flytekit.configuration import (  # noqa: E402
    SERIALIZED_CONTEXT_ENV_VAR,
    FastSerializationSettings,
    Image,
    ImageConfig,
    SerializationSettings,
)
from flytekit.configuration.default_images import DefaultImages, PythonVersion  # noqa: E402
from flytekit.constants import CopyFileDetection  # noqa: E402
from flytekit.core.python_auto_container import get_registerable_container_image  # noqa: E402
from flytekit.core.resources import Resources, ResourceSpec  # noqa: E402
from flytekit.tools.fast_registration import compute_digest  # noqa: E402
from flytekit.tools.ignore import DockerIgnore, GitIgnore, IgnoreGroup, StandardIgnore  # noqa: E402
from flytekit.tools.script_mode import ls_files  # noqa: E402

import endpoints_flytekit  # noqa: E402
import flytekit_config  # noqa: E402
import flytekit_image_spec  # noqa: E402


def console(request: Request) -> Reply:
    return endpoints_flytekit.read_console(request)


def versions(_: Request) -> Reply:
    return {
        "flytekit": flytekit.__version__,
        "python": platform.python_version(),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
    }


def decode(request: Request) -> Reply:
    settings = SerializationSettings.from_transport(request["transport"])
    return {
        "json": settings.to_json(),
        "full": [image.full if image else None for image in images_of(settings)],
        "entrypoint": entrypoint_of(settings),
        "should_fast_serialize": settings.should_fast_serialize(),
    }


def images_of(settings: SerializationSettings) -> list[Optional[Image]]:
    """The default image, then the others. A context can say null where flytekit always has a config."""
    config = settings.image_config
    return [config.default_image, *(config.images or [])] if config else []


def entrypoint_of(settings: SerializationSettings) -> Optional[str]:
    """None where it has none: a context can say null where flytekit always has an interpreter."""
    return settings.entrypoint_settings.path if settings.python_interpreter is not None else None


def encode(request: Request) -> Reply:
    return encoded(SerializationSettings.from_dict(request["wire"]))


def encode_json(request: Request) -> Reply:
    return encoded(SerializationSettings.from_json(request["json"]))


def encoded(settings: SerializationSettings) -> Reply:
    return {"transport": settings.serialized_context, "json": settings.to_json()}


def change(request: Request) -> Reply:
    return encoded(changed(SerializationSettings.from_transport(request["transport"]), request["changes"]))


def changed(settings: SerializationSettings, changes: list[tuple[str, Optional[str]]]) -> SerializationSettings:
    for name, value in changes:
        group, _, rest = name.partition(".")
        if group == "image":
            settings = replace(settings, image_config=with_image(settings.image_config, rest, value))
        elif group == "env" and rest:
            settings = replace(settings, env=with_variable(settings.env, rest, value))
        else:
            settings = with_field(settings, name.split("."), value)
    carried = (settings.env or {}).get(SERIALIZED_CONTEXT_ENV_VAR)
    if carried is None:
        return settings
    inner = changed(SerializationSettings.from_transport(carried), changes)
    return replace(settings, env={**settings.env, SERIALIZED_CONTEXT_ENV_VAR: inner.serialized_context})


def with_image(config: ImageConfig, name: str, identifier: str) -> ImageConfig:
    """The default image is what tasks without one run in, whatever its name is."""
    default, images = config.default_image, config.images
    if name == "default" and default is None:
        return replace(config, default_image=Image.look_up_image_info(name, identifier))
    name = default.name if name == "default" else name
    image = Image.look_up_image_info(name, identifier)
    is_default = default is not None and default.name == name
    is_listed = any(other.name == name for other in images or [])
    if is_listed:
        images = [image if other.name == name else other for other in images]
    elif not is_default:
        images = [*(images or []), image]
    return replace(config, default_image=image if is_default else default, images=images)


def with_variable(env: Optional[dict[str, str]], name: str, value: Optional[str]) -> Optional[dict[str, str]]:
    if value is not None:
        return {**(env or {}), name: value}
    return None if env is None else {other: env[other] for other in env if other != name}


def with_field(record: Any, path: list[str], value: Optional[str]) -> Any:
    name, *rest = path
    if not rest:
        return replace(record, **{name: {"true": True, "false": False}[value] if name == "enabled" else value})
    inner = getattr(record, name)
    if inner is None:
        if value is None:
            return record
        inner = {
            "default_resources": lambda: ResourceSpec(requests=Resources(), limits=Resources()),
            "fast_serialization_settings": FastSerializationSettings,
        }.get(name, Resources)()
    return replace(record, **{name: with_field(inner, rest, value)})


def look_up(request: Request) -> Reply:
    image = Image.look_up_image_info(request["name"], request["identifier"], request.get("allow", False))
    return {
        "fqn": image.fqn,
        "tag": image.tag,
        "digest": image.digest,
        "full": image.full,
        "version": image.version,
    }


def validate_image(request: Request) -> Reply:
    return {"json": ImageConfig.validate_image(None, "image", tuple(request["values"])).to_json()}


def from_images(request: Request) -> Reply:
    return {"json": ImageConfig.from_images(request["default"], request.get("images")).to_json()}


def find_image_for(request: Request) -> Reply:
    python = request.get("python")
    with internal_image(request.get("env")):
        version = None if python is None else PythonVersion(tuple(python))
        return {"image": DefaultImages.find_image_for(version, request.get("flytekit_version"))}


@contextmanager
def internal_image(value: Optional[str]) -> Iterator[None]:
    if value is not None:
        os.environ[FLYTE_INTERNAL_IMAGE] = value
    try:
        yield
    finally:
        os.environ.pop(FLYTE_INTERNAL_IMAGE, None)


def resolve_template(request: Request) -> Reply:
    images = ImageConfig.from_dict(request["images"])
    return {"image": get_registerable_container_image(request["template"], images)}


def dumps(request: Request) -> Reply:
    value = json.loads(request["json"])
    return {"json": json.dumps(value, indent=request.get("indent"), sort_keys=request.get("sort_keys", False))}


def read_config(request: Request) -> Reply:
    return {"result": flytekit_config.read_config(request["case"])}


def image_specs(request: Request) -> Reply:
    return flytekit_image_spec.answers(request)


def storage_options(request: Request) -> Reply:
    # It takes time to import, and removes variables that other questions may need.
    import flytekit_storage_options

    return {"result": flytekit_storage_options.storage_options(request["case"])}


def unicode(_: Request) -> Reply:
    return flytekit_image_spec.unicode_of_python()


def image_files(request: Request) -> Reply:
    """The result of ImageSpec.tag for a source root and of files to copy, both seen from a directory."""
    before, path = os.getcwd(), os.environ["PATH"]
    os.chdir(request["cwd"])
    if not request["git"]:
        os.environ["PATH"] = ""
    try:
        ignore = IgnoreGroup(request["root"], [GitIgnore, DockerIgnore, StandardIgnore])
        files, digest = ls_files(request["root"], CopyFileDetection.ALL, deref_symlinks=False, ignore_group=ignore)
        return {"files": files, "source_digest": digest, "copy_digest": compute_digest(request["copy"], None)}
    finally:
        os.environ["PATH"] = path
        os.chdir(before)


OPERATIONS = named(
    versions,
    decode,
    encode,
    encode_json,
    change,
    look_up,
    validate_image,
    from_images,
    find_image_for,
    resolve_template,
    console,
    dumps,
    read_config,
    image_specs,
    storage_options,
    unicode,
    image_files,
)

if __name__ == "__main__":
    serve(OPERATIONS, REPLIES)
