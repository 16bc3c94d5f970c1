"""The URLs of the console that flytekit makes. See asking.py for how it is run.

    {"endpoint": text, "insecure": bool, "console_endpoint": text or null, "page": {…} or null} -> {"url": text}

A page has "project", "domain" and either "execution" or "kind" (TASK, WORKFLOW or LAUNCH_PLAN), "name" and "version".
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from flytekit.configuration import Config, PlatformConfig
from flytekit.models.core.identifier import Identifier, ResourceType, WorkflowExecutionIdentifier
from flytekit.remote.remote import FlyteRemote

Json = dict[str, Any]


def read_console(case: Json) -> Json:
    # The constructor would connect to storage.
    remote = FlyteRemote.__new__(FlyteRemote)
    platform = PlatformConfig(case["endpoint"], case["insecure"], console_endpoint=case["console_endpoint"])
    remote._config = Config(platform=platform)
    page = case["page"]
    if page is None:
        return {"url": remote.generate_console_http_domain()}
    if "execution" in page:
        entity = WorkflowExecutionIdentifier(page["project"], page["domain"], page["execution"])
    else:
        kind = getattr(ResourceType, page["kind"])
        entity = Identifier(kind, page["project"], page["domain"], page["name"], page["version"])
    return {"url": remote.generate_console_url(entity)}


if __name__ == "__main__":
    question, answer = (Path(argument) for argument in sys.argv[1:])
    answer.write_text(json.dumps([read_console(case) for case in json.loads(question.read_text())]))
