"""Every file of the data folder, bad in every way, met by every command: `pytest -m slow`.

No traceback, an exit code as documented, and either it works or the file and the remedy are named.
The table of what happened is written to the file that RECEIPT_DESKTOP_SWEEP_TABLE names.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from receipt_desktop.broker.address import make_own_address, responds_to_ping
from receipt_desktop.config.paths import Paths, resources_folder
from receipt_desktop.config.settings import Settings
from tests.end_to_end.bad_data_folder import DAMAGES, cases
from tests.end_to_end.commands import Ran, command, environment, run

LIMITED = (
    ("setpriv", "--bounding-set=-dac_override,-dac_read_search")
    if hasattr(os, "geteuid") and os.geteuid() == 0
    else ()
)
"""Before a command that root runs: rights hold for it too."""
SECONDS = 150.0
SAMPLE = resources_folder() / "samples" / "cafe.jpg"
COMMANDS: dict[str, tuple[str | Path, ...]] = {
    "process": ("process", SAMPLE, "--no-model"),
    "health": ("health",),
    "doctor": ("doctor",),
    "export": ("export", "-o", "{out}"),
    "stats": ("stats",),
    "serve": ("serve", "--show-token"),
    "window": ("window",),
}
ANSWERS = {"process": {0}, "health": {0, 1, 3}, "doctor": {0, 1}, "window": {0, -15}}
"""Exit codes of a command that did what was asked for; else 0."""


@dataclass(frozen=True)
class Place:
    """Where the bad data folders are made."""

    folder: Path
    template: Path

    def clear(self) -> None:
        """Delete the last copy, what nobody may read included."""
        data = self.folder / "data"
        for path in data.iterdir() if data.exists() else ():
            path.chmod(0o700)
        shutil.rmtree(data, ignore_errors=True)

    def spoilt(self, name: str, damage: str) -> Path:
        """A copy of the template in which this file is bad."""
        data = self.folder / "data"
        self.clear()
        shutil.copytree(self.template, data)
        DAMAGES[damage](data / name)
        return data


@pytest.fixture(scope="module")
def place() -> Iterator[Place]:
    folder = Path(tempfile.mkdtemp(prefix="rd-sweep-"))
    template = folder / "template"
    assert run(template, "process", SAMPLE, "--no-model").code == 0
    assert run(template, "serve", "--show-token").code == 0
    made = Place(folder, template)
    yield made
    made.clear()
    shutil.rmtree(folder)


def ran(place: Place, data: Path, name: str) -> Ran:
    """Run one command to its end; the window until it is open, or says why it is not."""
    out = place.folder / "out.csv"
    words = [str(word).replace("{out}", str(out)) for word in COMMANDS[name]]
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        process = subprocess.Popen(
            [*LIMITED, *command(data, *words)],
            stdout=subprocess.PIPE,
            stderr=said,
            text=True,
            encoding="utf-8",
            env=environment(QT_QPA_PLATFORM="offscreen"),
        )
        if name == "window":
            until_decided(process, Paths(data), said.fileno())
            process.terminate()
        shown, _ = process.communicate(timeout=SECONDS)
        said.seek(0)
        return Ran(process.returncode, shown, said.read())


def until_decided(process: subprocess.Popen[str], paths: Paths, said: int) -> None:
    """The window is open and its Redis answers, or it has said why it is not."""
    deadline = time.monotonic() + SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        if refusals(os.pread(said, 100_000, 0).decode("utf-8", "replace")):
            return
        if responds_to_ping(make_own_address(paths, Settings())):
            return
        time.sleep(0.1)


def refusals(said: str) -> list[str]:
    """The sentences with which a command ends; it goes on after others."""
    lines = [line for line in said.splitlines() if line.startswith("receipt-desktop: ")]
    reports = ("No log is written", "default", "receipts.db was missing", "has been rebuilt")
    return [line for line in lines if not any(words in line for words in reports)]


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize(("name", "damage"), list(cases()))
def test_a_damaged_file_of_the_data_folder_is_repaired_or_named_in_the_error(
    place: Place, name: str, damage: str
) -> None:
    table: list[str] = []
    wrong: list[str] = []
    for one in COMMANDS:
        data = place.spoilt(name, damage)
        found = ran(place, data, one)
        said = found.out + found.err
        works = found.code in ANSWERS.get(one, {0}) and not refusals(found.err)
        refused = found.code in ({1} if one == "doctor" else {3, -15, 143})
        named = str(data / name) in said and any(
            words in said for words in ("ove ", "right to", "Update the")
        )
        good = "Traceback" not in said and (works or (refused and named))
        told = "works" if works else "named" if good else "WRONG"
        told += ", said" if works and str(data / name) in said else ""
        table.append(f"{told} ({found.code})")
        if not good:
            wrong.append(f"{one} {found.code}: {said[-600:]}")
    _note(f"| {name} | {damage} | {' | '.join(table)} |")
    assert wrong == []


def _note(line: str) -> None:
    if target := os.environ.get("RECEIPT_DESKTOP_SWEEP_TABLE"):
        with Path(target).open("a", encoding="utf-8") as file:
            file.write(line + "\n")
