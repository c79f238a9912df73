"""Actions of exports: profiles, the check before, batches and what is remembered of them."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from receipt_desktop.actions.context import ActionsBase
from receipt_desktop.actions.export_request import (
    ExportedContent,
    ExportRequest,
    OpenBatch,
    Progress,
    check_profile,
    watch_export,
    write_files,
)
from receipt_desktop.config.atomic import write_text_atomically
from receipt_desktop.config.paths import Paths
from receipt_desktop.domain.display import format_path, replace_surrogates
from receipt_desktop.domain.errors import InvalidRequest, ReceiptError, ServiceUnavailable
from receipt_desktop.domain.export_batch import ExportBatch, ExportResult, Preflight
from receipt_desktop.domain.export_profile import NO_PROFILE, ExportProfile, MappedColumn
from receipt_desktop.domain.export_profile_json import format_profile, parse_profile
from receipt_desktop.domain.receipt import Receipt
from receipt_desktop.export.booking_values import VALUES
from receipt_desktop.export.checks import pass_bookings
from receipt_desktop.export.export_files import ZIP_SUFFIX, StagedFiles
from receipt_desktop.export.file_set import restore_cut_off_sets
from receipt_desktop.export.options import ExportOptions, ExportReport
from receipt_desktop.export.starter_profiles import COLUMN_SETS, add_starters

ZIP_TYPE = "application/zip"


class ExportActions(ActionsBase):
    """Actions of exports."""

    # -- profiles

    def list_export_profiles(self) -> tuple[ExportProfile, ...]:
        """The saved profiles and those that come with the program."""
        return add_starters(self._store.list_profiles())

    def get_export_profile(self, name: str) -> ExportProfile:
        """The profile with this key or name; the empty one for "".

        Raises `InvalidRequest` for an unknown one.
        """
        if not name:
            return NO_PROFILE
        profiles = self.list_export_profiles()
        wanted = name.casefold()
        found = [one for one in profiles if wanted in (one.key.casefold(), one.name.casefold())]
        if not found:
            known = ", ".join(one.name for one in profiles)
            raise InvalidRequest("export_profile_unknown", name=name, known=known)
        return found[0]

    def save_export_profile(self, profile: ExportProfile) -> ExportProfile:
        """Save a profile; one without a key is new and gets one.

        Raises `InvalidRequest` for a name that another profile has.
        """
        name = profile.name.strip()
        saved = replace(profile, key=profile.key or uuid4().hex, name=name)
        others = (one for one in self.list_export_profiles() if one.key != saved.key)
        if not name or any(one.name.casefold() == name.casefold() for one in others):
            raise InvalidRequest("export_profile_name", name=name or "–")
        self._store.save_profile(saved, self._actor)
        return saved

    def delete_export_profile(self, key: str) -> None:
        """Delete a profile; one that comes with the program is as it came again."""
        self._store.delete_profile(key, self._actor)

    def write_export_profile(self, profile: ExportProfile, target: Path) -> None:
        """Write a profile to a file, for another computer. Raises `ServiceUnavailable`."""
        try:
            write_text_atomically(target, format_profile(profile))
        except OSError as error:
            reason = error.strerror or str(error)
            raise ServiceUnavailable(
                "write_failed", path=format_path(str(target)), reason=reason
            ) from error

    def read_export_profile(self, source: Path) -> ExportProfile:
        """The profile of a file, as a new one. Raises `InvalidRequest`."""
        try:
            text = source.read_text(encoding="utf-8")
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "UTF-8"
            raise InvalidRequest("export_profile_invalid", reason=reason) from error
        return replace(parse_profile(text), key="")

    # -- before

    def check_export(
        self,
        request: ExportRequest,
        on_progress: Progress = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Preflight:
        """What the export would write, and what it would leave out and why.

        Raises `Cancelled`.
        """
        form, report = request.form, ExportReport()
        counts = self._store.count_kinds(request.query)
        for problem in check_profile(form, request.profile):
            report.add_problem(problem)
        blocked = any(one.blocks for one in report.problems)
        if form.make_check is not None and not blocked:
            found = self._store.iterate_details(request.query, with_text=False)
            watched = watch_export(found, on_progress, cancelled)
            for _ in pass_bookings(watched, form.make_check, request.profile, report):
                continue
        return Preflight(
            counts.all,
            self._store.sum_receipts(request.query),
            counts.review,
            counts.open + counts.failed,
            tuple(report.problems),
            report.left_out,
        )

    # -- the export

    def export_batch(
        self,
        request: ExportRequest,
        target: Path,
        on_progress: Progress = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> ExportResult:
        """Write the receipts; under a profile, remember them as exported.

        The files appear whole or not at all, all of them or none; what a crashed export left is
        restored first. `on_progress` is called with the number of receipts so far. Raises
        `InvalidRequest` for a profile that the format cannot use, `ServiceUnavailable`, and
        `Cancelled` once `cancelled` returns True.
        """
        records = Paths(self.data_dir).exports
        restored = restore_cut_off_sets(records)
        with self._open_batch(request, replace_surrogates(str(target))) as batch:
            receipts = watch_export(batch.receipts, on_progress, cancelled)
            rows, files = write_files(request.form, receipts, target, batch.options, records)
            return replace(batch.finish(rows, files), restored=tuple(restored))

    def export_content(self, request: ExportRequest) -> ExportedContent:
        """The same as bytes, for another program."""
        form = request.form
        with self._open_batch(request, "") as batch, tempfile.TemporaryDirectory() as folder:
            staged = StagedFiles(Path(folder))
            rows = form.write(batch.receipts, staged, batch.options)
            content, is_zip = staged.read_all(form.suffix)
            result = batch.finish(rows, ())
        if is_zip:
            return ExportedContent(content, ZIP_TYPE, ZIP_SUFFIX, result)
        return ExportedContent(content, form.media_type, form.suffix, result)

    def _open_batch(self, request: ExportRequest, target: str) -> OpenBatch:
        """Raises `InvalidRequest` for a profile that the format cannot use."""
        for problem in check_profile(request.form, request.profile):
            if problem.blocks:
                raise InvalidRequest("export_profile_unfit", problem=problem.message)
        chosen = request.options or ExportOptions.from_settings(self.settings)
        options = replace(
            chosen, find_original=self._find_original_file, find_picture=self._find_picture_file
        )
        return OpenBatch(self._store, self._actor, request, options, target)

    def _find_original_file(self, receipt: Receipt) -> Path | None:
        """The original; None where it is out of reach."""
        try:
            return self._context.originals.fetch_original(receipt.content_hash)
        except ReceiptError:
            return None

    def _find_picture_file(self, relative: str) -> Path | None:
        try:
            return self._context.originals.fetch_picture(relative)
        except ReceiptError:
            return None

    # -- afterwards

    def list_export_batches(self) -> list[ExportBatch]:
        """The exports that are remembered, newest first."""
        return self._store.list_batches()

    def undo_export(self, number: int, undone: bool = True) -> ExportBatch:
        """Let the receipts of a batch count as not exported, or as exported again.

        Raises `InvalidRequest` for an unknown number.
        """
        return self._store.undo_batch(number, undone, self._actor)

    def list_export_values(self) -> dict[str, str]:
        """The values that a column of the general CSV may have, with their English captions."""
        return {name: spec.label for name, spec in VALUES.items()}

    def list_column_sets(self) -> dict[str, tuple[MappedColumn, ...]]:
        """Columns of the general CSV to begin with, by name."""
        return dict(COLUMN_SETS)
