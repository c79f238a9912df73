"""The language model, through Ollama. The only module that knows the ollama package.

Whatever Ollama does or does not do, `Model.ask` comes back: with grounded values, or with the
outcome that says why not. Only a person's cancel passes through.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from receipt_desktop.draft import ModelOutcome
from receipt_desktop.errors import (
    Cancelled,
    Deadline,
    InvalidRequest,
    ServiceUnavailable,
    TimedOut,
)
from receipt_desktop.extraction.conversation import RESERVE_SECONDS, Conversation, ModelAnswer
from receipt_desktop.extraction.model_choice import best
from receipt_desktop.extraction.stream import Said, closing, failures
from receipt_desktop.extraction.turn import Turn
from receipt_desktop.health import InstalledModel, ModelState, PullProgress
from receipt_desktop.hosts import is_remote, shown
from receipt_desktop.page import Text
from receipt_desktop.settings import MODEL_AUTO

if TYPE_CHECKING:
    import ollama

    from receipt_desktop.extraction.asked import Row

log = logging.getLogger(__name__)

CONNECT_SECONDS = 1.0
STATE_SECONDS = 3.0
QUIET_SECONDS = 20.0
"""After an unreachable Ollama: how long no receipt spends time on finding that out again."""
ANSWERS = 10
"""Over which the speed is told."""
LEAST_SECONDS = 3.0
"""Below this nothing is asked: no model answers so fast on a processor."""


class Model:
    """One model at one address. Thread-safe."""

    def __init__(self, host: str, name: str) -> None:
        self._host = host
        self.host = shown(host)
        """Without a name and password: for people."""
        self.name = name
        self._lock = threading.Lock()
        self._turn = Turn()
        self._quiet_until = 0.0
        self._auto: str | None = None
        self._said: deque[Said] = deque(maxlen=ANSWERS)

    def ask(self, text: Text, deadline: Deadline) -> ModelAnswer:
        """Ask about a receipt until the deadline. Raises `Cancelled` alone."""
        outcome = self._why_not(deadline)
        if outcome:
            return ModelAnswer(outcome)
        from receipt_desktop.extraction.asked import rows_of  # noqa: PLC0415 (with the rules)

        rows = rows_of(text)
        if not rows:
            return ModelAnswer(ModelOutcome.NONSENSE)
        try:
            with self._turn.taken(deadline) as extended, extended.outside():
                return self._answer(rows, extended)
        except Cancelled:
            raise
        except failures() as error:
            return ModelAnswer(self._outcome(error))

    @property
    def tokens_a_second(self) -> float | None:
        """How fast it wrote its last whole answers; None before the first."""
        said = tuple(self._said)
        seconds = sum(one.seconds for one in said)
        return round(sum(one.tokens for one in said) / seconds, 1) if seconds else None

    def chosen(self) -> str | None:
        """The name of the model that would be asked now; None when there is none or no Ollama."""
        if self.name == MODEL_AUTO and time.monotonic() < self._quiet_until:
            return None
        try:
            return self._chosen()
        except failures():
            return None

    def loaded(self) -> bool | None:
        """Whether Ollama has the model in memory; None when unknown. At most a few seconds."""
        name = self.chosen()
        if name is None:
            return None
        try:
            with closing(self._client(STATE_SECONDS)) as client:
                running = {model.model for model in client.ps().models}
        except failures():
            return None
        return bool(running & {name, f"{name}:latest"})

    def state(self) -> ModelState:
        """Ollama as seen from here; at most a few seconds."""
        remote = is_remote(self.host)
        try:
            installed = self._installed()
            version = self._version()
        except failures():
            return ModelState(False, self.host, remote=remote)
        chosen = self._choose(installed)
        return ModelState(True, self.host, version, installed, chosen, remote)

    def pull(
        self,
        name: str,
        on_progress: Callable[[PullProgress], None],
        cancelled: Callable[[], bool],
    ) -> None:
        """Have Ollama fetch a model. Raises `ServiceUnavailable`, `InvalidRequest`, `Cancelled`."""
        import ollama  # noqa: PLC0415 (slow to load)

        try:
            with closing(self._client(None)) as client:
                for part in client.pull(name, stream=True):
                    if cancelled():
                        break
                    on_progress(_progress(part))
        except ollama.ResponseError as error:
            raise InvalidRequest(
                f"Ollama cannot fetch {name}: {error.error}", key="pull_failed", name=name
            ) from error
        except failures() as error:
            raise ServiceUnavailable(
                f"Ollama does not answer at {self.host}.", key="ollama_unreachable", host=self.host
            ) from error
        if cancelled():
            raise Cancelled("Cancelled.", key="cancelled")

    # -- one conversation

    def _why_not(self, deadline: Deadline) -> ModelOutcome | None:
        if deadline.cancelled():
            raise Cancelled("Cancelled.", key="cancelled")
        if deadline.remaining() - RESERVE_SECONDS < LEAST_SECONDS:
            return ModelOutcome.TOO_SLOW
        return ModelOutcome.UNREACHABLE if time.monotonic() < self._quiet_until else None

    def _answer(self, rows: tuple[Row, ...], deadline: Deadline) -> ModelAnswer:
        name = self._chosen()
        if name is None:
            return ModelAnswer(ModelOutcome.NO_MODEL)
        return Conversation(self._client, name, rows, deadline, self._heard).answer()

    def _heard(self, said: Said) -> None:
        if said.tokens:
            self._said.append(said)

    def _outcome(self, error: Exception) -> ModelOutcome:
        """What a failure of Ollama's means for the receipt."""
        import httpx  # noqa: PLC0415 (comes with ollama)
        import ollama  # noqa: PLC0415

        # Its class alone: what it says may hold text of the receipt.
        log.info("the language model failed: %s", type(error).__name__)
        if isinstance(error, ollama.ResponseError):
            self._auto = None
            missing = error.status_code == 404  # noqa: PLR2004 (HTTP)
            return ModelOutcome.NO_MODEL if missing else ModelOutcome.NONSENSE
        if isinstance(error, (httpx.ConnectError, httpx.ConnectTimeout, ConnectionError)):
            self._quiet_until = time.monotonic() + QUIET_SECONDS
            return ModelOutcome.UNREACHABLE
        if isinstance(error, (TimedOut, httpx.TimeoutException)):
            return ModelOutcome.TOO_SLOW
        return ModelOutcome.NONSENSE

    # -- Ollama

    def _client(self, seconds: float | None) -> ollama.Client:
        """By no proxy and after no redirect: text goes to the host that was agreed to."""
        import httpx  # noqa: PLC0415 (comes with ollama)
        import ollama  # noqa: PLC0415

        patience = httpx.Timeout(seconds, connect=CONNECT_SECONDS)
        return ollama.Client(self._host, timeout=patience, trust_env=False, follow_redirects=False)

    def _installed(self) -> tuple[InstalledModel, ...]:
        with closing(self._client(STATE_SECONDS)) as client:
            models = client.list().models
        return tuple(InstalledModel(m.model or "", int(m.size or 0)) for m in models)

    def _version(self) -> str | None:
        import httpx  # noqa: PLC0415

        address = f"{self._host}/api/version"
        answer = httpx.get(address, timeout=STATE_SECONDS, trust_env=False)
        return str(answer.json().get("version")) if answer.is_success else None

    def _chosen(self) -> str | None:
        """The model to ask; "auto" is decided once, until it is found missing."""
        if self.name != MODEL_AUTO:
            return self.name
        with self._lock:
            if self._auto is None:
                self._auto = self._choose(self._installed())
            return self._auto

    def _choose(self, installed: tuple[InstalledModel, ...]) -> str | None:
        names = [model.name for model in installed]
        if self.name != MODEL_AUTO:
            wanted = {self.name, f"{self.name}:latest"}
            return next((name for name in names if name in wanted), None)
        return best(installed)


def _progress(part: Any) -> PullProgress:
    return PullProgress(part.status or "", part.completed or 0, part.total or 0)
