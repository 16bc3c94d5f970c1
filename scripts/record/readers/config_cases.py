"""Cases of reading a configuration, and the result of a Python library for them, for the readers of both libraries.

A case is

    {"env": {name: value}, "file": {"name": ..., "text" or "base64": ...} or null, "files": {path: content}}

`file` is passed by name; without text or base64 it does not exist, and null leaves the library to look for one. A content
of `files` is a string or {"base64": ...}; a path that ends with a slash is a directory. `@ROOT@`, `@HOME@` and `@CWD@` in
strings, values and paths stand for three temporary directories, in the results as well. With "repository": true, `@CWD@` is
that of a git repository, and the current directory is `@CWD@/below`.
"""

from __future__ import annotations

import base64
import datetime
import enum
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, Callable, Optional

MAX_SAFE_INTEGER = 2**53 - 1

Json = dict[str, Any]


class Folders:
    """The temporary directories of all cases, and their names in a case."""

    def __init__(self) -> None:
        self._owner = tempfile.TemporaryDirectory(prefix="flytekit_config_")
        self.base = os.path.realpath(self._owner.name)
        self.places = {f"@{name.upper()}@": f"{self.base}/{name}" for name in ("root", "home", "cwd")}
        for folder in self.places.values():
            os.mkdir(folder)

    def inward(self, text: str) -> str:
        for token, folder in self.places.items():
            text = text.replace(token, folder)
        return text

    def outward(self, text: str) -> str:
        for token, folder in self.places.items():
            text = text.replace(folder, token)
        return text

    def write(self, path: str, content: str | Json) -> None:
        target = self.inward(path)
        if not os.path.abspath(target).startswith(self.base + os.sep):
            raise ValueError(f"{path} is in none of {', '.join(self.places)}")
        os.makedirs(os.path.dirname(target), exist_ok=True)
        if not target.endswith("/"):
            Path(target).write_bytes(self.content_bytes(content))

    def content_bytes(self, content: str | Json) -> bytes:
        if isinstance(content, str):
            return self.inward(content).encode()
        return base64.b64decode(content["base64"])

    def empty(self) -> None:
        for folder in self.places.values():
            for entry in list(os.scandir(folder)):
                if entry.is_dir(follow_symlinks=False):
                    shutil.rmtree(entry.path)
                else:
                    os.unlink(entry.path)


FOLDERS = Folders()


def write_files(case: Json) -> Optional[str]:
    """Write the files of a case; the path that the library is given."""
    for path, content in case["files"].items():
        FOLDERS.write(path, content)
    file = case["file"]
    if file is None:
        return None
    path = f"@ROOT@/{file['name']}"
    if "text" in file or "base64" in file:
        FOLDERS.write(path, file.get("text", file))
    return FOLDERS.inward(path)


@contextmanager
def environment(variables: dict[str, str], repository: bool = False) -> Iterator[None]:
    """Nothing but these variables, a home and a current directory of their own."""
    saved, folder = dict(os.environ), os.getcwd()
    replace_environment(
        {
            "HOME": FOLDERS.places["@HOME@"],
            "PATH": saved.get("PATH", ""),
            **{name: FOLDERS.inward(value) for name, value in variables.items()},
        }
    )
    os.chdir(FOLDERS.places["@CWD@"])
    if repository:
        subprocess.run(["git", "init", "--quiet"], check=True)
        os.mkdir("below")
        os.chdir("below")
    try:
        yield
    finally:
        os.chdir(folder)
        replace_environment(saved)


def replace_environment(variables: dict[str, str]) -> None:
    os.environ.clear()
    os.environ.update(variables)


def outcome(read: Callable[[Optional[str]], Any], path: Optional[str]) -> Json:
    try:
        return {"ok": encode(read(path))}
    except Exception as error:
        return {"error": type(error).__name__, "message": FOLDERS.outward(str(error))}


def encode(value: Any) -> Any:
    """JSON that loses nothing of what YAML can make."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return FOLDERS.outward(value)
    if isinstance(value, int):
        return value if abs(value) <= MAX_SAFE_INTEGER else {"$int": str(value)}
    if isinstance(value, float):
        return {"$float": repr(value)}
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, datetime.timedelta):
        return encode(value // datetime.timedelta(seconds=1))
    if isinstance(value, datetime.date):
        return {"$timestamp": value.isoformat()}
    if isinstance(value, bytes):
        return {"$bytes": value.hex()}
    if isinstance(value, os.PathLike):
        return FOLDERS.outward(str(value))
    if is_dataclass(value):
        return {field.name: encode(getattr(value, field.name)) for field in fields(value)}
    return encode_collection(value)


def encode_collection(value: Any) -> Any:
    if isinstance(value, list):
        return [encode(item) for item in value]
    if isinstance(value, tuple):
        return {"$tuple": [encode(item) for item in value]}
    if isinstance(value, dict):
        return {"$dict": [[encode(key), encode(item)] for key, item in value.items()]}
    if isinstance(value, set):
        return {"$set": sorted((encode(item) for item in value), key=javascript_order)}
    raise TypeError(f"a {type(value).__name__} cannot be encoded")


def javascript_order(encoded: Any) -> bytes:
    """Sorts as JavaScript sorts the strings of JSON.stringify."""
    text = json.dumps(encoded, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-16-be", "surrogatepass")
