"""Actions on the pages of receipts: arrange, split, join, and take that back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from receipt_desktop.actions.context import ActionsBase
from receipt_desktop.domain.errors import Conflict, InvalidRequest
from receipt_desktop.domain.page_sources import PageSource, list_originals
from receipt_desktop.domain.receipt import Receipt
from receipt_desktop.domain.receipt_parts import Exchange, ReceiptPart


class PageActions(ActionsBase):
    """Actions on the pages of receipts. Changed receipts are read again in the queue."""

    def propose_split(self, receipt_id: str) -> tuple[ReceiptPart, ...]:
        """The receipts that the text of a receipt seems to consist of; empty for one.

        Raises `InvalidRequest` for an unknown id. Slow at first, since it loads the rules.
        """
        from receipt_desktop.extraction.rules.several_receipts import propose_parts  # noqa: PLC0415 (slow to load)

        reading = self._store.get_details(receipt_id).reading
        today = date.today()  # noqa: DTZ011 (the day on the user's wall)
        return propose_parts(reading.text, today) if reading else ()

    def arrange_pages(self, receipt_id: str, sources: Sequence[PageSource]) -> Receipt:
        """Let a receipt consist of these pages, of its own files; its corrections are kept.

        No sources: its file as it is. Raises `InvalidRequest`.
        """
        self._check_pages(receipt_id, sources)
        arranged = self._store.arrange_pages(receipt_id, sources, self._actor)
        self._stop_receipts([receipt_id])
        return self._enqueue_all([arranged])[0]

    def split(self, receipt_id: str, parts: Sequence[Sequence[PageSource]]) -> Exchange:
        """Put one receipt for each part in the place of a receipt. Raises `InvalidRequest`."""
        if len(parts) < 2 or not all(parts):  # noqa: PLR2004 (parts of a split)
            raise InvalidRequest("split_one")
        for part in parts:
            self._check_pages(receipt_id, part)
        made = self._store.split_receipt(receipt_id, parts, self._actor)
        self._stop_receipts([receipt_id])
        self._enqueue_all(made)
        return Exchange((receipt_id,), tuple(one.id for one in made), "split")

    def join(self, receipt_ids: Sequence[str]) -> Exchange:
        """Put one receipt with the pages of these, in this order, in their place.

        Raises `InvalidRequest`.
        """
        made = self._store.join_receipts(receipt_ids, self._actor)
        self._stop_receipts(receipt_ids)
        self._enqueue_all([made])
        return Exchange(tuple(dict.fromkeys(receipt_ids)), (made.id,), "join")

    def find_exchange(self, receipt_id: str) -> Exchange:
        """The last split or join that removed or made a receipt, also if it was undone.

        Raises `NotFound` for an unknown id, `Conflict` for a receipt that was in none.
        """
        return self._store.find_exchange(receipt_id)

    def undo_last_exchange(self, receipt_id: str) -> list[Receipt]:
        """Undo the last split or join that removed or made a receipt.

        Raises `NotFound`, and `Conflict` when receipts that it made are no longer there.
        """
        exchange = self._store.find_exchange(receipt_id)
        if len(self._store.find_statuses(exchange.made)) < len(exchange.made):
            raise Conflict("exchange_over")
        return self.undo_exchange(exchange)

    def undo_exchange(self, exchange: Exchange) -> list[Receipt]:
        """Bring back the receipts that were removed, as they were. Raises `Conflict`."""
        return self._exchange(exchange.made, exchange.gone, f"un{exchange.action}")

    def redo_exchange(self, exchange: Exchange) -> list[Receipt]:
        """Do it again with the receipts that it made before. Raises `Conflict`."""
        return self._exchange(exchange.gone, exchange.made, exchange.action)

    def _exchange(
        self, put_away: Sequence[str], put_back: Sequence[str], action: str
    ) -> list[Receipt]:
        restored = self._store.exchange_receipts(put_away, put_back, action, self._actor)
        self._withdraw_removals(restored)
        self._stop_receipts(put_away)
        self._enqueue_all([receipt for receipt in restored if not receipt.is_finished])
        return restored

    def _check_pages(self, receipt_id: str, sources: Sequence[PageSource]) -> None:
        """Raise `InvalidRequest` for pages of other receipts, and for regions off the page."""
        own = self._store.get_receipt(receipt_id).originals
        if not set(list_originals(sources)) <= set(own):
            raise InvalidRequest("page_foreign")
        if not all(source.is_valid for source in sources):
            raise InvalidRequest("page_region")
