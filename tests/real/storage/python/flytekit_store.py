"""Writes and reads objects as flytekit does, with the configuration that FLYTECTL_CONFIG and the environment give.

Reads a list of jobs from standard input, {"action": "put" | "get", "uri": …, "size": …, "seed": …, "anonymous": …}, and
writes a list of results: {"size": …, "sha256": …} or {"error": …}.
"""

import hashlib
import json
import socket
import sys
import tempfile

from flytekit.configuration import DataConfig
from flytekit.core.data_persistence import FileAccessProvider, get_fsspec_storage_options
from fsspec.utils import get_protocol

resolve = socket.getaddrinfo


def resolve_on_loopback(host, *args, **options):
    """Names below localhost are addresses of this machine, which not every resolver knows."""
    return resolve("127.0.0.1" if str(host).endswith(".localhost") else host, *args, **options)


socket.getaddrinfo = resolve_on_loopback


def content(size: int, seed: int) -> bytes:
    pattern = bytes((index * 31 + seed) % 256 for index in range(256))
    return (pattern * (size // 256 + 1))[:size]


def run(job: dict, provider: FileAccessProvider) -> dict:
    uri, anonymous = job["uri"], job.get("anonymous", False)
    fs = provider.get_filesystem_for_path(uri, anonymous=anonymous)
    options = get_fsspec_storage_options(get_protocol(uri), provider.data_config, anonymous)
    assert options.items() <= {**fs.storage_options, "anon": anonymous}.items(), "the provider uses other options"
    try:
        if job["action"] == "put":
            data = content(job["size"], job["seed"])
            if job.get("provider"):
                with tempfile.NamedTemporaryFile() as file:
                    file.write(data)
                    file.flush()
                    provider.put_data(file.name, uri)
            else:
                fs.pipe_file(uri, data)
        elif job.get("provider"):
            with tempfile.TemporaryDirectory() as directory:
                provider.get_data(uri, f"{directory}/file")
                with open(f"{directory}/file", "rb") as file:
                    data = file.read()
        else:
            data = fs.cat_file(uri)
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"[:500]}
    return {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}


jobs = json.load(sys.stdin)
with tempfile.TemporaryDirectory() as directory:
    provider = FileAccessProvider(directory, f"file://{directory}", DataConfig.auto())
    results = [run(job, provider) for job in jobs]
print(json.dumps(results))
