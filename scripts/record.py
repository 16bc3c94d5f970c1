#!/usr/bin/env python3
"""Records tests/goldens from the Python libraries.

    python3 scripts/record.py config yaml       some areas
    python3 scripts/record.py                   all areas
    python3 scripts/record.py --environments    only makes the environments that tests/conformance uses

Needs only the standard library, the interpreters that record/environments.py names, and PyPI on the first run. Running
it again writes the same bytes: nothing recorded depends on the time, the machine or its directories.
"""

from __future__ import annotations

import difflib
import sys
from concurrent.futures import ThreadPoolExecutor

sys.dont_write_bytecode = True

from record import (  # noqa: E402
    config,
    context_carriers,
    contexts,
    create_config,
    deflate,
    endpoints,
    flyte2_config,
    flyte2_image,
    flyte2_storage,
    image_spec,
    image_templates,
    ini,
    storage_options,
    yaml,
)
from record.environments import FLYTE, NEWEST, ensure_environment  # noqa: E402

AREAS = {
    "contexts": contexts,
    "deflate": deflate,
    "context_carriers": context_carriers,
    "endpoints": endpoints,
    "config": config,
    "create_config": create_config,
    "flyte2_config": flyte2_config,
    "flyte2_image": flyte2_image,
    "flyte2_storage": flyte2_storage,
    "image_spec": image_spec,
    "image_templates": image_templates,
    "yaml": yaml,
    "ini": ini,
    "storage_options": storage_options,
}


def main(names: list[str]) -> None:
    if names == ["--environments"]:
        for release in (NEWEST, FLYTE):
            ensure_environment(release)
        return
    for name in names:
        if name not in AREAS:
            near = difflib.get_close_matches(name, AREAS, 1)
            hint = f'; did you mean "{near[0]}"?' if near else ""
            raise SystemExit(f'record: unknown area "{name}"{hint} (areas: {", ".join(AREAS)})')
    chosen = [AREAS[name] for name in names or AREAS]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(ensure_environment, {release: None for area in chosen for release in area.ENVIRONMENTS}))
    for area in chosen:
        area.record()


if __name__ == "__main__":
    main(sys.argv[1:])
