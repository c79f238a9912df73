"""Processing of a receipt: runs the pipeline with the current settings and the cache."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field, replace
from functools import cache

from receipt_desktop import pipeline
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.config.settings_file import LiveSettings
from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.errors import PasswordElsewhere, PasswordRequired
from receipt_desktop.domain.reading import Reading
from receipt_desktop.domain.receipt import ReaderChoice, ReadOptions, Receipt
from receipt_desktop.extraction.llm.ollama_client import LanguageModel
from receipt_desktop.files.originals import Originals
from receipt_desktop.jobs.document_passwords import DocumentPasswords
from receipt_desktop.jobs.reading_cache import CacheKey, ReadingCache, make_cache_key
from receipt_desktop.jobs.timings import StageBudgets, StageTimings
from receipt_desktop.reading.engines import list_engines

FROM_CACHE = "cache"
"""The only stage of an attempt with a cached reading."""


class ModelRegistry:
    """One `LanguageModel` for each address and name, which keeps its state of Ollama."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._models: dict[tuple[str, str], LanguageModel] = {}

    def get_model(self, host: str, name: str) -> LanguageModel:
        """Return the model of this name at this address."""
        with self._lock:
            return self._models.setdefault((host, name), LanguageModel(host, name))

    def get_selected_model(self, settings: Settings) -> LanguageModel:
        """Return the model of the settings, even if it is switched off."""
        return self.get_model(settings.ollama_host, settings.model)

    def choose_for_receipt(self, settings: Settings, wish: ReadOptions) -> LanguageModel | None:
        """Return the model for this receipt, or None for rules alone.

        No text leaves this computer without consent.
        """
        used = settings.use_model if wish.model is None else wish.model != ""
        if not (used and settings.is_model_allowed):
            return None
        return self.get_model(settings.ollama_host, wish.model or settings.model)


@dataclass(frozen=True, slots=True)
class CachedProcessor:
    """Runs the pipeline on one receipt."""

    paths: Paths
    settings: LiveSettings
    originals: Originals
    text_reader: pipeline.TextReader
    timings: StageTimings
    cache: ReadingCache
    passwords: DocumentPasswords
    models: ModelRegistry = field(default_factory=ModelRegistry)
    find_examples: pipeline.FindExamples = pipeline.find_no_examples

    def process_receipt(
        self, receipt: Receipt, deadline: Deadline, report: pipeline.ProgressReporter
    ) -> Reading:
        """Return the cached reading, or read, extract and check. Raises a `ReceiptError`."""
        now = self.settings.current
        model = self.models.choose_for_receipt(now, receipt.read_options)
        wanted = cache_key_of_receipt(receipt, now, model)
        reading = None if receipt.read_options.ignore_cache else self._find_cached(wanted)
        if reading is None:
            reading = self._read_receipt(receipt, model, deadline, report)
            if len(receipt.originals) == 1:  # cached readings are erased with their only original
                self.cache.save_reading(wanted, reading)
        # After caching, so that an outage of the shared storage causes no repeated readings.
        self.originals.share_pictures(page.file for page in reading.text.pages if page.file)
        return reading

    def _find_cached(self, wanted: CacheKey) -> Reading | None:
        began = time.perf_counter()
        reading = self.cache.find_reading(wanted)
        if reading is None:
            return None
        took = round(time.perf_counter() - began, 3)
        return replace(reading, seconds=took, stage_seconds={FROM_CACHE: took})

    def _read_receipt(
        self,
        receipt: Receipt,
        model: LanguageModel | None,
        deadline: Deadline,
        report: pipeline.ProgressReporter,
    ) -> Reading:
        first = receipt.attempts == 1
        budgets = self.timings.compute_budgets() if first else StageBudgets()
        budgeted = (
            pipeline.BudgetedModel(model, self.paths.data, budgets.model_seconds) if model else None
        )
        tools = pipeline.StageContext(
            self.paths,
            self.text_reader,
            self.settings.current,
            budgeted,
            budgets.page_seconds,
            self._find_passwords(receipt),
            self.find_examples,
        )
        originals = {one: self.originals.fetch_original(one) for one in receipt.originals}
        try:
            return pipeline.process(receipt, originals, tools, deadline, report)
        except PasswordRequired as error:
            for one in receipt.originals:
                self.passwords.forget_passwords(one)
            if any(map(self.passwords.is_held_elsewhere, receipt.originals)):
                raise PasswordElsewhere("password_elsewhere") from error
            raise

    def _find_passwords(self, receipt: Receipt) -> tuple[str, ...]:
        """The passwords of all its files, to be tried in turn."""
        return tuple(p for one in receipt.originals for p in self.passwords.get_passwords(one))


def cache_key_of_receipt(
    receipt: Receipt, settings: Settings, model: LanguageModel | None
) -> CacheKey:
    """Return the cache key: all inputs that determine the reading of this receipt."""
    return make_cache_key(
        receipt.content_hash,
        receipt.read_options.page,
        sources=receipt.sources,
        reader=receipt.read_options.reader or ReaderChoice(settings.reader),
        engines=list_installed_engines(),
        languages=settings.ocr_languages,
        model=model.find_model_name() if model else None,
        home_country=settings.known_home_country,
        home_currency=settings.home_currency,
    )


@cache
def list_installed_engines() -> tuple[tuple[str, str], ...]:
    """Return names and versions of the readers, as found at the first receipt of the process."""
    return tuple((engine.name, engine.version) for engine in list_engines() if engine.is_available)
