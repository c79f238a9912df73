"""Fits the confidence of total, date and merchant to what was right, and measures the fit.

    python -m tests.benchmarks.calibration collect FOLDER…   each a data folder of a finished run
    python -m tests.benchmarks.calibration                    fit what was collected, and report

`collect` extracts the stored readings anew and writes one row a value to `calibration.json`: the
field, the receipt's place in the truth, the score before calibration, whether it was right. The
report gives the expected calibration error of held-out folds and prints the knots to put into
`receipt_desktop/validation/calibration.py`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

from receipt_desktop.config.paths import Paths
from receipt_desktop.domain.fields import KEY_FIELDS, Field
from receipt_desktop.domain.reading import Draft
from receipt_desktop.domain.receipt import ReceiptQuery
from receipt_desktop.extraction.rules.extractor import extract_by_rules
from receipt_desktop.store.store import Store
from receipt_desktop.validation import calibration
from receipt_desktop.validation.check import check_draft
from tests.benchmarks.accuracy import load_yardstick, read_lines
from tests.conftest import RECEIPTS

KEPT = Path(__file__).with_name("calibration.json")
FOLDS = 10
PRIOR = 4.0
"""Receipts of the field's mean that every pool is mixed with."""
BINS = 10
Pair = tuple[float, bool]


@dataclass(frozen=True, slots=True)
class Judged:
    """One value of one reading."""

    field: Field
    receipt: int
    score: float
    right: bool


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("step", nargs="?", choices=["collect"])
    parser.add_argument("folders", nargs="*", type=Path)
    options = parser.parse_args()
    if options.step:
        rows = [row for folder in options.folders for row in collect(folder)]
        KEPT.write_text("[\n" + ",\n".join(map(json.dumps, map(_packed, rows))) + "\n]\n")
    report(load())


def load() -> list[Judged]:
    """The rows of `calibration.json`."""
    rows = json.loads(KEPT.read_text())
    return [
        Judged(Field(field), receipt, score, bool(right)) for field, receipt, score, right in rows
    ]


def _packed(row: Judged) -> list[Any]:
    return [row.field.value, row.receipt, row.score, int(row.right)]


def collect(folder: Path) -> Iterable[Judged]:
    """The key values of every stored reading, with the score they had before calibration."""
    truths = read_lines(RECEIPTS / "truth.jsonl")
    places = {Path(truth["file"]).stem: place for place, truth in enumerate(truths)}
    store = Store(f"sqlite:///{Paths(folder).database}")
    today = date.today()  # noqa: DTZ011 (as the pipeline does)
    for detail in store.iterate_details(ReceiptQuery()):
        place = places.get(Path(detail.receipt.file_name).stem)
        if detail.reading and place is not None:
            text = detail.reading.text
            with patch.object(calibration, "KNOTS", {}):
                draft = check_draft(extract_by_rules(text, today), text, today).draft
            yield from judge(draft, truths[place], place)
    store.close()


def judge(draft: Draft, truth: dict[str, Any], place: int) -> Iterable[Judged]:
    """What the yardstick says of total, date and merchant."""
    yardstick = load_yardstick(RECEIPTS)
    names = [n for n in (truth.get("merchant"), *truth.get("merchant_aliases", [])) if n]
    totals = {yardstick.money(t) for t in (truth["total"], *truth.get("total_alternatives", []))}
    said = {field: draft.fields[field] for field in KEY_FIELDS if field in draft.fields}
    for field, value in said.items():
        if field is Field.TOTAL:
            right = yardstick.money(value.value) in totals
        elif field is Field.DATE:
            if not truth["date"] or truth.get("date_uncertain"):
                continue
            right = str(value.value) == truth["date"]
        elif names:
            right = max(yardstick.alike(str(value.value), name) for name in names) >= 85
        else:
            continue
        yield Judged(field, place, value.confidence, right)


def fit(pairs: Sequence[Pair]) -> list[tuple[float, float]]:
    """Isotonic regression, each pool mixed with the mean: knots (score, share), both rising."""
    mean = (sum(right for _, right in pairs) + 1) / (len(pairs) + 2)  # Laplace's rule
    pools: list[list[float]] = []  # [sum of scores, right, count]
    for score, right in sorted(pairs):
        pools.append([score, float(right), 1.0])
        while len(pools) > 1 and _share(pools[-2], mean) >= _share(pools[-1], mean):
            last = pools.pop()
            pools[-1] = [a + b for a, b in zip(pools[-1], last, strict=True)]
    return [(round(p[0] / p[2], 3), round(_share(p, mean), 3)) for p in pools]


def _share(pool: Sequence[float], mean: float) -> float:
    return (pool[1] + PRIOR * mean) / (pool[2] + PRIOR)


def held_out(rows: Sequence[Judged]) -> list[Pair]:
    """Each value with the confidence that a fit without its receipt gives it."""
    found: list[Pair] = []
    for fold in range(FOLDS):
        knots = fit([(r.score, r.right) for r in rows if r.receipt % FOLDS != fold])
        tested = (row for row in rows if row.receipt % FOLDS == fold)
        found += [(calibration.interpolate(knots, row.score), row.right) for row in tested]
    return found


def error(pairs: Sequence[Pair]) -> float:
    """Expected calibration error over ten bins, as the yardstick takes it."""
    bins: list[list[Pair]] = [[] for _ in range(BINS)]
    for pair in pairs:
        bins[min(int(pair[0] * BINS), BINS - 1)].append(pair)
    apart = (abs(sum(c for c, _ in b) - sum(r for _, r in b)) for b in bins)
    return sum(apart) / len(pairs)


def report(rows: Sequence[Judged]) -> None:
    """Errors before and after, held out, and the knots of all rows."""
    for field in KEY_FIELDS:
        mine = [row for row in rows if row.field is field]
        raw = [(row.score, row.right) for row in mine]
        share = sum(right for _, right in raw) / len(raw)
        print(f"{field.value}: {len(mine)} values, {share:.3f} right, calibration error")
        print(f"    {error(raw):.3f} before, {error(held_out(mine)):.3f} after the fit, held out")
        print("   ", fit(raw))


if __name__ == "__main__":
    main()
