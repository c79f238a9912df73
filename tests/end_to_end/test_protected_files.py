"""Protected PDFs from the submission to the result; their password is nowhere on the disk."""

from __future__ import annotations

import io
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from receipt_desktop import bootstrap
from receipt_desktop.actions import Actions
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.receipt import Receipt, Status
from receipt_desktop.jobs.document_passwords import DocumentPasswords
from receipt_desktop.jobs.huey_queue import derive_queue_name, load_signing_secret
from tests.end_to_end.commands import lines, run
from tests.samples import SAMPLES
from tests.samples.pdf import born_digital, protect
from tests.waiting import wait_until

SETTINGS = Settings(use_model=False, concurrency=1)
PASSWORD = "opensesame-4711"
SAMPLE = SAMPLES["trattoria"]


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    path = tmp_path / "locked.pdf"
    path.write_bytes(protect(born_digital(SAMPLE), PASSWORD, "AES-256"))
    return path


@pytest.fixture
def actions(paths: Paths) -> Iterator[Actions]:
    with bootstrap.open_application(paths, SETTINGS, kind="window") as application:
        yield application.actions


def finish(actions: Actions, receipt: Receipt) -> Receipt:
    """The receipt once it is completed or failed."""
    wait_until(lambda: actions.get_receipt(receipt.id).is_finished)
    return actions.get_receipt(receipt.id)


def submit(actions: Actions, path: Path, *passwords: str) -> Receipt:
    (result,) = actions.submit([path], passwords=passwords)
    assert result.receipt is not None
    return result.receipt


def test_a_receipt_waits_for_its_password(actions: Actions, locked: Path) -> None:
    receipt = finish(actions, submit(actions, locked))
    assert receipt.needs_password
    assert finish(actions, actions.unlock([receipt.id], "wrong")[0]).needs_password
    read = finish(actions, actions.unlock([receipt.id], PASSWORD)[0])
    assert (read.status, read.total) == (Status.COMPLETED, SAMPLE.total)
    assert finish(actions, actions.retry([receipt.id])[0]).status is Status.COMPLETED


def test_a_known_file_is_read_when_its_password_comes_along(actions: Actions, locked: Path) -> None:
    receipt = finish(actions, submit(actions, locked))
    again = submit(actions, locked, "wrong", PASSWORD)
    assert again.id == receipt.id
    assert finish(actions, again).status is Status.COMPLETED


def test_an_upload_brings_its_password(actions: Actions, locked: Path) -> None:
    (result,) = actions.submit_upload(
        io.BytesIO(locked.read_bytes()), "locked.pdf", password=PASSWORD
    )
    assert result.receipt is not None
    assert finish(actions, result.receipt).status is Status.COMPLETED


def test_pages_that_are_receipts_are_counted_with_the_password(paths: Paths, locked: Path) -> None:
    settings = Settings(use_model=False, concurrency=1, one_receipt_a_page=True)
    with bootstrap.open_application(paths, settings, kind="window") as application:
        receipt = finish(application.actions, submit(application.actions, locked))
        assert receipt.needs_password


def test_a_file_is_left_to_the_process_with_its_password(paths: Paths, locked: Path) -> None:
    with bootstrap.open_application(paths, SETTINGS, kind="window") as application:
        other = DocumentPasswords(
            application.ownership.address,
            derive_queue_name(load_signing_secret(paths.queue_secret)),
            process_name="another process",
            is_consumer=True,
        )
        actions = application.actions
        receipt = finish(actions, submit(actions, locked))
        other.add_passwords(receipt.content_hash, (PASSWORD,))
        actions.retry([receipt.id])
        wait_until(lambda: actions.get_receipt(receipt.id).retry_at is not None)
        assert actions.get_receipt(receipt.id).status is Status.PENDING
        other.forget_passwords(receipt.content_hash)
        assert finish(actions, receipt).needs_password
        other.close()


def test_the_command_takes_passwords_from_a_file_and_keeps_none(
    data_dir: Path, locked: Path, tmp_path: Path
) -> None:
    passwords, out = tmp_path / "passwords.txt", tmp_path / "out.jsonl"
    passwords.write_text(f"wrong\n{PASSWORD}\n", encoding="utf-8")
    ran = run(
        data_dir, "process", locked, "--json", out, "--no-model", "--password-file", passwords
    )
    assert ran.code == 0, ran.err
    total = lines(out)[0]["extractedFields"]["totalAmount"]["value"]
    assert Decimal(str(total)) == SAMPLE.total
    kept = [file for file in data_dir.rglob("*") if file.is_file()]
    assert kept
    assert not [file for file in kept if PASSWORD.encode() in file.read_bytes()]
    assert PASSWORD not in ran.err


def test_the_command_says_that_a_password_is_missing(data_dir: Path, locked: Path) -> None:
    ran = run(data_dir, "process", locked, "--no-model")
    assert ran.code == 1
    assert "password" in ran.err
