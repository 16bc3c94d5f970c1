"""Writes and reads objects as flyte 2 does, with the settings that the environment gives; see flytekit_store.py."""

import hashlib
import json
import os
import sys

from flyte.storage import ABFS, GCS, S3
from fsspec.utils import get_protocol
from obstore.fsspec import FsspecStore

SECTIONS = {"s3": S3, "gs": GCS, "abfs": ABFS}


def content(size: int, seed: int) -> bytes:
    pattern = bytes((index * 31 + seed) % 256 for index in range(256))
    return (pattern * (size // 256 + 1))[:size]


def run(job: dict) -> dict:
    uri = job["uri"]
    protocol = get_protocol(uri)
    try:
        options = SECTIONS[protocol].auto().get_fsspec_kwargs(anonymous=job.get("anonymous", False))
        fs = FsspecStore(protocol, skip_instance_cache=True, **options, **job.get("options", {}))
        if job["action"] == "put":
            data = content(job["size"], job["seed"])
            fs.pipe_file(uri, data)
        else:
            data = fs.cat_file(uri)
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"[:500]}
    return {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}


print(json.dumps([run(job) for job in json.load(sys.stdin)]), flush=True)
# The threads of obstore sometimes abort the interpreter when it ends.
os._exit(0)
