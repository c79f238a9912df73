"""Receipts a minute, CPU seconds a receipt and peak memory of the whole program, for each reader.

    python -m tests.benchmarks.reading [FOLDER] [--count 40] [--readers auto rapidocr tesseract]

Runs `receipt-desktop process --no-model` on the first COUNT receipts of FOLDER (by default the
receipts drawn by `tests.samples`), once for each reader, on a fresh data folder. Compare the
readers of one run; timings of different machines or hours say little.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
import time
from pathlib import Path

from tests.benchmarks.machine import Used, describe, measured
from tests.end_to_end.commands import command, environment, lines
from tests.samples import draw_many


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--concurrency", type=int, default=5)
    parser.add_argument("--readers", nargs="+", default=["auto", "rapidocr", "tesseract"])
    options = parser.parse_args()
    print(describe())
    with tempfile.TemporaryDirectory(prefix="bench-") as place:
        files = choose(options.folder, Path(place), options.count)
        print(f"{len(files)} receipts, concurrency {options.concurrency}, without a model")
        print(f"{'reader':10} {'completed':>9} {'a minute':>9} {'CPU s each':>10} {'peak MB':>8}")
        for reader in options.readers:
            row(reader, files, Path(place) / reader, options.concurrency)


def choose(folder: Path | None, place: Path, count: int) -> list[Path]:
    """The files to read: those of a folder, or drawn ones."""
    if folder is None:
        return draw_many(place / "drawn", count)
    kinds = {".jpg", ".jpeg", ".png", ".pdf", ".webp", ".tif", ".tiff", ".bmp", ".heic"}
    found = sorted(file for file in folder.rglob("*") if file.suffix.lower() in kinds)
    step = max(1, len(found) // count)
    return found[::step][:count]


def row(reader: str, files: list[Path], data: Path, concurrency: int) -> None:
    """Run one reader and print its figures."""
    out = data.with_suffix(".jsonl")
    arguments = ["process", *map(str, files), "--json", str(out), "--no-model"]
    arguments += ["--reader", reader, "--concurrency", str(concurrency)]
    started = time.perf_counter()
    used = watch(subprocess.Popen(command(data, *arguments), env=environment()))
    seconds = time.perf_counter() - started
    done = sum(1 for line in lines(out) if line["status"] == "completed")
    print(
        f"{reader:10} {done:>5}/{len(files):<3} {done / seconds * 60:>9.1f} "
        f"{used.cpu_seconds / len(files):>10.2f} {used.peak_bytes / 1e6:>8.0f}",
        flush=True,
    )


def watch(program: subprocess.Popen[bytes]) -> Used:
    """Measure a program until it ends."""
    with measured(program.pid) as used:
        program.wait()
    return used


if __name__ == "__main__":
    main()
