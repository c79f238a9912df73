"""Actions on the list of receipts: its order, counts and totals; one change of many receipts."""

from __future__ import annotations

import shutil
from array import array
from collections.abc import Mapping, Sequence
from mimetypes import guess_extension
from pathlib import Path
from typing import Any

from receipt_desktop.actions.clients import MEDIA_TYPES, ClientActions
from receipt_desktop.config import window_state
from receipt_desktop.domain.display import escape_controls
from receipt_desktop.domain.errors import ServiceUnavailable
from receipt_desktop.domain.fields import Field, FieldValue
from receipt_desktop.domain.listing import (
    FieldChange,
    KindCounts,
    ListedValues,
    RateTotal,
    ReceiptOrder,
    ReceiptTotals,
)
from receipt_desktop.domain.receipt import Receipt
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.reading.file_types import FileType

SHOWN_FOLDER = "shown"
"""The folder in the data folder for copies of originals that a person opens."""
FORBIDDEN_CHARACTERS = str.maketrans(dict.fromkeys('\\/:*?"<>|', "_"))
"""In file names of Windows."""


class ListingActions(ClientActions):
    """Actions on the list. Numbers stand for receipts, see `Receipt.number`."""

    def list_numbers(
        self,
        query: ReceiptQuery,
        order: ReceiptOrder = ReceiptOrder(),  # noqa: B008 (frozen)
    ) -> array[int]:
        """The numbers of the matching receipts, in this order."""
        return self._store.list_numbers(query, order)

    def find_numbered_receipts(self, numbers: Sequence[int]) -> list[Receipt]:
        """The receipts with these numbers, in this order; removed ones are left out."""
        return self._store.find_numbered_receipts(numbers)

    def list_ids(self, numbers: Sequence[int]) -> list[str]:
        """The ids of the receipts with these numbers, in this order."""
        return self._store.list_ids(numbers)

    def count_kinds(self, query: ReceiptQuery) -> KindCounts:
        """The numbers of matching receipts of each kind."""
        return self._store.count_kinds(query)

    def sum_receipts(self, query: ReceiptQuery) -> ReceiptTotals:
        """The totals of the matching receipts by currency and category."""
        return self._store.sum_receipts(query)

    def sum_tax_rates(self, query: ReceiptQuery) -> tuple[RateTotal, ...]:
        """The taxes of the matching receipts by currency and rate."""
        return self._store.sum_tax_rates(query)

    def list_values(self) -> ListedValues:
        """The merchants, categories and currencies that receipts of the list have."""
        return self._store.list_values()

    def correct_fields(
        self,
        receipt_ids: Sequence[str],
        field: Field,
        value: FieldValue | None,
        *,
        adds_tags: bool = False,
    ) -> tuple[FieldChange, ...]:
        """Correct a field of many receipts in one step; what it was before, for the undo.

        With `adds_tags` the receipts keep the tags that they have. Receipts that were not read yet
        are left out. Raises `InvalidRequest`.
        """
        return self._store.correct_fields(
            receipt_ids, field, value, self._actor, adds_tags=adds_tags
        )

    def restore_fields(self, before: Sequence[FieldChange]) -> None:
        """Undo `correct_fields`."""
        self._store.restore_fields(before, self._actor)

    def copy_originals(self, receipt: Receipt) -> tuple[Path, ...]:
        """Copies of all files of a receipt, which other programs can open.

        The first has its own name. Raises `InvalidRequest` if an original is missing,
        `ServiceUnavailable` for a full disk.
        """
        whole = receipt.file_name
        if receipt.read_options.page is not None:
            whole = whole.rpartition(" · ")[0] or whole  # a page is named after its file
        name = escape_controls(whole).translate(FORBIDDEN_CHARACTERS) or "receipt"
        folder = self.data_dir / SHOWN_FOLDER / receipt.id
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            return tuple(
                self._copy_file(content_hash, folder / name, number)
                for number, content_hash in enumerate(receipt.shown_originals, start=1)
            )
        except OSError as error:
            reason = error.strerror or str(error)
            raise ServiceUnavailable("write_failed", path=str(folder), reason=reason) from error

    def _copy_file(self, content_hash: str, target: Path, number: int) -> Path:
        """Copy an original; further ones are numbered, with the suffix of their own kind.

        The printed text of a message has the message's name, but opens as the PDF that it is.
        """
        path, media_type = self.find_file(content_hash)
        suffix = guess_extension(media_type) or ""
        if number > 1:
            target = target.with_name(f"{target.stem} ({number}){suffix}")
        elif media_type == MEDIA_TYPES[FileType.PDF] and target.suffix.lower() != suffix:
            target = target.with_name(f"{target.stem}{suffix}")
        return Path(shutil.copyfile(path, target))

    def delete_shown_copies(self) -> None:
        """Delete the copies that were made to be opened."""
        shutil.rmtree(self.data_dir / SHOWN_FOLDER, ignore_errors=True)

    def load_window_state(self) -> dict[str, Any]:
        """What the window remembers of its last session; {} for the first one."""
        return window_state.load_state(self.data_dir)

    def save_window_state(self, state: Mapping[str, Any]) -> None:
        """Remember this for the next session, as far as the disk allows it."""
        window_state.save_state(self.data_dir, state)
