"""One window a data folder: a second start hands its files to the first one and leaves."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

WAIT_MS = 2_000
LARGEST_MESSAGE = 10_000_000
"""Bytes; some hundred thousand paths."""


def server_name(data: Path) -> str:
    """The local socket's name for this data folder."""
    return "receipt-desktop-" + hashlib.sha256(str(data).encode(errors="replace")).hexdigest()[:16]


def hand_over(data: Path, files: list[str]) -> bool:
    """Give the files to the window that is open on this data folder; whether one took them."""
    socket = QLocalSocket()
    socket.connectToServer(server_name(data))
    if not socket.waitForConnected(WAIT_MS):
        return False
    socket.write(json.dumps(files).encode() + b"\n")
    if not socket.waitForBytesWritten(WAIT_MS) or not socket.waitForReadyRead(WAIT_MS):
        return False
    return socket.readAll().data() == b"taken\n"


class Doorman(QObject):
    """Listens for second starts, as long as the first window lives."""

    files_handed_over = Signal(list)
    """Paths as str; an empty list asks only to be seen."""

    def __init__(self, data: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)
        QLocalServer.removeServer(server_name(data))
        self._server.listen(server_name(data))

    def close(self) -> None:
        """Stop listening."""
        self._server.close()

    def _greet(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda s=socket: self._read(s))
            socket.disconnected.connect(socket.deleteLater)

    def _read(self, socket: QLocalSocket) -> None:
        if socket.bytesAvailable() > LARGEST_MESSAGE:
            socket.abort()
        if not socket.canReadLine():
            return
        files = parse(bytes(socket.readLine().data()))
        if files is None:
            socket.abort()
            return
        socket.write(b"taken\n")
        socket.flush()
        self.files_handed_over.emit(files)


def parse(message: bytes) -> list[str] | None:
    """The paths of a message, or None for anything else."""
    try:
        files = json.loads(message)
    except ValueError:
        return None
    well_formed = isinstance(files, list) and all(isinstance(file, str) for file in files)
    return files if well_formed else None
