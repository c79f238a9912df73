"""Writes drawn receipts into a folder."""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.samples.files import draw_many, write_shipped


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.samples", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, help="this many different ones, with their truth")
    options = parser.parse_args()
    if options.count:
        draw_many(options.folder, options.count)
    else:
        write_shipped(options.folder)


if __name__ == "__main__":
    main()
