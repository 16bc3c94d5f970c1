"""Connects flyte 2 to the server: reads a job from each line of standard input, and writes what came of its steps."""

import asyncio
import contextlib
import json
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qsl

import flyte
import flyte.remote
import httpx
from connectrpc.code import Code
from connectrpc.errors import ConnectError
from flyte._initialize import get_client
from flyte.remote._client.auth._interceptors.auth import _is_auth_retriable
from flyte.remote._client.auth._token_client import get_basic_authorization_header, get_token
from flyte.syncify import syncify
from flyteidl2.workflow.run_logs_service_pb2 import TailLogsRequest


@syncify
async def lengths_of_logs():
    messages = get_client().logs_service.tail_logs(TailLogsRequest(attempt=2))
    return [len(message.logs) async for message in messages]


def run(step):
    if isinstance(step, (int, float)):
        time.sleep(step / 1000)
        return None
    if step == "user":
        return flyte.remote.User.get().subject()
    if step == "logs":
        return lengths_of_logs()
    return [project.pb2.id for project in flyte.remote.Project.listall()]


def token_request(client_id, secret, scopes):
    """Returns the header and the form with which flyte requests a token."""
    requests = []

    def answer(request):
        requests.append([request.headers["authorization"], parse_qsl(request.content.decode(), keep_blank_values=True)])
        return httpx.Response(200, json={"access_token": "t", "expires_in": 1})

    async def request():
        header = get_basic_authorization_header(client_id, secret)
        async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as session:
            await get_token("https://idp.test/", session, scopes=scopes, authorization_header=header)

    asyncio.run(request())
    return requests[0]


def is_repeated(code, message, had_token):
    """Whether flyte repeats a call with a new token."""
    return _is_auth_retriable(ConnectError(Code[code], message), had_cached_credentials=had_token)


def outcome_of(job):
    if "tokenRequests" in job:
        return {
            "results": [
                [token_request(*request) for request in job["tokenRequests"]],
                [is_repeated(*failure) for failure in job["failures"]],
            ]
        }
    results = []
    try:
        if "apiKey" in job:
            flyte.init_from_api_key(job["apiKey"], ca_cert_file_path=job["ca"])
        else:
            flyte.init_from_config(job["config"])
        metadata = job.get("metadata")
        with flyte.remote.auth_metadata(*metadata.items()) if metadata else contextlib.nullcontext():
            for step in job["steps"]:
                if "atOnce" not in job:
                    results.append(run(step))
                    continue
                with ThreadPoolExecutor(job["atOnce"]) as threads:
                    results.append(list(threads.map(run, [step] * job["atOnce"]))[0])
    except Exception as error:
        return {"results": results, "error": f"{type(error).__name__}: {error}"}
    return {"results": results}


for line in sys.stdin:
    # flyte logs to the same stream.
    print("\nOUTCOME " + json.dumps(outcome_of(json.loads(line))), flush=True)
# The HTTP client of flyte may crash when Python ends.
os._exit(0)
