"""The results of flyte 2 for endpoints, pages of its console and API keys. See asking.py for how it is run.

    endpoint: {"endpoint": text, "insecure": bool} -> {"rpc_url": text, "console_url": text}, or {"error": class}
    page:     {"method": name, "arguments": {…}} -> {"url": text}
    api_key:  {"key": text} -> {"parts": [endpoint, client_id, client_secret, org]}, or {"error": class}
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from flyte._utils.org_discovery import sanitize_endpoint
from flyte.remote._client.auth._auth_utils import decode_api_key
from flyte.remote._client.auth._session import normalize_rpc_endpoint
from flyte.remote._client.controlplane import Console

Json = dict[str, Any]


def read_endpoint(case: Json) -> Json:
    """As `flyte.init` and `create_session_config` do."""
    try:
        endpoint = sanitize_endpoint(case["endpoint"])
        if endpoint is None:
            return {"error": "None"}
        url = normalize_rpc_endpoint(endpoint, insecure=case["insecure"])
        return {"rpc_url": url, "console_url": Console(url, case["insecure"])._http_domain}
    except Exception as error:
        return {"error": type(error).__name__}


def read_page(case: Json) -> Json:
    console = Console("https://flyte.acme.com")
    return {"url": getattr(console, case["method"])(**case["arguments"])}


def read_api_key(case: Json) -> Json:
    try:
        return {"parts": list(decode_api_key(case["key"]))}
    except Exception as error:
        return {"error": type(error).__name__}


if __name__ == "__main__":
    question, answer = (Path(argument) for argument in sys.argv[1:])
    asked = json.loads(question.read_text())
    readers = {"endpoints": read_endpoint, "pages": read_page, "api_keys": read_api_key}
    answers = {name: [read(case) for case in asked[name]] for name, read in readers.items()}
    answer.write_text(json.dumps(answers))
