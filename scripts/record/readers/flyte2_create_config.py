"""What `flyte create config` of flyte 2 writes.

    python flyte2_create_config.py CASES.json RESULTS.json

runs under the interpreter of one flyte release. A case is a list of arguments; a result is the text of the file.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from click.testing import CliRunner
from flyte.cli.main import main as flyte


def create_config(arguments: list[str]) -> str:
    """The file that the program writes with these arguments."""
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory, "config.yaml")
        result = CliRunner().invoke(flyte, ["create", "config", "--output", str(path), *arguments])
        if result.exit_code != 0:
            raise SystemExit(f"flyte create config {arguments} failed: {result.output}")
        return path.read_text(encoding="utf-8")


def main(cases: str, results: str) -> None:
    answers = [create_config(arguments) for arguments in json.loads(Path(cases).read_text())]
    Path(results).write_text(json.dumps(answers))


if __name__ == "__main__":
    main(*sys.argv[1:])
