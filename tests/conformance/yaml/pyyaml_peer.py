"""Reads YAML with PyYAML's yaml.safe_load.

Reads lines of JSON, each a list of inputs, and answers each with a line: a list of {"value": …} or {"error": …,
"is_yaml_error": …}. Values are written with their types: ["int", "1f"], ["dict", [[key, value], …]] and so on.
"""

from __future__ import annotations

import datetime
import json
import sys
from typing import Any

import yaml

# Python's own default, under which PyYAML runs; writing a deep value down takes more.
READING_LIMIT = 1_000
WRITING_LIMIT = 10_000

# More than any text of the comparison has; what aliases repeat may be without end.
MAX_VALUES = 300_000


class Encoder:
    """Writes one value with its types."""

    def __init__(self) -> None:
        self.count = 0
        self.open: set[int] = set()

    def encode(self, value: Any) -> list[Any]:
        self.count += 1
        if self.count > MAX_VALUES:
            raise OverflowError("too many values")
        if value is None:
            return ["null"]
        if isinstance(value, bool):
            return ["bool", value]
        if isinstance(value, int):
            return ["int", format(value, "x")]
        if isinstance(value, float):
            return ["float", repr(value)]
        if isinstance(value, str):
            return ["str", value]
        if isinstance(value, datetime.datetime):
            return ["datetime", str(value)]
        if isinstance(value, datetime.date):
            return ["date", str(value)]
        if isinstance(value, bytes):
            return ["bytes", value.hex()]
        if id(value) in self.open:
            return ["recursive"]
        self.open.add(id(value))
        result = self.collection(value)
        self.open.discard(id(value))
        return result

    def collection(self, value: Any) -> list[Any]:
        if isinstance(value, dict):
            return ["dict", [[self.encode(key), self.encode(item)] for key, item in value.items()]]
        if isinstance(value, set):
            return ["set", sorted((self.encode(item) for item in value), key=json.dumps)]
        return ["list", [self.encode(item) for item in value]]


def load(text: str) -> dict[str, Any]:
    """What safe_load returns or raises."""
    sys.setrecursionlimit(READING_LIMIT)
    try:
        value = yaml.safe_load(text)
    except Exception as error:  # Whatever it is, it is the answer.
        return {"error": type(error).__name__, "is_yaml_error": isinstance(error, yaml.YAMLError)}
    finally:
        sys.setrecursionlimit(WRITING_LIMIT)
    try:
        return {"value": Encoder().encode(value)}
    except OverflowError:
        return {"value": ["too many values"]}


def main() -> None:
    """Answers until there are no more questions; the first line says which versions answer."""
    print(json.dumps({"pyyaml": yaml.__version__, "python": sys.version.split()[0]}), flush=True)
    for line in sys.stdin:
        print(json.dumps([load(text) for text in json.loads(line)]), flush=True)


if __name__ == "__main__":
    main()
