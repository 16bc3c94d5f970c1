"""What flytekit reads from configuration files and environment variables.

    python flytekit_config.py CASES.json RESULTS.json

runs under the interpreter of one flytekit release; scripts/record.py and
tests/conformance/flytekit_peer.py use it. config_cases.py says what a case is. A result has `config`,
`image_config`, `local_config` and `task_config`, each {"ok": encoded settings} or {"error": class name, "message"}.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Callable, Optional

from config_cases import FOLDERS, Json, environment, outcome, write_files
from flytekit.configuration import Config, ImageConfig, LocalConfig, TaskConfig
from flytekit.configuration.file import get_config_file
from flytekit.loggers import logger

logger.disabled = True

READERS: dict[str, Callable[[Optional[str]], Any]] = {
    "config": Config.auto,
    "image_config": ImageConfig.auto,
    "local_config": LocalConfig.auto,
    "task_config": TaskConfig.auto,
}


def read_config(case: Json) -> Json:
    """The result of each of flytekit's readers for a case."""
    with environment(case["env"]):
        try:
            path = write_files(case)
            get_config_file.cache_clear()
            results = {name: outcome(read, path) for name, read in READERS.items()}
            forget_sandbox(results["config"])
            return results
        finally:
            FOLDERS.empty()


def forget_sandbox(result: Json) -> None:
    """The sandbox that flytekit made for this process is null."""
    if "ok" in result and result["ok"]["local_sandbox_path"] == FOLDERS.outward(str(Config.local_sandbox_path)):
        result["ok"]["local_sandbox_path"] = None


def main(cases: str, results: str) -> None:
    answers = [read_config(case) for case in json.loads(Path(cases).read_text())]
    Path(results).write_text(json.dumps(answers))


if __name__ == "__main__":
    main(*sys.argv[1:])
