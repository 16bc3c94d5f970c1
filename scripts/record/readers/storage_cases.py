"""Cases of the meaning of storage settings, for the readers of both libraries.

A case is

    {"storage": "s3", "gs" or "abfs", "settings": {field: value}, "anonymous": bool, "bucket": name}

with the fields of the library's dataclass, durations in seconds. A result is

    {"options": what the library passes to fsspec, "client": what that does, or {"error": class name}}

Nothing is sent to a network.
"""

from __future__ import annotations

import datetime
import json
import os
import sys
from pathlib import Path
from typing import Any, Callable

Json = dict[str, Any]

# An object with characters that URLs and signatures quote.
KEY = "dir/a b+c'(1).txt"

# The clients look for credentials and regions in variables, files and on the network.
for name in [name for name in os.environ if name.startswith(("AWS_", "AZURE_", "BOTO", "GOOGLE_"))]:
    del os.environ[name]
os.environ.update({"AWS_EC2_METADATA_DISABLED": "true", "AWS_CONFIG_FILE": "/dev/null"})
os.environ["AWS_SHARED_CREDENTIALS_FILE"] = "/dev/null"


def settings_of(case: Json) -> Json:
    settings = dict(case["settings"])
    if "backoff" in settings:
        settings["backoff"] = datetime.timedelta(seconds=settings["backoff"])
    return settings


def plain(value: Any) -> Any:
    """JSON, with durations in seconds."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return value.total_seconds() if isinstance(value, datetime.timedelta) else value


def outcome(call: Callable[[], Json]) -> Json:
    try:
        return call()
    except Exception as error:
        return {"error": type(error).__name__}


def without_query(url: str) -> str:
    return url.split("?")[0]


def main(read: Callable[[Json], Json]) -> None:
    cases, results = sys.argv[1:]
    Path(results).write_text(json.dumps([read(case) for case in json.loads(Path(cases).read_text())]))
