#!/usr/bin/env python3
"""What Python's configparser.ConfigParser, with its default settings, reports about INI inputs.

Reads JSON lines from standard input, each a list of {"text", "newlines", "probes"}, and answers each with a list of
outcomes. Needs nothing but the standard library of Python 3.10 or later: 3.9 ends the name of a section at its first
bracket.
"""

from __future__ import annotations

import configparser
import io
import json
import sys
from typing import Any, Callable


def attempt(call: Callable[[], Any]) -> dict[str, Any]:
    try:
        return {"value": call()}
    except (configparser.Error, ValueError) as error:
        return {"error": type(error).__name__}


def error_lines(error: configparser.Error) -> list[int]:
    if isinstance(error, configparser.ParsingError) and not isinstance(error, configparser.MissingSectionHeaderError):
        return [line for line, _ in error.errors]
    return [error.lineno]


def all_of(parser: configparser.ConfigParser, section: str, option: str) -> dict[str, Any]:
    return {
        "has": parser.has_option(section, option),
        "raw": attempt(lambda: parser.get(section, option, raw=True)),
        "get": attempt(lambda: parser.get(section, option)),
        "boolean": attempt(lambda: parser.getboolean(section, option)),
        "raw_boolean": attempt(lambda: parser.getboolean(section, option, raw=True)),
        "int": attempt(lambda: str(parser.getint(section, option))),
        "float": attempt(lambda: repr(parser.getfloat(section, option))),
    }


def outcome(text: str, newlines: str, probes: list[str]) -> dict[str, Any]:
    """All that can be asked of a parser after it read an input as a file ("universal") or as a string ("lf")."""
    parser = configparser.ConfigParser()
    try:
        if newlines == "lf":
            parser.read_string(text)
        else:
            # As open() does, but without a file.
            data = io.BytesIO(text.encode("utf-8", "surrogatepass"))
            parser.read_file(io.TextIOWrapper(data, encoding="utf-8", errors="surrogatepass"), "file")
    except configparser.Error as error:
        return {"error": type(error).__name__, "lines": error_lines(error)}
    tables = {}
    for section in [*parser.sections(), "DEFAULT", "", "there is none"]:
        items = attempt(lambda: [list(item) for item in parser.items(section, raw=True)])
        names = [name for name, _ in items.get("value", [])]
        tables[section] = {
            "has": parser.has_section(section),
            "options": attempt(lambda: parser.options(section)),
            "raw_items": items,
            "items": attempt(lambda: [list(item) for item in parser.items(section)]),
            "each": [[name, all_of(parser, section, name)] for name in dict.fromkeys([*names, *probes])],
        }
    return {"sections": parser.sections(), "tables": list(tables.items())}


def main() -> None:
    if sys.version_info < (3, 10):
        sys.exit("this needs Python 3.10 or later: others read some names of sections differently")
    for line in sys.stdin:
        print(json.dumps([outcome(**question) for question in json.loads(line)]), flush=True)


if __name__ == "__main__":
    main()
