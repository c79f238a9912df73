"""The actions of a window whose back end may still be opening."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from receipt_desktop.cli.window_back_end import WindowBackEnd
from receipt_desktop.config import companies, window_state
from receipt_desktop.config.companies import Company
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.listing import ReceiptOrder
from receipt_desktop.domain.receipt import Receipt
from receipt_desktop.domain.receipt_query import ReceiptQuery

if TYPE_CHECKING:
    from receipt_desktop.actions import Actions
    from receipt_desktop.store.first_rows import FirstRows


class PendingActions:
    """The actions of a back end; a call waits until it is open, so worker threads make it.

    What a window asks on its own thread while it is built is answered from the settings and the
    data folder. A call raises what `WindowBackEnd.wait_for_actions` raises.
    """

    def __init__(self, back_end: WindowBackEnd) -> None:
        self._back_end = back_end

    def __getattr__(self, name: str) -> Any:
        """An action, which waits when it is called before the back end is open."""
        if name.startswith("__"):
            raise AttributeError(name)
        actions = self._back_end.actions
        if actions is not None:
            return getattr(actions, name)

        def wait_and_call(*given: Any, **named: Any) -> Any:
            return getattr(self._back_end.wait_for_actions(), name)(*given, **named)

        return wait_and_call

    @property
    def settings(self) -> Settings:
        actions = self._back_end.actions
        return actions.settings if actions else self._back_end.settings

    @property
    def data_dir(self) -> Path:
        return self._back_end.paths.data

    @property
    def has_keyring(self) -> bool:
        return self._back_end.wait_for_actions().has_keyring

    @property
    def current_company(self) -> Company:
        return Company(self.settings.company_name, self.data_dir)

    def list_companies(self) -> tuple[Company, ...]:
        return companies.list_companies(self.current_company)

    def load_window_state(self) -> dict[str, Any]:
        return window_state.load_state(self.data_dir)

    def save_window_state(self, state: Mapping[str, Any]) -> None:
        window_state.save_state(self.data_dir, state)

    def list_numbers(self, query: ReceiptQuery, order: ReceiptOrder = ReceiptOrder()) -> array[int]:  # noqa: B008 (frozen)
        first = self._first_rows
        if first is not None and (query, order) == (first.query, first.order):
            return first.numbers[:]
        return self._back_end.wait_for_actions().list_numbers(query, order)

    def find_numbered_receipts(self, numbers: Sequence[int]) -> list[Receipt]:
        first = self._first_rows
        if first is not None and all(number in first.receipts for number in numbers):
            return [first.receipts[number] for number in numbers]
        return self._back_end.wait_for_actions().find_numbered_receipts(numbers)

    @property
    def _first_rows(self) -> FirstRows | None:
        """The first rows, while the back end is opening."""
        return self._back_end.wait_for_first_rows()

    def count_running(self) -> int:
        actions = self._back_end.actions
        return actions.count_running() if actions else 0


def make_actions(back_end: WindowBackEnd) -> Actions:
    """The actions of a back end, at once."""
    return cast("Actions", PendingActions(back_end))
