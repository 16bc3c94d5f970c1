"""Serializes a task of flyte 2 whose environment has a context. Part of scripts/record.py, which runs it as

    python flyte2_carriers.py QUESTION.json ANSWER.json

inside flyte 2's environment, in an empty directory. QUESTION is the context; the
answer has the strings that carry it by name.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from pathlib import Path

from flyte._internal.runtime.task_serde import translate_task_to_wire
from flyte.models import SerializationContext
from google.protobuf.json_format import MessageToJson


MODULE = """
import os

import flyte

environment = flyte.TaskEnvironment(
    name="tuning", image="ghcr.io/acme/app:v1", env_vars={"LOG_LEVEL": "20", "_F_SS_C": os.environ["_F_SS_C"]}
)


@environment.task
async def sweep(rate: float) -> float:
    return rate
"""


def carriers(context: str) -> dict[str, str]:
    Path("carriers.py").write_text(MODULE)
    os.environ["_F_SS_C"] = context
    sys.path.insert(0, os.getcwd())
    task = importlib.import_module("carriers").sweep
    serialization = SerializationContext(version="v1", project="flytesnacks", domain="development", root_dir=Path.cwd())
    return {"flyte 2: a task specification": MessageToJson(translate_task_to_wire(task, serialization), sort_keys=True)}


def main(question: str, answer: str) -> None:
    Path(answer).write_text(json.dumps(carriers(json.loads(Path(question).read_text()))))


if __name__ == "__main__":
    main(*sys.argv[1:])
