"""Builds a package: `python -m installer.package deb|tar [--to DIR] [--version VERSION]`."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from installer.package import deb, tarball
from installer.package.release import describe_release
from installer.package.tree import ROOT

BUILDERS = {"deb": deb.build, "tar": tarball.build}


def main() -> None:
    """Build what the command line asks for, and say how large it is."""
    parser = argparse.ArgumentParser(prog="installer/build.sh")
    parser.add_argument("kind", choices=sorted(BUILDERS))
    parser.add_argument("--to", type=Path, default=ROOT / "dist", help="default: dist/")
    parser.add_argument("--version", help="another version than the program's, to try an upgrade")
    options = parser.parse_args()
    os.umask(0o022)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    options.to.mkdir(parents=True, exist_ok=True)
    file = BUILDERS[options.kind](options.to.absolute(), describe_release(options.version))
    print(f"{file.stat().st_size / 1e6:7.1f} MB: {file}")


if __name__ == "__main__":
    main()
