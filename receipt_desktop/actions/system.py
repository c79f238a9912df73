"""Actions on settings, diagnostics, OCR engines and the language model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any

from receipt_desktop.actions.context import ActionsBase
from receipt_desktop.backup.database_diagnostics import check_verification
from receipt_desktop.backup.database_diagnostics import examine_database as examine_copies
from receipt_desktop.config.settings import SETTINGS, Settings
from receipt_desktop.domain.errors import InvalidRequest, ServiceUnavailable
from receipt_desktop.domain.health import Finding
from receipt_desktop.domain.language_model import ModelState, PullProgress
from receipt_desktop.jobs import diagnostics
from receipt_desktop.reading.engines import list_engines


class SystemActions(ActionsBase):
    """Actions on the parts that reading needs."""

    def change_settings(self, **changes: object) -> Settings:
        """Save settings and apply them at once. Raises `InvalidRequest`, `ServiceUnavailable`."""
        before = self.settings
        try:
            after = self._context.live_settings.update(**changes)
        except OSError as error:
            raise ServiceUnavailable(
                "settings_not_saved", reason=error.strerror or str(error)
            ) from error
        old_values, new_values = diff_settings(before, after)
        if new_values:
            self._store.add_audit_entry(self._actor, "settings", "settings", old_values, new_values)
        self._apply_queue_state()
        return after

    def run_diagnostics(self) -> tuple[Finding, ...]:
        """Findings about every part that reading needs, with remedies."""
        context = self._context
        redis = context.probes.read_redis_state()
        findings = diagnostics.run_diagnostics(
            redis, list_engines(), self.check_model_state(), context.paths, context.store
        )
        findings = (*findings, check_verification(self._store.find_last_entry("verify")))
        if self.settings.database_url:
            return findings
        return (*findings, *examine_copies(context.paths, self.settings.database_copies))

    def run_model_test(self) -> Finding | None:
        """Test the model with a small receipt, which may take a minute; None without a model."""
        from receipt_desktop.extraction.llm.self_test import run_model_test  # noqa: PLC0415 (slow to load)

        model = self._context.get_model()
        return diagnostics.describe_model_test(run_model_test(model), self.settings.timeout_seconds)

    def list_ocr_languages(self) -> tuple[str, ...]:
        """The installed language codes of Tesseract."""
        return next(
            (engine.languages for engine in list_engines() if engine.name == "Tesseract"), ()
        )

    # -- the language model

    def check_model_state(self) -> ModelState:
        """The state of Ollama."""
        return self._context.get_model().check_state()

    def pull_model(
        self,
        name: str,
        on_progress: Callable[[PullProgress], None],
        cancelled: Callable[[], bool],
    ) -> None:
        """Let Ollama pull a model. Raises `ServiceUnavailable`, `InvalidRequest`, `Cancelled`."""
        if not name.strip():
            raise InvalidRequest("model_name")
        self._context.get_model().pull_model(name.strip(), on_progress, cancelled)


def diff_settings(before: Settings, after: Settings) -> tuple[dict[str, Any], dict[str, Any]]:
    """Values of changed settings before and after; secrets are replaced by "…"."""
    names = [
        field.name
        for field in fields(Settings)
        if getattr(before, field.name) != getattr(after, field.name)
    ]
    return tuple(
        {name: "…" if SETTINGS[name].secret else getattr(settings, name) for name in names}
        for settings in (before, after)
    )  # type: ignore[return-value]  # a pair
