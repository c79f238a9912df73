"""Fits the weights of the features of total candidates, and judges them by leaving groups out.

    python -m tests.benchmarks.total_ranker TEXTS.jsonl… [--write]

A conditional logit model: of all amounts of a receipt, the features choose one. Each receipt counts
twice, the second time (with less weight) with the words for total and subtotal taken away, as if
they were in a language without facts. The printed samples of `tests/samples` count as well. The
table compares the order of the rules alone with that of weights that have not seen the group;
`--write` fits on all and writes `facts/total_weights.toml`. Amounts are read in the true currency,
so that mistakes of the currency teach nothing. The receipts of `blind.txt` are never read.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from receipt_desktop.domain.page import Text
from receipt_desktop.extraction.rules import origin, taxes
from receipt_desktop.extraction.rules.cash_rounding import TOTAL_ROLES
from receipt_desktop.extraction.rules.total_features import describe_candidate, describe_context
from receipt_desktop.extraction.rules.totals import find_candidates
from receipt_desktop.extraction.text.amount_labels import label_amounts
from receipt_desktop.extraction.text.amount_style import style_rows
from receipt_desktop.extraction.text.labels import AmountRole, LabelledAmount
from receipt_desktop.extraction.text.rows import build_rows
from tests.benchmarks.accuracy import read_lines
from tests.benchmarks.rules import load_texts
from tests.conftest import RECEIPTS
from tests.samples.printed import printed

FOLDS = 10
PENALTY = 0.5
WEIGHT_WITHOUT_WORDS = 0.3
_NAMED = frozenset({*TOTAL_ROLES, AmountRole.SUBTOTAL})


@dataclass(frozen=True, slots=True)
class Example:
    """The candidates of a receipt, best first by the rules alone."""

    source: str
    group: str
    has_words: bool
    features: tuple[Mapping[str, float], ...]
    right: tuple[bool, ...]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("texts", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true", help="write the weights fitted on all")
    options = parser.parse_args()
    examples = [*collect_real(options.texts), *collect_printed()]
    print_comparison(examples)
    if options.write:
        write_weights(fit(examples))


def collect_real(paths: Iterable[Path]) -> Iterable[Example]:
    """Examples of real receipts."""
    truths = {truth["id"]: truth for truth in read_lines(RECEIPTS / "truth.jsonl")}
    for path in paths:
        for name, text in load_texts(path):
            truth = truths[name]
            totals = {truth["total"], *truth.get("total_alternatives", [])}
            yield from make_examples(path.stem, truth["group"], text, truth["currency"], totals)


def collect_printed() -> Iterable[Example]:
    """Examples of the printed samples; each is a group of its own."""
    for sample in printed():
        truth = sample.truth
        totals = {truth["total"], *truth.get("total_alternatives", [])}
        yield from make_examples(
            "printed", truth["id"], sample.text(), truth.get("currency"), totals
        )


def make_examples(
    source: str, group: str, text: Text, currency: str | None, totals: Iterable[str]
) -> Iterable[Example]:
    """The receipt as it is, and without the words for total and subtotal."""
    rows = build_rows(text.lines)
    country = origin.decide_origin(origin.collect_origin_clues(rows)).country
    rows = style_rows(rows, currency)
    labelled = label_amounts(rows)
    tax_rows = taxes.find_tax_rows(rows, labelled, taxes.list_tax_rates(country))
    values = {abs(Decimal(str(total))) for total in totals}
    for has_words in (True, False):
        entries = labelled if has_words else [_take_words(entry) for entry in labelled]
        candidates = find_candidates(entries, tax_rows, rows)
        if candidates:
            context = describe_context(entries, rows)
            features = tuple(describe_candidate(c, context) for c in candidates)
            right = tuple(c.value in values for c in candidates)
            yield Example(source, group, has_words, features, right)


def _take_words(entry: LabelledAmount) -> LabelledAmount:
    if entry.role not in _NAMED:
        return entry
    return replace(entry, role=AmountRole.NONE, strength=0.0, label="")


def fit(examples: Sequence[Example]) -> dict[str, float]:
    """The weights by the name of the feature (Newton's method, ridge penalty)."""
    names = sorted({name for example in examples for f in example.features for name in f})
    cases = [(_make_matrix(e, names), np.array(e.right), e) for e in examples if any(e.right)]
    weights = np.zeros(len(names))
    for _ in range(12):
        slope, curve = PENALTY * weights, PENALTY * np.eye(len(names))
        for matrix, right, example in cases:
            share = 1.0 if example.has_words else WEIGHT_WITHOUT_WORDS
            chances = _make_chances(matrix @ weights)
            of_right = np.where(right, chances, 0) / chances[right].sum()
            mean = matrix.T @ chances
            slope += share * (mean - matrix.T @ of_right)
            curve += share * ((matrix * chances[:, None]).T @ matrix - np.outer(mean, mean))
        weights -= np.linalg.solve(curve, slope)
    return dict(zip(names, (float(weight) for weight in weights), strict=True))


def _make_chances(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    powers: NDArray[np.float64] = np.exp(scores - scores.max())
    chances: NDArray[np.float64] = powers / powers.sum()
    return chances


def _make_matrix(example: Example, names: Sequence[str]) -> NDArray[np.float64]:
    return np.array([[f.get(name, 0.0) for name in names] for f in example.features])


def print_comparison(examples: Sequence[Example]) -> None:
    """Right totals by source, of the rules alone and of weights fitted without the group."""
    groups = sorted({example.group for example in examples})
    random.Random(1).shuffle(groups)
    tally: Counter[tuple[str, str]] = Counter()
    for fold in range(FOLDS):
        left_out = set(groups[fold::FOLDS])
        weights = fit([e for e in examples if e.group not in left_out])
        for example in (e for e in examples if e.group in left_out):
            source = example.source + ("" if example.has_words else ", without words")
            tally[source, "all"] += 1
            tally[source, "rules"] += example.right[0]
            tally[source, "fitted"] += example.right[_choose(example, weights)]
    for source in sorted({source for source, _ in tally}):
        rules, fitted, count = (tally[source, key] for key in ("rules", "fitted", "all"))
        print(f"{source:24} rules {rules:4}  fitted {fitted:4}  of {count:4}")


def _choose(example: Example, weights: Mapping[str, float]) -> int:
    scores = [sum(weights.get(n, 0.0) * v for n, v in f.items()) for f in example.features]
    return scores.index(max(scores))


def write_weights(weights: Mapping[str, float]) -> None:
    """Replace the weights of the program."""
    lines = [
        "# Weights of the features of a candidate for the total, in log-odds. Fitted, not written:",
        "# python -m tests.benchmarks.total_ranker TEXTS.jsonl… --write",
        "",
        "[weights]",
        *(f'"{name}" = {weight:.2f}' for name, weight in weights.items() if abs(weight) >= 0.01),
    ]
    target = Path(str(files("receipt_desktop.extraction") / "facts" / "total_weights.toml"))
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
