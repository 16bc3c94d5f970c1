"""Records storage_options.json: the meaning of storage settings in both libraries.

record/readers/storage_cases.py says what a case and a result are.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

from record.asking import Json, ask, distinct, render, write
from record.environments import FLYTE, NEWEST

ENVIRONMENTS = (NEWEST, FLYTE)

ENDPOINTS = [
    None, "http://localhost:9000", "https://s3.example.com", "https://s3.example.com/base/", "http://127.0.0.1:9000",
    "https://s3.eu-west-1.amazonaws.com", "localhost:9000", "",
]
STYLES = [None, "path", "virtual", "auto", "Virtual", "dns"]
KEYS = {"access_key_id": "minio", "secret_access_key": "hunter2"}
LOCAL = {"endpoint": "http://localhost:9000"}
AZURE = {"account_key": "a2V5", "tenant_id": "tenant", "client_id": "client", "client_secret": "hunter2"}
# flytekit's spelling.
STYLE = {"flytekit": "adressing_style", "flyte": "addressing_style"}


def case(storage: str, settings: Json, anonymous: bool = False, bucket: str = "data") -> Json:
    given = {name: value for name, value in settings.items() if value is not None}
    name = f"{storage}: {', '.join(f'{key}={value!r}' for key, value in given.items()) or 'nothing'}"
    name += " (anonymous)" * anonymous + f" in {bucket}" * (bucket != "data")
    return {"name": name, "case": {"storage": storage, "settings": given, "anonymous": anonymous, "bucket": bucket}}


def s3_cases(library: str) -> Iterator[Json]:
    style = STYLE[library]
    for endpoint, value in product(ENDPOINTS, STYLES):
        yield case("s3", {**KEYS, "endpoint": endpoint, style: value})
    for endpoint, value, bucket in product(ENDPOINTS[:6], (None, "virtual"), ("my.data", "my_Data")):
        yield case("s3", {**KEYS, "endpoint": endpoint, style: value}, bucket=bucket)
    keys: list[Json] = [{}, {"access_key_id": "minio"}, {"secret_access_key": "hunter2"}]
    for some, anonymous in product(keys, (False, True)):
        yield case("s3", {**some, **LOCAL}, anonymous)
    for endpoint in ENDPOINTS[:3]:
        yield case("s3", {**KEYS, "endpoint": endpoint}, True)
    for retries, backoff in product((0, 3, 7), (0, 5, 30)):
        yield case("s3", {**KEYS, **LOCAL, "retries": retries, "backoff": backoff})
    yield case("s3", {**KEYS, **LOCAL, "enable_debug": True})
    yield case("s3", {**KEYS, **LOCAL, "retries": -1})
    if library == "flyte":
        for endpoint, value in product(ENDPOINTS[:3], (None, "virtual")):
            yield case("s3", {**KEYS, "endpoint": endpoint, "region": "eu-west-1", style: value})
        yield case("s3", {**KEYS, **LOCAL, "retries": "7"})
        yield case("s3", {**KEYS, **LOCAL, "attach_execution_metadata": False})


def abfs_cases(library: str) -> Iterator[Json]:
    names = list(AZURE)
    for chosen, anonymous in product(range(2 ** len(names)), (False, True)):
        some = {name: AZURE[name] for at, name in enumerate(names) if chosen >> at & 1}
        yield case("abfs", {"account_name": "acme", **some}, anonymous)
    yield case("abfs", {})
    yield case("abfs", {"account_key": "a2V5"})
    if library == "flyte":
        for retries, backoff in ((0, 5), (7, 30)):
            yield case("abfs", {"account_name": "acme", "account_key": "a2V5", "retries": retries, "backoff": backoff})


def gs_cases(library: str) -> Iterator[Json]:
    yield case("gs", {})
    yield case("gs", {}, True)
    if library == "flyte":
        for retries, backoff in ((0, 5), (7, 30)):
            yield case("gs", {"retries": retries, "backoff": backoff})


def recorded(library: str, release: Any) -> list[Json]:
    groups = (s3_cases, abfs_cases, gs_cases)
    cases = distinct([one for group in groups for one in group(library)])
    reader = {"flytekit": "flytekit_storage_options", "flyte": "flyte2_storage_options"}[library]
    results = ask(release, reader, [one["case"] for one in cases])
    return [{**one, "result": result} for one, result in zip(cases, results)]


def record() -> None:
    golden = {"flytekit": recorded("flytekit", NEWEST), "flyte": recorded("flyte", FLYTE)}
    write("storage_options.json", render(golden))
