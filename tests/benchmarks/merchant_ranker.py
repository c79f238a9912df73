"""Fits the weights of the merchant's features and compares them with those in use.

    python -m tests.benchmarks.merchant_ranker TEXTS.jsonl… [--write] [--strength S]

TEXTS are files that `tests.benchmarks.rules collect` has written; the printed receipts of
`tests/samples/printed` join them, each file as a group of its own. The model is a conditional
logit: a receipt's candidates and "none of them" compete, the likelihood is that of the right
candidates together, and a ridge draws the weights towards a multiple of those by hand. Whole groups
are left out (`group` in the truth), never single receipts. `--write` puts the weights fitted to all
receipts into `merchant_weights.toml`.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from receipt_desktop.domain.page import Text
from receipt_desktop.extraction.facts.loader import load_facts
from receipt_desktop.extraction.rules import origin
from receipt_desktop.extraction.rules.merchant.features import measure_name
from receipt_desktop.extraction.rules.merchant.head_names import find_candidates
from receipt_desktop.extraction.rules.merchant.spelling import spell_name
from receipt_desktop.extraction.text.rows import build_rows
from tests.benchmarks.accuracy import load_yardstick, read_lines
from tests.benchmarks.rules import load_texts
from tests.conftest import RECEIPTS
from tests.samples.printed import printed

WEIGHTS = Path(__file__).parents[2] / "receipt_desktop/extraction/facts/merchant_weights.toml"
FOLDS = 12
ROUNDS = 400
STEP = 0.05
MIN_LIKENESS = 85
Array = NDArray[np.float64]
Page = tuple[Array, NDArray[np.bool_]]
"""Features of the candidates and of "none of them"; which are right."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The candidates of a receipt: features by name, and which are right."""

    name: str
    group: str
    features: tuple[Mapping[str, float], ...]
    right: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by feature and the score of "none of them"."""

    weights: Mapping[str, float]
    nothing: float

    def choose(self, judged: Judged) -> tuple[bool, float]:
        """Whether the best candidate is right, and its probability."""
        if not judged.features:
            return False, 0.0
        scores = np.array([self.score(features) for features in judged.features])
        best = int(scores.argmax())
        shares = np.exp(np.append(scores, self.nothing) - scores.max())
        return judged.right[best], float(shares[best] / shares.sum())

    def score(self, features: Mapping[str, float]) -> float:
        return sum(self.weights.get(name, 0.0) * value for name, value in features.items())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("texts", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true", help="write the fitted weights")
    parser.add_argument("--strength", type=float, default=1.0, help="of the ridge")
    options = parser.parse_args()
    receipts = [*judge_read(options.texts), *judge_printed()]
    facts = load_facts("merchant_weights")
    hand = Model(facts["hand"], facts["hand_nothing"])
    report("weights by hand", receipts, [hand] * len(receipts))
    report("fitted, groups left out", receipts, leave_groups_out(receipts, hand, options.strength))
    fitted = fit(receipts, hand, options.strength)
    report("fitted, on the same receipts", receipts, [fitted] * len(receipts))
    if options.write:
        write(fitted, hand)


def judge_read(files: Iterable[Path]) -> Iterable[Judged]:
    """The candidates of the receipts whose truth has a name."""
    truths = {truth["id"]: truth for truth in read_lines(RECEIPTS / "truth.jsonl")}
    for file in files:
        for name, text in load_texts(file):
            truth = truths.get(name)
            if truth and truth.get("merchant"):
                yield judge(name, truth["group"], text, truth)


def judge_printed() -> Iterable[Judged]:
    """The same of the printed receipts."""
    for receipt in printed():
        name = receipt.truth["id"]
        yield judge(name, f"printed {name[:2]}", receipt.text(), receipt.truth)


def judge(name: str, group: str, text: Text, truth: Mapping[str, Any]) -> Judged:
    yardstick = load_yardstick(RECEIPTS)
    names = [n for n in (truth["merchant"], *truth.get("merchant_aliases", [])) if n]
    rows = build_rows(text.lines)
    clues = origin.collect_origin_clues(rows)
    candidates, page = find_candidates(rows, origin.decide_origin(clues).country)
    spelled = [spell_name(candidate, page, candidates).text for candidate in candidates]
    right = (max(yardstick.alike(said, n) for n in names) >= MIN_LIKENESS for said in spelled)
    return Judged(name, group, tuple(measure_name(c, page) for c in candidates), tuple(right))


def leave_groups_out(receipts: Sequence[Judged], hand: Model, strength: float) -> list[Model]:
    """For each receipt a model that has seen no receipt of its group."""
    groups = sorted({receipt.group for receipt in receipts})
    folds = {group: number % FOLDS for number, group in enumerate(groups)}
    models = [
        fit([r for r in receipts if folds[r.group] != fold], hand, strength)
        for fold in range(FOLDS)
    ]
    return [models[folds[receipt.group]] for receipt in receipts]


def fit(receipts: Sequence[Judged], hand: Model, strength: float) -> Model:
    """The weights of greatest likelihood under a ridge around those by hand (Adam)."""
    names = sorted({n for r in receipts for features in r.features for n in features})
    pages = [_matrix(receipt, names) for receipt in receipts]
    by_hand = np.array([hand.weights.get(name, 0.0) for name in names])
    start = _stretch(pages, by_hand)
    weights, mean, spread = start.copy(), np.zeros_like(start), np.zeros_like(start)
    for turn in range(1, ROUNDS + 1):
        slope = strength * (weights - start) - sum(_slope(page, weights) for page in pages)
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.99 * spread + 0.01 * slope**2
        weights -= STEP * mean / (1 - 0.9**turn) / (np.sqrt(spread / (1 - 0.99**turn)) + 1e-8)
    return Model(dict(zip(names, map(float, weights[:-1]), strict=True)), float(weights[-1]))


def _stretch(pages: Sequence[Page], by_hand: Array) -> Array:
    """The multiple of the weights by hand, and the score of "none", of greatest likelihood."""
    choices = (
        np.append(scale * by_hand, nothing)
        for scale in np.arange(0.8, 2.6, 0.2)
        for nothing in np.arange(0.0, 5.0, 0.5)
    )
    return max(choices, key=lambda weights: sum(_likelihood(page, weights) for page in pages))


def _likelihood(page: Page, weights: Array) -> float:
    """The log of the share of the right candidates."""
    features, right = page
    scores = features @ weights
    shares = np.exp(scores - scores.max())
    return float(np.log((shares * right).sum() / shares.sum()))


def _matrix(receipt: Judged, names: Sequence[str]) -> Page:
    """Candidates and "none of them" by features; which count as right."""
    rows = [[features.get(name, 0.0) for name in names] + [0.0] for features in receipt.features]
    rows.append([0.0] * len(names) + [1.0])
    return np.array(rows), np.array([*receipt.right, not any(receipt.right)])


def _slope(page: Page, weights: Array) -> Array:
    """The gradient of the log likelihood of the right candidates."""
    features, right = page
    scores = features @ weights
    shares = np.exp(scores - scores.max())
    among_right = shares * right
    slope: Array = features.T @ (among_right / among_right.sum() - shares / shares.sum())
    return slope


def report(title: str, receipts: Sequence[Judged], models: Sequence[Model]) -> None:
    """Print the share of right names by set, and the calibration error of the probability."""
    tally: dict[str, list[tuple[bool, float]]] = defaultdict(list)
    for receipt, model in zip(receipts, models, strict=True):
        kind = "wild" if receipt.group.startswith("g") else receipt.group
        tally[kind].append(model.choose(receipt))
    print(title)
    for kind, said in sorted(tally.items()):
        share = sum(right for right, _ in said) / len(said)
        gap = measure_gap(said)
        print(f"    {kind:12} {100 * share:5.1f} % of {len(said):3}  calibration error {gap:.3f}")


def measure_gap(said: Sequence[tuple[bool, float]]) -> float:
    """The expected calibration error over ten bins."""
    bins: dict[int, list[tuple[bool, float]]] = defaultdict(list)
    for right, share in said:
        bins[min(9, int(10 * share))].append((right, share))
    return sum(abs(sum(r - s for r, s in one)) for one in bins.values()) / len(said)


def write(fitted: Model, hand: Model) -> None:
    """Write both sets of weights to the facts."""
    parts = [
        "# Weights of the features of a merchant's name.\n",
        "# Fitted by `tests/benchmarks/merchant_ranker.py`.\n",
        f"nothing = {fitted.nothing:.3f}\nhand_nothing = {hand.nothing}\n",
        "\n[weights]\n",
        *(f"{name} = {fitted.weights[name]:.3f}\n" for name in sorted(fitted.weights)),
        "\n[hand]\n",
        *(f"{name} = {value}\n" for name, value in hand.weights.items()),
    ]
    WEIGHTS.write_text("".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main()
