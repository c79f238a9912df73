"""The problem report of a real data folder, the first run, and the home currency."""

from __future__ import annotations

import json
import logging
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from receipt_desktop import __version__, bootstrap
from receipt_desktop.actions import Actions
from receipt_desktop.config import settings_file
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.errors import ServiceUnavailable
from receipt_desktop.logs.setup import configure_logging
from tests.ui.fake_actions import read, waiting

FILE_NAME, OTHER_NAME = "Zahnarzt Dr. Weiß 2024.jpg", "Scheidung Entwurf.pdf"
TOKEN = "t0ken-t0ken-t0ken-t0ken"
PLANTED = (
    FILE_NAME,
    "Zahnarzt",
    "Weiß",
    OTHER_NAME,
    "Scheidung",
    "Bäckerei",
    "Kuchen",
    "12,50",
    "Acme",
)
SECRETS = (TOKEN, "pa55word", "hook-key", "s3cr3t")


@pytest.fixture
def settings() -> Settings:
    return Settings(
        webhook_url="https://hooks.example/hook-key",
        redis_password="s3cr3t",
        ollama_host="http://anna:pa55word@127.0.0.1:9",
        concurrency=3,
        company_name="Acme",
    )


@pytest.fixture
def actions(paths: Paths, settings: Settings) -> Iterator[Actions]:
    with bootstrap.open_stored_data(paths, settings) as opened:
        yield opened


def log_planted_words(paths: Paths) -> None:
    """Log what never should be logged, and what may be."""
    log = logging.getLogger("receipt_desktop.queue")
    paths.api_token.write_text(TOKEN, encoding="utf-8")
    with configure_logging(paths, terminal=False):
        log.info("could not read %s: too large", FILE_NAME)
        log.info("refused %s: not a receipt", f"/home/anna/{OTHER_NAME}")
        log.info("request", extra={"facts": {"token": TOKEN, "file": OTHER_NAME, "seconds": 0.2}})
        log.info("exported for Acme")
        log.info("read Bäckerei Süß with redis://:s3cr3t@box and pa55word")
        try:
            float("Kuchen 12,50")
        except ValueError:
            log.info("unexpected", exc_info=True)


def read_members(file: Path) -> dict[str, str]:
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


@pytest.mark.expected_logs("receipt_desktop.queue")
def test_a_report_has_the_facts_and_nothing_of_receipts_or_secrets(
    paths: Paths, actions: Actions, tmp_path: Path
) -> None:
    read(actions._store, paths.data, FILE_NAME)
    log_planted_words(paths)
    target = tmp_path / "report.zip"
    actions.save_problem_report(target)
    members = read_members(target)
    texts = {"README.txt", "versions.json", "doctor.txt", "settings.json"}
    assert set(members) == {*texts, "logs/receipt-desktop.jsonl"}
    whole = "\n".join(members.values())
    assert [word for word in (*PLANTED, *SECRETS) if word in whole] == []
    assert str(Path.home()) not in whole
    assert str(paths.data) not in whole

    assert json.loads(members["versions.json"])["program"] == __version__
    assert json.loads(members["versions.json"])["libraries"]["PyNaCl"]
    assert json.loads(members["settings.json"])["concurrency"] == 3
    assert json.loads(members["settings.json"])["redis_password"] == "set"
    assert "rapidocr" in members["doctor.txt"]
    lines = [json.loads(line) for line in members["logs/receipt-desktop.jsonl"].splitlines()]
    events = [line["event"] for line in lines]
    assert "could not read ‹file›: too large" in events
    (failed,) = (line for line in lines if "exception" in line)
    assert (failed["error"], failed["exception"].splitlines()[-1]) == ("ValueError", "ValueError")
    (request,) = (line for line in lines if line["event"] == "request")
    assert request["seconds"] == 0.2


def test_a_report_without_logs_is_whole_too(paths: Paths, actions: Actions, tmp_path: Path) -> None:
    for file in paths.logs.iterdir():
        file.unlink()
    actions.save_problem_report(tmp_path / "report.zip")
    assert "doctor.txt" in read_members(tmp_path / "report.zip")


def test_a_report_that_cannot_be_saved_says_why(actions: Actions, tmp_path: Path) -> None:
    with pytest.raises(ServiceUnavailable, match="cannot be saved"):
        actions.save_problem_report(tmp_path / "missing" / "report.zip")
    assert list(tmp_path.iterdir()) == []


def test_the_first_run_ends_when_the_page_was_seen(paths: Paths, actions: Actions) -> None:
    assert actions.is_first_run()
    actions.change_settings(welcome_seen=True)
    assert not actions.is_first_run()
    with bootstrap.open_stored_data(paths, settings_file.load_settings(paths)) as again:
        assert not again.is_first_run()


def test_a_data_folder_with_receipts_is_known_for_good(paths: Paths, actions: Actions) -> None:
    receipt_id = waiting(actions._store)
    assert not actions.is_first_run()
    actions._store.remove_receipts([receipt_id], "test")
    assert not actions.is_first_run()
    assert settings_file.load_settings(paths).welcome_seen


@pytest.mark.parametrize(
    ("country", "currency"),
    [("DE", "EUR"), ("CH", "CHF"), ("GB", "GBP"), ("HR", "EUR"), ("AQ", ""), ("", "")],
)
def test_the_home_country_has_a_currency(actions: Actions, country: str, currency: str) -> None:
    assert actions.find_home_currency(country) == currency


def test_a_copy_without_an_update_address_says_so(actions: Actions) -> None:
    with pytest.raises(Exception, match="without an update address"):
        actions.check_for_updates()
