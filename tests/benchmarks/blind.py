"""Receipts that are kept blind: picked at random before the rules were extended.

Nobody looks at them, nothing is fitted to them, and no benchmark shows them one by one. They are
measured by `python -m tests.benchmarks.accuracy --blind`.
"""

from __future__ import annotations

from pathlib import Path

BLIND = frozenset(Path(__file__).with_name("blind.txt").read_text(encoding="utf-8").split())
"""Ids of the truth."""
