"""Actions on categories, and on receipts that are entered by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from babel.numbers import get_territory_currencies

from receipt_desktop.actions.context import ActionsBase
from receipt_desktop.domain.categories import Category, CategoryChange, find_category, pick_colour
from receipt_desktop.domain.errors import Conflict
from receipt_desktop.domain.listing import UsedValue
from receipt_desktop.domain.receipt import Receipt
from receipt_desktop.files.tombstones import Erasure


class BookkeepingActions(ActionsBase):
    """Actions of bookkeeping."""

    def list_categories(self) -> tuple[Category, ...]:
        """The categories in their order, with the number of receipts that have them."""
        return self._store.list_categories()

    def save_categories(self, wanted: Sequence[Category]) -> CategoryChange:
        """Replace the list of categories; what it was before, for the undo.

        Raises `InvalidRequest` for a bad name, `Conflict` when one is left out that is in use.
        """
        return self._store.save_categories(wanted, self._actor)

    def add_category(self, name: str) -> CategoryChange | None:
        """Put a category at the end of the list; None if it is there, by this or another name.

        Raises `InvalidRequest` for a bad name.
        """
        known = self.list_categories()
        if find_category(name, known) is not None:
            return None
        colour = pick_colour(frozenset(one.colour for one in known))
        return self.save_categories((*known, Category(name, colour)))

    def move_category(self, old: str, new: str) -> CategoryChange:
        """Rename a category on the list and on all receipts, or merge it into another one.

        Raises `InvalidRequest` for a bad name.
        """
        return self._store.move_category(old, new, self._actor)

    def restore_categories(self, change: CategoryChange) -> None:
        """Undo `save_categories` or `move_category`."""
        self._store.restore_categories(change, self._actor)

    def enter_by_hand(self, name: str) -> Receipt:
        """Add a receipt without a picture, whose values a person types.

        `name` stands in place of a file name. The currency is that of the home country.
        """
        country = self.settings.known_home_country
        usual = get_territory_currencies(country) if country else []
        return self._store.add_manual_receipt(name, usual[0] if usual else None, self._actor)

    def attach_picture(self, receipt_id: str, path: Path) -> Receipt:
        """Give a receipt without a picture this file and read it; what was typed stays.

        Raises `InvalidRequest` for a file that is no receipt, `Conflict` when the receipt has a
        picture or another one has this file.
        """
        stored = self._context.submission.store_original(path)
        receipt = self._store.attach_original(receipt_id, stored, path.name, self._actor)
        self._enqueue_all([receipt])
        return receipt

    def attach_upload(self, receipt_id: str, stream: IO[bytes], name: str) -> Receipt:
        """The same with an upload of this name. Raises like it, and `NotFound`."""
        receipt = self._store.get_receipt(receipt_id)
        if receipt.has_picture:
            raise Conflict("has_picture", name=receipt.file_name)
        stored = self._context.submission.store_upload(stream, name)
        attached = self._store.attach_original(receipt_id, stored, name, self._actor)
        self._enqueue_all([attached])
        return attached

    def detach_attached_picture(self, receipt_id: str) -> Receipt:
        """Take the picture away that was attached last. Raises `NotFound`, `Conflict`."""
        return self.detach_picture(receipt_id, self._store.find_name_before_picture(receipt_id))

    def count_tags(self) -> tuple[UsedValue, ...]:
        """The tags of the receipts, the commonest first."""
        return self._store.count_tags()

    def count_projects(self) -> tuple[UsedValue, ...]:
        """The projects of the receipts, the commonest first."""
        return self._store.count_projects()

    def detach_picture(self, receipt_id: str, name: str) -> Receipt:
        """Take an attached picture away, with what was read from it. Raises `Conflict`."""
        content_hash = self._store.get_receipt(receipt_id).content_hash
        receipt = self._store.detach_original(receipt_id, name, self._actor)
        erasure = Erasure(content_hash, (receipt_id,), self._actor, datetime.now(UTC))
        self._context.originals.tombstones.record_erasures([erasure])
        return receipt
