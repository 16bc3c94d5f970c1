"""What the other sides of the differential tests have in common: questions and answers, one JSON object per line.

They are read from stdin and written to stdout, in order, until stdin ends. Whatever else is printed goes to stderr. Import
this first, before anything that may print. A peer works in an empty directory of its own.

    {"op": "batch", "requests": [request, ...]}         replies: one per request

A request that fails gives {"ok": false, "error": class name, "message": text}. A request may hold an "id"; the reply
repeats it.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import warnings
from pathlib import Path
from typing import Any, BinaryIO, Callable

Request = dict[str, Any]
Reply = dict[str, Any]
Operations = dict[str, Callable[[Request], Reply]]

sys.path.append(str(Path(__file__).resolve().parents[2] / "scripts" / "record" / "readers"))


def take_stdout() -> BinaryIO:
    """Keep stdout for replies; send everything else that is printed, also by C code, to stderr."""
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return replies


def prepare(is_main: bool, *variables: str) -> BinaryIO:
    """Take stdout, and drop environment variables that start so, before a library is imported."""
    replies = take_stdout() if is_main else sys.stdout.buffer
    warnings.simplefilter("ignore")
    for name in [name for name in os.environ if name.startswith(variables)]:
        del os.environ[name]
    return replies


def named(*operations: Callable[[Request], Reply]) -> Operations:
    """The operations by their names, and `batch`, which asks several."""
    table = {operation.__name__: operation for operation in operations}
    table["batch"] = lambda request: {"replies": [answer(table, inner) for inner in request["requests"]]}
    return table


def answer(operations: Operations, request: Request) -> Reply:
    """The reply to one request. Nothing a request holds can end the process."""
    try:
        reply = {"ok": True, **operations[request["op"]](request)}
    except Exception as error:
        reply = {"ok": False, "error": type(error).__name__, "message": str(error)}
    return {"id": request["id"], **reply} if isinstance(request, dict) and "id" in request else reply


def answer_line(operations: Operations, line: bytes) -> bytes:
    try:
        request = json.loads(line)
    except ValueError as error:
        reply = {"ok": False, "error": type(error).__name__, "message": f"the request is not JSON: {error}"}
    else:
        reply = answer(operations, request)
    return json.dumps(reply).encode() + b"\n"


def serve(operations: Operations, replies: BinaryIO) -> None:
    with tempfile.TemporaryDirectory() as empty:
        os.chdir(empty)
        for line in iter(sys.stdin.buffer.readline, b""):
            replies.write(answer_line(operations, line))
            replies.flush()
        os.chdir(os.path.sep)
