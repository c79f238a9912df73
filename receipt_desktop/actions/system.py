"""Settings, the Doctor, the readers and the language model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

from receipt_desktop.actions.context import ActionsBase
from receipt_desktop.backup.database_diagnostics import examine_database as examine_copies
from receipt_desktop.config.settings import SECRET_SETTINGS, Settings
from receipt_desktop.domain.errors import InvalidRequest, ServiceUnavailable
from receipt_desktop.domain.health import Finding
from receipt_desktop.domain.language_model import ModelState, PullProgress
from receipt_desktop.jobs import diagnostics
from receipt_desktop.reading.engines import list_engines


class SystemActions(ActionsBase):
    """What can be asked about the parts that reading needs."""

    @property
    def data_dir(self) -> Path:
        return self._context.paths.data

    def change_settings(self, **changes: object) -> Settings:
        """Save and apply at once. Raises `InvalidRequest` naming what does not fit."""
        before = self.settings
        try:
            now = self._context.live_settings.update(**changes)
        except OSError as error:
            raise ServiceUnavailable(f"The settings could not be saved: {error}") from error
        was, is_now = diff_settings(before, now)
        if is_now:
            self._store.add_audit_entry(self._actor, "settings", "settings", was, is_now)
        self._apply_queue_state()
        return now

    def run_diagnostics(self) -> tuple[Finding, ...]:
        """Every part that reading needs, green or with its mend."""
        parts = self._context
        redis = parts.probes.read_redis_state()
        found = diagnostics.run_diagnostics(
            redis, list_engines(), self.check_model_state(), parts.paths, parts.store
        )
        if self.settings.database_url:
            return found
        return (*found, *examine_copies(parts.paths, self.settings.database_copies))

    def run_model_test(self) -> Finding | None:
        """How the model does on a small receipt; it may take a minute. None without a model."""
        from receipt_desktop.extraction.llm.self_test import run_model_test  # noqa: PLC0415 (off the way to the window)

        model = self._context.get_model()
        return diagnostics.describe_model_test(run_model_test(model), self.settings.timeout_seconds)

    def list_ocr_languages(self) -> tuple[str, ...]:
        """The language codes that Tesseract has installed."""
        return next((one.languages for one in list_engines() if one.name == "Tesseract"), ())

    # -- the language model

    def check_model_state(self) -> ModelState:
        """Ollama as seen from here."""
        return self._context.get_model().check_state()

    def pull_model(
        self,
        name: str,
        on_progress: Callable[[PullProgress], None],
        cancelled: Callable[[], bool],
    ) -> None:
        """Have Ollama fetch a model. Raises `ServiceUnavailable`, `InvalidRequest`, `Cancelled`."""
        if not name.strip():
            raise InvalidRequest("Give the model's name, qwen2.5:3b for one.", key="model_name")
        self._context.get_model().pull_model(name.strip(), on_progress, cancelled)


def diff_settings(before: Settings, now: Settings) -> tuple[dict[str, Any], dict[str, Any]]:
    """What differs, secrets and addresses with passwords left out."""
    names = [
        field.name
        for field in fields(Settings)
        if getattr(before, field.name) != getattr(now, field.name)
    ]
    return tuple(
        {name: "…" if name in SECRET_SETTINGS else getattr(one, name) for name in names}
        for one in (before, now)
    )  # type: ignore[return-value]  # a pair
