"""What the Doctor says of each part, and by which key it can be said in another language."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections import namedtuple
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest

from receipt_desktop import messages
from receipt_desktop.backup.database_diagnostics import check_verification
from receipt_desktop.cli.output import finding_to_json
from receipt_desktop.config import settings_file
from receipt_desktop.config.data_folder import UnusablePath, unusable_path_error
from receipt_desktop.config.paths import Paths
from receipt_desktop.domain.audit import AuditEntry
from receipt_desktop.domain.cleanup import LeftoverFile, OrphanedOriginal
from receipt_desktop.domain.health import Finding, HealthStatus, RedisState
from receipt_desktop.domain.language_model import ModelState
from receipt_desktop.domain.reading import ModelOutcome
from receipt_desktop.domain.scripts import Script, list_script_languages
from receipt_desktop.extraction.llm.ollama_client import LanguageModel
from receipt_desktop.extraction.llm.self_test import ModelTestResult, run_model_test
from receipt_desktop.files.originals import Originals
from receipt_desktop.jobs.diagnostics import (
    check_database,
    check_disk,
    check_folder,
    check_settings,
    describe_engine,
    describe_missing_database,
    describe_model,
    describe_model_test,
    describe_originals,
    describe_ready_redis,
    describe_redis,
    describe_scripts,
    describe_stale_files,
    make_error_finding,
)
from receipt_desktop.messages import Message, keys
from receipt_desktop.messages.aliases import SHARED
from receipt_desktop.reading.engines import OcrEngine
from receipt_desktop.store.store import Store
from tests.databases import open_store
from tests.fakes.ollama import Behaviour, fake_ollama

ORPHAN = OrphanedOriginal(Path("x"), "a" * 64, 1_500_000, datetime(2024, 3, 14, tzinfo=UTC))
SMALLER = messages.text("finding_trial_slow_remedy")
LARGER = messages.text("finding_trial_weak_remedy")
ANOTHER = messages.text("finding_trial_nonsense_remedy")
ALL_LANGUAGES = list_script_languages(Script)
ENGINES = (
    OcrEngine("RapidOCR", True, "3.10.0"),
    OcrEngine("Tesseract", True, "5.5.2", languages=("eng", "deu")),
)
OF_OTHERS = (
    "check_failed", "copies_", "copy_restored", "database_unusable", "rapidocr_missing",
    "rows_missing", "salvaged", "started_new", "tesseract_missing",
)  # fmt: skip
"""How the findings begin that are made elsewhere."""
RIGHT = {
    "total": "16.80", "total_row": 8, "date": "2024-03-25", "date_row": 3,
    "merchant": "THE CORNER BOOKSHOP LTD", "merchant_row": 1, "currency": "GBP",
}  # fmt: skip


@pytest.fixture
def behaviour() -> Behaviour:
    return Behaviour(answer=lambda _: json.dumps(RIGHT))


@pytest.fixture
def model(behaviour: Behaviour) -> Iterator[LanguageModel]:
    with fake_ollama(behaviour) as address:
        yield LanguageModel(address, "auto")


def test_a_good_model_is_green(model: LanguageModel) -> None:
    trial = run_model_test(model)
    found = describe_model_test(trial, 30.0)
    assert found
    assert (trial.correct_values, found.health, found.remedy) == (3, HealthStatus.HEALTHY, "")
    assert "small:1b read 3 of 3 values" in found.sentence


def test_a_weak_model_is_a_finding(model: LanguageModel, behaviour: Behaviour) -> None:
    behaviour.answer = lambda _: json.dumps({**RIGHT, "total": "20.00", "total_row": 9})
    found = describe_model_test(run_model_test(model), 30.0)
    assert found
    assert (found.health, found.remedy) == (HealthStatus.DEGRADED, LARGER)


@pytest.mark.parametrize(
    ("outcome", "seconds", "mend"),
    [
        (ModelOutcome.USED, 16.0, SMALLER),
        (ModelOutcome.TOO_SLOW, 90.0, SMALLER),
        (ModelOutcome.NONSENSE, 2.0, ANOTHER),
    ],
)
def test_a_useless_model_is_a_finding(outcome: ModelOutcome, seconds: float, mend: str) -> None:
    found = describe_model_test(ModelTestResult(outcome, "big:70b", 3, 3, seconds), 30.0)
    assert isinstance(found, Finding)
    assert (found.health, found.remedy) == (HealthStatus.DEGRADED, mend)


def test_an_unreachable_model_gives_no_trial_finding() -> None:
    trial = run_model_test(LanguageModel("http://127.0.0.1:9", "auto"))
    assert trial.outcome is ModelOutcome.UNREACHABLE
    assert describe_model_test(trial, 30.0) is None


# -- every part, every key

OURS = RedisState(True, True, "unix:///r", "9.0.0", latency_ms=0.123)
PYTHON_REDIS = replace(OURS, version="2.41.0", is_python=True)
OUR_LATE = RedisState(False, True, "unix:///r")
SHARED_REDIS = RedisState(True, False, "redis://box:6379", "8.1.0", latency_ms=12.0)
SHARED_REDIS_LATE = RedisState(False, False, "redis://box:6379")
HOST = "http://127.0.0.1:11434"
Disk = namedtuple("Disk", "total used free")  # noqa: PYI024 (as the standard library makes it)


class Damaged:
    """A store that says what a damaged SQLite file makes it say."""

    def check_integrity(self) -> str:
        return "Page 7: {btreeInitPage} returns error code 11"


def make_model_result(outcome: ModelOutcome, seconds: float = 3.4, right: int = 3) -> Finding:
    found = describe_model_test(ModelTestResult(outcome, "small:1b", right, 3, seconds), 30.0)
    assert found
    return found


def fake_disk_usage(free: int, monkeypatch: pytest.MonkeyPatch) -> Finding:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Disk(10**12, 10**12 - free, free))
    return check_disk(Path("/data"))


def folders(folder: Path) -> Iterator[Finding]:
    """A data folder that is well, and one with all that can stand in the way."""
    well, ill = Paths(folder / "well"), Paths(folder / "ill")
    yield describe_missing_database(well)
    for paths in (well, ill):
        paths.create_folders()
    yield from check_folder(well)
    well.settings_file.write_text("{", encoding="utf-8")
    settings_file.load_settings(well)
    yield from check_settings(well)
    Originals(ill).store_bytes(b"x")
    yield describe_missing_database(ill)
    for bad in (ill.settings_file, ill.owner_lock):
        bad.mkdir()
    ill.pages.rmdir()
    ill.pages.write_text("a file")
    ill.data.chmod(0o755)
    yield from check_settings(ill)
    yield from check_folder(ill)
    yield unreadable(ill.api_token)


def unreadable(path: Path) -> Finding:
    """Who runs the tests may be allowed to read everything."""
    return make_error_finding("folder", unusable_path_error(UnusablePath(path, "no_rights")))


@pytest.fixture
def everything(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> tuple[Finding, ...]:
    """Each finding there can be."""
    store = open_store(paths.database)
    well = check_database(store)
    store.close()
    return (
        *map(describe_redis, (OURS, PYTHON_REDIS, OUR_LATE, SHARED_REDIS, SHARED_REDIS_LATE)),
        *map(describe_engine, ENGINES),
        describe_scripts(()),
        describe_scripts([OcrEngine("Tesseract", True, languages=ALL_LANGUAGES)]),
        describe_model(ModelState(False, HOST)),
        describe_model(ModelState(True, HOST, "0.9.1")),
        describe_model(ModelState(True, HOST, "0.9.1", chosen="small:1b")),
        make_model_result(ModelOutcome.USED),
        make_model_result(ModelOutcome.USED, seconds=20.0),
        make_model_result(ModelOutcome.USED, right=2),
        make_model_result(ModelOutcome.TOO_SLOW),
        make_model_result(ModelOutcome.NONSENSE),
        *(fake_disk_usage(free, monkeypatch) for free in (81_240_000_000, 412_300_000, 3_000_000)),
        *folders(paths.data),
        describe_ready_redis("/usr/bin/valkey-server"),
        *describe_originals((), 0, paths.originals),
        *describe_originals([ORPHAN], 2, paths.originals),
        describe_stale_files(()),
        describe_stale_files([LeftoverFile(Path("x"), 1_500_000, "pages")]),
        well,
        check_database(cast("Store", Damaged())),
        *map(check_verification, (None, make_verification(0), make_verification(2))),
    )


def make_verification(differences: int) -> AuditEntry:
    """The entry of a verification that found so many differences."""
    found = {"differences": differences}
    day = datetime(2026, 5, 1, 12, tzinfo=UTC)
    return AuditEntry(1, day, "command:me", "verify", None, "", {}, found)


def test_every_message_of_the_doctor_is_used_and_no_other(everything: tuple[Finding, ...]) -> None:
    known = {key for key in (*keys(), *SHARED) if key.startswith("finding_")}
    names = {key.removeprefix("finding_") for key in known if not key.endswith("_remedy")}
    of_doctor = {name for name in names if not name.startswith(OF_OTHERS)}
    if sys.platform == "win32":  # access lists, which are not looked at
        of_doctor.remove("folder_open")
    assert {one.key for one in everything} == of_doctor


def test_each_finding_has_all_details_and_fits_json(everything: tuple[Finding, ...]) -> None:
    for found in everything:
        wanted = set(re.findall(r"\{(\w+)\}", messages.template(found.message.key)))
        assert wanted == set(found.message.parameters), found.key
        assert json.loads(json.dumps(finding_to_json(found)))["key"] == found.key
        assert (
            bool(found.remedy)
            is (
                found.health is not HealthStatus.HEALTHY
                or found.key in {"leftovers_found", "verified_none"}
            )
            or found.key == "no_rights"
        )


def test_missing_scripts_are_named_with_the_packages_that_bring_them() -> None:
    thai_missing = [code for code in ALL_LANGUAGES if code != "tha"]
    found = describe_scripts([OcrEngine("Tesseract", True, languages=("eng", *thai_missing))])
    assert found.message.parameters["languages"] == "tha"
    assert found.health is HealthStatus.HEALTHY
    assert describe_scripts([OcrEngine("Tesseract", True, languages=ALL_LANGUAGES)]).key == (
        "scripts_complete"
    )


def test_numbers_in_findings_have_units(everything: tuple[Finding, ...]) -> None:
    said = {one.key: one.sentence for one in everything}
    assert said["redis_answers"] == "The built-in server 9.0.0 responds in 0.1 ms."
    assert said["trial_good"].endswith("correctly in 3 s.")
    assert said["disk_free"] == f"81.2 GB free in {Path('/data')}."
    assert said["disk_low"] == f"412.3 MB free in {Path('/data')}."
    assert said["leftovers_found"].endswith("runs: 1 (1.5 MB).")
    assert said["originals_unknown"].startswith("Originals without a receipt: 1 (1.5 MB).")
    assert said["database_sound"] == "No damage. Receipts: 0."
    assert Damaged().check_integrity() in said["database_damaged"]


def test_a_reader_that_is_missing_keeps_the_key_of_its_problem() -> None:
    engine = OcrEngine("Tesseract", False, key="tesseract_missing")
    missing = Message("finding_tesseract_missing")
    assert describe_engine(engine) == Finding("tesseract", HealthStatus.DEGRADED, missing)
