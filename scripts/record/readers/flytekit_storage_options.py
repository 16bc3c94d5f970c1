"""The meaning of storage settings in flytekit: the options of an fsspec file system, and what that file system does.

    python flytekit_storage_options.py CASES.json RESULTS.json

scripts/record.py and tests/conformance/flytekit_peer.py use it. storage_cases.py says what a case and a result are.
"""

from __future__ import annotations

from typing import Any

import adlfs
import s3fs
from botocore import UNSIGNED
from flytekit.configuration import AzureBlobStorageConfig, DataConfig, S3Config
from flytekit.core.data_persistence import get_fsspec_storage_options
from storage_cases import KEY, Json, main, outcome, plain, settings_of, without_query


def storage_options(case: Json) -> Json:
    """The options for a case, and what the file system does with them."""
    settings = settings_of(case)
    config = {"s3": lambda: DataConfig(s3=S3Config(**settings)), "gs": DataConfig}.get(
        case["storage"], lambda: DataConfig(azure=AzureBlobStorageConfig(**settings))
    )
    options = get_fsspec_storage_options(case["storage"], config(), anonymous=case["anonymous"])
    client = CLIENTS[case["storage"]]
    return {"options": plain(options), "client": outcome(lambda: client(options, case["bucket"]))}


def s3_client(options: Json, bucket: str) -> Json:
    # With cached regions, s3fs asks Amazon for that of the bucket.
    system = s3fs.S3FileSystem(**{**options, "cache_regions": False}, skip_instance_cache=True)
    url = without_query(system.url(f"{bucket}/{KEY}"))
    meta = system.s3.meta
    return {"url": url, "region": meta.region_name, "signed": meta.config.signature_version is not UNSIGNED}


def abfs_client(options: Json, bucket: str) -> Json:
    client = adlfs.AzureBlobFileSystem(**options, skip_instance_cache=True).service_client
    credential: Any = client.credential
    return {"url": client.url.rstrip("/"), "credential": credential and type(credential).__name__}


CLIENTS = {"s3": s3_client, "abfs": abfs_client, "gs": lambda options, bucket: {}}

if __name__ == "__main__":
    main(storage_options)
