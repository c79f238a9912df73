"""An S3 server for the tests: moto in a process of its own, asked over HTTP as any other.

It keeps nothing, and looks at no signature until it is told to look at keys. What a real server
does with ours is tried by hand: `tests/end_to_end/bucket.py`.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import quote
from xml.etree import ElementTree as ET

import httpx

from receipt_desktop.broker.address import find_free_port
from tests.waiting import wait_until

UNLIMITED_REQUESTS = "inf"
SIGNED_HEADER = (
    "AWS4-HMAC-SHA256 Credential=look/20240101/us-east-1/s3/aws4_request, "
    "SignedHeaders=host, Signature=0"
)
"""What is not signed may only look at public files."""


@dataclass(frozen=True, slots=True)
class S3Server:
    """A running server."""

    url: str

    @property
    def environment(self) -> dict[str, str]:
        """What s3fs takes from the environment."""
        return {
            "AWS_ENDPOINT_URL": self.url,
            "AWS_ACCESS_KEY_ID": "receipts",
            "AWS_SECRET_ACCESS_KEY": "secretword",
            "AWS_EC2_METADATA_DISABLED": "true",
        }

    def create_bucket(self, bucket: str) -> None:
        """A new, empty bucket."""
        self._send_request("PUT", bucket).raise_for_status()

    def has_bucket(self, bucket: str) -> bool:
        """Whether there is this bucket."""
        return self._send_request("HEAD", bucket).is_success

    def list_keys(self, bucket: str) -> list[str]:
        """All of its keys, of the first thousand."""
        listed = ET.fromstring(self._send_request("GET", bucket, "?list-type=2").text)  # noqa: S314 (ours)
        return [str(key.text) for key in listed.iterfind("{*}Contents/{*}Key")]

    def read_object(self, bucket: str, key: str) -> bytes:
        """What lies under a key."""
        return self._send_request("GET", bucket, f"/{quote(key)}").raise_for_status().content

    def write_object(self, bucket: str, key: str, data: bytes) -> None:
        """Put something there."""
        self._send_request("PUT", bucket, f"/{quote(key)}", data).raise_for_status()

    def _send_request(
        self, method: str, bucket: str, rest: str = "", data: bytes = b""
    ) -> httpx.Response:
        url, headers = f"{self.url}/{bucket}{rest}", {"Authorization": SIGNED_HEADER}
        return httpx.request(method, url, content=data, headers=headers)

    @contextmanager
    def refuse_all_keys(self) -> Iterator[None]:
        """Nobody's key is known for as long as the block runs."""
        self._set_open_requests("0")
        try:
            yield
        finally:
            self._set_open_requests(UNLIMITED_REQUESTS)

    def _set_open_requests(self, free: str) -> None:
        httpx.post(f"{self.url}/moto-api/reset-auth", content=free).raise_for_status()


@contextmanager
def s3_server() -> Iterator[S3Server]:
    """A server on a free port of this machine; stopped at the end."""
    port = find_free_port()
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet)
    try:
        server = S3Server(f"http://127.0.0.1:{port}")
        wait_until_ready(server, process)
        yield server
    finally:
        process.terminate()
        process.wait()


def wait_until_ready(server: S3Server, process: subprocess.Popen[bytes]) -> None:
    """Until it answers."""

    def answers() -> bool:
        assert process.poll() is None, "the S3 server stopped at once"
        try:
            return httpx.get(f"{server.url}/moto-api/").is_success
        except httpx.HTTPError:
            return False

    wait_until(answers, "the S3 server does not answer")
