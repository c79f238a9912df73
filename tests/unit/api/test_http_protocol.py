"""How many connections there may be, which one goes first, and what is waited for on each."""

from __future__ import annotations

import asyncio
import errno
import os
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from receipt_desktop.api import acceptor, connections, http_protocol, limited_server
from receipt_desktop.api import server as server_module
from receipt_desktop.api.acceptor import ConnectionAcceptor
from receipt_desktop.api.connections import ClientConnection, ConnectionLimiter, network_of_address
from receipt_desktop.api.listener import BindAddress
from receipt_desktop.api.server import ApiServer
from receipt_desktop.domain.receipt import Receipt
from tests.unit.api.conftest import RECEIPTS, Service
from tests.waiting import SECONDS, wait_until

CUT_OFF = r"reset|Broken pipe|aborted"
FORM = "Content-Type: multipart/form-data; boundary=b\r\n"
ANALYZE = f"POST {RECEIPTS}/analyze HTTP/1.1\r\nHost: x\r\n{FORM}"


def connected(url: str) -> socket.socket:
    place = urlsplit(url)
    return socket.create_connection((str(place.hostname), int(place.port or 0)), SECONDS)


def to_the_end(connection: socket.socket) -> bytes:
    """All that comes until the other side closes."""
    come = b""
    with suppress(ConnectionResetError):
        while piece := connection.recv(65_536):
            come += piece
    return come


def send_for_ever(connection: socket.socket, data: bytes) -> None:
    while True:
        connection.sendall(data)


def token_line(service: Service) -> str:
    return f"Authorization: {service.http.headers['authorization']}\r\n"


@contextmanager
def few(service: Service, monkeypatch: pytest.MonkeyPatch, most: int) -> Iterator[str]:
    """A server that takes so many connections."""
    monkeypatch.setattr(server_module, "compute_connection_limit", lambda: most)
    server = ApiServer(service.actions, BindAddress(port=0))
    server.start()
    try:
        yield server.url
    finally:
        server.stop()


# -- heads


@pytest.mark.parametrize("pieces", [1, 7])
def test_a_head_beyond_its_bound_is_refused_however_it_comes(service: Service, pieces: int) -> None:
    head = b"GET /health HTTP/1.1\r\nHost: x\r\nX-A: " + b"a" * 70_000 + b"\r\n\r\n"
    with connected(service.url) as connection:
        for start in range(0, len(head), -(-len(head) // pieces)):
            with suppress(OSError):
                connection.sendall(head[start : start + -(-len(head) // pieces)])
        assert to_the_end(connection).startswith(b"HTTP/1.1 431")


def test_a_head_within_its_bound_is_taken_in_one_piece_with_its_body(service: Service) -> None:
    head = (
        f"PATCH {RECEIPTS}/x HTTP/1.1\r\nHost: x\r\n{token_line(service)}Content-Length: 300000\r\n"
        f"Connection: close\r\nX-A: {'a' * 60_000}\r\n\r\n"
    ).encode()
    with connected(service.url) as connection:
        connection.sendall(head + b" " * 300_000)
        assert to_the_end(connection).startswith(b"HTTP/1.1 400")


def test_a_further_head_behind_a_body_has_the_same_bound(service: Service) -> None:
    headers = f"Host: x\r\n{token_line(service)}Content-Length: 2\r\n"
    first = f"PATCH {RECEIPTS}/x HTTP/1.1\r\n{headers}\r\n{{}}"
    second = b"GET /health HTTP/1.1\r\nHost: x\r\nX-A: " + b"a" * 200_000
    with connected(service.url) as connection:
        with suppress(OSError):
            connection.sendall(first.encode() + second)
        assert b"HTTP/1.1 431" in to_the_end(connection)


def test_an_answer_behind_the_refusal_of_a_further_head_is_dropped(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused, answered = threading.Event(), threading.Event()
    transport = http_protocol._LingeringTransport
    write = transport.write

    def list_late(*_: object) -> list[Receipt]:
        refused.wait(SECONDS)
        return []

    def write_and_tell(self: http_protocol._LingeringTransport, data: bytes) -> None:
        write(self, data)
        answered.set()

    monkeypatch.setattr(type(service.actions), "list_receipts", list_late)
    monkeypatch.setattr(transport, "write", write_and_tell)
    first = f"GET {RECEIPTS} HTTP/1.1\r\nHost: x\r\n{token_line(service)}\r\n"
    second = b"GET /health HTTP/1.1\r\nHost: x\r\nX-A: " + b"a" * 200_000
    with connected(service.url) as connection:
        with suppress(OSError):
            connection.sendall(first.encode() + second)
        assert connection.recv(100).startswith(b"HTTP/1.1 431")
        refused.set()
        assert answered.wait(SECONDS)
        assert b"receipts" not in to_the_end(connection)


def test_a_silent_connection_is_closed(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_protocol, "HEAD_TIMEOUT_SECONDS", 0.2)
    with connected(service.url) as connection:
        assert connection.recv(100) == b""


def test_an_empty_line_does_not_keep_a_connection(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    with connected(service.url) as connection:
        connection.sendall(b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n")
        come = b""
        while not come.endswith(b"}"):
            come += connection.recv(10_000)
        assert come.startswith(b"HTTP/1.1 200")
        monkeypatch.setattr(http_protocol, "HEAD_TIMEOUT_SECONDS", 0.2)
        connection.sendall(b"\r\n")
        assert to_the_end(connection) == b""


# -- bodies


def request(service: Service, case: str) -> bytes:
    token, length = token_line(service), "Content-Length: 900000\r\n\r\n"
    return {
        "no token": f"{ANALYZE}{length}",
        "unknown address": f"POST /x HTTP/1.1\r\nHost: x\r\n{length}",
        "open address": f"GET /health HTTP/1.1\r\nHost: x\r\n{length}",
        "too large": f"{ANALYZE}{token}Content-Length: 900000000000\r\n\r\n",
        "nothing there": f"POST /x HTTP/1.1\r\nHost: x\r\n{token}{length}",
        "chunked": f"{ANALYZE}Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n",
    }[case].encode()


@pytest.mark.parametrize(
    ("case", "status"),
    [("no token", 401), ("unknown address", 401), ("open address", 200), ("too large", 413),
     ("nothing there", 404), ("chunked", 401)],
)  # fmt: skip
def test_a_refused_request_is_closed_while_its_body_drips(
    service: Service, case: str, status: int
) -> None:
    with connected(service.url) as connection:
        connection.sendall(request(service, case))
        connection.settimeout(0.05)
        come, closed = b"", False
        while not closed:
            try:
                piece = connection.recv(65_536)
                come, closed = come + piece, not piece
            except TimeoutError:
                connection.sendall(b"a")
            except ConnectionResetError:
                closed = True
        assert come.startswith(f"HTTP/1.1 {status}".encode())


@pytest.mark.parametrize("token", [True, False])
def test_a_refused_client_gets_its_answer_though_it_sends_on(service: Service, token: bool) -> None:
    head = ANALYZE + (token_line(service) if token else "") + "Content-Length: 900000000\r\n\r\n"
    with connected(service.url) as connection:
        connection.sendall(head.encode())
        with suppress(OSError):
            for _ in range(100):
                connection.sendall(b"x" * 65_536)
        answer = to_the_end(connection)
    assert answer.startswith(b"HTTP/1.1 413" if token else b"HTTP/1.1 401")
    assert b"connection: close" in answer.lower()


def test_a_refused_client_that_sends_on_for_ever_is_cut_off(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_protocol, "LINGER_SECONDS", 0.3)
    with connected(service.url) as connection:
        connection.sendall(request(service, "no token"))
        with pytest.raises(OSError, match=CUT_OFF):
            send_for_ever(connection, b"x" * 1_000)


def test_a_body_that_stops_is_given_up_and_its_file_is_gone(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_protocol, "BODY_WINDOW_SECONDS", 0.3)
    open_before = spooled()
    part = '--b\r\nContent-Disposition: form-data; name="image"; filename="a.jpg"\r\n\r\n'
    head = f"{ANALYZE}{token_line(service)}Content-Length: 100000000\r\n\r\n{part}"
    with connected(service.url) as connection:
        connection.sendall(head.encode() + b"x" * 4_000_000)
        assert to_the_end(connection).startswith(b"HTTP/1.1 408")
    wait_until(lambda: spooled() == open_before)


def spooled() -> list[str]:
    """Files without a name that this process has open: uploads larger than 1 MB."""
    found: list[str] = []
    if sys.platform != "linux":
        return found
    for one in Path("/proc/self/fd").iterdir():
        with suppress(OSError):
            name = str(one.readlink())
            found += [name] if name.endswith("(deleted)") and "/#" in name else []
    return found


def test_a_slow_body_is_waited_for(
    service: Service, fresh: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_protocol, "BODY_WINDOW_SECONDS", 0.05)
    monkeypatch.setattr(http_protocol, "MIN_BODY_BYTES_PER_WINDOW", 0)
    windows: list[int] = []
    before = http_protocol.LimitedHttpProtocol._start_body_timer

    def expect(self: http_protocol.LimitedHttpProtocol) -> None:
        windows.append(1)
        before(self)

    monkeypatch.setattr(http_protocol.LimitedHttpProtocol, "_start_body_timer", expect)
    body = b"".join(
        [b'--b\r\nContent-Disposition: form-data; name="clientId"\r\n\r\nslow\r\n',
         b'--b\r\nContent-Disposition: form-data; name="image"; filename="a.jpg"\r\n\r\n',
         fresh.read_bytes(), b"\r\n--b--\r\n"]
    )  # fmt: skip
    head = f"{ANALYZE}{token_line(service)}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    with connected(service.url) as connection:
        connection.sendall(head.encode() + body[:1_000])
        wait_until(lambda: len(windows) > 3)
        connection.sendall(body[1_000:])
        assert to_the_end(connection).startswith(b"HTTP/1.1 202")


def test_an_answer_that_is_not_fetched_is_given_up(
    service: Service, fresh: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_protocol, "WRITE_TIMEOUT_SECONDS", 0.3)
    fresh.write_bytes(fresh.read_bytes() + bytes(30_000_000))
    found = service.submitted(fresh)
    asked = f"GET {RECEIPTS}/{found}/image HTTP/1.1\r\nHost: x\r\n{token_line(service)}\r\n"
    cut_off = threading.Event()
    before = http_protocol.LimitedHttpProtocol._abort_connection

    def cut(self: http_protocol.LimitedHttpProtocol) -> None:
        before(self)
        cut_off.set()

    monkeypatch.setattr(http_protocol.LimitedHttpProtocol, "_abort_connection", cut)
    with connected(service.url) as connection:
        connection.sendall(asked.encode())
        assert cut_off.wait(SECONDS)
        with pytest.raises(OSError, match=CUT_OFF):
            send_for_ever(connection, asked.encode())


def test_a_stop_does_not_wait_for_clients_that_say_nothing(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_protocol, "LINGER_SECONDS", 3_600.0)
    monkeypatch.setattr(limited_server, "SHUTDOWN_GRACE_SECONDS", 3_600)
    with ExitStack() as stack, few(service, monkeypatch, 8) as url:
        for head in (b"", b"GET /health HTTP/1.1\r\n", request(service, "no token")):
            one = stack.enter_context(connected(url))
            one.sendall(head)
        assert one.recv(100).startswith(b"HTTP/1.1 401")


# -- their number


def test_silent_connections_do_not_keep_out_clients_with_the_token(
    service: Service, fresh: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with few(service, monkeypatch, 8) as url, ExitStack() as stack:
        strangers = [stack.enter_context(connected(url)) for _ in range(40)]
        for number, one in enumerate(strangers):
            with suppress(OSError):
                one.sendall(b"POST /x HTTP/1.1\r\n" if number % 2 else b"")
        files, data = {"image": ("a.jpg", fresh.read_bytes())}, {"clientId": "c"}
        answer = httpx.post(
            f"{url}{RECEIPTS}/analyze", headers=service.http.headers, files=files, data=data
        )
        assert answer.status_code == 202
        wait_until(lambda: sum(not _closed(one) for one in strangers) < 8)


def _closed(connection: socket.socket) -> bool:
    connection.settimeout(0.05)
    try:
        return connection.recv(1) == b""
    except TimeoutError:
        return False
    except OSError:
        return True


def test_requests_that_are_being_answered_are_not_cut_off(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    with few(service, monkeypatch, 3) as url, ExitStack() as stack:
        head = (
            f"PATCH {RECEIPTS}/x HTTP/1.1\r\nHost: x\r\n{token_line(service)}"
            "Content-Length: 1000\r\nExpect: 100-continue\r\n\r\n"
        )
        busy = [stack.enter_context(connected(url)) for _ in range(3)]
        for one in busy:
            one.sendall(head.encode())
            assert one.recv(1_000).startswith(b"HTTP/1.1 100")
        with connected(url) as refused:
            assert to_the_end(refused).startswith(b"HTTP/1.1 503")
        for one in busy:
            one.sendall(b"x" * 1_000)
            assert one.recv(1_000).startswith(b"HTTP/1.1 400")


def opened(closed: list[str], name: str, network: str = "", **state: bool) -> ClientConnection:
    return ClientConnection(network, lambda: closed.append(name), **state)


def test_the_oldest_unknown_goes_first_then_the_oldest_idle() -> None:
    closed: list[str] = []
    found = ConnectionLimiter(4)
    for one in (
        opened(closed, "idle", is_authenticated=True),
        opened(closed, "busy", is_authenticated=True, is_busy=True),
        opened(closed, "old"),
        opened(closed, "young", is_busy=True),
    ):
        assert found.try_admit(one)
    for _ in range(3):
        assert found.try_admit(opened(closed, "new", is_authenticated=True, is_busy=True))
    assert closed == ["old", "young", "idle"]
    assert not found.try_admit(opened(closed, "one too many"))
    assert len(found) == 4


def test_one_remote_address_has_few_connections_without_the_token() -> None:
    closed: list[str] = []
    found = ConnectionLimiter(1000)
    for number in range(100):
        known = opened(closed, f"known {number}", "10.0.0.1")
        found.try_admit(known)
        known.is_authenticated = True
    for number in range(connections.MAX_UNAUTHENTICATED_PER_NETWORK):
        found.try_admit(opened(closed, f"here {number}"))
        found.try_admit(opened(closed, f"there {number}", "10.0.0.1"))
    assert closed == []
    assert found.try_admit(opened(closed, "next", "10.0.0.1"))
    assert found.try_admit(opened(closed, "here"))
    assert closed == ["there 0"]


@pytest.mark.parametrize(
    ("address", "network"),
    [("127.0.0.1", ""), ("127.9.9.9", ""), ("::1", ""), ("::ffff:127.0.0.1", ""),
     ("192.168.1.7", "192.168.1.7"), ("::ffff:192.168.1.7", "192.168.1.7"),
     ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"), ("fe80::1%eth0", "fe80::/64"),
     ("unknown", "unknown")],
)  # fmt: skip
def test_what_counts_as_one_remote_address(address: str, network: str) -> None:
    assert network_of_address(address) == network


LIMITS = """
import resource, sys
_, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (int(sys.argv[1]), int(sys.argv[2])))
from receipt_desktop.api.connections import compute_connection_limit
print(compute_connection_limit(), resource.getrlimit(resource.RLIMIT_NOFILE)[0])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX resource limits")
@pytest.mark.parametrize(
    ("soft", "hard", "most", "allowed"),
    [(256, 256, 64, 256), (128, 512, 192, 512), (64, 64, 8, 64), (1024, 4096, 1000, 4096)],
)
def test_the_limit_leaves_room_for_other_files(
    soft: int, hard: int, most: int, allowed: int
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LIMITS, str(soft), str(hard)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.split() == [str(most), str(allowed)]


@pytest.mark.expected_logs("receipt_desktop.api.acceptor")
def test_without_file_descriptors_one_is_freed_and_accepting_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(acceptor, "ACCEPT_RETRY_SECONDS", 0.0)
    closed: list[str] = []

    async def run(listener: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        real, failures = loop.sock_accept, [errno.EMFILE, errno.ECONNABORTED, errno.ENOBUFS]

        async def accept(one: socket.socket) -> tuple[socket.socket, object]:
            if failures:
                number = failures.pop()
                raise OSError(number, os.strerror(number))
            return await real(one)

        monkeypatch.setattr(loop, "sock_accept", accept)
        held = ConnectionLimiter(10)
        for name in "abc":
            held.try_admit(opened(closed, name))
        made: asyncio.Future[ClientConnection] = loop.create_future()
        taking = ConnectionAcceptor(listener, held, lambda one: _Told(made, one), None)
        address = listener.getsockname()
        _, writer = await asyncio.open_connection(*address[:2])
        async with asyncio.timeout(SECONDS):
            await made
        writer.close()
        await taking.stop()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        asyncio.run(run(listener))
    assert closed == ["a", "b"]


class _Told(asyncio.Protocol):
    def __init__(
        self, made: asyncio.Future[ClientConnection], connection: ClientConnection
    ) -> None:
        self._made, self._connection = made, connection

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._made.set_result(self._connection)
        transport.close()


def test_a_handshake_that_does_not_come_is_given_up(
    service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(acceptor, "HANDSHAKE_SECONDS", 0.3)
    certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
         "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
         "-keyout", str(key), "-out", str(certificate)],
        check=True,
        capture_output=True,
    )  # fmt: skip
    server = ApiServer(service.actions, BindAddress("127.0.0.1", 0, str(certificate), str(key)))
    server.start()
    with connected(server.url) as silent, connected(server.url) as rubbish:
        rubbish.sendall(b"GET / HTTP/1.1\r\n\r\n")
        assert to_the_end(silent) == b""
        to_the_end(rubbish)
    monkeypatch.setattr(acceptor, "HANDSHAKE_SECONDS", SECONDS)
    trusting = ssl.create_default_context(cafile=str(certificate))
    assert httpx.get(f"{server.url}/health", verify=trusting).status_code == 200
    refused = httpx.post(
        f"{server.url}{RECEIPTS}/analyze", content=b"x" * 1_000_000, verify=trusting
    )
    assert refused.status_code == 401
    server.stop()
