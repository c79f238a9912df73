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

from receipt_desktop.api.connections import Connection, Connections

HEAD_BYTES = 65_536
"""Of method, address and headers together."""
HEAD_SECONDS = 10.0
"""From the connection, or the first byte of a further request, to the end of the head."""
PIECE_BYTES = 16_384
"""What is given to the parser at a time: a head is never buffered far beyond its bound."""
BODY_SECONDS = 30.0
"""In each such time so many bytes of a body have to arrive:"""
BODY_BYTES = 15_000
"""500 a second, which the slowest mobile networks have."""
IDLE_SECONDS = 10
"""A connection that has not shown the token is kept so long after an answer."""
LINGER_SECONDS = 3.0
"""From an early answer to the end of the connection."""
WRITE_SECONDS = 60.0
"""A client that takes nothing of its answer for so long is given up."""
ERROR_STATUS = 400
NO_LINGER = struct.pack("hh" if os.name == "nt" else "ii", 1, 0)
"""C's `struct linger`: on, no seconds."""
CLOSING = "Connection: close\r\nContent-Length: 0\r\n\r\n"
TOO_LARGE = f"HTTP/1.1 431 Request Header Fields Too Large\r\n{CLOSING}".encode()
TOO_SLOW = f"HTTP/1.1 408 Request Timeout\r\n{CLOSING}".encode()


class BoundedProtocol(HttpToolsProtocol):
    """uvicorn's own, with limits on heads, bodies and answers that are not fetched."""

    def __init__(self, connection: Connection, connections: Connections, **more: Any) -> None:
        super().__init__(**more)
        self._connection = connection
        self._connections_open = connections
        self._raw: asyncio.Transport
        self._in_head = False
        self._in_body = False
        self._ending = False
        self._head_bytes = 0
        self._body_bytes = 0
        self._reading: asyncio.TimerHandle | None = None
        self._writing: asyncio.TimerHandle | None = None

    # -- called by asyncio

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """As uvicorn does it; the clock runs."""
        self._raw = transport
        self._connection.abort = self._cut_off
        super().connection_made(cast("asyncio.Transport", _Closing(transport, self._end)))
        self._expect_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """As uvicorn does it."""
        self._ending = True
        self._stop_clocks()
        self._connections_open.remove(self._connection)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """As uvicorn does it, piece by piece while the head is small enough."""
        rest = memoryview(data)
        while rest and not self._ending:
            if not (self._in_head or self._in_body):
                self._expect_head()  # also for a byte that the parser passes over
            room = HEAD_BYTES - self._head_bytes if self._in_head else PIECE_BYTES
            if room <= 0:
                self._answer(TOO_LARGE)
                return
            piece, rest = rest[: min(room, PIECE_BYTES)], rest[min(room, PIECE_BYTES) :]
            self._feed(bytes(piece))

    def shutdown(self) -> None:
        """The server stops: nothing is waited for but answers that are being given."""
        if self._ending:
            self._cut_off()
        elif self.cycle is None or self.cycle.response_complete:
            self._in_head = self._in_body = False
        super().shutdown()

    def pause_writing(self) -> None:
        """As uvicorn does it; who fetches nothing is given up."""
        super().pause_writing()
        if self._writing is None:
            self._writing = self.loop.call_later(WRITE_SECONDS, self._cut_off)

    def resume_writing(self) -> None:
        """As uvicorn does it."""
        super().resume_writing()
        self._stop_writing_clock()

    # -- called by the parser

    def on_message_begin(self) -> None:
        """A request begins, perhaps in the piece in which the one before it ended."""
        super().on_message_begin()
        self.scope["state"]["connection"] = self._connection
        if not self._in_head:
            self._expect_head()

    def on_header(self, name: bytes, value: bytes) -> None:
        """As uvicorn does it; what comes behind a body is not kept."""
        if self._in_head:
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """The head is whole: from now on the middleware limits what comes."""
        self._in_head, self._in_body = False, True
        self._stop_reading_clock()
        self._connection.busy = True
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """The request is whole."""
        self._in_body = False
        self._stop_reading_clock()
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """Keep the connection for a further request, unless this one was refused unread."""
        self._connection.busy = bool(self.pipeline)
        known = self._connection.known
        self.timeout_keep_alive = self.config.timeout_keep_alive if known else IDLE_SECONDS
        if self._in_body and (not known or self._status() >= ERROR_STATUS):
            self.transport.close()
        super().on_response_complete()

    # -- limits

    def _feed(self, piece: bytes) -> None:
        was_in_body = self._in_body
        super().data_received(piece)
        if self._in_head and not was_in_body:
            self._head_bytes += len(piece)
        if self._in_body and not self._ending:
            self._body_bytes += len(piece)
            if self._reading is None:
                self._expect_body()

    def _status(self) -> int:
        """Of the answer that was given just now."""
        return int(self.cycle.scope["state"].get("status", 0))

    def _expect_head(self) -> None:
        self._in_head, self._head_bytes = True, 0
        self._stop_reading_clock()
        self._reading = self.loop.call_later(HEAD_SECONDS, self._slow_head)

    def _expect_body(self) -> None:
        self._body_bytes = 0
        self._reading = self.loop.call_later(BODY_SECONDS, self._slow_body)

    def _slow_head(self) -> None:
        self._reading = None
        self._raw.close()

    def _slow_body(self) -> None:
        """Close the connection, unless enough has come or it is this side that does not read."""
        self._reading = None
        if self._body_bytes >= BODY_BYTES or self.flow.read_paused:
            self._expect_body()
        elif self.cycle.response_started:
            self.transport.close()
        else:
            self._answer(TOO_SLOW)

    def _answer(self, response: bytes) -> None:
        """Answer without the application, and close."""
        self._raw.write(response)
        self.transport.close()

    def _end(self) -> None:
        """Close the connection; what a client still sends is thrown away for a short time."""
        if self._ending:
            return
        self._ending = True
        self._stop_clocks()
        if not (self._in_head or self._in_body):
            self._writing = self.loop.call_later(WRITE_SECONDS, self._cut_off)
            self._raw.close()
            return
        with suppress(OSError):  # the client has left
            if self._raw.can_write_eof():
                self._raw.write_eof()
        self._raw.resume_reading()
        self._reading = self.loop.call_later(LINGER_SECONDS, self._cut_off)

    def _cut_off(self) -> None:
        """Close the connection at once; nothing that is unsent stays with the system."""
        connection = self._raw.get_extra_info("socket")
        with suppress(OSError, AttributeError):  # it is closed already
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, NO_LINGER)
        self._raw.abort()

    def _stop_clocks(self) -> None:
        self._stop_reading_clock()
        self._stop_writing_clock()
        self._unset_keepalive_if_required()

    def _stop_reading_clock(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None

    def _stop_writing_clock(self) -> None:
        if self._writing is not None:
            self._writing.cancel()
            self._writing = None


class _Closing:
    """A transport that is closed in another way."""

    def __init__(self, transport: asyncio.Transport, end: Callable[[], None]) -> None:
        self._transport = transport
        self._end = end
        self._closed = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def close(self) -> None:
        self._closed = True
        self._end()

    def is_closing(self) -> bool:
        return self._closed or self._transport.is_closing()
