"""The passwords for `process`: one a line, from a file or standard input."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from receipt_desktop.cli.process import BatchOptions, read_passwords
from receipt_desktop.domain.errors import InvalidRequest


def test_each_line_is_a_password(tmp_path: Path) -> None:
    file = tmp_path / "passwords.txt"
    file.write_bytes("\ufefffirst\r\n\r\nwith blank \nGrüße".encode())
    assert read_passwords(str(file)) == ("first", "with blank ", "Grüße")


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"a\nb\n")))
    assert read_passwords("-") == ("a", "b")


@pytest.mark.parametrize("content", [None, b"\xff\xfe\xff"])
def test_a_file_that_cannot_be_read(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "passwords.txt"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(InvalidRequest) as caught:
        read_passwords(str(file))
    assert caught.value.key == "password_file"
    assert "passwords.txt" in caught.value.sentence


def test_options_show_no_password() -> None:
    assert "opensesame" not in repr(BatchOptions((), passwords=("opensesame",)))
