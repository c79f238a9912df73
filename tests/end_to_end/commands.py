"""Runs the program as a person at a terminal does: a process of its own, its own data folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SECONDS = 150
QUICK = ("--no-model", "--reader", "tesseract")
"""Options of `process` where it does not matter how well a receipt is read: a third less work."""


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str


def command(data: Path, *arguments: str | Path) -> list[str]:
    """The command line for this data folder."""
    first, *rest = map(str, arguments)
    return [sys.executable, "-m", "receipt_desktop", first, "--data-dir", str(data), *rest]


def environment(**extra: str) -> dict[str, str]:
    """Without what the person running the tests may have set."""
    ours = ("REDIS_", "OLLAMA_", "RECEIPT_DESKTOP_", "QUEUE_", "PROCESSING_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return kept | {"OLLAMA_HOST": "127.0.0.1:9"} | extra


def run(data: Path, *arguments: str | Path, **extra: str) -> Ran:
    """Run a command to its end."""
    done = subprocess.run(
        command(data, *arguments),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
        env=environment(**extra),
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def start(data: Path, *arguments: str | Path, **extra: str) -> subprocess.Popen[str]:
    """Start a command and leave it running."""
    return subprocess.Popen(
        command(data, *arguments),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=environment(**extra),
    )


def lines(file: Path) -> list[dict[str, Any]]:
    """The objects of a JSON-lines file."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
