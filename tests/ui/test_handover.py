"""A second start hands its files to the first window."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from receipt_desktop.ui.handover import Doorman, hand_over, parse, server_name


@pytest.fixture
def doorman(qtbot: QtBot, tmp_path: Path) -> Iterator[Doorman]:
    made = Doorman(tmp_path)
    yield made
    made.close()


def test_files_reach_the_first_window(qtbot: QtBot, doorman: Doorman, tmp_path: Path) -> None:
    files = ["/a b.jpg", "/reçu 🧾.pdf"]
    answers: list[bool] = []
    second = threading.Thread(target=lambda: answers.append(hand_over(tmp_path, files)))
    with qtbot.waitSignal(doorman.files_handed_over) as got:
        second.start()
    qtbot.waitUntil(lambda: not second.is_alive())
    assert got.args == [files]
    assert answers == [True]


def test_nobody_there_takes_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    assert not hand_over(tmp_path, ["/a.jpg"])


def test_two_data_folders_have_two_doors(tmp_path: Path) -> None:
    assert server_name(tmp_path / "a") != server_name(tmp_path / "b")


@pytest.mark.parametrize("message", [b"", b"{", b'"text"', b"[1]", b'{"a": 1}', b"\xff\xfe"])
def test_anything_but_a_list_of_paths_is_refused(message: bytes) -> None:
    assert parse(message) is None


def test_a_stranger_who_talks_nonsense_is_shown_out(
    qtbot: QtBot, doorman: Doorman, tmp_path: Path
) -> None:
    socket = QLocalSocket()
    socket.connectToServer(server_name(tmp_path))
    with qtbot.waitSignal(socket.disconnected), qtbot.assertNotEmitted(doorman.files_handed_over):
        socket.write(b"GET / HTTP/1.1\n")
        socket.flush()
