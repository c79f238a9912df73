"""Protected PDFs open with the right password, and ask for it without one."""

from __future__ import annotations

from pathlib import Path

import pytest

from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.errors import PasswordRequired
from receipt_desktop.domain.receipt import ReaderChoice
from receipt_desktop.reading.decoder import count_pages, open_page
from receipt_desktop.reading.request import ReadRequest
from receipt_desktop.reading.worker.pool import ReaderPool
from receipt_desktop.reading.worker.protocol import WorkerTask
from tests.samples import SAMPLES
from tests.samples.pdf import born_digital, protect
from tests.unit.reading.conftest import LIMITS
from tests.waiting import SECONDS

SAMPLE = SAMPLES["trattoria"]
ALGORITHMS = ("RC4-40", "RC4-128", "AES-128", "AES-256-R5", "AES-256")


@pytest.fixture(params=ALGORITHMS)
def locked(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "a.pdf"
    path.write_bytes(protect(born_digital(SAMPLE), "opensesame", request.param))
    return path


def test_the_right_password_of_several_opens_the_file(locked: Path) -> None:
    passwords = ("wrong", "opensesame", "another")
    assert count_pages(locked, LIMITS, passwords) == 1
    page = open_page(locked, 0, LIMITS, passwords)
    assert any(SAMPLE.merchant in line.text for line in page.text_layer)


def test_a_file_asks_for_its_password(locked: Path) -> None:
    with pytest.raises(PasswordRequired) as caught:
        count_pages(locked, LIMITS)
    assert caught.value.key == "pdf_password"


def test_wrong_passwords_are_said_to_be_wrong(locked: Path) -> None:
    with pytest.raises(PasswordRequired) as caught:
        open_page(locked, 0, LIMITS, ("wrong", ""))
    assert caught.value.key == "pdf_password_wrong"


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_a_file_that_only_restricts_its_use_asks_for_nothing(
    tmp_path: Path, algorithm: str
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(protect(born_digital(SAMPLE), "", algorithm))
    assert open_page(path, 0, LIMITS).text_layer


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_a_password_may_have_letters_of_other_languages(tmp_path: Path, algorithm: str) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(protect(born_digital(SAMPLE), "Süße Grüße", algorithm))
    assert count_pages(path, LIMITS, ("Süße Grüße",)) == 1


def request_with(locked: Path, folder: Path, *passwords: str) -> ReadRequest:
    return ReadRequest(
        str(locked), str(folder), "pages/a", ReaderChoice.AUTO, (), None, LIMITS, None, passwords
    )


def test_a_worker_process_gets_the_passwords(pool: ReaderPool, tmp_path: Path) -> None:
    locked = tmp_path / "a.pdf"
    locked.write_bytes(protect(born_digital(SAMPLE), "opensesame", "AES-128"))
    deadline = Deadline.after(SECONDS)
    request = request_with(locked, tmp_path / "pages", "wrong", "opensesame")
    text = pool.read_text(request, deadline, lambda _: None)
    assert any(SAMPLE.merchant in line.text for line in text.lines)
    with pytest.raises(PasswordRequired) as caught:
        pool.read_text(request_with(locked, tmp_path / "b"), deadline, lambda _: None)
    assert caught.value.key == "pdf_password"


def test_no_password_is_written_with_a_request(tmp_path: Path) -> None:
    request = request_with(tmp_path / "a.pdf", tmp_path, "opensesame")
    assert "opensesame" not in repr(request)
    assert "opensesame" not in repr(WorkerTask("a:b", (request, "opensesame"), 1.0))
