"""The releases of flyte 2 that images are recorded from, each in an environment of its own.

    python3 scripts/flyte_releases.py                    makes all of them

They are made as scripts/record_goldens.py makes those of flytekit: in .venv/flyte-<version>, from PyPI, and kept.
"""

from __future__ import annotations

from record_goldens import FLYTE, Release, ensure_environment

NEWEST = FLYTE
OLDER = tuple(
    Release(version, FLYTE.pythons, FLYTE.pins, FLYTE.package) for version in ("2.11.4", "2.8.1", "2.5.0", "2.0.12")
)

if __name__ == "__main__":
    for release in (NEWEST, *OLDER):
        ensure_environment(release)
