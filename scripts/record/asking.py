"""Asks the readers, which run in the environment of a release, and writes what they say."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from record.environments import ROOT, Release, run

GOLDENS = ROOT / "tests" / "goldens"
READERS = ROOT / "scripts" / "record" / "readers"

Json = dict[str, Any]


def ask(release: Release, reader: str, request: Any, *arguments: str) -> Any:
    """What a reader says, run in an empty directory with nothing of Flyte configured."""
    with tempfile.TemporaryDirectory() as scratch:
        question, answer = Path(scratch, "question.json"), Path(scratch, "answer.json")
        question.write_text(json.dumps(request))
        empty = Path(scratch, "empty")
        empty.mkdir()
        script = str(READERS / f"{reader}.py")
        command = [str(release.python), "-B", "-W", "ignore", script, *arguments, str(question), str(answer)]
        run(*command, cwd=empty, env=clean_environment(empty))
        return json.loads(answer.read_text())


def clean_environment(home: Path) -> dict[str, str]:
    """The variables of this process without those of Flyte and Python."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("FLYTE", "_F_", "_FLYTE", "PYTHON"))
    }
    return {**kept, "HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8"}


def distinct(cases: list[Json]) -> list[Json]:
    """The cases, unless two have the same name."""
    names = [case["name"] for case in cases]
    repeated = sorted({name for name in names if names.count(name) > 1})
    if repeated:
        raise SystemExit(f"names of several cases: {repeated}")
    return cases


def lines_of(items: list[Any], indent: str = "") -> str:
    """A JSON list with every item on its own line: a changed case is a changed line."""
    return "[\n" + ",\n".join(f"{indent}  {json.dumps(item)}" for item in items) + f"\n{indent}]"


def render(golden: Json) -> str:
    """JSON with every case on its own line."""
    return "{\n" + ",\n".join(f"{json.dumps(key)}: {render_part(part)}" for key, part in golden.items()) + "\n}\n"


def render_part(part: Any) -> str:
    if isinstance(part, list) and part:
        return "[\n" + ",\n".join(json.dumps(item) for item in part) + "\n]"
    return json.dumps(part)


def write(name: str, text: str) -> None:
    """Writes a golden."""
    path = GOLDENS / name
    path.write_text(text, encoding="utf-8")
    print(f"wrote {path.relative_to(ROOT)}, {path.stat().st_size:,} bytes", file=sys.stderr)
