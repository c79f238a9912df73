"""The examples in resources/docs/api.md, run as they stand there."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.end_to_end.service import Running, serving

CHECKOUT = Path(__file__).resolve().parents[2]
SECONDS = 150


def examples(kind: str) -> str:
    """The one example of this kind on the page."""
    text = (CHECKOUT / "resources" / "docs" / "api.md").read_text(encoding="utf-8")
    chapter = text.split("\n## Examples\n")[1].split("\n## ")[0]
    (found,) = re.findall(rf"```{kind}\n(.*?)```", chapter, re.DOTALL)
    return str(found)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with serving(tmp_path_factory.mktemp("rd")) as running:
        yield running


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder that has the samples, for what the examples write."""
    (tmp_path / "resources").symlink_to(CHECKOUT / "resources")
    return tmp_path


def environment(service: Running) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(CHECKOUT),
        "URL": service.url,
        "TOKEN": service.token,
    }


@pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl here")
def test_the_curl_examples_do_what_they_say(service: Running, place: Path) -> None:
    script = examples("sh")
    assert script.count("curl ") == 32
    ran = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=place,
        env=environment(service),
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert '"status":"pending"' in (place / "answer.json").read_text()
    assert (place / "original.jpg").read_bytes() == (
        place / "resources/samples/cafe.jpg"
    ).read_bytes()
    assert (place / "page.jpg").read_bytes().startswith(b"\xff\xd8\xff")
    assert "event: status" in ran.stdout
    assert '"value":11.45' in ran.stdout
    assert "receipt_desktop_redis_up 1" in ran.stdout
    told = [line for line in ran.stdout.splitlines() if line.startswith("data: ")]
    assert json.loads(told[-1].removeprefix("data: "))["status"] == "completed"


def test_the_python_example_does_what_it_says(service: Running, place: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", examples("python")],
        cwd=place,
        env=environment(service),
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert float(ran.stdout) > 0
