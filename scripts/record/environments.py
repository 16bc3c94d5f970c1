"""The releases of flytekit and flyte that goldens are recorded from, each in an environment of its own.

Each gets .venv/<package>-<version>, from PyPI, with the interpreters that it names, found on PATH or under ~/.pyenv.
It is kept for the next run, and tests/conformance uses it too.
"""

from __future__ import annotations

import glob
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]

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
OLDER_FLYTE = tuple(
    Release(version, FLYTE.pythons, FLYTE.pins, FLYTE.package) for version in ("2.11.4", "2.8.1", "2.5.0", "2.0.12")
)


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
