"""An HTTP protocol with limits on the size and time of requests.

httptools accepts headers of any size, and uvicorn waits for headers and bodies without a timeout.
A connection with an unread part of a request is closed in two steps so that the response arrives:
sending ends, and for a short time incoming data is dropped (RFC 9112, section 9.6).
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
"""Maximum bytes of request line and headers."""
HEAD_TIMEOUT_SECONDS = 10.0
"""Seconds for the headers, from the connection or the first byte of a further request."""
PARSE_CHUNK_BYTES = 16_384
"""Bytes passed to the parser at a time, so that headers stay near their limit."""
BODY_WINDOW_SECONDS = 30.0
"""Seconds in which at least this many bytes of a body must arrive:"""
MIN_BODY_BYTES_PER_WINDOW = 15_000
"""500 a second, which the slowest mobile networks have."""
UNAUTHENTICATED_IDLE_SECONDS = 10
"""Keep-alive seconds of an unauthenticated connection."""
LINGER_SECONDS = 3.0
"""Seconds from an early response to the end of the connection."""
WRITE_TIMEOUT_SECONDS = 60.0
"""Seconds without reading the response after which a client is disconnected."""
FIRST_ERROR_STATUS = 400
ZERO_LINGER = struct.pack("hh" if os.name == "nt" else "ii", 1, 0)
"""C's `struct linger`: on, no seconds."""
CLOSING_HEADERS = "Connection: close\r\nContent-Length: 0\r\n\r\n"
HEAD_TOO_LARGE_RESPONSE = (
    f"HTTP/1.1 431 Request Header Fields Too Large\r\n{CLOSING_HEADERS}".encode()
)
REQUEST_TIMEOUT_RESPONSE = f"HTTP/1.1 408 Request Timeout\r\n{CLOSING_HEADERS}".encode()


class LimitedHttpProtocol(HttpToolsProtocol):
    """uvicorn's protocol with limits on headers, bodies and unread responses."""

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
        """As in uvicorn; also starts the timeout of the headers."""
        self._raw_transport = transport
        self._connection.abort = self._abort_connection
        super().connection_made(
            cast("asyncio.Transport", _LingeringTransport(transport, self._close_gracefully))
        )
        self._start_head_timer()

    def connection_lost(self, exc: Exception | None) -> None:
        """As in uvicorn."""
        self._is_ending = True
        self._stop_timers()
        self._limiter.remove_connection(self._connection)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """As in uvicorn, in blocks while the headers are within the limit."""
        rest = memoryview(data)
        while rest and not self._is_ending:
            if not (self._in_head or self._in_body):
                self._start_head_timer()  # also for bytes that the parser skips
            room = MAX_HEAD_BYTES - self._head_bytes if self._in_head else PARSE_CHUNK_BYTES
            if room <= 0:
                self._respond_and_close(HEAD_TOO_LARGE_RESPONSE)
                return
            piece, rest = rest[: min(room, PARSE_CHUNK_BYTES)], rest[min(room, PARSE_CHUNK_BYTES) :]
            self._feed_parser(bytes(piece))

    def shutdown(self) -> None:
        """Shut down: wait only for responses in progress."""
        if self._is_ending:
            self._abort_connection()
        elif self.cycle is None or self.cycle.response_complete:
            self._in_head = self._in_body = False
        super().shutdown()

    def pause_writing(self) -> None:
        """As in uvicorn; also starts the timeout of unread responses."""
        super().pause_writing()
        if self._write_timer is None:
            self._write_timer = self.loop.call_later(WRITE_TIMEOUT_SECONDS, self._abort_connection)

    def resume_writing(self) -> None:
        """As in uvicorn."""
        super().resume_writing()
        self._stop_write_timer()

    # -- called by the parser

    def on_message_begin(self) -> None:
        """A request begins, possibly in the block in which the previous one ended."""
        super().on_message_begin()
        self.scope["state"]["connection"] = self._connection
        if not self._in_head:
            self._start_head_timer()

    def on_header(self, name: bytes, value: bytes) -> None:
        """As in uvicorn; trailers after a body are dropped."""
        if self._in_head:
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """The headers are complete; from now on the middleware limits the body."""
        self._in_head, self._in_body = False, True
        self._stop_read_timer()
        self._connection.is_busy = True
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """The request is complete."""
        self._in_body = False
        self._stop_read_timer()
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """Keep the connection alive, unless the request was rejected unread."""
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
        """The status of the last response."""
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
        """Close the connection, unless enough data arrived or reading is paused by this side."""
        self._read_timer = None
        if self._body_bytes >= MIN_BODY_BYTES_PER_WINDOW or self.flow.read_paused:
            self._start_body_timer()
        elif self.cycle.response_started:
            self.transport.close()
        else:
            self._respond_and_close(REQUEST_TIMEOUT_RESPONSE)

    def _respond_and_close(self, response: bytes) -> None:
        """Respond without the application, then close."""
        self._raw_transport.write(response)
        self.transport.close()

    def _close_gracefully(self) -> None:
        """Close the connection; drop what the client still sends for a short time."""
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
        """Close the connection at once and drop unsent data."""
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
    """A transport with its own way of closing."""

    def __init__(self, transport: asyncio.Transport, end: Callable[[], None]) -> None:
        self._transport = transport
        self._close_callback = end
        self._closed = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        """Send data; drop what a request in progress answers after the end of the connection."""
        if not self._closed:
            self._transport.write(data)

    def close(self) -> None:
        self._closed = True
        self._close_callback()

    def is_closing(self) -> bool:
        return self._closed or self._transport.is_closing()
