"""The meaning of storage settings in flyte 2: the options of obstore's file system, and what its store does.

    python flyte2_storage_options.py CASES.json RESULTS.json

scripts/record.py and tests/conformance/flyte_peer.py use it. storage_cases.py says what a case and a result are.
"""

from __future__ import annotations

import datetime
from typing import Any, Optional
from urllib.parse import parse_qs, urlsplit

import flyte.storage._storage  # noqa: F401, registers obstore's file systems
import fsspec
import obstore
from flyte.storage import ABFS, GCS, S3
from storage_cases import KEY, Json, main, outcome, plain, settings_of, without_query

SECTIONS = {"s3": S3, "gs": GCS, "abfs": ABFS}


def storage_options(case: Json) -> Json:
    """The options for a case, and what the store does with them."""
    settings = settings_of(case)
    options = SECTIONS[case["storage"]](**settings).get_fsspec_kwargs(anonymous=case["anonymous"])
    recorded = plain(options)
    return {"options": recorded, "client": outcome(lambda: client(case, settings, options))}


def client(case: Json, settings: Json, options: Json) -> Json:
    system: Any = fsspec.filesystem(case["storage"], skip_instance_cache=True, **options)
    store = system._construct_store(case["bucket"])
    retries, signed = store.retry_config, store.config.get("skip_signature") != "true"
    return {
        "retries": retries["max_retries"],
        "backoff": retries["backoff"]["init_backoff"].total_seconds(),
        "signed": signed,
        **url_and_region(store, case["storage"], settings, signed),
    }


def url_and_region(store: Any, storage: str, settings: Json, signed: bool) -> Json:
    """The URL of an object, and the region that its signature is for; nothing without a key, which would need a network."""
    has_key = any(settings.get(name) for name in ("access_key_id", "secret_access_key"))
    can_sign = has_key if storage == "s3" else signed and bool(settings.get("account_key"))
    if not can_sign:
        return {}
    url = obstore.sign(store, "GET", KEY, datetime.timedelta(hours=1))
    return {"url": without_query(url), "region": region_of(url)}


def region_of(url: str) -> Optional[str]:
    scopes = parse_qs(urlsplit(url).query).get("X-Amz-Credential")
    return scopes[0].split("/")[-3] if scopes else None


if __name__ == "__main__":
    main(storage_options)
