"""Reads YAML with PyYAML: python pyyaml.py INPUTS.json RESULTS.json."""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "tests" / "conformance" / "yaml"))

from pyyaml_peer import load  # noqa: E402

if __name__ == "__main__":
    texts, results = map(Path, sys.argv[1:])
    results.write_text(json.dumps([load(text) for text in json.loads(texts.read_text())]))
