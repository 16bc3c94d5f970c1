"""Real flyte 2, answering questions: the other side of the differential tests.

    .venv/flyte-2.12.1/bin/python tests/conformance/flyte_peer.py

(scripts/record_goldens.py makes that environment.) It reads one JSON object per line on stdin and writes one JSON
object per line on stdout, in order, until stdin ends. Whatever flyte prints goes to stderr.

Requests, and what a good reply holds beside `"ok": true`:

    {"op": "versions"}                          flyte, python
    {"op": "read_config", "case": object}       result: see scripts/flyte_config_reader.py
    {"op": "image", "case": object}             result
    {"op": "secret", "secret": object}          result
    {"op": "uv_script", "text": text}           result
    {"op": "path", "path": text, "base": text}  result: see scripts/flyte_image_reader.py for these four
    {"op": "batch", "requests": [request, ...]} replies: one per request

A request that fails gives {"ok": false, "error": class name, "message": text}. A request may hold an "id"; the reply
repeats it.
"""

from __future__ import annotations

import json
import os
import platform
import sys
import tempfile
import warnings
from importlib.metadata import version
from pathlib import Path
from typing import Any, BinaryIO, Callable

Request = dict[str, Any]
Reply = dict[str, Any]


def take_stdout() -> BinaryIO:
    """Keep stdout for replies; send everything else that is printed, also by C code, to stderr."""
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return replies


REPLIES = take_stdout() if __name__ == "__main__" else sys.stdout.buffer
warnings.simplefilter("ignore")
for _name in [name for name in os.environ if name.startswith(("FLYTE", "_F_", "UCTL"))]:
    del os.environ[_name]

sys.path.append(str(Path(__file__).resolve().parents[2] / "scripts"))
import flyte_config_reader  # noqa: E402
import flyte_image_reader  # noqa: E402

SCRATCH = tempfile.TemporaryDirectory()


def versions(_: Request) -> Reply:
    return {"flyte": version("flyte"), "python": platform.python_version()}


def read_config(request: Request) -> Reply:
    return {"result": flyte_config_reader.read_config(request["case"])}


def image(request: Request) -> Reply:
    return {"result": flyte_image_reader.read_image(request["case"])}


def secret(request: Request) -> Reply:
    return {"result": flyte_image_reader.read_secret(request["secret"])}


def uv_script(request: Request) -> Reply:
    return {"result": flyte_image_reader.read_uv_script(request["text"], Path(SCRATCH.name, "script.py"))}


def path(request: Request) -> Reply:
    return {"result": flyte_image_reader.read_path(request["path"], request["base"])}


def batch(request: Request) -> Reply:
    return {"replies": [answer(inner) for inner in request["requests"]]}


OPERATIONS: dict[str, Callable[[Request], Reply]] = {
    operation.__name__: operation for operation in (versions, read_config, image, secret, uv_script, path, batch)
}


def answer(request: Request) -> Reply:
    """The reply to one request. Nothing a request holds can end the process."""
    try:
        reply = {"ok": True, **OPERATIONS[request["op"]](request)}
    except Exception as error:
        reply = {"ok": False, "error": type(error).__name__, "message": str(error)}
    return {"id": request["id"], **reply} if isinstance(request, dict) and "id" in request else reply


def answer_line(line: bytes) -> bytes:
    try:
        request = json.loads(line)
    except ValueError as error:
        reply = {"ok": False, "error": type(error).__name__, "message": f"the request is not JSON: {error}"}
    else:
        reply = answer(request)
    return json.dumps(reply).encode() + b"\n"


def main() -> None:
    with tempfile.TemporaryDirectory() as empty:
        os.chdir(empty)
        for line in iter(sys.stdin.buffer.readline, b""):
            REPLIES.write(answer_line(line))
            REPLIES.flush()
        os.chdir(os.path.sep)


if __name__ == "__main__":
    main()
