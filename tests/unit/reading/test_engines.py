"""Detection of OCR engines, without loading them."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from receipt_desktop.messages import Message
from receipt_desktop.reading import engines as engines_module
from receipt_desktop.reading.engines import (
    TesseractInstallation,
    find_tesseract,
    list_engines,
    list_tesseracts,
)
from tests.unit.reading.conftest import needs_tesseract
from tests.waiting import SECONDS

FAKE = """#!/bin/sh
case "$1" in
  --version) echo "tesseract 9.8.7" ;;
  --list-langs) printf '%s\\n' 'List of languages:' eng deu fra osd script/Latin ;;
esac
"""


@pytest.fixture(autouse=True)
def asked_anew() -> Iterator[None]:
    list_tesseracts.cache_clear()
    yield
    list_tesseracts.cache_clear()


@needs_tesseract
def test_both_readers_are_installed() -> None:
    rapid, tess = list_engines()
    assert (rapid.name, tess.name) == ("RapidOCR", "Tesseract")
    assert rapid.is_available
    assert tess.is_available
    assert rapid.version[0].isdigit()
    assert tess.version[0].isdigit()
    assert "eng" in tess.languages
    assert Path(tess.path).exists()


def test_asking_imports_nothing_heavy() -> None:
    program = (
        "import sys\nfrom receipt_desktop.reading.engines import list_engines\nlist_engines()\n"
        "heavy = {'cv2', 'numpy', 'PIL', 'onnxruntime', 'rapidocr', 'pypdfium2'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=SECONDS
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell")
def test_a_system_with_more_languages_is_preferred(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    binary = tmp_path / "tesseract"
    binary.write_text(FAKE, encoding="utf-8")
    binary.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/usr/bin{os.pathsep}/bin")
    found = find_tesseract()
    assert found == TesseractInstallation(str(binary), "", "9.8.7", ("eng", "deu", "fra"), True)


@pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell")
def test_a_tesseract_that_does_not_run_is_skipped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    binary = tmp_path / "tesseract"
    binary.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    binary.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/usr/bin{os.pathsep}/bin")
    found = find_tesseract()
    assert found is not None
    assert found.binary != str(binary)


def test_without_any_reader_a_remedy_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(engines_module, "_find_bundled_tesseract", lambda: (None, ""))
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    rapid, tess = list_engines()
    assert not rapid.is_available
    assert not tess.is_available
    assert (rapid.key, tess.key) == ("rapidocr_missing", "tesseract_missing")
    for engine in (rapid, tess):
        message = Message(f"finding_{engine.key}", engine.details)
        assert message.is_complete()
        assert message.remedy()
    assert rapid.details == {"module": "rapidocr"}


@pytest.mark.parametrize(
    ("wanted", "chosen"),
    [
        ((), ("eng", "deu")),
        (("deu",), ("deu",)),
        (("xxx", "pol"), ("pol",)),
        (("xxx",), ("eng", "deu")),
    ],
)
def test_languages_are_those_asked_for_that_are_there(
    wanted: tuple[str, ...], chosen: tuple[str, ...]
) -> None:
    there = TesseractInstallation("tesseract", "", "5", ("deu", "eng", "pol"))
    assert there.choose_languages(wanted) == chosen
