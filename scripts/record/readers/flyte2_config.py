"""What flyte 2 reads from configuration files and environment variables.

    python flyte2_config.py CASES.json RESULTS.json

runs under the interpreter of one flyte release; scripts/record.py and
tests/conformance/flyte_peer.py use it. config_cases.py says what a case is. A result has `config`,
`platform_config`, `task_config`, `image_config` and `local_config`, each {"ok": encoded settings} or
{"error": class name, "message"}.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Callable, Optional

from config_cases import FOLDERS, Json, environment, outcome, write_files
from flyte._logging import logger
from flyte.config._config import Config, ImageConfig, LocalConfig, PlatformConfig, TaskConfig
from flyte.config._reader import get_config_file

logger.disabled = True

READERS: dict[str, Callable[[Optional[str]], Any]] = {
    "config": Config.auto,
    "platform_config": PlatformConfig.auto,
    "task_config": TaskConfig.auto,
    "image_config": ImageConfig.auto,
    "local_config": LocalConfig.auto,
}


def read_config(case: Json) -> Json:
    """The result of each of flyte's readers for a case."""
    with environment(case["env"], case.get("repository", False)):
        try:
            path = write_files(case)
            return {name: outcome(uncached(read), path) for name, read in READERS.items()}
        finally:
            FOLDERS.empty()


def uncached(read: Callable[[Optional[str]], Any]) -> Callable[[Optional[str]], Any]:
    """A reader that finds nothing of what another has found: flyte looks for its file once."""
    get_config_file.cache_clear()
    return read


def main(cases: str, results: str) -> None:
    answers = [read_config(case) for case in json.loads(Path(cases).read_text())]
    Path(results).write_text(json.dumps(answers))


if __name__ == "__main__":
    main(*sys.argv[1:])
