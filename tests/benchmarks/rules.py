"""How right the rules are on texts that were read before: seconds instead of minutes.

    python -m tests.benchmarks.rules collect TEXTS.jsonl FOLDER…   the texts of these data folders
    python -m tests.benchmarks.rules TEXTS.jsonl… [--misses] [--keep F] [--against F] [--only ID…]

`collect` writes the text of each stored reading to a file. The second form extracts and checks each
text anew without a model and prints the yardstick's table; `--misses` lists each wrong value with
its confidence, `--keep` writes the values, and `--against` lists what changed since values that
were kept. `--only` prints text and fields of single receipts. The receipts of `blind.txt` are never
shown.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from receipt_desktop.config.paths import Paths
from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.page import Box, Code, Line, PagePicture, Text
from receipt_desktop.domain.reading import CheckedDraft
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.domain.review_reasons import reason_message
from receipt_desktop.export.result_json import fields_to_json
from receipt_desktop.extraction.extract import extract
from receipt_desktop.store.store import Store
from receipt_desktop.validation.check import check_draft
from tests.benchmarks.accuracy import load_yardstick, print_table, read_lines
from tests.benchmarks.blind import BLIND
from tests.conftest import RECEIPTS

COMPARED = ("total", "currency", "date", "merchant", "tax")
Json = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("texts", nargs="+", type=Path)
    parser.add_argument("--misses", action="store_true", help="list each wrong value")
    parser.add_argument("--keep", type=Path, help="write the values to this file")
    parser.add_argument("--against", type=Path, help="list what changed since these values")
    parser.add_argument("--only", nargs="*", default=(), help="print these receipts")
    options = parser.parse_args()
    if str(options.texts[0]) == "collect":
        collect(options.texts[1], options.texts[2:])
        return
    texts = {name: text for file in options.texts for name, text in load_texts(file)}
    if options.only:
        for name in options.only:
            show(name, texts[name])
        return
    readings = {name: read(name, text) for name, text in texts.items()}
    report(readings, options)


def collect(target: Path, folders: Iterable[Path]) -> None:
    """Write the texts of the finished readings of these data folders."""
    with target.open("w", encoding="utf-8") as file:
        for folder in folders:
            store = Store(f"sqlite:///{Paths(folder).database}")
            for detail in store.iterate_details(ReceiptQuery()):
                if detail.reading:
                    row = {"file": detail.receipt.file_name, **pack(detail.reading.text)}
                    file.write(json.dumps(row, ensure_ascii=False) + "\n")
            store.close()


def pack(text: Text) -> Json:
    """A text as JSON."""
    return {
        "lines": [pack_line(line) for line in text.lines],
        "second": [pack_line(line) for line in text.second_lines],
        "pages": [[page.number, page.width, page.height] for page in text.pages],
        "engines": list(text.engines),
        "codes": [[code.text, code.page] for code in text.codes],
    }


def pack_line(line: Line) -> list[Any]:
    box = line.box
    return [line.text, [box.x, box.y, box.w, box.h], round(line.score, 4), line.page]


def load_texts(file: Path) -> Iterable[tuple[str, Text]]:
    """Name and text of each reading of a file that `collect` has written."""
    for row in read_lines(file):
        name = Path(row["file"]).stem
        if name not in BLIND:
            yield name, unpack(row)


def unpack(row: Json) -> Text:
    """A text of its JSON."""
    lines, second = (
        tuple(Line(text, Box(*box), score, page) for text, box, score, page in row[key])
        for key in ("lines", "second")
    )
    pages = tuple(PagePicture(number, w, h, "") for number, w, h in row["pages"])
    codes = tuple(Code(text, page) for text, page in row.get("codes", ()))
    return Text(lines, pages, tuple(row["engines"]), second_lines=second, codes=codes)


def check(text: Text) -> CheckedDraft:
    """Extract and check a text as the pipeline does, without a model."""
    today = datetime.now(UTC).date()
    draft = extract(text, Deadline.after(60), None, today, lambda: None)
    return check_draft(draft, text, today)


def read(name: str, text: Text) -> Json:
    """The reading in the shape of the result JSON, as far as the yardstick asks for it."""
    return reading_to_json(name, check(text))


def reading_to_json(name: str, checked: CheckedDraft) -> Json:
    """A checked draft in that shape."""
    draft = checked.draft
    return {
        "file": name,
        "needsReview": checked.needs_review,
        "reviewReasons": [reason_message(reason, draft).text() for reason in checked.reasons],
        "country": draft.country,
        "extractedFields": fields_to_json(draft),
    }


def report(readings: dict[str, Json], options: argparse.Namespace) -> None:
    """Print the table and what was asked for."""
    yardstick = load_yardstick(RECEIPTS)
    truths = [t for t in read_lines(RECEIPTS / "truth.jsonl") if t["id"] in readings]
    tally, _, error = yardstick.score(readings, truths)
    print_table(yardstick.table(tally, error), {})
    judged = {t["id"]: judge(yardstick, readings[t["id"]], t) for t in truths}
    if options.misses:
        for truth in truths:
            print_misses(readings[truth["id"]], truth, judged[truth["id"]])
    if options.keep:
        options.keep.write_text(json.dumps(judged, ensure_ascii=False), encoding="utf-8")
    if options.against:
        compare(json.loads(options.against.read_text(encoding="utf-8")), judged)


def judge(yardstick: Any, reading: Json, truth: Json) -> Json:
    """Each compared field: the value that was read and whether it is right; None: not counted."""
    names = [n for n in (truth.get("merchant"), *truth.get("merchant_aliases", [])) if n]
    totals = {yardstick.money(t) for t in (truth["total"], *truth.get("total_alternatives", []))}
    values = {
        "total": yardstick.field(reading, "totalAmount"),
        "currency": yardstick.field(reading, "totalAmount", "currency"),
        "date": yardstick.field(reading, "date"),
        "merchant": yardstick.field(reading, "merchantName"),
        "tax": yardstick.field(reading, "taxAmount"),
    }
    has_date = truth["date"] and not truth.get("date_uncertain")
    right = {
        "total": yardstick.money(values["total"]) in totals,
        "currency": values["currency"] == truth["currency"],
        "date": values["date"] == truth["date"] if has_date else None,
        "merchant": max(yardstick.alike(values["merchant"], n) for n in names) >= 85
        if names
        else None,
        "tax": yardstick.money(values["tax"]) == yardstick.money(truth["tax"])
        if truth.get("tax") is not None
        else None,
    }
    return {field: [values[field], right[field]] for field in COMPARED} | {
        "review": [reading["needsReview"], None]
    }


def print_misses(reading: Json, truth: Json, judged: Json) -> None:
    """One line for each wrong value, and one for an accepted receipt with a wrong key field."""
    for field in COMPARED:
        value, right = judged[field]
        if right is False:
            state = "review" if reading["needsReview"] else "ACCEPTED"
            print(f"{truth['id']:34} {field:9} {state:8} {value!r}, not {truth[field]!r}")


def compare(before: Json, now: Json) -> None:
    """List each value whose rightness changed, and receipts that are accepted or not any more."""
    for name in sorted(now.keys() & before.keys()):
        for field, (value, right) in now[name].items():
            old_value, old_right = before[name].get(field, (None, None))
            if right != old_right or (field == "review" and value != old_value):
                word = {True: "better", False: "WORSE"}.get(right, "review")
                print(f"{name:34} {field:9} {word:7} {old_value!r} -> {value!r}")


def show(name: str, text: Text) -> None:
    """Print the rows of a text and what was extracted."""
    for line in text.lines:
        box = line.box
        print(f"{line.page} {box.x:5} {box.y:5} {box.w:5} {box.h:4} {line.score:.2f} {line.text}")
    print(json.dumps(read(name, text), indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
