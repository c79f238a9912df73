"""Receipts a minute beside another program, on the same files, one after the other, in one run.

    python -m tests.benchmarks.peer COMMAND [--count 36]

COMMAND is the `amagi-receipts-to-csv` of an environment of its own (version 0.1.0 was measured).
Every so many-th receipt of the folder is taken. Start-up counts on both sides.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.accuracy import read_lines
from tests.benchmarks.machine import describe
from tests.conftest import RECEIPTS


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("command")
    parser.add_argument("--count", type=int, default=36)
    options = parser.parse_args()
    print(describe())
    with tempfile.TemporaryDirectory(prefix="bp-") as place:
        folder = gathered(Path(place) / "in", options.count)
        count = len(list(folder.iterdir()))
        ours = timed("ours", our_command(folder, Path(place)), count)
        theirs = timed("peer", peer_command(options.command, folder, Path(place)), count)
    print(f"ours / peer: {ours / theirs:.2f}")


def gathered(folder: Path, count: int) -> Path:
    """Some of the receipts, spread over all of them, in one folder."""
    folder.mkdir()
    truths = read_lines(RECEIPTS / "truth.jsonl")
    for truth in truths[:: max(1, len(truths) // count)][:count]:
        shutil.copy(RECEIPTS / truth["file"], folder)
    return folder


def our_command(folder: Path, place: Path) -> list[str]:
    process = [sys.executable, "-m", "receipt_desktop", "process", str(folder), "--no-model"]
    return [*process, "--csv", str(place / "ours.csv"), "--data-dir", str(place / "data")]


def peer_command(command: str, folder: Path, place: Path) -> list[str]:
    return [command, str(folder), "-o", str(place / "peer.csv"), "-q"]


def timed(name: str, command: list[str], count: int) -> float:
    """Run it; receipts a minute."""
    began = time.perf_counter()
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL)  # receipts may be refused
    minutes = (time.perf_counter() - began) / 60
    print(f"{name}: {count} receipts in {minutes:.2f} min, {count / minutes:.1f} a minute")
    return count / minutes


if __name__ == "__main__":
    main()
