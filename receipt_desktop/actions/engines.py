"""Settings, the Doctor, the readers and the language model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

from receipt_desktop import doctor
from receipt_desktop.actions.parts import Acting
from receipt_desktop.backup.findings import examine as examine_copies
from receipt_desktop.errors import InvalidRequest, ServiceUnavailable
from receipt_desktop.health import Finding, ModelState, PullProgress
from receipt_desktop.reading.engines import engines
from receipt_desktop.settings import SECRET, Settings


class EngineActions(Acting):
    """What can be asked about the parts that reading needs."""

    @property
    def data_dir(self) -> Path:
        return self._parts.paths.data

    def change_settings(self, **changes: object) -> Settings:
        """Save and apply at once. Raises `InvalidRequest` naming what does not fit."""
        before = self.settings
        try:
            now = self._parts.settings.change(**changes)
        except OSError as error:
            raise ServiceUnavailable(f"The settings could not be saved: {error}") from error
        was, is_now = changed_settings(before, now)
        if is_now:
            self._store.note(self._by, "settings", "settings", was, is_now)
        self._steer()
        return now

    def doctor(self) -> tuple[Finding, ...]:
        """Every part that reading needs, green or with its mend."""
        parts = self._parts
        redis = parts.instruments.redis_state()
        found = doctor.examine(redis, engines(), self.model_state(), parts.paths, parts.store)
        if self.settings.database_url:
            return found
        return (*found, *examine_copies(parts.paths, self.settings.database_copies))

    def try_model(self) -> Finding | None:
        """How the model does on a small receipt; it may take a minute. None without a model."""
        from receipt_desktop.extraction.trial import try_out  # noqa: PLC0415 (off the way to the window)

        model = self._parts.model()
        return doctor.trial_finding(try_out(model), self.settings.timeout)

    def ocr_languages(self) -> tuple[str, ...]:
        """The language codes that Tesseract has installed."""
        return next((one.languages for one in engines() if one.name == "Tesseract"), ())

    # -- the language model

    def model_state(self) -> ModelState:
        """Ollama as seen from here."""
        return self._parts.model().state()

    def pull_model(
        self,
        name: str,
        on_progress: Callable[[PullProgress], None],
        cancelled: Callable[[], bool],
    ) -> None:
        """Have Ollama fetch a model. Raises `ServiceUnavailable`, `InvalidRequest`, `Cancelled`."""
        if not name.strip():
            raise InvalidRequest("Give the model's name, qwen2.5:3b for one.", key="model_name")
        self._parts.model().pull(name.strip(), on_progress, cancelled)


def changed_settings(before: Settings, now: Settings) -> tuple[dict[str, Any], dict[str, Any]]:
    """What differs, secrets and addresses with passwords left out."""
    names = [
        field.name
        for field in fields(Settings)
        if getattr(before, field.name) != getattr(now, field.name)
    ]
    return tuple(
        {name: "…" if name in SECRET else getattr(one, name) for name in names}
        for one in (before, now)
    )  # type: ignore[return-value]  # a pair
