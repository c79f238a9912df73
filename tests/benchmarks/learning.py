"""What the program learns from corrections: how right later receipts of a supplier are untouched.

    python -m tests.benchmarks.learning [--data FOLDER ...] [--folder RECEIPTS]

Reads the real receipts, or takes finished readings of data folders, but for the blind ones
(`tests/benchmarks/blind.py`). Then replays them by date in a new data folder, through the program's
own store and actions: the first receipt of each supplier is corrected to its truth, each rule that
the program proposes for that is accepted, and the receipt is approved. Later ones are not touched.
Prints the share of later receipts that are right, before (as they were read) and after, and the
share of wrong values among those that rules set.

A supplier is a merchant and a currency of the truth. Right: total, date, currency, category and tax
where the truth has them, and the merchant, once as the yardstick compares names and once written
exactly as it was typed at the first receipt.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from receipt_desktop.actions import Actions
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.config.settings_file import LiveSettings
from receipt_desktop.domain.fields import Field, FieldValue
from receipt_desktop.domain.reading import CurrencyClue, Draft, Reading, ValueSource
from receipt_desktop.domain.receipt import Priority, ReadOptions
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.jobs.learning import SupplierLearning
from receipt_desktop.store.store import Store
from receipt_desktop.validation.supplier_keys import fold_name
from tests.benchmarks import accuracy
from tests.benchmarks.blind import BLIND
from tests.benchmarks.machine import describe
from tests.conftest import RECEIPTS

EXACT_NAME = "name as typed"
COMPARED = {
    "total": Field.TOTAL,
    "date": Field.DATE,
    "currency": Field.CURRENCY,
    "merchant": Field.MERCHANT,
    "category": Field.CATEGORY,
    "tax": Field.TAX,
}
ROWS = {
    **{name: (name,) for name in (*COMPARED, EXACT_NAME)},
    "key values": ("total", "date", "merchant", "currency"),
    "all values": tuple(COMPARED),
    "all values, name as typed": (*COMPARED, EXACT_NAME),
}
"""What is counted, by the title of its row."""
Truth = dict[str, Any]
Alike = Callable[[str, str], float]
"""How alike two names are to the yardstick, 0 to 100."""


class ReplayActions(Actions):
    """The program's actions over a store, without a queue or readers behind them."""

    def __init__(self, store: Store, settings: LiveSettings) -> None:
        self._store, self._live = store, settings
        self._actor = "benchmark"

    @property
    def settings(self) -> Settings:
        """The settings of the replay."""
        return self._live.current


@dataclass
class Tally:
    """Right and all by what was compared, before and after; values of rules, right and wrong."""

    before: Counter[str] = field(default_factory=Counter)
    after: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    by_rules: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    rules: Counter[str] = field(default_factory=Counter)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--folder", type=Path, default=RECEIPTS)
    parser.add_argument("--data", type=Path, nargs="*", help="data folders with finished readings")
    options = parser.parse_args()
    print(describe())
    truths = [
        truth
        for truth in accuracy.read_lines(options.folder / "truth.jsonl")
        if truth["id"] not in BLIND and truth.get("merchant")
    ]
    yardstick = accuracy.load_yardstick(options.folder)
    with tempfile.TemporaryDirectory(prefix="learning-") as place:
        folders = options.data or [read_receipts(truths, options.folder, Path(place) / "read")]
        readings = load_readings(folders)
        tally = Replay(Path(place), yardstick.alike).run(truths, readings)
    report(tally)


def read_receipts(truths: Sequence[Truth], folder: Path, data: Path) -> Path:
    """Read the receipts with the program; the data folder with its readings."""
    files = [folder / truth["file"] for truth in truths]
    accuracy.read(files, data.with_suffix(".jsonl"), data, None)
    return data


def load_readings(folders: Iterable[Path]) -> dict[str, Reading]:
    """The readings of data folders by the names of the files."""
    found: dict[str, Reading] = {}
    for folder in folders:
        store = Store(f"sqlite:///{Paths(folder).database}")
        for one in store.iterate_details(ReceiptQuery()):
            if one.reading is not None:
                found[Path(one.receipt.file_name).stem] = one.reading
        store.close()
    return found


class Replay:
    """Reads the receipts by date, and corrects the first of each supplier alone."""

    def __init__(self, place: Path, alike: Alike) -> None:
        paths = Paths(place / "data")
        paths.create_folders()
        live = LiveSettings(paths, Settings())
        self.store = Store(f"sqlite:///{paths.database}")
        self.actions = ReplayActions(self.store, live)
        self.learning = SupplierLearning(self.store, live)
        self.alike = alike
        self.tally = Tally()
        self.typed: dict[tuple[str, str], str] = {}
        """The name that was typed at the first receipt of each supplier."""

    def run(self, truths: Sequence[Truth], readings: Mapping[str, Reading]) -> Tally:
        """Replay these receipts as far as there are readings of them."""
        for truth in sorted(truths, key=lambda truth: (truth["date"] or "9999", truth["id"])):
            reading = readings.get(truth["id"])
            if reading is None:
                continue
            receipt_id = self.finish(truth["id"], reading)
            supplier = fold_name(truth["merchant"]), truth["currency"]
            is_first = supplier not in self.typed
            truth["typed"] = self.typed.setdefault(supplier, truth["merchant"])
            if is_first:
                self.correct(receipt_id, truth)
            else:
                self.compare(receipt_id, truth, reading.checked.draft)
        self.store.close()
        return self.tally

    def finish(self, name: str, reading: Reading) -> str:
        """Let the store finish a receipt with this reading, as a worker does."""
        added = self.store.add_receipt(name, name, Priority.NORMAL, ReadOptions())
        self.store.claim_receipt(added.id, "benchmark:1", 600)
        by_rules = self.learning.apply_rules(added.id, reading)
        self.store.finish_attempt(added.id, "benchmark:1", reading, None, by_rules)
        return added.id

    def correct(self, receipt_id: str, truth: Truth) -> None:
        """Correct what is wrong, accept each proposed rule, and approve."""
        for name, value in list_true_values(truth):
            wanted = COMPARED.get(name, Field.MERCHANT)
            if value is None or self.is_right(name, self.get_draft(receipt_id), truth):
                continue
            self.actions.correct_field(receipt_id, wanted, value)
            proposal = self.actions.propose_rule(receipt_id, wanted, value)
            if proposal is not None:
                self.actions.accept_rule(proposal.supplier.id, proposal.target, proposal.value)
                self.tally.rules[proposal.target.value] += 1
        self.actions.approve([receipt_id], accept_missing=tuple(Field))

    def get_draft(self, receipt_id: str) -> Draft:
        """The values of a receipt as they are shown."""
        reading = self.store.get_details(receipt_id).reading
        return reading.checked.draft if reading else Draft()

    def is_right(self, name: str, draft: Draft, truth: Truth) -> bool | None:
        """Whether a value is right; None where the truth says nothing about it."""
        if name == EXACT_NAME:
            return bool(draft.get_value(Field.MERCHANT) == truth["typed"])
        value = draft.get_value(COMPARED[name])
        if name == "merchant":
            names = [truth["merchant"], *truth.get("merchant_aliases", ())]
            return max(self.alike(str(value or ""), one) for one in names) >= accuracy.LIKE
        if name == "total":
            return value in {Decimal(one) for one in (truth["total"], *truth["total_alternatives"])}
        if name == "date":
            known = truth["date"] and not truth.get("date_uncertain")
            return value == date.fromisoformat(truth["date"]) if known else None
        wanted = truth.get(name)
        if wanted is None:
            return None
        return bool(value == (Decimal(wanted) if name == "tax" else wanted))

    def compare(self, receipt_id: str, truth: Truth, read: Draft) -> None:
        """Count what is right on a receipt that nobody touched."""
        draft, tally = self.get_draft(receipt_id), self.tally
        for title, names in ROWS.items():
            verdicts = [
                (self.is_right(n, read, truth), self.is_right(n, draft, truth)) for n in names
            ]
            known = [pair for pair in verdicts if pair[1] is not None]
            tally.asked[title] += bool(known)
            tally.before[title] += bool(known) and all(before for before, _ in known)
            tally.after[title] += bool(known) and all(after for _, after in known)
        self.count_rule_values(draft, truth)

    def count_rule_values(self, draft: Draft, truth: Truth) -> None:
        """Count the values that rules set, and the wrong ones."""
        for name, wanted in COMPARED.items():
            value = draft.fields.get(wanted)
            by_rule = value is not None and value.source is ValueSource.SUPPLIER
            if wanted is Field.CURRENCY:
                by_rule = draft.currency_clue is CurrencyClue.SUPPLIER
            verdict = self.is_right(name, draft, truth) if by_rule else None
            if verdict is not None:
                self.tally.by_rules[name] += 1
                if not verdict:
                    self.tally.wrong.append(f"{truth['id']} {name}: {draft.get_value(wanted)}")


def list_true_values(truth: Truth) -> Iterator[tuple[str, FieldValue | None]]:
    """What a person would enter, field by field."""
    yield EXACT_NAME, truth["merchant"]
    yield "total", Decimal(truth["total"])
    yield "date", date.fromisoformat(truth["date"]) if truth["date"] else None
    yield "currency", truth["currency"]
    yield "category", truth.get("category")
    yield "tax", Decimal(truth["tax"]) if truth.get("tax") is not None else None


def report(tally: Tally) -> None:
    """Print the shares."""
    print(f"rules accepted: {dict(tally.rules)}")
    print(f"{'later receipts, right untouched':34} {'before':>15} {'after':>15}")
    for name, count in tally.asked.items():
        shares = (
            f"{one[name]}/{count} {one[name] / count:6.1%}" for one in (tally.before, tally.after)
        )
        print(f"{name:34} " + " ".join(f"{share:>15}" for share in shares))
    count = sum(tally.by_rules.values())
    share = f"{len(tally.wrong) / count:.1%}" if count else "-"
    print(
        f"values set by rules: {count} {dict(tally.by_rules)}, wrong: {len(tally.wrong)} ({share})"
    )
    for line in tally.wrong:
        print(f"    {line}")


if __name__ == "__main__":
    main()
