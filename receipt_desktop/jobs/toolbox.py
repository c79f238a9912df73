"""What the pipeline works with, put together anew for each receipt from the settings in force."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field, replace
from functools import cache

from receipt_desktop import pipeline
from receipt_desktop.draft import Reading
from receipt_desktop.errors import Deadline
from receipt_desktop.extraction.model import Model
from receipt_desktop.jobs.cache import Cache, Key, key
from receipt_desktop.jobs.pace import Budgets, Pace
from receipt_desktop.paths import Paths
from receipt_desktop.reading.engines import engines
from receipt_desktop.receipt import Reader, Receipt, Wish
from receipt_desktop.settings import Settings
from receipt_desktop.settings_file import LiveSettings
from receipt_desktop.store.originals import Originals

FROM_CACHE = "cache"
"""The one part of an attempt whose result was there already."""


class Models:
    """One `Model` for each address and name, so that what it learnt of Ollama is kept."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._made: dict[tuple[str, str], Model] = {}

    def named(self, host: str, name: str) -> Model:
        """The model of this name at this address."""
        with self._lock:
            return self._made.setdefault((host, name), Model(host, name))

    def chosen(self, settings: Settings) -> Model:
        """The model that the settings name, whether it is to be used or not."""
        return self.named(settings.ollama_host, settings.model)

    def asked(self, settings: Settings, wish: Wish) -> Model | None:
        """The model to ask about this receipt, or None for rules alone.

        No text leaves this computer before somebody has agreed to it.
        """
        used = settings.use_model if wish.model is None else wish.model != ""
        if not (used and settings.model_allowed):
            return None
        return self.named(settings.ollama_host, wish.model or settings.model)


@dataclass(frozen=True, slots=True)
class Toolbox:
    """Runs the pipeline on one receipt."""

    paths: Paths
    settings: LiveSettings
    originals: Originals
    reads: pipeline.Reads
    pace: Pace
    cache: Cache
    models: Models = field(default_factory=Models)

    def process(self, receipt: Receipt, deadline: Deadline, report: pipeline.Report) -> Reading:
        """The cached reading, or read, extract and check. Raises a `ReceiptError`."""
        now = self.settings.now
        model = self.models.asked(now, receipt.wish)
        wanted = cache_key(receipt, now, model)
        reading = None if receipt.wish.fresh else self._found(wanted)
        if reading is None:
            reading = self._read(receipt, model, deadline, report)
            self.cache.put(wanted, reading)
        # After it was cached: while the shared files are away nothing is read again and again.
        self.originals.share_pictures(page.file for page in reading.text.pages if page.file)
        return reading

    def _found(self, wanted: Key) -> Reading | None:
        began = time.perf_counter()
        reading = self.cache.get(wanted)
        if reading is None:
            return None
        took = round(time.perf_counter() - began, 3)
        return replace(reading, seconds=took, stage_seconds={FROM_CACHE: took})

    def _read(
        self, receipt: Receipt, model: Model | None, deadline: Deadline, report: pipeline.Report
    ) -> Reading:
        first = receipt.attempts == 1
        budgets = self.pace.budgets() if first else Budgets()
        asked = pipeline.Asked(model, budgets.asking) if model else None
        tools = pipeline.Tools(self.paths, self.reads, self.settings.now, asked, budgets.page)
        original = self.originals.at_hand(receipt.content_hash)
        return pipeline.process(receipt, original, tools, deadline, report)


def cache_key(receipt: Receipt, settings: Settings, model: Model | None) -> Key:
    """Everything that decides what the reading of this receipt will be."""
    return key(
        receipt.content_hash,
        receipt.wish.page,
        reader=receipt.wish.reader or Reader(settings.reader),
        engines=installed(),
        languages=settings.ocr_languages,
        model=model.chosen() if model else None,
    )


@cache
def installed() -> tuple[tuple[str, str], ...]:
    """Names and versions of the readers that this process found at its first receipt."""
    return tuple((one.name, one.version) for one in engines() if one.available)
