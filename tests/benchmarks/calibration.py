"""Fits the confidence of total, date and merchant to what was right, and measures the fit.

    python -m tests.benchmarks.calibration collect TEXTS.jsonl…  texts of `tests.benchmarks.rules`
    python -m tests.benchmarks.calibration                        fit what was collected, and report

`collect` extracts the texts anew and writes one row a value to `calibration.json`: the field, the
group of the receipt (the source it comes from), its score before calibration, whether it was right,
and whether anything else asks for a review. The report gives the expected calibration error where
each group is judged by the fit to all others, what each threshold would accept, and the knots to
put into `receipt_desktop/validation/calibration.py`.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from receipt_desktop.domain.fields import KEY_FIELDS, Field
from receipt_desktop.domain.reading import CheckedDraft, ReviewReason
from receipt_desktop.validation import calibration
from tests.benchmarks.accuracy import load_yardstick, read_lines
from tests.benchmarks.rules import check, load_texts
from tests.conftest import RECEIPTS

KEPT = Path(__file__).with_name("calibration.json")
PRIOR = 4.0
"""Receipts of the field's mean that every pool is mixed with."""
BINS = 10
SCANNED = frozenset({"sroie", "softmatic", "world"})
"""Groups of scans; the others are pictures that people took."""
THRESHOLDS = (0.8, 0.85, 0.88, 0.9, 0.92, 0.94, 0.95, 0.96, 0.97)
_DOUBTS = frozenset(
    {ReviewReason.DOUBTFUL_TOTAL, ReviewReason.DOUBTFUL_DATE, ReviewReason.DOUBTFUL_MERCHANT}
)
Pair = tuple[float, bool]
Knots = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Judged:
    """One value of one reading."""

    field: Field
    receipt: str
    group: str
    score: float
    right: bool
    is_questioned: bool
    """Whether a reason other than a low confidence asks for a review of the receipt."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("step", nargs="?", choices=["collect"])
    parser.add_argument("texts", nargs="*", type=Path)
    options = parser.parse_args()
    if options.step:
        rows = [row for file in options.texts for row in collect(file)]
        packed = ",\n".join(json.dumps(pack(row)) for row in rows)
        KEPT.write_text(f"[\n{packed}\n]\n", encoding="utf-8")
    report(load())


def load() -> list[Judged]:
    """The rows of `calibration.json`."""
    rows = json.loads(KEPT.read_text(encoding="utf-8"))
    return [
        Judged(Field(field), receipt, group, score, bool(right), bool(questioned))
        for field, receipt, group, score, right, questioned in rows
    ]


def pack(row: Judged) -> list[Any]:
    """A row as JSON."""
    right, questioned = int(row.right), int(row.is_questioned)
    return [row.field.value, row.receipt, row.group, row.score, right, questioned]


def collect(file: Path) -> Iterable[Judged]:
    """The key values of every text, with the score they had before calibration."""
    truths = {truth["id"]: truth for truth in read_lines(RECEIPTS / "truth.jsonl")}
    for name, text in load_texts(file):
        if name in truths:
            with patch.object(calibration, "CALIBRATION_KNOTS", {}):
                checked = check(text)
            yield from judge(checked, truths[name])


def judge(checked: CheckedDraft, truth: Mapping[str, Any]) -> Iterable[Judged]:
    """What the yardstick says of total, date and merchant."""
    questioned = bool(set(checked.reasons) - _DOUBTS)
    for field in KEY_FIELDS:
        value = checked.draft.fields.get(field)
        right = None if value is None else is_right(field, value.value, truth)
        if value and right is not None:
            group, name = truth["group"], truth["id"]
            yield Judged(field, name, group, value.confidence, right, questioned)


def is_right(field: Field, value: Any, truth: Mapping[str, Any]) -> bool | None:
    """Whether the yardstick takes this value; None where it does not count."""
    yardstick = load_yardstick(RECEIPTS)
    if field is Field.TOTAL:
        totals = (truth["total"], *truth.get("total_alternatives", []))
        return yardstick.money(value) in {yardstick.money(total) for total in totals}
    if field is Field.DATE:
        counted = truth["date"] and not truth.get("date_uncertain")
        return str(value) == truth["date"] if counted else None
    names = [n for n in (truth.get("merchant"), *truth.get("merchant_aliases", [])) if n]
    return any(yardstick.alike(str(value), name) >= 85 for name in names) if names else None


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


def held_out(rows: Sequence[Judged]) -> list[tuple[Judged, float]]:
    """Each value of one field with the confidence that a fit without its group gives it."""
    by_group: dict[str, list[Judged]] = defaultdict(list)
    for row in rows:
        by_group[row.group].append(row)
    found = []
    for group, mine in by_group.items():
        knots = fit([(row.score, row.right) for row in rows if row.group != group])
        found += [(row, calibration.interpolate(knots, row.score)) for row in mine]
    return found


def error(pairs: Sequence[Pair]) -> float:
    """Expected calibration error over ten bins, as the yardstick takes it."""
    bins: list[list[Pair]] = [[] for _ in range(BINS)]
    for pair in pairs:
        bins[min(int(pair[0] * BINS), BINS - 1)].append(pair)
    apart = (abs(sum(c for c, _ in b) - sum(r for _, r in b)) for b in bins)
    return sum(apart) / len(pairs)


def report(rows: Sequence[Judged]) -> None:
    """Errors before and after, each group judged by the others, and the knots of all rows."""
    confidences: dict[str, dict[Field, float]] = defaultdict(dict)
    for field in KEY_FIELDS:
        mine = [row for row in rows if row.field is field]
        judged = held_out(mine)
        for row, confidence in judged:
            confidences[row.receipt][field] = confidence
        raw = [(row.score, row.right) for row in mine]
        share = sum(right for _, right in raw) / len(raw)
        after = error([(confidence, row.right) for row, confidence in judged])
        print(f"{field.value}: {len(mine)} values, {share:.3f} right, calibration error")
        print(f"    {error(raw):.3f} before, {after:.3f} after the fit, groups held out")
        print("   ", fit(raw))
    for threshold in THRESHOLDS:
        print_accepted(rows, confidences, threshold)


def print_accepted(
    rows: Sequence[Judged], confidences: Mapping[str, Mapping[Field, float]], threshold: float
) -> None:
    """What a threshold accepts, and how much of that is right in all key fields."""
    by_receipt: dict[str, list[Judged]] = defaultdict(list)
    for row in rows:
        by_receipt[row.receipt].append(row)
    accepted = [
        mine
        for receipt, mine in by_receipt.items()
        if not mine[0].is_questioned and min(confidences[receipt].values()) >= threshold
    ]
    wrong = [mine[0].receipt for mine in accepted if not all(row.right for row in mine)]
    share = len(accepted) / len(by_receipt)
    wild = [mine for mine in by_receipt.values() if mine[0].group not in SCANNED]
    of_wild = sum(mine[0].group not in SCANNED for mine in accepted) / len(wild)
    print(
        f"from {threshold:.2f}: {share:.1%} accepted, {of_wild:.1%} of the wild ones, "
        f"{len(wrong)} wrong {wrong}"
    )


if __name__ == "__main__":
    main()
