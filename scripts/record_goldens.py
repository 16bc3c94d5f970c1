#!/usr/bin/env python3
"""Record tests/goldens from real flytekit releases.

    python3 scripts/record_goldens.py                    every golden
    python3 scripts/record_goldens.py transports         only the named ones

Needs only the standard library, network access for pip on the first run, and the interpreters the releases below
name, found on PATH or under ~/.pyenv. Each release gets its own environment in .venv/flytekit-<version>, kept for the
next run; scripts/flytekit_sampler.py then runs inside it and says what that release does. Running this again on the
same interpreters writes the same bytes: nothing recorded depends on the time, the host or its folders.
"""

from __future__ import annotations

import glob
import json
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable

ROOT = Path(__file__).resolve().parent.parent
GOLDENS = ROOT / "tests" / "goldens"
SAMPLER = ROOT / "scripts" / "flytekit_sampler.py"

# What turns settings into JSON, and so what decides the bytes.
MODERN = ("dataclasses-json==0.5.9", "marshmallow==3.26.2")
# Releases up to 1.6 import packages they did not ask for, or ask for versions that no longer work.
OLD = (
    "dataclasses-json==0.5.9",
    "marshmallow==3.19.0",
    "marshmallow-enum==1.5.1",
    "importlib-metadata<5",
    "setuptools<80",
)
# Other releases merge keys in another order.
PYYAML = "pyyaml==6.0.4"


@dataclass(frozen=True)
class Release:
    """A version of flytekit or flyte, the interpreters it may run on (first choice first), and what goes beside it."""

    version: str
    pythons: tuple[str, ...]
    pins: tuple[str, ...] = MODERN
    package: str = "flytekit"

    @property
    def environment(self) -> Path:
        return ROOT / ".venv" / f"{self.package}-{self.version}"

    @property
    def python(self) -> Path:
        return self.environment / "bin" / "python"

    @property
    def requirements(self) -> list[str]:
        return [f"{self.package}=={self.version}", *self.pins]


NEWEST = Release("1.16.31", ("3.11", "3.12", "3.10"), (*MODERN, PYYAML))
RELEASES = (
    NEWEST,
    Release("1.16.14", ("3.11", "3.12", "3.10")),
    Release("1.14.9", ("3.11", "3.12", "3.10")),
    Release("1.13.15", ("3.11", "3.12", "3.10")),
    Release("1.10.7", ("3.11", "3.10", "3.9")),
    Release("1.6.3", ("3.10", "3.9", "3.8"), OLD),
    Release("1.2.7", ("3.9", "3.8", "3.10"), OLD),
)
FLYTE = Release("2.12.1", ("3.11", "3.12", "3.10"), (PYYAML, "toml==0.10.2"), "flyte")


# --- environments -------------------------------------------------------------------------------------------------


def find_interpreter(minor_versions: tuple[str, ...]) -> str:
    """The first interpreter of the wanted minor versions that really starts."""
    for minor in minor_versions:
        on_path = shutil.which(f"python{minor}")
        in_pyenv = sorted(glob.glob(os.path.expanduser(f"~/.pyenv/versions/{minor}.*/bin/python{minor}")), reverse=True)
        for candidate in [*in_pyenv, on_path]:
            if candidate and starts_as(candidate, minor):
                return candidate
    raise SystemExit(f"none of Python {', '.join(minor_versions)} was found on PATH or under ~/.pyenv/versions")


def starts_as(interpreter: str, minor: str) -> bool:
    """Whether it runs and is what its name says: a pyenv shim can be there for a version that is not selected."""
    ask = "import sys; print('%d.%d' % sys.version_info[:2])"
    answer = subprocess.run([interpreter, "-c", ask], capture_output=True, text=True)
    return answer.returncode == 0 and answer.stdout.strip() == minor


def ensure_environment(release: Release) -> None:
    """Make the release's environment, unless one with the same requirements is already there."""
    stamp = release.environment / "requirements.txt"
    wanted = "\n".join(release.requirements) + "\n"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    print(f"installing {release.package} {release.version}", file=sys.stderr)
    # Another pin is installed over what is there: other processes may be using it.
    if not stamp.exists():
        run(find_interpreter(release.pythons), "-m", "venv", "--clear", str(release.environment))
    run(str(release.python), "-m", "pip", "install", "--quiet", *release.requirements)
    stamp.write_text(wanted)


def run(*command: str, **options: Any) -> None:
    finished = subprocess.run(command, capture_output=True, text=True, **options)
    if finished.returncode != 0:
        raise SystemExit(f"{' '.join(command)}\nfailed:\n{finished.stdout}{finished.stderr}")


# --- sampling -----------------------------------------------------------------------------------------------------


def sample(release: Release, section: str, request: Any = None) -> Any:
    """What one section of the sampler says, run in an empty folder with nothing of Flyte configured."""
    with tempfile.TemporaryDirectory() as scratch:
        question, answer = Path(scratch, "question.json"), Path(scratch, "answer.json")
        question.write_text(json.dumps(request))
        empty = Path(scratch, "empty")
        empty.mkdir()
        command = [str(release.python), "-W", "ignore", str(SAMPLER), section, str(question), str(answer)]
        run(*command, cwd=empty, env=clean_environment(empty))
        return json.loads(answer.read_text())


def clean_environment(home: Path) -> dict[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("FLYTE", "_F_", "_FLYTE", "PYTHON"))
    }
    return {**kept, "HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8"}


# --- goldens ------------------------------------------------------------------------------------------------------


def record_transports() -> dict[str, Any]:
    """Contexts as every release writes them, and as the newest one reads them."""
    with ThreadPoolExecutor() as pool:
        answers = list(pool.map(lambda release: sample(release, "settings", release is NEWEST), RELEASES))
    cases = [case for answer in answers for case in answer["cases"]]
    readings = sample(NEWEST, "read", [case["transport"] for case in cases])
    reader = NEWEST.version.replace(".", "_")
    for case, reading in zip(cases, readings):
        case[f"decoded_json_{reader}"] = reading.get("json")
        case[f"full_{reader}"] = reading.get("full")
    write_real_task(cases)
    return {
        "recorded_from": {answer["about"]["flytekit"]: answer["about"] for answer in answers},
        "cases": cases,
        "refused": [refusal for answer in answers for refusal in answer["refused"]],
        "decode_cases": sample(NEWEST, "foreign"),
    }


def write_real_task(cases: list[dict[str, Any]]) -> None:
    (transport,) = [case["transport"] for case in cases if case["name"] == "real_task"]
    (GOLDENS / "real_task.txt").write_text(transport + "\n")


def record_identifiers() -> dict[str, Any]:
    return sample(NEWEST, "identifiers")


def record_json_dumps() -> dict[str, Any]:
    return sample(NEWEST, "json_dumps")


GOLDEN: dict[str, Callable[[], dict[str, Any]]] = {
    "transports": record_transports,
    "identifiers": record_identifiers,
    "json_dumps": record_json_dumps,
}


def render(golden: dict[str, Any]) -> str:
    """JSON with every case on its own line: small, and a changed case is a changed line."""
    return "{\n" + ",\n".join(f"{json.dumps(key)}: {render_part(part)}" for key, part in golden.items()) + "\n}\n"


def render_part(part: Any) -> str:
    if isinstance(part, list) and part:
        return "[\n" + ",\n".join(json.dumps(item) for item in part) + "\n]"
    return json.dumps(part)


def main(names: list[str]) -> None:
    unknown = set(names) - set(GOLDEN)
    if unknown:
        raise SystemExit(f"no golden named {', '.join(sorted(unknown))}; there are {', '.join(GOLDEN)}")
    GOLDENS.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor() as pool:
        list(pool.map(ensure_environment, RELEASES))
    for name in names or GOLDEN:
        path = GOLDENS / f"{name}.json"
        path.write_text(render(GOLDEN[name]()))
        print(f"wrote {path.relative_to(ROOT)}, {path.stat().st_size:,} bytes", file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1:])
