"""Serializes tasks that carry a context. Part of scripts/record.py, which runs it as

    python flytekit_carriers.py QUESTION.json ANSWER.json

inside one release's environment, in an empty directory. The answer has the context, and the strings
that carry it by name.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from collections import OrderedDict
from pathlib import Path
from typing import Any

from flyteidl.admin import task_pb2
from flyteidl.core import tasks_pb2
from flytekit.configuration import SERIALIZED_CONTEXT_ENV_VAR
from flytekit.tools.translator import TaskSpec, get_serializable
from google.protobuf.json_format import MessageToDict, MessageToJson

from flytekit_contexts import registration_settings

WORKFLOW = """
from flytekit import dynamic, task, workflow


@task
def train(rate: float) -> float:
    return rate


@dynamic
def sweep(rate: float) -> float:
    return train(rate=rate)


@workflow
def tune(rate: float = 0.1) -> float:
    return sweep(rate=rate)
"""


def specs() -> dict[str, Any]:
    """The specifications of the tasks by name, as registration sends them."""
    Path("carriers.py").write_text(WORKFLOW)
    sys.path.insert(0, os.getcwd())
    serialized: OrderedDict = OrderedDict()
    get_serializable(serialized, registration_settings(), importlib.import_module("carriers").tune)
    found = [value.to_flyte_idl() for value in serialized.values() if isinstance(value, TaskSpec)]
    return {spec.template.id.name: spec for spec in found}


def in_pod(template: Any) -> Any:
    """The template with its container in a pod, as tasks with a pod template have it."""
    env = [{"name": pair.key, "value": pair.value} for pair in template.container.env]
    containers = [{"name": "sidecar", "image": "sidecar:v1"}, {"name": "primary", "env": env}]
    made = tasks_pb2.TaskTemplate(id=template.id, type="sidecar", config={"primary_container_name": "primary"})
    made.k8s_pod.pod_spec.update({"containers": containers})
    return made


def values_first(pod: str) -> str:
    """Another order of keys that a Struct may have."""
    return json.dumps(json.loads(pod, object_pairs_hook=lambda pairs: dict(reversed(pairs))))


def carriers() -> dict[str, Any]:
    template = specs()["carriers.sweep"].template
    (context,) = [pair.value for pair in template.container.env if pair.key == SERIALIZED_CONTEXT_ENV_VAR]
    task = task_pb2.Task(id=template.id, closure={"compiled_task": {"template": template}})
    line = json.dumps(MessageToDict(template))
    log = f"12:00:00 registering {line} with flytekit\n12:00:01 done\n"
    pod = json.dumps(MessageToDict(in_pod(template)), sort_keys=True)
    return {
        "context": context,
        "carriers": {
            "flytekit: a task template": MessageToJson(template),
            "flytekit: a task template, names of protobuf": MessageToJson(template, preserving_proto_field_name=True),
            # The order of keys in a Struct is any.
            "flytekit: a task template in a pod": MessageToJson(in_pod(template), sort_keys=True),
            "flytekit: a registered task": MessageToJson(task),
            "flytekit: a task template in protobuf's text format": str(template),
            "flytekit: a task template as Python shows a dict": str(MessageToDict(template)),
            "flytekit: a task template in a line of a log": log,
            "flytekit: a task template in a pod in a line of a log": f"12:00:00 registering {pod} with flytekit",
            "flytekit: in that line, values before names": f"12:00:00 registering {values_first(pod)} with flytekit",
            "flytekit: a task template in a JSON string": json.dumps(line),
            "flytekit: a task template in JSON in a line of a log": f"INFO {json.dumps({'message': line})} end",
        },
    }


def main(_: str, answer: str) -> None:
    Path(answer).write_text(json.dumps(carriers()))


if __name__ == "__main__":
    main(*sys.argv[1:])
