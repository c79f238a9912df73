"""A fake Ollama with the real protocol over real HTTP, which misbehaves on demand.

Protocol: /api/version, /api/tags, /api/ps, /api/chat streamed as one JSON object a line, /api/pull
with progress, /api/show with capabilities, errors as {"error": …} with Ollama's status codes.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[[str], str]
PIECE = 12
"""Characters a streamed part."""


@dataclass
class Behaviour:
    """The behaviour of the fake, which may change while it runs."""

    answer: Answer = lambda _: "{}"
    models: tuple[tuple[str, int], ...] = (("small:1b", 1_300_000_000),)
    mode: str = "good"
    """good, slow (after the first part), trickle (after half), silent (no part at all), cut_off,
    length, loop (says `again` for ever after its answer)."""
    again: str = "0"
    capabilities: tuple[str, ...] | None = ("completion",)
    """What /api/show says about each model; None for an Ollama that does not tell."""
    refuses_pictures: bool = False
    """Answers chats with pictures with an error, as a runner that cannot load them does."""
    loaded: tuple[str, ...] | None = ()
    """Models in memory; None for an Ollama that does not tell."""
    tokens_a_second: float = 40.0
    answer_seconds: float = 0.0
    """How long it thinks before the first part."""
    most_at_once: int = 0
    at_once: int = 0
    asked: list[dict[str, Any]] = field(default_factory=list)
    """Bodies of all chats."""
    released: threading.Event = field(default_factory=threading.Event)
    """Set at the end, so that no slow answer outlives the test."""
    hung_up: threading.Event = field(default_factory=threading.Event)
    """Set when the client closed a stream that was still being written."""

    lock: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def counted(self) -> Iterator[None]:
        """Counts concurrent chats."""
        with self.lock:
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            yield
        finally:
            with self.lock:
                self.at_once -= 1


class _Handler(BaseHTTPRequestHandler):
    behaviour: Behaviour

    def log_message(self, *_: object) -> None:
        """Log nothing."""

    def do_GET(self) -> None:
        if self.path == "/api/version":
            self._json({"version": "0.12.3"})
        elif self.path == "/api/tags":
            models = [{"name": n, "model": n, "size": s} for n, s in self.behaviour.models]
            self._json({"models": models})
        elif self.path == "/api/ps" and self.behaviour.loaded is not None:
            self._json({"models": [{"name": n, "model": n} for n in self.behaviour.loaded]})
        else:
            self._json({"error": "not found"}, 404)

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path == "/api/chat":
            self._chat(body)
        elif self.path == "/api/pull":
            self._pull(body)
        elif self.path == "/api/show":
            self._show(body)

    def _knows(self, name: str) -> bool:
        """Whether the model is installed; answers with the error otherwise."""
        known = name in {model for model, _ in self.behaviour.models}
        if not known:
            self._json({"error": f"model '{name}' not found"}, 404)
        return known

    def _refuses(self, body: dict[str, Any]) -> bool:
        """Whether pictures are refused; answers with the error then."""
        has_pictures = any(message.get("images") for message in body["messages"])
        refused = self.behaviour.refuses_pictures and has_pictures
        if refused:
            self._json({"error": "this model is missing data required for image input"}, 500)
        return refused

    def _show(self, body: dict[str, Any]) -> None:
        if not self._knows(body["model"]):
            return
        told = self.behaviour.capabilities
        details = {"family": "llama", "parameter_size": "1B"}
        capabilities = {} if told is None else {"capabilities": list(told)}
        self._json({"details": details, "model_info": {}, **capabilities})

    def _chat(self, body: dict[str, Any]) -> None:
        this = self.behaviour
        this.asked.append(body)
        with this.counted():
            this.released.wait(this.answer_seconds)
            self._answer(body)

    def _answer(self, body: dict[str, Any]) -> None:
        this = self.behaviour
        if not self._knows(body["model"]) or self._refuses(body):
            return
        self._start_stream()
        if this.mode == "silent":
            this.released.wait()
            return
        answer = this.answer(body["messages"][-1]["content"])
        pieces = [answer[start : start + PIECE] for start in range(0, len(answer), PIECE)]
        for number, piece in enumerate(pieces):
            if not self._part({"message": {"role": "assistant", "content": piece}, "done": False}):
                return
            stuck = {"slow": 0, "trickle": len(pieces) // 2}.get(this.mode)
            if number == stuck and not self._dawdle():
                return
            if this.mode == "cut_off" and number == 1:
                self.close_connection = True
                return
        if this.mode == "loop" and not self._rave():
            return
        reason = "length" if this.mode == "length" else "stop"
        took = int(len(pieces) / this.tokens_a_second * 1e9)
        counts = {"eval_count": len(pieces), "eval_duration": took}
        last = {"message": {"role": "assistant", "content": ""}, "done": True}
        self._part({**last, "done_reason": reason, **counts})
        self.wfile.write(b"0\r\n\r\n")

    def _rave(self) -> bool:
        """Repeat the same text until the client disconnects or the test ends."""
        part = {"message": {"role": "assistant", "content": self.behaviour.again}, "done": False}
        while not self.behaviour.released.is_set():
            if not self._part(part):
                return False
        return False

    def _dawdle(self) -> bool:
        """Write a space now and then until the client disconnects or the test ends."""
        while not self.behaviour.released.wait(0.05):
            part = {"message": {"role": "assistant", "content": " "}, "done": False}
            if not self._part(part):
                return False
        return False

    def _pull(self, body: dict[str, Any]) -> None:
        if body["model"].startswith("missing"):
            self._json({"error": "pull model manifest: file does not exist"}, 500)
            return
        self._start_stream()
        for done in (0, 50, 100):
            self._part({"status": "pulling abc", "digest": "abc", "total": 100, "completed": done})
        self._part({"status": "success"})
        self.wfile.write(b"0\r\n\r\n")

    def _start_stream(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/x-ndjson")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()

    def _part(self, part: dict[str, Any]) -> bool:
        data = json.dumps({"model": "m", **part}).encode() + b"\n"
        try:
            self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
            self.wfile.flush()
        except OSError:
            self.behaviour.hung_up.set()
            return False
        return True

    def _json(self, body: dict[str, Any], status: int = 200) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    request_queue_size = 32

    def handle_error(self, *_: object) -> None:
        """Ignore clients that disconnect during an answer."""


@contextmanager
def fake_ollama(behaviour: Behaviour) -> Iterator[str]:
    """Serve until the block ends; yields the URL."""
    handler = type("Handler", (_Handler,), {"behaviour": behaviour, "protocol_version": "HTTP/1.1"})
    server = _Server(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        behaviour.released.set()
        server.shutdown()
        thread.join()
        server.server_close()
