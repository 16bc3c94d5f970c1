"""Real flyte 2, answering questions about images: the other side of a differential test.

    .venv/flyte-2.12.1/bin/python tests/conformance/flyte_image_peer.py

(scripts/flyte_releases.py makes that environment.) It talks as flytekit_peer.py does: one JSON object per line.

    {"op": "versions"}                                  flyte, python
    {"op": "image", "case": object}                     result
    {"op": "secret", "secret": object}                  result
    {"op": "uv_script", "text": text}                   result
    {"op": "path", "path": text, "base": text}          result: see scripts/flyte_image_reader.py for all of these
    {"op": "batch", "requests": [request, ...]}         replies: one per request
"""

from __future__ import annotations

import json
import logging
import os
import platform
import sys
import tempfile
from pathlib import Path
from typing import Any, BinaryIO, Callable

Request = dict[str, Any]
Reply = dict[str, Any]


def take_stdout() -> BinaryIO:
    """Keep stdout for replies; send everything else that is printed to stderr."""
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return replies


REPLIES = take_stdout() if __name__ == "__main__" else sys.stdout.buffer
for _name in [name for name in os.environ if name.startswith(("FLYTE", "_F_", "_U_"))]:
    del os.environ[_name]

import flyte  # noqa: E402

sys.path.append(str(Path(__file__).resolve().parents[2] / "scripts"))
import flyte_image_reader  # noqa: E402

logging.disable(logging.CRITICAL)
SCRATCH = tempfile.TemporaryDirectory()


def versions(_: Request) -> Reply:
    return {"flyte": flyte.__version__, "python": platform.python_version()}


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
    operation.__name__: operation for operation in (versions, image, secret, uv_script, path, batch)
}


def answer(request: Request) -> Reply:
    try:
        return {"ok": True, **OPERATIONS[request["op"]](request)}
    except Exception as error:
        return {"ok": False, "error": type(error).__name__, "message": str(error)}


def main() -> None:
    for line in sys.stdin.buffer:
        REPLIES.write(json.dumps(answer(json.loads(line))).encode() + b"\n")
        REPLIES.flush()


if __name__ == "__main__":
    main()
