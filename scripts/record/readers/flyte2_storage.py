"""What flyte 2 reads of its storage settings from environment variables.

    python flyte2_storage.py CASES.json RESULTS.json

runs under the interpreter of one flyte release; scripts/record.py and tests/conformance/flyte_peer.py use it. A case is

    {"env": {name: value}, "region": text or null}

with the argument of `S3.auto`. A result has the fields of `storage`, `s3`, `sandbox`, `gcs` and `abfs`, each encoded as
config_cases.py does.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from config_cases import Json, encode, environment
from flyte.storage import ABFS, GCS, S3, Storage


def read_storage(case: Json) -> Json:
    """The result of each of flyte's readers for a case."""
    with environment(case["env"]):
        sections = {
            "storage": Storage.auto(),
            "s3": S3.auto(region=case["region"]),
            "sandbox": S3.for_sandbox(),
            "gcs": GCS.auto(),
            "abfs": ABFS.auto(),
        }
        return {name: encode(section) for name, section in sections.items()}


def main(cases: str, results: str) -> None:
    answers = [read_storage(case) for case in json.loads(Path(cases).read_text())]
    Path(results).write_text(json.dumps(answers))


if __name__ == "__main__":
    main(*sys.argv[1:])
