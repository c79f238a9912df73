"""How right the readings of the real receipts are, beside the last committed table.

    python -m tests.benchmarks.accuracy [--photos | --rescans | --wild | --blind] [--model NAME]
                                        [--keep] [--data FOLDER]

Runs `receipt-desktop process` over the receipts, prints the yardstick's table beside that of
`accuracy.json`, and splits the misses of total, date and merchant into what is not in the text that
was read and what is there and was not chosen. `--photos` reads phone views of the scans instead,
`--rescans` coarser scans that are a little askew. `--wild` reads the pictures that people took, but
for the blind ones (`tests/benchmarks/blind.py`), `--blind` those alone and without their misses.
`--keep` writes the table to `accuracy.json`.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

from rapidfuzz import fuzz

from receipt_desktop.config.paths import Paths
from receipt_desktop.extraction.llm.grounding import is_amount_printed, is_date_printed
from receipt_desktop.store.store import Store
from tests.benchmarks.blind import BLIND
from tests.benchmarks.machine import describe
from tests.benchmarks.phone import photograph, rescan
from tests.conftest import RECEIPTS

COMMITTED = Path(__file__).with_name("accuracy.json")
LIKE = 85
Truth = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    kinds = parser.add_mutually_exclusive_group()
    kinds.add_argument("--photos", action="store_true", help="phone views of the scans")
    kinds.add_argument("--rescans", action="store_true", help="other scans of the scans")
    kinds.add_argument("--wild", action="store_true", help="pictures that people took")
    kinds.add_argument("--blind", action="store_true", help="the blind ones of them, no details")
    parser.add_argument("--model", help="ask this model too")
    parser.add_argument("--folder", type=Path, default=RECEIPTS)
    parser.add_argument("--keep", action="store_true", help="write the table to accuracy.json")
    parser.add_argument("--data", type=Path, help="keep the readings in this data folder")
    options = parser.parse_args()
    print(describe())
    truths = choose_truths(read_lines(options.folder / "truth.jsonl"), options)
    with tempfile.TemporaryDirectory(prefix="ba-") as place:
        files = [options.folder / truth["file"] for truth in truths]
        if options.photos or options.rescans:
            files = seen_anew(
                files, Path(place) / "views", photograph if options.photos else rescan
            )
        data = options.data or Path(place) / "data"
        read(files, Path(place) / "readings.jsonl", data, options.model)
        report(Path(place) / "readings.jsonl", data, truths, options)


def choose_truths(truths: list[Truth], options: argparse.Namespace) -> list[Truth]:
    """The receipts that these options ask for."""
    wild = options.wild or options.blind
    return [
        truth
        for truth in truths
        if (truth["set"] == "wild") == wild and (truth["id"] in BLIND) == options.blind
    ]


def seen_anew(
    files: Iterable[Path], folder: Path, draw: Callable[[Path, Path, int], None]
) -> list[Path]:
    """Other views of these files, under the same names."""
    folder.mkdir()
    views = []
    for seed, file in enumerate(files):
        views.append(folder / f"{file.stem}.jpg")
        draw(file, views[-1], seed)
    return views


def read(files: list[Path], results: Path, data: Path, model: str | None) -> None:
    """Run the program over the files; its results are in the file `results`."""
    asked = ["--model", model] if model else ["--no-model"]
    command = [sys.executable, "-m", "receipt_desktop", "process", *map(str, files), *asked]
    places = ["--json", str(results), "--data-dir", str(data)]
    subprocess.run([*command, *places], check=False)  # a receipt that fails is in the table


def report(results: Path, data: Path, truths: list[Truth], options: argparse.Namespace) -> None:
    """Print the table and the misses; keep the table when asked to."""
    yardstick = load_yardstick(options.folder)
    readings = {Path(one["file"]).stem: one for one in read_lines(results)}
    tally, misses, error = yardstick.score(readings, truths)
    table = yardstick.table(tally, error)
    kinds = ("photos", "rescans", "wild", "blind")
    kind = next((name for name in kinds if getattr(options, name)), "scans")
    kind += f" with {options.model}" if options.model else ""
    kept = json.loads(COMMITTED.read_text(encoding="utf-8")) if COMMITTED.exists() else {}
    print_table(table, kept.get(kind, {}))
    if not options.blind:
        print_misses(data, misses, readings, {truth["id"]: truth for truth in truths})
    if options.keep:
        COMMITTED.write_text(json.dumps(kept | {kind: table}, indent=1) + "\n", encoding="utf-8")


def load_yardstick(folder: Path) -> ModuleType:
    """The scoring program that lies beside the receipts."""
    file = folder.parent / "score" / "score.py"
    spec = importlib.util.spec_from_file_location("score", file)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def print_table(table: dict[str, Any], before: dict[str, Any]) -> None:
    """Each figure in percent, and the committed one behind it."""
    for group, figures in table.items():
        print(group)
        for name, figure in figures.items():
            was = before.get(group, {}).get(name)
            print(f"    {name:18} {percent(figure):>7}   was {percent(was):>7}")


def percent(figure: Any) -> str:
    """A share as percent; a bare number as it is."""
    if isinstance(figure, (list, tuple)):
        return f"{100 * figure[0] / figure[1]:.1f}"
    return "-" if figure is None else f"{figure}"


def print_misses(
    data: Path, misses: list[Any], readings: dict[str, Any], truths: dict[str, Truth]
) -> None:
    """One line a missed field: whether its truth is in the text that was read."""
    store = Store(f"sqlite:///{Paths(data).database}")
    for name, wrong, values in misses:
        receipt = readings.get(name, {}).get("requestId")
        details = store.get_details(receipt) if receipt else None
        text = details.reading.text.lines if details and details.reading else ()
        for field in wrong.keys() & {"total", "date", "merchant"}:
            found = any(printed(field, truths[name], line.text) for line in text)
            where = "in the text, not chosen" if found else "not in the text"
            print(f"{name:36} {field:9} {where}: {values[field][0]!r}, not {values[field][1]!r}")
    store.close()


def printed(field: str, truth: Truth, line: str) -> bool:
    """Whether the line shows the true value."""
    if field == "total":
        totals = (truth["total"], *truth.get("total_alternatives", ()))
        return any(is_amount_printed(Decimal(total), line) for total in totals)
    if field == "date":
        return is_date_printed(date.fromisoformat(truth["date"]), line)
    names = [truth.get("merchant"), *truth.get("merchant_aliases", ())]
    return any(name and fuzz.ratio(name.casefold(), line.casefold()) >= LIKE for name in names)


def read_lines(file: Path) -> list[dict[str, Any]]:
    """A file of JSON lines."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line]


if __name__ == "__main__":
    main()
