"""The releases of flyte 2 that goldens are recorded from, each in an environment of its own.

    python3 scripts/flyte_releases.py                    makes all of them

They are made as scripts/record_goldens.py makes those of flytekit: in .venv/flyte-<version>, from PyPI, and kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from record_goldens import ROOT, Release, ensure_environment

PYTHONS = ("3.11", "3.12", "3.10")


@dataclass(frozen=True)
class FlyteRelease(Release):
    """A version of flyte 2. Its pins are of what it does not pin itself and what decides hashes."""

    pythons: tuple[str, ...] = PYTHONS
    pins: tuple[str, ...] = ("toml==0.10.2",)

    @property
    def environment(self) -> Path:
        return ROOT / ".venv" / f"flyte-{self.version}"

    @property
    def requirements(self) -> list[str]:
        return [f"flyte=={self.version}", *self.pins]


NEWEST = FlyteRelease("2.12.1")
OLDER = tuple(FlyteRelease(version) for version in ("2.11.4", "2.8.1", "2.5.0", "2.0.12"))

if __name__ == "__main__":
    for release in (NEWEST, *OLDER):
        ensure_environment(release)
