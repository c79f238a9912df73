"""What the Doctor says of each part, and by which key it can be said in another language."""

from __future__ import annotations

import json
import re
import shutil
from collections import namedtuple
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest

from receipt_desktop import settings_file
from receipt_desktop.data_folder import Unusable, refused
from receipt_desktop.doctor import (
    ANOTHER,
    LARGER,
    SENTENCES,
    SMALLER,
    database_finding,
    disk_finding,
    engine_finding,
    folder_findings,
    leftovers_finding,
    missing_finding,
    model_finding,
    originals_findings,
    ready_finding,
    redis_finding,
    refusal_finding,
    settings_findings,
    trial_finding,
)
from receipt_desktop.draft import ModelOutcome
from receipt_desktop.extraction.model import Model
from receipt_desktop.extraction.trial import Trial, try_out
from receipt_desktop.health import Finding, Health, Leftover, ModelState, Orphan, RedisState
from receipt_desktop.paths import Paths
from receipt_desktop.reading.engines import PROBLEMS, Engine, engines
from receipt_desktop.store.originals import Originals
from receipt_desktop.store.store import Store
from tests.fakes.ollama import Behaviour, fake_ollama

ORPHAN = Orphan(Path("x"), "a" * 64, 1_500_000, datetime(2024, 3, 14, tzinfo=UTC))
RIGHT = {
    "total": "16.80", "total_row": 8, "date": "2024-03-25", "date_row": 3,
    "merchant": "THE CORNER BOOKSHOP LTD", "merchant_row": 1, "currency": "GBP",
}  # fmt: skip


@pytest.fixture
def behaviour() -> Behaviour:
    return Behaviour(answer=lambda _: json.dumps(RIGHT))


@pytest.fixture
def model(behaviour: Behaviour) -> Iterator[Model]:
    with fake_ollama(behaviour) as address:
        yield Model(address, "auto")


def test_a_good_model_is_green(model: Model) -> None:
    trial = try_out(model)
    found = trial_finding(trial, 30.0)
    assert found
    assert (trial.right, found.health, found.mend) == (3, Health.HEALTHY, "")
    assert "small:1b read 3 of 3 values" in found.sentence


def test_a_weak_model_is_told(model: Model, behaviour: Behaviour) -> None:
    behaviour.answer = lambda _: json.dumps({**RIGHT, "total": "20.00", "total_row": 9})
    found = trial_finding(try_out(model), 30.0)
    assert found
    assert (found.health, found.mend) == (Health.DEGRADED, LARGER)


@pytest.mark.parametrize(
    ("outcome", "seconds", "mend"),
    [
        (ModelOutcome.USED, 16.0, SMALLER),
        (ModelOutcome.TOO_SLOW, 90.0, SMALLER),
        (ModelOutcome.NONSENSE, 2.0, ANOTHER),
    ],
)
def test_a_model_of_no_use_is_told(outcome: ModelOutcome, seconds: float, mend: str) -> None:
    found = trial_finding(Trial(outcome, "big:70b", 3, 3, seconds), 30.0)
    assert isinstance(found, Finding)
    assert (found.health, found.mend) == (Health.DEGRADED, mend)


def test_where_no_model_is_nothing_is_said() -> None:
    trial = try_out(Model("http://127.0.0.1:9", "auto"))
    assert trial.outcome is ModelOutcome.UNREACHABLE
    assert trial_finding(trial, 30.0) is None


# -- every part, every key

OURS = RedisState(True, True, "unix:///r", "9.0.0", latency_ms=0.123)
OUR_LATE = RedisState(False, True, "unix:///r")
SHARED = RedisState(True, False, "redis://box:6379", "8.1.0", latency_ms=12.0)
SHARED_LATE = RedisState(False, False, "redis://box:6379")
HOST = "http://127.0.0.1:11434"
Disk = namedtuple("Disk", "total used free")  # noqa: PYI024 (as the standard library makes it)


class Damaged:
    """A store that says what a damaged SQLite file makes it say."""

    def check_integrity(self) -> str:
        return "Page 7: {btreeInitPage} returns error code 11"


def trial(outcome: ModelOutcome, seconds: float = 3.4, right: int = 3) -> Finding:
    found = trial_finding(Trial(outcome, "small:1b", right, 3, seconds), 30.0)
    assert found
    return found


def of_disk(free: int, monkeypatch: pytest.MonkeyPatch) -> Finding:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Disk(10**12, 10**12 - free, free))
    return disk_finding(Path("/data"))


def folders(folder: Path) -> Iterator[Finding]:
    """A data folder that is well, and one with all that can stand in the way."""
    well, ill = Paths(folder / "well"), Paths(folder / "ill")
    yield missing_finding(well)
    for paths in (well, ill):
        paths.create()
    yield from folder_findings(well)
    well.settings.write_text("{", encoding="utf-8")
    settings_file.load(well)
    yield from settings_findings(well)
    Originals(ill).keep_bytes(b"x")
    yield missing_finding(ill)
    for bad in (ill.settings, ill.lock):
        bad.mkdir()
    ill.pages.rmdir()
    ill.pages.write_text("a file")
    ill.data.chmod(0o755)
    yield from settings_findings(ill)
    yield from folder_findings(ill)
    yield unreadable(ill.token)


def unreadable(path: Path) -> Finding:
    """Who runs the tests may be allowed to read everything."""
    return refusal_finding("folder", refused(Unusable(path, "no_rights")))


@pytest.fixture
def everything(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> tuple[Finding, ...]:
    """Each finding there can be."""
    store = Store(f"sqlite:///{paths.database}")
    well = database_finding(store)
    store.close()
    return (
        *map(redis_finding, (OURS, OUR_LATE, SHARED, SHARED_LATE)),
        *map(engine_finding, engines()),
        model_finding(ModelState(False, HOST)),
        model_finding(ModelState(True, HOST, "0.9.1")),
        model_finding(ModelState(True, HOST, "0.9.1", chosen="small:1b")),
        trial(ModelOutcome.USED),
        trial(ModelOutcome.USED, seconds=20.0),
        trial(ModelOutcome.USED, right=2),
        trial(ModelOutcome.TOO_SLOW),
        trial(ModelOutcome.NONSENSE),
        *(of_disk(free, monkeypatch) for free in (81_240_000_000, 412_300_000, 3_000_000)),
        *folders(paths.data),
        ready_finding("/usr/bin/valkey-server"),
        *originals_findings((), 0, paths.originals),
        *originals_findings([ORPHAN], 2, paths.originals),
        leftovers_finding(()),
        leftovers_finding([Leftover(Path("x"), 1_500_000, "pages")]),
        well,
        database_finding(cast("Store", Damaged())),
    )


def test_every_sentence_is_said_and_nothing_else(everything: tuple[Finding, ...]) -> None:
    assert [one.key for one in everything if one.key not in SENTENCES] == []
    assert {one.key for one in everything} == set(SENTENCES)


def test_each_is_whole_and_fit_for_json(everything: tuple[Finding, ...]) -> None:
    for found in everything:
        wanted = set(re.findall(r"\{(\w+)\}", SENTENCES[found.key][0]))
        assert wanted == set(found.details), found.key
        assert json.loads(json.dumps(asdict(found)))["key"] == found.key
        assert (
            bool(found.mend)
            is (found.health is not Health.HEALTHY or found.key == "leftovers_found")
            or found.key == "no_rights"
        )


def test_numbers_are_told_with_their_units(everything: tuple[Finding, ...]) -> None:
    said = {one.key: one.sentence for one in everything}
    assert said["redis_answers"] == "Our own server 9.0.0 answers in 0.1 ms."
    assert said["trial_good"].endswith("right, in 3 s.")
    assert said["disk_free"] == "81.2 GB are free in /data."
    assert said["disk_low"] == "412.3 MB are free in /data."
    assert said["leftovers_found"].endswith("runs: 1 (1.5 MB).")
    assert said["originals_unknown"].startswith("Originals without a receipt: 1 (1.5 MB).")
    assert said["database_sound"] == "No damage. Receipts: 0."
    assert Damaged().check_integrity() in said["database_damaged"]


def test_a_reader_that_is_missing_keeps_the_key_of_its_problem() -> None:
    problem, mend = PROBLEMS["tesseract_missing"]
    engine = Engine("Tesseract", False, problem=problem, mend=mend, key="tesseract_missing")
    assert engine_finding(engine) == Finding(
        "tesseract", Health.DEGRADED, problem, mend, "tesseract_missing"
    )
