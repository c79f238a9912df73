"""Dovecot, a real IMAP server, where it is installed (Debian: dovecot-imapd)."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.waiting import SECONDS

USER, PASSWORD = "me@home.example", "app-password"
PROGRAM = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
CONFIGURATION = """
protocols = imap
base_dir = {folder}/run
state_dir = {folder}/run
log_path = {folder}/dovecot.log
listen = 127.0.0.1
ssl = yes
ssl_cert = <{folder}/cert.pem
ssl_key = <{folder}/key.pem
disable_plaintext_auth = no
mail_location = maildir:{folder}/mail/%u
mail_uid = {uid}
mail_gid = {gid}
first_valid_uid = 0
first_valid_gid = 0
{users}
auth_mechanisms = plain login
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/home
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


class Dovecot:
    """A running server. Every user name has a mailbox and the same password."""

    def __init__(self, folder: Path, port: int, tls_port: int) -> None:
        self.folder, self.port, self.tls_port = folder, port, tls_port
        self.maildir = folder / "mail"
        self._count = 0
        self.user = USER
        """Whose mailbox is meant."""

    def deliver(self, data: bytes, folder: str = "") -> None:
        """Put a message into a folder, "" for the inbox."""
        self._count += 1
        place = self.maildir / self.user / (f".{folder}" if folder else "")
        for name in ("new", "tmp", "cur"):
            (place / name).mkdir(parents=True, exist_ok=True)
            self._open_to_all(place / name)
        self._open_to_all(place)
        self._open_to_all(self.maildir / self.user)
        name = f"{int(time.time())}.{self._count:06d}.test"
        (place / "tmp" / name).write_bytes(data)
        (place / "tmp" / name).rename(place / "new" / name)

    @staticmethod
    def _open_to_all(folder: Path) -> None:
        folder.chmod(0o777)  # the server does not read mail as root

    def renumber(self) -> None:
        """Forget the numbers of the inbox, as after a server was restored."""
        for path in (self.maildir / self.user).glob("dovecot*"):
            path.unlink()


def find_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def run_dovecot() -> Iterator[Dovecot]:
    """A server on free ports with an empty mailbox; skips the test where there is none."""
    if PROGRAM is None or not hasattr(os, "getuid") or not shutil.which("openssl"):
        pytest.skip("needs dovecot-imapd and openssl")
    folder = Path(tempfile.mkdtemp(prefix="rd-imap-"))
    server = Dovecot(folder, find_port(), find_port())
    subprocess.run(
        [*("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"),
         *("-nodes", "-keyout", folder / "key.pem", "-out", folder / "cert.pem"),
         *("-days", "2", "-subj", "/CN=imap.home.example")],
        check=True, capture_output=True,
    )  # fmt: skip
    settings = CONFIGURATION.format(
        folder=folder, users=_name_users(), password=PASSWORD,
        port=server.port, tls_port=server.tls_port, **_find_mail_owner(),
    )  # fmt: skip
    folder.chmod(0o755)
    for name in ("mail", "home"):
        (folder / name).mkdir()
        (folder / name).chmod(0o777)
    (folder / "dovecot.conf").write_text(settings)
    process = subprocess.Popen([PROGRAM, "-F", "-c", folder / "dovecot.conf"])
    try:
        _wait_for(server.port, process)
        yield server
    finally:
        process.terminate()
        process.wait(SECONDS)
        shutil.rmtree(folder, ignore_errors=True)


def _find_mail_owner() -> dict[str, int]:
    """Who owns the mails: nobody, when the tests run as root."""
    if os.getuid():
        return {"uid": os.getuid(), "gid": os.getgid()}
    return {"uid": 65534, "gid": 65534}


def _name_users() -> str:
    """Without root, every process belongs to the same person."""
    if not os.getuid():
        return ""
    import grp  # noqa: PLC0415 (not on Windows)
    import pwd  # noqa: PLC0415

    user, group = pwd.getpwuid(os.getuid()).pw_name, grp.getgrgid(os.getgid()).gr_name
    return (
        f"default_internal_user = {user}\ndefault_login_user = {user}\n"
        f"default_internal_group = {group}"
    )


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), 5) as client:
                if client.recv(100).startswith(b"* OK"):
                    return
        except OSError:
            time.sleep(0.05)
    pytest.skip("dovecot does not start here")
