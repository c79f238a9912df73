"""A pile of files on its way in: how it is submitted, and what is made of each file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from receipt_desktop.display import printable
from receipt_desktop.errors import ReceiptError
from receipt_desktop.reading.folders import Found
from receipt_desktop.receipt import Priority, Wish
from receipt_desktop.store.additions import NewReceipt
from receipt_desktop.store.audit import NOBODY
from receipt_desktop.store.keeping import Keeping

BATCH = 32
"""Files whose rows are written in one transaction."""
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Order:
    """How a pile of files is to be submitted."""

    priority: Priority = Priority.NORMAL
    wish: Wish = field(default_factory=Wish)
    again: bool = False
    """Read anew what is already known."""
    by: str = NOBODY
    """Who submits, for the audit log."""


@dataclass(frozen=True, slots=True)
class Control:
    """What the caller decides while a pile of files is added."""

    is_stopped: Callable[[], bool] = lambda: False
    """Whether to add nothing more."""
    wait: Callable[[ReceiptError], bool] = lambda _: False
    """Called while another program has the database: waits, and tells whether to try again."""


@dataclass(slots=True)
class Pile:
    """Files that are submitted together."""

    order: Order
    on_progress: Progress
    control: Control
    done: int = 0

    def count(self) -> None:
        """One more file was copied or refused."""
        self.done += 1
        self.on_progress(self.done, 0)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file whose copy is in its place, on its way to the disk."""

    given: str
    """As the caller named it."""
    name: str
    keeping: Keeping
    wishes: Sequence[Wish]
    """One for each row it gets."""

    def rows(self, order: Order) -> list[NewReceipt]:
        """What is to be added to the store."""
        kept = self.keeping.kept
        return [
            NewReceipt(
                page_name(self.name, wish.page),
                kept.content_hash,
                order.priority,
                wish,
                str(kept.path),
            )
            for wish in self.wishes
        ]


def batches(found: Iterable[Found]) -> Iterator[list[Found]]:
    """At most `BATCH` files at a time, in their order."""
    left = iter(found)
    while some := list(islice(left, BATCH)):
        yield some


def page_name(name: str, page: int | None) -> str:
    """The name in the list, safe to show anywhere: one page of a file says which."""
    shown = printable(name)
    return shown if page is None else f"{shown} · {page + 1}"
