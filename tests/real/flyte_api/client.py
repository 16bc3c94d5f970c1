"""Connects flyte 2 to the server: reads a job from each line of standard input, and writes what came of its steps."""

import contextlib
import json
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import flyte
import flyte.remote


def run(step):
    if isinstance(step, (int, float)):
        time.sleep(step / 1000)
        return None
    if step == "user":
        return flyte.remote.User.get().subject()
    return [project.pb2.id for project in flyte.remote.Project.listall()]


def outcome_of(job):
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
