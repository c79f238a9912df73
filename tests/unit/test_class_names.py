"""Public classes are found by name alone."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "receipt_desktop"


def test_no_two_public_classes_share_a_name() -> None:
    places: defaultdict[str, list[str]] = defaultdict(list)
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        for name in re.findall(r"^class ([A-Z]\w*)", text, re.MULTILINE):
            places[name].append(str(path.relative_to(PACKAGE)))
    assert len(places) > 500
    assert {name: files for name, files in places.items() if len(files) > 1} == {}
