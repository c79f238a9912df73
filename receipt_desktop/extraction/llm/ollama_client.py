"""The language model, through Ollama. The only module that knows the ollama package.

Whatever Ollama does or does not do, `LanguageModel.extract_fields` comes back: with grounded
values, or with the outcome that says why not. Only a person's cancel passes through.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from receipt_desktop.config.hosts import is_remote, strip_credentials
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
from receipt_desktop.extraction.llm.model_choice import choose_best_model
from receipt_desktop.extraction.llm.model_lock import ModelLock

if TYPE_CHECKING:
    import ollama

    from receipt_desktop.extraction.llm.row_selection import NumberedRow

log = logging.getLogger(__name__)

CONNECT_SECONDS = 1.0
STATE_SECONDS = 3.0
UNREACHABLE_PAUSE_SECONDS = 20.0
"""After an unreachable Ollama: how long no receipt spends time on finding that out again."""
SPEED_SAMPLES = 10
"""Over which the speed is told."""
MIN_ANSWER_SECONDS = 3.0
"""Below this nothing is asked: no model answers so fast on a processor."""


class LanguageModel:
    """One model at one address. Thread-safe."""

    def __init__(self, host: str, name: str) -> None:
        self._host = host
        self.host = strip_credentials(host)
        """Without a name and password: for people."""
        self.name = name
        self._lock = threading.Lock()
        self._model_lock = ModelLock()
        self._quiet_until = 0.0
        self._auto: str | None = None
        self._recent_answers: deque[StreamedAnswer] = deque(maxlen=SPEED_SAMPLES)

    def extract_fields(self, text: Text, deadline: Deadline) -> ModelAnswer:
        """Ask about a receipt until the deadline. Raises `Cancelled` alone."""
        outcome = self._find_obstacle(deadline)
        if outcome:
            return ModelAnswer(outcome)
        from receipt_desktop.extraction.llm.row_selection import select_rows  # noqa: PLC0415 (with the rules)

        rows = select_rows(text)
        if not rows:
            return ModelAnswer(ModelOutcome.NONSENSE)
        try:
            with self._model_lock.hold_lock(deadline) as extended, extended.count_wall_time():
                return self._hold_conversation(rows, extended)
        except Cancelled:
            raise
        except list_client_errors() as error:
            return ModelAnswer(self._classify_failure(error))

    @property
    def tokens_per_second(self) -> float | None:
        """How fast it wrote its last whole answers; None before the first."""
        said = tuple(self._recent_answers)
        seconds = sum(one.seconds for one in said)
        return round(sum(one.tokens for one in said) / seconds, 1) if seconds else None

    def find_model_name(self) -> str | None:
        """The name of the model that would be asked now; None when there is none or no Ollama."""
        if self.name == MODEL_AUTO and time.monotonic() < self._quiet_until:
            return None
        try:
            return self._resolve_name()
        except list_client_errors():
            return None

    def is_loaded(self) -> bool | None:
        """Whether Ollama has the model in memory; None when unknown. At most a few seconds."""
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
        """Ollama as seen from here; at most a few seconds."""
        remote = is_remote(self.host)
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
        """Have Ollama fetch a model. Raises `ServiceUnavailable`, `InvalidRequest`, `Cancelled`."""
        import ollama  # noqa: PLC0415 (slow to load)

        try:
            with close_afterwards(self._make_client(None)) as client:
                for part in client.pull(name, stream=True):
                    if cancelled():
                        break
                    on_progress(_parse_progress(part))
        except ollama.ResponseError as error:
            raise InvalidRequest(
                f"Ollama cannot fetch {name}: {error.error}", key="pull_failed", name=name
            ) from error
        except list_client_errors() as error:
            raise ServiceUnavailable(
                f"Ollama does not answer at {self.host}.", key="ollama_unreachable", host=self.host
            ) from error
        if cancelled():
            raise Cancelled("Cancelled.", key="cancelled")

    # -- one conversation

    def _find_obstacle(self, deadline: Deadline) -> ModelOutcome | None:
        if deadline.is_cancelled():
            raise Cancelled("Cancelled.", key="cancelled")
        if deadline.seconds_left() - RESERVE_SECONDS < MIN_ANSWER_SECONDS:
            return ModelOutcome.TOO_SLOW
        return ModelOutcome.UNREACHABLE if time.monotonic() < self._quiet_until else None

    def _hold_conversation(self, rows: tuple[NumberedRow, ...], deadline: Deadline) -> ModelAnswer:
        name = self._resolve_name()
        if name is None:
            return ModelAnswer(ModelOutcome.NO_MODEL)
        return Conversation(
            self._make_client, name, rows, deadline, self._record_speed
        ).get_answer()

    def _record_speed(self, said: StreamedAnswer) -> None:
        if said.tokens:
            self._recent_answers.append(said)

    def _classify_failure(self, error: Exception) -> ModelOutcome:
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
            self._quiet_until = time.monotonic() + UNREACHABLE_PAUSE_SECONDS
            return ModelOutcome.UNREACHABLE
        if isinstance(error, (TimedOut, httpx.TimeoutException)):
            return ModelOutcome.TOO_SLOW
        return ModelOutcome.NONSENSE

    # -- Ollama

    def _make_client(self, seconds: float | None) -> ollama.Client:
        """By no proxy and after no redirect: text goes to the host that was agreed to."""
        import httpx  # noqa: PLC0415 (comes with ollama)
        import ollama  # noqa: PLC0415

        patience = httpx.Timeout(seconds, connect=CONNECT_SECONDS)
        return ollama.Client(self._host, timeout=patience, trust_env=False, follow_redirects=False)

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
        """The model to ask; "auto" is decided once, until it is found missing."""
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
