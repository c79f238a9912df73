"""What comes in on a connection, bounded in bytes and in time before a request can be judged.

httptools takes heads of any size, and uvicorn waits for heads and bodies for ever. A connection
with an unread rest of a request is closed in two steps, so that the answer arrives: no more is
sent, and for a short time what still comes in is thrown away (RFC 9112, section 9.6).
"""

from __future__ import annotations

import asyncio
import os
import socket
import struct
from collections.abc import Callable
from contextlib import suppress
from typing import Any, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from receipt_desktop.api.connections import ClientConnection, ConnectionLimiter

MAX_HEAD_BYTES = 65_536
"""Of method, address and headers together."""
HEAD_TIMEOUT_SECONDS = 10.0
"""From the connection, or the first byte of a further request, to the end of the head."""
PARSE_CHUNK_BYTES = 16_384
"""What is given to the parser at a time: a head is never buffered far beyond its bound."""
BODY_WINDOW_SECONDS = 30.0
"""In each such time so many bytes of a body have to arrive:"""
MIN_BODY_BYTES_PER_WINDOW = 15_000
"""500 a second, which the slowest mobile networks have."""
UNAUTHENTICATED_IDLE_SECONDS = 10
"""A connection that has not shown the token is kept so long after an answer."""
LINGER_SECONDS = 3.0
"""From an early answer to the end of the connection."""
WRITE_TIMEOUT_SECONDS = 60.0
"""A client that takes nothing of its answer for so long is given up."""
FIRST_ERROR_STATUS = 400
ZERO_LINGER = struct.pack("hh" if os.name == "nt" else "ii", 1, 0)
"""C's `struct linger`: on, no seconds."""
CLOSING_HEADERS = "Connection: close\r\nContent-Length: 0\r\n\r\n"
HEAD_TOO_LARGE_RESPONSE = (
    f"HTTP/1.1 431 Request Header Fields Too Large\r\n{CLOSING_HEADERS}".encode()
)
REQUEST_TIMEOUT_RESPONSE = f"HTTP/1.1 408 Request Timeout\r\n{CLOSING_HEADERS}".encode()


class LimitedHttpProtocol(HttpToolsProtocol):
    """uvicorn's own, with limits on heads, bodies and answers that are not fetched."""

    def __init__(
        self, connection: ClientConnection, connections: ConnectionLimiter, **more: Any
    ) -> None:
        super().__init__(**more)
        self._connection = connection
        self._limiter = connections
        self._raw_transport: asyncio.Transport
        self._in_head = False
        self._in_body = False
        self._is_ending = False
        self._head_bytes = 0
        self._body_bytes = 0
        self._read_timer: asyncio.TimerHandle | None = None
        self._write_timer: asyncio.TimerHandle | None = None

    # -- called by asyncio

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """As uvicorn does it; the clock runs."""
        self._raw_transport = transport
        self._connection.abort = self._abort_connection
        super().connection_made(
            cast("asyncio.Transport", _LingeringTransport(transport, self._close_gracefully))
        )
        self._start_head_timer()

    def connection_lost(self, exc: Exception | None) -> None:
        """As uvicorn does it."""
        self._is_ending = True
        self._stop_timers()
        self._limiter.remove_connection(self._connection)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """As uvicorn does it, piece by piece while the head is small enough."""
        rest = memoryview(data)
        while rest and not self._is_ending:
            if not (self._in_head or self._in_body):
                self._start_head_timer()  # also for a byte that the parser passes over
            room = MAX_HEAD_BYTES - self._head_bytes if self._in_head else PARSE_CHUNK_BYTES
            if room <= 0:
                self._respond_and_close(HEAD_TOO_LARGE_RESPONSE)
                return
            piece, rest = rest[: min(room, PARSE_CHUNK_BYTES)], rest[min(room, PARSE_CHUNK_BYTES) :]
            self._feed_parser(bytes(piece))

    def shutdown(self) -> None:
        """The server stops: nothing is waited for but answers that are being given."""
        if self._is_ending:
            self._abort_connection()
        elif self.cycle is None or self.cycle.response_complete:
            self._in_head = self._in_body = False
        super().shutdown()

    def pause_writing(self) -> None:
        """As uvicorn does it; who fetches nothing is given up."""
        super().pause_writing()
        if self._write_timer is None:
            self._write_timer = self.loop.call_later(WRITE_TIMEOUT_SECONDS, self._abort_connection)

    def resume_writing(self) -> None:
        """As uvicorn does it."""
        super().resume_writing()
        self._stop_write_timer()

    # -- called by the parser

    def on_message_begin(self) -> None:
        """A request begins, perhaps in the piece in which the one before it ended."""
        super().on_message_begin()
        self.scope["state"]["connection"] = self._connection
        if not self._in_head:
            self._start_head_timer()

    def on_header(self, name: bytes, value: bytes) -> None:
        """As uvicorn does it; what comes behind a body is not kept."""
        if self._in_head:
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """The head is whole: from now on the middleware limits what comes."""
        self._in_head, self._in_body = False, True
        self._stop_read_timer()
        self._connection.is_busy = True
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """The request is whole."""
        self._in_body = False
        self._stop_read_timer()
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """Keep the connection for a further request, unless this one was refused unread."""
        self._connection.is_busy = bool(self.pipeline)
        known = self._connection.is_authenticated
        self.timeout_keep_alive = (
            self.config.timeout_keep_alive if known else UNAUTHENTICATED_IDLE_SECONDS
        )
        if self._in_body and (not known or self._last_response_status() >= FIRST_ERROR_STATUS):
            self.transport.close()
        super().on_response_complete()

    # -- limits

    def _feed_parser(self, piece: bytes) -> None:
        was_in_body = self._in_body
        super().data_received(piece)
        if self._in_head and not was_in_body:
            self._head_bytes += len(piece)
        if self._in_body and not self._is_ending:
            self._body_bytes += len(piece)
            if self._read_timer is None:
                self._start_body_timer()

    def _last_response_status(self) -> int:
        """Of the answer that was given just now."""
        return int(self.cycle.scope["state"].get("status", 0))

    def _start_head_timer(self) -> None:
        self._in_head, self._head_bytes = True, 0
        self._stop_read_timer()
        self._read_timer = self.loop.call_later(HEAD_TIMEOUT_SECONDS, self._handle_head_timeout)

    def _start_body_timer(self) -> None:
        self._body_bytes = 0
        self._read_timer = self.loop.call_later(BODY_WINDOW_SECONDS, self._handle_body_timeout)

    def _handle_head_timeout(self) -> None:
        self._read_timer = None
        self._raw_transport.close()

    def _handle_body_timeout(self) -> None:
        """Close the connection, unless enough has come or it is this side that does not read."""
        self._read_timer = None
        if self._body_bytes >= MIN_BODY_BYTES_PER_WINDOW or self.flow.read_paused:
            self._start_body_timer()
        elif self.cycle.response_started:
            self.transport.close()
        else:
            self._respond_and_close(REQUEST_TIMEOUT_RESPONSE)

    def _respond_and_close(self, response: bytes) -> None:
        """Answer without the application, and close."""
        self._raw_transport.write(response)
        self.transport.close()

    def _close_gracefully(self) -> None:
        """Close the connection; what a client still sends is thrown away for a short time."""
        if self._is_ending:
            return
        self._is_ending = True
        self._stop_timers()
        if not (self._in_head or self._in_body):
            self._write_timer = self.loop.call_later(WRITE_TIMEOUT_SECONDS, self._abort_connection)
            self._raw_transport.close()
            return
        with suppress(OSError):  # the client has left
            if self._raw_transport.can_write_eof():
                self._raw_transport.write_eof()
        self._raw_transport.resume_reading()
        self._read_timer = self.loop.call_later(LINGER_SECONDS, self._abort_connection)

    def _abort_connection(self) -> None:
        """Close the connection at once; nothing that is unsent stays with the system."""
        connection = self._raw_transport.get_extra_info("socket")
        with suppress(OSError, AttributeError):  # it is closed already
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, ZERO_LINGER)
        self._raw_transport.abort()

    def _stop_timers(self) -> None:
        self._stop_read_timer()
        self._stop_write_timer()
        self._unset_keepalive_if_required()

    def _stop_read_timer(self) -> None:
        if self._read_timer is not None:
            self._read_timer.cancel()
            self._read_timer = None

    def _stop_write_timer(self) -> None:
        if self._write_timer is not None:
            self._write_timer.cancel()
            self._write_timer = None


class _LingeringTransport:
    """A transport that is closed in another way."""

    def __init__(self, transport: asyncio.Transport, end: Callable[[], None]) -> None:
        self._transport = transport
        self._close_callback = end
        self._closed = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def close(self) -> None:
        self._closed = True
        self._close_callback()

    def is_closing(self) -> bool:
        return self._closed or self._transport.is_closing()
