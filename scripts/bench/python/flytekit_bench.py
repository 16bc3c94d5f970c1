"""flytekit's times: one JSON object per line in, one out, with `result` and `us`, the microseconds of one of `n` calls.

    {"op": "decode", "transport": text, "n": 1000}
    {"op": "encode", "transport": text, "n": 1000}
    {"op": "load", "file": {"name", "text"}, "n": 1000}     Config.auto of that file, nothing cached
    {"op": "spec_id", "spec": object, "n": 1000}            making the ImageSpec, and its id
    {"op": "spec_tag", "spec": object, "n": 1000}           the same with its tag
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from timing import Reply, Request, named, prepare, serve, timed

REPLIES = prepare(__name__ == "__main__", "FLYTE", "_F_")

from flytekit.configuration import Config, SerializationSettings  # noqa: E402
from flytekit.configuration.file import get_config_file  # noqa: E402

from flytekit_image_spec import image_spec_of  # noqa: E402


def decode(request: Request) -> Reply:
    return timed(request, lambda: SerializationSettings.from_transport(request["transport"]))


def encode(request: Request) -> Reply:
    settings = SerializationSettings.from_transport(request["transport"])
    return timed(request, lambda: settings.serialized_context)


def load(request: Request) -> Reply:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, request["file"]["name"])
        path.write_text(request["file"]["text"], encoding="utf-8")
        return timed(request, lambda: load_uncached(str(path)))


def load_uncached(path: str) -> Config:
    get_config_file.cache_clear()
    return Config.auto(path)


def spec_id(request: Request) -> Reply:
    """An ImageSpec keeps its id and its tag, so that each call makes one."""
    return timed(request, lambda: image_spec_of(request["spec"]).id)


def spec_tag(request: Request) -> Reply:
    return timed(request, lambda: image_spec_of(request["spec"]).tag)


serve(named(decode, encode, load, spec_id, spec_tag), REPLIES)
