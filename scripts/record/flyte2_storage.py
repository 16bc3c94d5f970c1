"""Records flyte2_storage.json: what flyte 2 reads of its storage settings from environment variables.

record/readers/flyte2_storage.py says what a case and a result are. A golden has only the fields that differ from those
that are read from an empty environment.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Optional

from record.asking import Json, ask, distinct, render, write
from record.environments import FLYTE

ENVIRONMENTS = (FLYTE,)

# The variables of flyte 2, and names that look like them.
VARIABLES = [
    "FLYTE_STORAGE_RETRIES",
    "FLYTE_STORAGE_BACKOFF_SECONDS",
    "FLYTE_STORAGE_DEBUG",
    "FLYTE_AWS_ENDPOINT",
    "FLYTE_AWS_ACCESS_KEY_ID",
    "FLYTE_AWS_SECRET_ACCESS_KEY",
    "FLYTE_AWS_S3_ADDRESSING_STYLE",
    "AZURE_STORAGE_ACCOUNT_NAME",
    "AZURE_STORAGE_ACCOUNT_KEY",
    "AZURE_TENANT_ID",
    "AZURE_CLIENT_ID",
    "AZURE_CLIENT_SECRET",
]
OTHERS = [
    "FLYTE_AWS_RETRIES",
    "FLYTE_AWS_BACKOFF_SECONDS",
    "FLYTE_AWS_ENABLE_DEBUG",
    "FLYTE_AWS_ADDRESSING_STYLE",
    "FLYTE_AWS_REGION",
    "FLYTE_STORAGE_ENDPOINT",
    "FLYTE_STORAGE_ENABLE_DEBUG",
    "FLYTE_STORAGE_BACKOFF",
    "FLYTE_STORAGE_ATTACH_EXECUTION_METADATA",
    "FLYTE_AZURE_CLIENT_ID",
    "AWS_REGION",
    "AWS_DEFAULT_REGION",
    "AWS_PROFILE",
    "AZURE_AUTHORITY_HOST",
]
VALUES = [
    "", " ", "0", "7", "-1", "+7", "007", " 7 ", "1_000", "7.0", "1e3", "0.5", "5s", "true", "false", "False", "1", "on",
    "no", "None", "path", "virtual", "Virtual", "auto", "http://localhost:9000", "https://user:pw@host/path?q=1",
    "key/with+signs=", "two words", "\u00e9\U0001f680", "\u0661", "a\tb", "\u00a0",
]


def case(name: str, env: dict[str, str], region: Optional[str] = None) -> Json:
    return {"name": name, "case": {"env": env, "region": region}}


def all_cases() -> Iterator[Json]:
    for name in VARIABLES:
        for value in VALUES:
            yield case(f"{name}={value!r}", {name: value})
    for name in OTHERS:
        yield case(f"another name: {name}", {name: "7"})
    for region in ("", " ", "eu-west-1", "us-gov-west-1"):
        yield case(f"region {region!r}", {"FLYTE_AWS_ENDPOINT": "https://s3.example.com"}, region)
    for value in VALUES:
        yield case(f"all are {value!r}", {name: value for name in VARIABLES}, value)


def changed(result: Json, defaults: Json) -> Json:
    sections = {
        name: {field: value for field, value in section.items() if value != defaults[name][field]}
        for name, section in result.items()
    }
    return {name: fields for name, fields in sections.items() if fields}


def record() -> None:
    cases = distinct([case("nothing", {}), *all_cases()])
    defaults, *results = ask(FLYTE, "flyte2_storage", [one["case"] for one in cases])
    recorded = [{**one, "changed": changed(result, defaults)} for one, result in zip(cases[1:], results)]
    write("flyte2_storage.json", render({"flyte": FLYTE.version, "defaults": defaults, "cases": recorded}))
