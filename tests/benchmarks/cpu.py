"""CPU seconds of each receipt, reading and rules, in one warm process; the median over all.

    python -m tests.benchmarks.cpu [--folder FOLDER] [--reader auto]

What Tesseract's own process uses counts. CPU seconds hardly depend on what else the computer does.
As in a worker process, numpy multiplies on one thread: others spin while they wait.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
from datetime import date
from pathlib import Path

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # read when numpy is imported

from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.page import Text
from receipt_desktop.domain.receipt import ReaderChoice
from receipt_desktop.extraction.rules.extractor import extract_by_rules
from receipt_desktop.reading.request import ReadRequest, build_read_limits
from receipt_desktop.reading.worker import tasks
from receipt_desktop.validation.check import check_draft
from tests.benchmarks.accuracy import read_lines
from tests.benchmarks.machine import describe
from tests.conftest import RECEIPTS

LONGEST = 300.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--folder", type=Path, default=RECEIPTS)
    parser.add_argument("--reader", default="auto", choices=[one.value for one in ReaderChoice])
    options = parser.parse_args()
    print(describe())
    files = [options.folder / truth["file"] for truth in read_lines(options.folder / "truth.jsonl")]
    with tempfile.TemporaryDirectory(prefix="bc-") as place:
        process(files[0], ReaderChoice(options.reader), Path(place))  # loads the engine
        used = [process(file, ReaderChoice(options.reader), Path(place)) for file in files]
    seconds = sorted(cpu for cpu, _ in used)
    twice = [cpu for cpu, engines in used if len(engines) > 1]
    print(f"{len(used)} receipts, reader {options.reader}: median {statistics.median(seconds):.2f}")
    print(f"mean {statistics.mean(seconds):.2f}, highest {seconds[-1]:.2f} CPU seconds a receipt")
    print(f"{len(twice)} of them seen by two readers, {sum(twice):.1f} CPU seconds together")


def process(file: Path, reader: ReaderChoice, place: Path) -> tuple[float, tuple[str, ...]]:
    """Read, extract and check one receipt: CPU seconds, and who read it."""
    started = cpu_seconds()
    request = ReadRequest(
        str(file), str(place / file.stem), "", reader, (), None, build_read_limits(Settings())
    )
    deadline = Deadline.after(LONGEST)
    pages = tasks.count_pages(_quiet, deadline, request.original, request.limits)
    read = [tasks.read_page(_quiet, deadline, request, page, page) for page in range(pages)]
    text = Text(
        tuple(line for page in read for line in page.lines),
        tuple(page.picture for page in read),
        read[0].engines,
        second_lines=tuple(line for page in read for line in page.second),
    )
    check_draft(extract_by_rules(text, date.today()), text, date.today())  # noqa: DTZ011
    return cpu_seconds() - started, read[0].engines


def _quiet(_: float) -> None:
    """Nobody looks at the progress."""


def cpu_seconds() -> float:
    """Of this process and its children that ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


if __name__ == "__main__":
    main()
