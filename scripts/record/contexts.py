"""Records transports.json, real_task.txt, identifiers.json and json_dumps.json: contexts, images and JSON."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from record.asking import ask, render, write
from record.environments import NEWEST, RELEASES

ENVIRONMENTS = RELEASES


def record_transports() -> dict[str, Any]:
    """Contexts as every release writes them, and as the newest one reads them."""
    with ThreadPoolExecutor() as pool:
        answers = list(pool.map(lambda release: ask(release, "flytekit_contexts", release is NEWEST, "settings"), RELEASES))
    cases = [case for answer in answers for case in answer["cases"]]
    readings = ask(NEWEST, "flytekit_contexts", [case["transport"] for case in cases], "read")
    reader = NEWEST.version.replace(".", "_")
    for case, reading in zip(cases, readings):
        case[f"decoded_json_{reader}"] = reading.get("json")
        case[f"full_{reader}"] = reading.get("full")
    write_real_task(cases)
    return {
        "recorded_from": {answer["about"]["flytekit"]: answer["about"] for answer in answers},
        "cases": cases,
        "refused": [refusal for answer in answers for refusal in answer["refused"]],
        "decode_cases": ask(NEWEST, "flytekit_contexts", None, "foreign"),
    }


def write_real_task(cases: list[dict[str, Any]]) -> None:
    (transport,) = [case["transport"] for case in cases if case["name"] == "real_task"]
    write("real_task.txt", transport + "\n")


def record() -> None:
    write("transports.json", render(record_transports()))
    for section in ("identifiers", "json_dumps"):
        write(f"{section}.json", render(ask(NEWEST, "flytekit_contexts", None, section)))
