"""A local server that answers as a test says, and release files signed by the developer's tool."""

from __future__ import annotations

import contextlib
import importlib.util
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[3]
Answer = Callable[[BaseHTTPRequestHandler], None]


def load_release_tool() -> ModuleType:
    """`installer/release.py` as a module."""
    spec = importlib.util.spec_from_file_location("release_tool", ROOT / "installer/release.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def create_key(folder: Path, capsys: object, name: str = "private.key") -> str:
    """Make a private key in the folder; the public one."""
    assert load_release_tool().main(["key", str(folder / name)]) == 0
    return str(capsys.readouterr().out).strip()  # type: ignore[attr-defined]


def sign(folder: Path, version: str, key: str = "private.key") -> bytes:
    """The content of a release file with one package and notes."""
    package, notes = folder / "receipt-desktop.deb", folder / "notes.txt"
    package.write_bytes(b"a package")
    notes.write_text("Faster reading.", encoding="utf-8")
    target = folder / "release.signed"
    arguments = [
        *("sign", "--private-key", str(folder / key), "--version", version),
        *("--page", "https://example.org/download", "--download-base", "https://example.org/f/"),
        *("--package", f"deb={package}", "--notes", f"en={notes}", "-o", str(target)),
    ]
    assert load_release_tool().main(arguments) == 0
    return target.read_bytes()


def send(handler: BaseHTTPRequestHandler, content: bytes, status: int = 200) -> None:
    """Answer with this content."""
    handler.send_response(status)
    handler.send_header("Content-Length", str(len(content)))
    handler.end_headers()
    with contextlib.suppress(OSError):  # the client may have gone
        handler.wfile.write(content)


def redirect(handler: BaseHTTPRequestHandler, target: str) -> None:
    """Answer with a redirect."""
    handler.send_response(302)
    handler.send_header("Location", target)
    handler.send_header("Content-Length", "0")
    handler.end_headers()


@contextmanager
def serving(answer: Answer) -> Iterator[str]:
    """The address of a server on this computer that answers every request so."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer(self)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/release.signed"
        finally:
            server.shutdown()
            thread.join()
