"""A second start hands its files to the first window."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from receipt_desktop.ui.single_instance import (
    InstanceServer,
    instance_server_name,
    parse_message,
    send_to_running_instance,
)

SECOND = """
import sys; from pathlib import Path
from PySide6.QtCore import QCoreApplication
from receipt_desktop.ui.single_instance import send_to_running_instance
app = QCoreApplication([])
sys.exit(0 if send_to_running_instance(Path(sys.argv[1]), sys.argv[2:]) else 1)
"""


@pytest.fixture
def doorman(qapp: QApplication, tmp_path: Path) -> Iterator[InstanceServer]:
    assert qapp
    made = InstanceServer(tmp_path)
    yield made
    made.close()


def test_files_reach_the_first_window(
    qtbot: QtBot, doorman: InstanceServer, tmp_path: Path
) -> None:
    """The second start is a process of its own, as it is in life."""
    files = ["/a b.jpg", "/reçu 🧾.pdf"]
    with qtbot.waitSignal(doorman.files_received) as got:
        second = subprocess.Popen([sys.executable, "-c", SECOND, str(tmp_path), *files])
    qtbot.waitUntil(lambda: second.poll() is not None)
    assert got.args == [files]
    assert second.returncode == 0


@pytest.mark.usefixtures("qapp")
def test_without_a_first_window_no_files_are_handed_over(tmp_path: Path) -> None:
    assert not send_to_running_instance(tmp_path, ["/a.jpg"])


def test_two_data_folders_have_two_sockets(tmp_path: Path) -> None:
    assert instance_server_name(tmp_path / "a") != instance_server_name(tmp_path / "b")


@pytest.mark.parametrize("message", [b"", b"{", b'"text"', b"[1]", b'{"a": 1}', b"\xff\xfe"])
def test_anything_but_a_list_of_paths_is_refused(message: bytes) -> None:
    assert parse_message(message) is None


def test_a_client_that_sends_garbage_is_disconnected(
    qtbot: QtBot, doorman: InstanceServer, tmp_path: Path
) -> None:
    socket = QLocalSocket()
    socket.connectToServer(instance_server_name(tmp_path))
    with qtbot.waitSignal(socket.disconnected), qtbot.assertNotEmitted(doorman.files_received):
        socket.write(b"GET / HTTP/1.1\n")
        socket.flush()
