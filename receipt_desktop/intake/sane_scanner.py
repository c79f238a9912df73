"""Scans with scanimage, the command of SANE, where it is installed.

Its options are described in scanimage(1); its exit status is the status of SANE (sane.h).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import IO

from receipt_desktop.domain.display import escape_controls
from receipt_desktop.domain.errors import Cancelled, ServiceUnavailable
from receipt_desktop.domain.scanning import (
    CHOSEN_RESOLUTIONS,
    ColorMode,
    Scanner,
    ScannerCapabilities,
    ScannerKind,
    ScanSettings,
    ScanSource,
    SourceCapabilities,
)
from receipt_desktop.intake.scan_device import MAX_PAGES, OnPage

PROGRAM = "scanimage"
LIST_SECONDS = 20.0
"""Some drivers search the network for devices."""
OPTIONS_SECONDS = 30.0
STOP_SECONDS = 5.0
NO_DOCUMENTS = 7
STATUS_KEYS: Mapping[int, str] = MappingProxyType(
    {3: "scanner_busy", 6: "scanner_jam", 7: "scanner_feeder_empty", 8: "scanner_cover",
     11: "sane_denied"}
)  # fmt: skip
"""Keys of messages by the status of SANE."""
OPTION = re.compile(r"^\s+--(mode|source|resolution) (.+?)(?:\s+\[(.*)\])?$", re.MULTILINE)
RANGE = re.compile(r"([0-9.]+)\.\.([0-9.]+)")
GRAY_WORDS, BINARY_WORDS = ("gray", "grey"), ("lineart", "binary", "halftone", "black")
FEEDER_WORDS = ("feeder", "adf")
MAX_REASON_CHARACTERS = 200


def find_program() -> str | None:
    """The path of scanimage; None where it is not installed."""
    return shutil.which(PROGRAM)


def list_devices() -> list[Scanner]:
    """The scanners that SANE finds, without cameras; none where scanimage is not installed.

    Network scanners are left out: this program speaks to them itself.
    """
    program = find_program()
    if program is None:
        return []
    answer = _run([program, "-f", "%d\t%v\t%m%n"], LIST_SECONDS)
    return list(parse_device_list(answer))


def parse_device_list(answer: str) -> Iterator[Scanner]:
    """The scanners of a list with device, maker, model and type, separated by tabs."""
    for line in answer.splitlines():
        device, maker, model = [*line.split("\t"), "", "", ""][:3]
        if device and model and not device.startswith(("v4l:", "escl:", "airscan:")):
            name = " ".join(dict.fromkeys((maker.strip(), model.strip()))).strip()
            yield Scanner(ScannerKind.SANE, name, device)


class SaneScanner:
    """A scanner that SANE drives. One scan at a time; `cancel` may be called on any thread."""

    def __init__(self, scanner: Scanner) -> None:
        self._scanner = scanner
        self._cancelled = threading.Event()
        self._process: subprocess.Popen[str] | None = None

    def close(self) -> None:
        """Stop what still runs."""
        self._stop()

    def read_capabilities(self) -> ScannerCapabilities:
        """What it can do. Raises `ServiceUnavailable`."""
        return parse_options(self._scanner.name, self._read_options())

    def scan(self, settings: ScanSettings, folder: Path, on_page: OnPage) -> None:
        """Scan into numbered PNG files in a folder. See `ScanDevice.scan`."""
        self._cancelled.clear()
        options = _choose_options(self._read_options(), settings)
        count = 1 if settings.source is ScanSource.GLASS else MAX_PAGES
        with tempfile.TemporaryDirectory(dir=folder, prefix=".scan-") as aside:
            command = [
                *(self._get_program(), "--device-name", self._scanner.address),
                *("--format=png", f"--batch={aside}/%04d.png", f"--batch-count={count}"),
                *("--batch-print", *options),
            ]
            with tempfile.TemporaryFile("w+", errors="replace") as log:
                found = self._follow_batch(command, log, folder, on_page)
                log.seek(0)
                self._check_outcome(found, log.read())

    def cancel(self) -> None:
        """End the scan; the scanner is told to stop."""
        self._cancelled.set()
        self._stop()

    def _follow_batch(
        self, command: Sequence[str], log: IO[str], folder: Path, on_page: OnPage
    ) -> int:
        """Hand over each page that the program prints; the number of pages."""
        count = 0
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=log, text=True, env=_make_environment()
        ) as process:
            self._process = process
            try:
                for line in process.stdout or ():
                    page = Path(line.rstrip("\n"))
                    if page.is_file() and not self._cancelled.is_set():
                        target = folder / f"page-{page.stat().st_mtime_ns}.png"
                        page.replace(target)
                        count += 1
                        on_page(target)
            finally:
                self._stop()
        return count

    def _check_outcome(self, count: int, log: str) -> None:
        """Raises `ServiceUnavailable`, `Cancelled` for a scan that did not end well."""
        if self._cancelled.is_set():
            raise Cancelled("cancelled")
        status = self._process.returncode if self._process else 0
        if status == 0 or (status == NO_DOCUMENTS and count):
            if not count:
                raise ServiceUnavailable("scanner_feeder_empty")
            return
        raise self._make_error(status, log)

    def _make_error(self, status: int, log: str) -> ServiceUnavailable:
        name = self._scanner.name
        key = STATUS_KEYS.get(status)
        if key:
            return ServiceUnavailable(key, scanner=name)
        lines = [line for line in log.splitlines() if line.startswith(PROGRAM)]
        reason = (lines[-1] if lines else f"status {status}").removeprefix(f"{PROGRAM}: ")
        shown = escape_controls(reason)[:MAX_REASON_CHARACTERS]
        return ServiceUnavailable("sane_failed", scanner=name, reason=shown)

    def _stop(self) -> None:
        """End the program; it lets the scanner finish the page."""
        process = self._process
        if process is None or process.poll() is not None:
            return
        if self._cancelled.is_set():
            process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(STOP_SECONDS)
        if process.poll() is None:
            process.kill()
            process.wait()

    def _read_options(self) -> dict[str, list[str]]:
        command = [self._get_program(), "--device-name", self._scanner.address, "-A"]
        answer = _run(command, OPTIONS_SECONDS, self._make_error)
        return list_options(answer)

    def _get_program(self) -> str:
        program = find_program()
        if program is None:
            raise ServiceUnavailable("sane_missing")
        return program


def list_options(answer: str) -> dict[str, list[str]]:
    """The values that mode, source and resolution can have; a range is one value."""
    options: dict[str, list[str]] = {}
    for name, values, _ in OPTION.findall(answer):
        options.setdefault(name, [value.strip() for value in values.split("|") if value.strip()])
    return options


def parse_options(model: str, options: Mapping[str, Sequence[str]]) -> ScannerCapabilities:
    """What a scanner with these options can do."""
    modes = dict.fromkeys(_judge_mode(value) for value in options.get("mode", ()))
    resolutions = _list_resolutions(options.get("resolution", ()))
    default = SourceCapabilities(ScanSource.GLASS)
    places = dict.fromkeys(_judge_source(value) for value in options.get("source", ()))
    return ScannerCapabilities(
        model,
        tuple(
            SourceCapabilities(
                source,
                resolutions or default.resolutions,
                tuple(sorted(modes, key=list(ColorMode).index)) or default.color_modes,
                ("image/png",),
            )
            for source in sorted(places or (ScanSource.GLASS,), key=list(ScanSource).index)
        ),
    )


def _choose_options(options: Mapping[str, Sequence[str]], settings: ScanSettings) -> list[str]:
    """The arguments for what is asked; an option that the scanner does not have is left out."""
    sources = [v for v in options.get("source", ()) if _judge_source(v) is settings.source]
    modes = [v for v in options.get("mode", ()) if _judge_mode(v) is settings.color_mode]
    resolution = [f"--resolution={settings.resolution}"] if options.get("resolution") else []
    return [
        *(f"--source={value}" for value in sources[:1]),
        *(f"--mode={value}" for value in modes[:1]),
        *resolution,
    ]


def _judge_mode(value: str) -> ColorMode:
    lower = value.lower()
    if any(word in lower for word in BINARY_WORDS):
        return ColorMode.BLACK_AND_WHITE
    return ColorMode.GRAY if any(word in lower for word in GRAY_WORDS) else ColorMode.COLOR


def _judge_source(value: str) -> ScanSource:
    lower = value.lower()
    if not any(word in lower for word in FEEDER_WORDS):
        return ScanSource.GLASS
    return ScanSource.DUPLEX if "duplex" in lower or "both" in lower else ScanSource.FEEDER


def _list_resolutions(values: Sequence[str]) -> tuple[int, ...]:
    numbers: set[int] = set()
    for value in values:
        found = RANGE.match(value)
        if found:
            lowest, highest = float(found[1]), float(found[2])
            numbers.update(one for one in CHOSEN_RESOLUTIONS if lowest <= one <= highest)
        elif text := re.match(r"[0-9]+", value):
            numbers.add(int(text[0]))
    return tuple(sorted(numbers))


def _run(
    command: Sequence[str],
    seconds: float,
    explain: Callable[[int, str], ServiceUnavailable] | None = None,
) -> str:
    """What a command prints. Raises `ServiceUnavailable`, as `explain` makes it of its failure."""
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=seconds,
            check=False,
            env=_make_environment(),
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ServiceUnavailable("sane_failed", scanner=PROGRAM, reason=str(error)[:80]) from error
    if done.returncode and explain:
        raise explain(done.returncode, done.stderr)
    return done.stdout


def _make_environment() -> dict[str, str]:
    """The environment with messages in English, which are parsed."""
    return {**os.environ, "LC_ALL": "C.UTF-8"}
