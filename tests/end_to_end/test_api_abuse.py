"""`serve` while clients without the token try to use it up."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from contextlib import ExitStack, suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from receipt_desktop.config.paths import Paths
from tests.end_to_end.commands import command, environment, run
from tests.end_to_end.service import RECEIPTS, Running, end
from tests.samples import SAMPLES, save
from tests.waiting import SECONDS

FILES = 256
STRANGERS = 400
LOG_BYTES = 200_000


def few_files(data: Path) -> Running:
    """A server that may have few files open, and no workers."""
    wanted = command(data, "serve", "--port", "0", "--no-workers")
    process = subprocess.Popen(
        ["sh", "-c", f'ulimit -n {FILES}; exec "$@"', "sh", *wanted],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=environment(),
    )  # fmt: skip
    running = Running(process)
    assert process.stderr
    for line in process.stderr:
        running.said.append(line)
        if found := re.search(r"Serving on (\S+);", line):
            running.url = found[1]
            break
    running.token = Paths(data).api_token.read_text().strip()
    return running


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX resource limits")
def test_an_upload_is_answered_while_unauthenticated_clients_hold_all_connections(
    data_dir: Path, tmp_path: Path
) -> None:
    picture = save(SAMPLES["cafe"], tmp_path / "cafe.jpg")
    running = few_files(data_dir)
    place = urlsplit(running.url)
    try:
        with ExitStack() as stack:
            for number in range(STRANGERS):
                one = stack.enter_context(
                    socket.create_connection((str(place.hostname), int(place.port or 0)), SECONDS)
                )
                with suppress(OSError):
                    body = b"POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 900000\r\n\r\na"
                    one.sendall((b"", body, b"GET /health HTTP/1.1\r\nHost: ")[number % 3])
            with running.http() as client, picture.open("rb") as file:
                answer = client.post(
                    f"{RECEIPTS}/analyze", files={"image": file}, data={"clientId": "c"}
                )
            assert answer.status_code == 202
        assert running.stop() == 0
        assert running.process.stderr
        running.said += running.process.stderr
    finally:
        end(running)
    assert "Traceback" not in "".join(running.said), "".join(running.said)
    assert sum(map(len, running.said)) < LOG_BYTES
    logs = [path for path in (data_dir / "logs").iterdir() if "receipt-desktop" in path.name]
    assert sum(path.stat().st_size for path in logs) < LOG_BYTES


@pytest.mark.parametrize("token", ["a", "fifteen letters"])
def test_a_short_token_is_refused_at_the_start(data_dir: Path, token: str) -> None:
    for arguments in (["serve", "--port", "0"], ["serve", "--show-token"]):
        done = run(data_dir, *arguments, RECEIPT_DESKTOP_API_TOKEN=token)
        assert done.code == 2
        assert done.err == (
            "receipt-desktop: The API token must have at least 16 characters, all of them ASCII. "
            "Change RECEIPT_DESKTOP_API_TOKEN, or remove it to use the token in the data folder.\n"
        )
        assert token not in done.out
