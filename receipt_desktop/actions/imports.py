"""Actions on imports from other programs for receipts."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePosixPath

from babel.numbers import get_territory_currencies

from receipt_desktop.actions.context import ActionsBase
from receipt_desktop.domain.csv_import import (
    ImportPlan,
    ImportResult,
    ImportRow,
    NewImport,
    PictureFile,
)
from receipt_desktop.domain.errors import InvalidRequest, ReceiptError
from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.receipt import Receipt
from receipt_desktop.imports.plan import make_plan
from receipt_desktop.imports.programs import PROGRAMS
from receipt_desktop.messages import Message

BATCH_SIZE = 20
"""Receipts that are added in one transaction."""
Progress = Callable[[int, int], None]


class ImportActions(ActionsBase):
    """Imports in two steps: the plan, which a person sees, and the import."""

    def list_import_programs(self) -> dict[str, str]:
        """The programs whose files can be imported: their labels by name."""
        return {one.name: one.label for one in PROGRAMS.values()}

    def plan_import(
        self, file: Path, pictures: Path | None = None, program: str = ""
    ) -> ImportPlan:
        """What an import of this file would add; nothing is added.

        Pictures are looked for in their folder, in the ZIP, or beside the file. Raises
        `InvalidRequest` for a file of no known program.
        """
        plan = make_plan(file, pictures, program)
        known = self._store.find_imported_keys([row.key for row in plan.rows])
        skip = Message("import_known", {})
        rows = (replace(row, skipped=skip) if row.key in known else row for row in plan.rows)
        return replace(plan, rows=tuple(rows))

    def run_import(
        self,
        plan: ImportPlan,
        on_progress: Progress = lambda _done, _all: None,
        is_cancelled: Callable[[], bool] = lambda: False,
    ) -> ImportResult:
        """Add the receipts of a plan; those that are there already are left out.

        A receipt with a picture is read, and keeps its imported values. A cancelled import keeps
        what it has added. Raises `ServiceUnavailable`.
        """
        run = _ImportRun(self._store.next_import_batch(), len(plan.wanted))
        for start in range(0, run.every, BATCH_SIZE):
            if is_cancelled():
                break
            rows = plan.wanted[start : start + BATCH_SIZE]
            self._add_rows(rows, run)
            run.done += len(rows)
            on_progress(run.done, run.every)
        counts = {"batch": run.batch, "count": len(run.added), "failed": len(run.failed)}
        if run.added:
            self._store.add_audit_entry(self._actor, "import", plan.program, {}, counts)
        return ImportResult(run.batch, tuple(run.added), run.skipped, run.failed)

    def undo_import(self, batch: int) -> int:
        """Remove the receipts of an import; how many. `restore` undoes it."""
        ids = self._store.find_import_batch(batch)
        if not ids:
            raise InvalidRequest("import_batch", batch=batch)
        self._store.remove_receipts(
            ids, self._actor, self._context.originals.tombstones.record_erasures
        )
        self._context.stop_receipts(ids)
        return len(ids)

    def _add_rows(self, rows: Sequence[ImportRow], run: _ImportRun) -> None:
        prepared = []
        for row in rows:
            try:
                prepared.append(self._prepare_row(row))
            except ReceiptError as error:
                run.failed[row.line] = error.message
        added = self._store.add_imported(prepared, run.batch, self._actor)
        present = [receipt for receipt in added if receipt is not None]
        run.skipped += len(added) - len(present)
        run.added += present
        self._enqueue_all([receipt for receipt in present if not receipt.is_finished])

    def _prepare_row(self, row: ImportRow) -> NewImport:
        """The row with its picture in place."""
        currency = row.values.get(Field.CURRENCY) or self._guess_currency()
        new = NewImport(row.key, row.name, row.values, str(currency) if currency else None)
        if row.picture is None:
            return new
        with open_picture(row.picture) as path:
            content_hash = self._context.submission.store_original(path)
        return replace(new, content_hash=content_hash, file_name=row.picture.name)

    def _guess_currency(self) -> str | None:
        country = self.settings.known_home_country
        usual = get_territory_currencies(country) if country else []
        return usual[0] if usual else None


class _ImportRun:
    """The counts of one import."""

    def __init__(self, batch: int, every: int) -> None:
        self.batch, self.every = batch, every
        self.done = self.skipped = 0
        self.added: list[Receipt] = []
        self.failed: dict[int, Message] = {}


@contextmanager
def open_picture(picture: PictureFile) -> Iterator[Path]:
    """The picture as a file; one in a ZIP is unpacked for the time being.

    Raises `InvalidRequest` if it is gone.
    """
    if not picture.member:
        yield picture.path
        return
    with tempfile.TemporaryDirectory(prefix="rd-") as folder:
        path = Path(folder) / f"picture{PurePosixPath(picture.member).suffix}"
        try:
            with (
                zipfile.ZipFile(picture.path) as archive,
                archive.open(picture.member) as source,
                path.open("wb") as target,
            ):
                shutil.copyfileobj(source, target)
        except (OSError, KeyError, zipfile.BadZipFile) as error:
            raise InvalidRequest("file_missing", name=picture.member) from error
        yield path
