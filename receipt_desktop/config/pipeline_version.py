"""The version of the reading pipeline, derived from its code and its facts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from receipt_desktop import __version__

PIPELINE_PARTS = ("pipeline.py", "reading", "extraction", "validation", "domain")
"""Modules, packages and facts that decide the result of reading the same bytes.

OCR engines and language models have versions of their own.
"""
SUFFIXES = (".py", ".toml")
DIGEST_LENGTH = 12


@cache
def pipeline_version() -> str:
    """The version of the pipeline in this process, 12 hexadecimal digits. Takes some milliseconds.

    A build without source files, such as a frozen one, has a version for each release and each
    change of the facts.
    """
    return compute_version(files("receipt_desktop"), __version__)


def compute_version(package: Traversable, release: str) -> str:
    """The version of the pipeline in the folder `package`: a prefix of a SHA-256.

    Hashed are the names and contents of all files of `PIPELINE_PARTS`, and `release` when there is
    no source code among them. Line ends are normalised, so that Windows checkouts give the same.
    """
    digest = hashlib.sha256()
    has_code = False
    for part in PIPELINE_PARTS:
        for name, file in walk_files(package / part, part):
            content = file.read_bytes().replace(b"\r\n", b"\n")
            digest.update(f"{name} {len(content)}\n".encode() + content)
            has_code |= name.endswith(".py")
    if not has_code:
        digest.update(release.encode())
    return digest.hexdigest()[:DIGEST_LENGTH]


def walk_files(path: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    """Source and fact files at or below `path` with their names, in a fixed order."""
    if path.is_file() and name.endswith(SUFFIXES):
        yield name, path
    elif path.is_dir():
        for child in sorted(path.iterdir(), key=lambda child: child.name):
            yield from walk_files(child, f"{name}/{child.name}")
