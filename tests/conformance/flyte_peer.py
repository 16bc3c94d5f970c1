"""Real flyte 2, answering questions: the other side of the differential tests.

    .venv/flyte-2.12.1/bin/python tests/conformance/flyte_peer.py

(scripts/record.py makes that environment.) It talks as peer_lines.py says. Requests, and what a good reply holds beside `"ok": true`:

    {"op": "versions"}                          flyte, python
    {"op": "read_config", "case": object}       result: see scripts/record/readers/flyte2_config.py
    {"op": "read_storage", "case": object}      result: see scripts/record/readers/flyte2_storage.py
    {"op": "storage_options", "case": object}   result: see scripts/record/readers/storage_cases.py
    {"op": "image", "case": object}             result
    {"op": "secret", "secret": object}          result
    {"op": "uv_script", "text": text}           result
    {"op": "endpoint", "endpoint": text, "insecure": bool}   result
    {"op": "api_key", "key": text}              result: see scripts/record/readers/endpoints_flyte.py for these two
    {"op": "path", "path": text, "base": text}  result: see scripts/record/readers/flyte2_image.py for these four
"""

from __future__ import annotations

import platform
import tempfile
from importlib.metadata import version
from pathlib import Path

from peer_lines import Reply, Request, named, prepare, serve

REPLIES = prepare(__name__ == "__main__", "FLYTE", "_F_", "_U_", "UCTL")

import endpoints_flyte  # noqa: E402
import flyte2_config  # noqa: E402
import flyte2_image  # noqa: E402
import flyte2_storage  # noqa: E402

SCRATCH = tempfile.TemporaryDirectory()


def versions(_: Request) -> Reply:
    return {"flyte": version("flyte"), "python": platform.python_version()}


def read_config(request: Request) -> Reply:
    return {"result": flyte2_config.read_config(request["case"])}


def read_storage(request: Request) -> Reply:
    return {"result": flyte2_storage.read_storage(request["case"])}


def storage_options(request: Request) -> Reply:
    # It takes time to import, and removes variables that other questions may need.
    import flyte2_storage_options

    return {"result": flyte2_storage_options.storage_options(request["case"])}


def image(request: Request) -> Reply:
    return {"result": flyte2_image.read_image(request["case"])}


def secret(request: Request) -> Reply:
    return {"result": flyte2_image.read_secret(request["secret"])}


def uv_script(request: Request) -> Reply:
    return {"result": flyte2_image.read_uv_script(request["text"], Path(SCRATCH.name, "script.py"))}


def path(request: Request) -> Reply:
    return {"result": flyte2_image.read_path(request["path"], request["base"])}


def endpoint(request: Request) -> Reply:
    return {"result": endpoints_flyte.read_endpoint(request)}


def api_key(request: Request) -> Reply:
    return {"result": endpoints_flyte.read_api_key(request)}


if __name__ == "__main__":
    operations = named(
        versions, read_config, read_storage, storage_options, image, secret, uv_script, path, endpoint, api_key
    )
    serve(operations, REPLIES)
