"""One window per data folder: a second start passes its files to the first and exits."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

TIMEOUT_MS = 2_000
MAX_MESSAGE_BYTES = 10_000_000
"""Bytes; some hundred thousand paths."""


def instance_server_name(data: Path) -> str:
    """The local socket's name for this data folder."""
    return "receipt-desktop-" + hashlib.sha256(str(data).encode(errors="replace")).hexdigest()[:16]


def send_to_running_instance(data: Path, files: list[str]) -> bool:
    """Send files to the open window of this data folder. Returns whether it accepted them."""
    socket = QLocalSocket()
    socket.connectToServer(instance_server_name(data))
    if not socket.waitForConnected(TIMEOUT_MS):
        return False
    socket.write(json.dumps(files).encode() + b"\n")
    if not socket.waitForBytesWritten(TIMEOUT_MS) or not socket.waitForReadyRead(TIMEOUT_MS):
        return False
    return socket.readAll().data() == b"taken\n"


class InstanceServer(QObject):
    """Listens for second starts while the first window is open."""

    files_received = Signal(list)
    """Paths as str; an empty list only raises the window."""

    def __init__(self, data: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._accept_connections)
        QLocalServer.removeServer(instance_server_name(data))
        self._server.listen(instance_server_name(data))

    def close(self) -> None:
        """Stop listening."""
        self._server.close()

    def _accept_connections(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda s=socket: self._read_message(s))
            socket.disconnected.connect(socket.deleteLater)

    def _read_message(self, socket: QLocalSocket) -> None:
        if socket.bytesAvailable() > MAX_MESSAGE_BYTES:
            socket.abort()
        if not socket.canReadLine():
            return
        files = parse_message(bytes(socket.readLine().data()))
        if files is None:
            socket.abort()
            return
        socket.write(b"taken\n")
        socket.flush()
        self.files_received.emit(files)


def parse_message(message: bytes) -> list[str] | None:
    """The paths of a message, or None for anything else."""
    try:
        files = json.loads(message)
    except ValueError:
        return None
    well_formed = isinstance(files, list) and all(isinstance(file, str) for file in files)
    return files if well_formed else None
