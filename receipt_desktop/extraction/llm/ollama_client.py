"""The language model in Ollama.

`LanguageModel.extract_fields` handles all failures of Ollama: it returns grounded values or an
outcome with the reason. It raises `Cancelled` only.
"""

from __future__ import annotations

import logging
import socket
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from receipt_desktop.config.hosts import find_endpoint, is_remote, strip_credentials
from receipt_desktop.config.settings import MODEL_AUTO
from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.errors import Cancelled, InvalidRequest, ServiceUnavailable, TimedOut
from receipt_desktop.domain.language_model import InstalledModel, ModelState, PullProgress
from receipt_desktop.domain.page import Text
from receipt_desktop.domain.reading import ModelOutcome
from receipt_desktop.extraction.llm.answer_stream import (
    StreamedAnswer,
    close_afterwards,
    list_client_errors,
)
from receipt_desktop.extraction.llm.conversation import RESERVE_SECONDS, Conversation, ModelAnswer
from receipt_desktop.extraction.llm.examples import Example
from receipt_desktop.extraction.llm.model_choice import choose_best_model
from receipt_desktop.extraction.llm.model_lock import ModelLock
from receipt_desktop.extraction.llm.prompt import count_decimals

if TYPE_CHECKING:
    import ollama

log = logging.getLogger(__name__)

CONNECT_SECONDS = 1.0
STATE_SECONDS = 3.0
UNREACHABLE_PAUSE_SECONDS = 20.0
"""Seconds without requests after Ollama was unreachable."""
SPEED_SAMPLES = 10
"""Answers over which the speed is measured."""
VISION = "vision"
"""The capability of models that take pictures, in Ollama's words."""
MIN_ANSWER_SECONDS = 3.0
"""With less time left the model is skipped: none on a CPU answers so fast."""


class LanguageModel:
    """A model of an Ollama host. Thread-safe."""

    def __init__(self, host: str, name: str) -> None:
        self._host = host
        self.host = strip_credentials(host)
        """The URL without credentials, for messages."""
        self.name = name
        self._lock = threading.Lock()
        self._model_lock = ModelLock()
        self._quiet_until = 0.0
        self._auto: str | None = None
        self._sight: dict[str, bool] = {}
        """Whether a model can work with pictures, by its name."""
        self._recent_answers: deque[StreamedAnswer] = deque(maxlen=SPEED_SAMPLES)

    def extract_fields(
        self,
        text: Text,
        deadline: Deadline,
        currency: str | None = None,
        load_pictures: Callable[[], tuple[bytes, ...]] = tuple,
        examples: Sequence[Example] = (),
    ) -> ModelAnswer:
        """Extract the fields of a receipt until the deadline. Raises `Cancelled` only.

        Amounts have the decimals of `currency`. A model on this computer that sees also gets the
        JPEGs of `load_pictures`; other computers get text alone, as the user agreed. `examples` are
        receipts of the same shop that a person has checked.
        """
        outcome = self._find_obstacle(deadline)
        if outcome:
            return ModelAnswer(outcome)
        from receipt_desktop.extraction.llm.row_selection import select_rows  # noqa: PLC0415 (loads the rules)

        rows = select_rows(text)
        if not rows:
            return ModelAnswer(ModelOutcome.NONSENSE)
        try:
            with self._model_lock.hold_lock(deadline) as extended, extended.count_wall_time():
                begin = partial(
                    Conversation,
                    make_client=self._make_client,
                    rows=rows,
                    deadline=extended,
                    on_answer=self._record_speed,
                    decimals=count_decimals(currency),
                    examples=tuple(examples),
                )
                return self._hold_conversation(begin, load_pictures)
        except Cancelled:
            raise
        except list_client_errors() as error:
            return ModelAnswer(self._classify_failure(error))

    @property
    def tokens_per_second(self) -> float | None:
        """Tokens per second of the last complete answers; None before the first."""
        answers = tuple(self._recent_answers)
        seconds = sum(answer.seconds for answer in answers)
        return round(sum(answer.tokens for answer in answers) / seconds, 1) if seconds else None

    def find_model_name(self) -> str | None:
        """The model that would be used now; None without a model or without Ollama."""
        if self.name == MODEL_AUTO and time.monotonic() < self._quiet_until:
            return None
        try:
            return self._resolve_name()
        except list_client_errors():
            return None

    def is_loaded(self) -> bool | None:
        """Whether the model is in memory; None when unknown. Takes a few seconds at most."""
        name = self.find_model_name()
        if name is None:
            return None
        try:
            with close_afterwards(self._make_client(STATE_SECONDS)) as client:
                running = {model.model for model in client.ps().models}
        except list_client_errors():
            return None
        return bool(running & {name, f"{name}:latest"})

    def check_state(self) -> ModelState:
        """The state of Ollama; takes a few seconds at most."""
        remote = is_remote(self.host)
        if not self._is_listening():
            return ModelState(False, self.host, remote=remote)
        try:
            installed = self._list_installed()
            version = self._fetch_version()
        except list_client_errors():
            return ModelState(False, self.host, remote=remote)
        chosen = self._select_installed(installed)
        return ModelState(True, self.host, version, installed, chosen, remote)

    def pull_model(
        self,
        name: str,
        on_progress: Callable[[PullProgress], None],
        cancelled: Callable[[], bool],
    ) -> None:
        """Let Ollama pull a model. Raises `ServiceUnavailable`, `InvalidRequest`, `Cancelled`."""
        import ollama  # noqa: PLC0415 (slow to load)

        try:
            with close_afterwards(self._make_client(None)) as client:
                for part in client.pull(name, stream=True):
                    if cancelled():
                        break
                    on_progress(_parse_progress(part))
        except ollama.ResponseError as error:
            raise InvalidRequest("pull_failed", name=name, reason=error.error) from error
        except list_client_errors() as error:
            raise ServiceUnavailable("ollama_unreachable", host=self.host) from error
        self._sight.pop(name, None)
        if cancelled():
            raise Cancelled("cancelled")

    # -- one conversation

    def _find_obstacle(self, deadline: Deadline) -> ModelOutcome | None:
        if deadline.is_cancelled():
            raise Cancelled("cancelled")
        if deadline.seconds_left() - RESERVE_SECONDS < MIN_ANSWER_SECONDS:
            return ModelOutcome.TOO_SLOW
        return ModelOutcome.UNREACHABLE if time.monotonic() < self._quiet_until else None

    def _hold_conversation(
        self, begin: Callable[..., Conversation], load_pictures: Callable[[], tuple[bytes, ...]]
    ) -> ModelAnswer:
        name = self._resolve_name()
        if name is None:
            return ModelAnswer(ModelOutcome.NO_MODEL)
        pictures = load_pictures() if self._can_see(name) else ()
        conversation = begin(
            model=name, pictures=pictures, on_blind=lambda: self._sight.update({name: False})
        )
        return conversation.get_answer()

    def _can_see(self, name: str) -> bool:
        """Whether the model gets pictures: it reports vision and runs on this computer."""
        if is_remote(self.host):
            return False
        if name not in self._sight:
            self._sight[name] = VISION in self._list_capabilities(name)
        return self._sight[name]

    def _list_capabilities(self, name: str) -> Sequence[str]:
        """What the model can do, as Ollama says; nothing when it does not say."""
        import ollama  # noqa: PLC0415

        try:
            with close_afterwards(self._make_client(STATE_SECONDS)) as client:
                return client.show(name).capabilities or ()
        except ollama.ResponseError:
            return ()

    def _record_speed(self, answer: StreamedAnswer) -> None:
        if answer.tokens:
            self._recent_answers.append(answer)

    def _classify_failure(self, error: Exception) -> ModelOutcome:
        """The outcome for a receipt after a failure of Ollama."""
        import httpx  # noqa: PLC0415 (comes with ollama)
        import ollama  # noqa: PLC0415

        # Its class alone: what it says may hold text of the receipt.
        log.info("language model request failed: %s", type(error).__name__)
        if isinstance(error, ollama.ResponseError):
            self._auto = None
            missing = error.status_code == 404  # noqa: PLR2004 (HTTP)
            return ModelOutcome.NO_MODEL if missing else ModelOutcome.NONSENSE
        if isinstance(error, (httpx.ConnectError, httpx.ConnectTimeout, ConnectionError)):
            self._quiet_until = time.monotonic() + UNREACHABLE_PAUSE_SECONDS
            return ModelOutcome.UNREACHABLE
        if isinstance(error, (TimedOut, httpx.TimeoutException)):
            return ModelOutcome.TOO_SLOW
        return ModelOutcome.NONSENSE

    # -- Ollama

    def _make_client(self, seconds: float | None) -> ollama.Client:
        """A client without proxies and redirects: text goes only to the host with consent."""
        import httpx  # noqa: PLC0415 (comes with ollama)
        import ollama  # noqa: PLC0415

        timeout = httpx.Timeout(seconds, connect=CONNECT_SECONDS)
        return ollama.Client(self._host, timeout=timeout, trust_env=False, follow_redirects=False)

    def _is_listening(self) -> bool:
        """Whether anything answers at the address; asked before Ollama's client is loaded.

        Loading the client takes half a second and 20 MB, in vain on computers without Ollama.
        """
        try:
            socket.create_connection(find_endpoint(self._host), CONNECT_SECONDS).close()
        except (OSError, ValueError):
            return False
        return True

    def _list_installed(self) -> tuple[InstalledModel, ...]:
        with close_afterwards(self._make_client(STATE_SECONDS)) as client:
            models = client.list().models
        return tuple(InstalledModel(m.model or "", int(m.size or 0)) for m in models)

    def _fetch_version(self) -> str | None:
        import httpx  # noqa: PLC0415

        address = f"{self._host}/api/version"
        answer = httpx.get(address, timeout=STATE_SECONDS, trust_env=False)
        return str(answer.json().get("version")) if answer.is_success else None

    def _resolve_name(self) -> str | None:
        """The name of the model; "auto" is resolved once, and again after a failure."""
        if self.name != MODEL_AUTO:
            return self.name
        with self._lock:
            if self._auto is None:
                self._auto = self._select_installed(self._list_installed())
            return self._auto

    def _select_installed(self, installed: tuple[InstalledModel, ...]) -> str | None:
        names = [model.name for model in installed]
        if self.name != MODEL_AUTO:
            wanted = {self.name, f"{self.name}:latest"}
            return next((name for name in names if name in wanted), None)
        return choose_best_model(installed)


def _parse_progress(part: Any) -> PullProgress:
    return PullProgress(part.status or "", part.completed or 0, part.total or 0)
