"""What both libraries' benchmarks have in common: the protocol of tests/conformance/peer_lines.py, and timing."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any, Callable

sys.path.append(str(Path(__file__).resolve().parents[3] / "tests" / "conformance"))

from peer_lines import Reply, Request, named, prepare, serve  # noqa: E402

__all__ = ["Reply", "Request", "named", "prepare", "serve", "timed"]


def timed(request: Request, call: Callable[[], Any]) -> Reply:
    """Makes `n` calls: what the last returned, and the microseconds of CPU time of one."""
    result = None
    start = time.process_time()
    for _ in range(request["n"]):
        result = call()
    seconds = time.process_time() - start
    return {"result": str(result), "us": seconds * 1e6 / request["n"]}
