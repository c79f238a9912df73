"""Widgets in garbage are deleted on the UI thread, whichever thread works."""

from __future__ import annotations

import gc
import threading
import weakref

import pytest
from PySide6.QtWidgets import QWidget

from receipt_desktop.cli.garbage import automatic_collection_off
from receipt_desktop.ui.garbage_timer import collect_when_due

MANY = 200_000


class CircularWidget(QWidget):
    """Refers to itself, so that only a collection deletes it."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self


def leave_widget(deleting_threads: list[int]) -> None:
    """Create such a widget and forget it; the list gets the thread that deletes it."""
    widget = CircularWidget()
    weakref.finalize(widget, lambda: deleting_threads.append(threading.get_ident()))


@pytest.mark.usefixtures("qapp")
def test_a_thread_that_makes_many_objects_deletes_no_widget() -> None:
    threads: list[int] = []
    with automatic_collection_off():
        leave_widget(threads)
        made: list[list[int]] = []
        worker = threading.Thread(target=lambda: made.extend([1] for _ in range(MANY)))
        worker.start()
        worker.join()
        assert not threads
        collect_when_due()
    assert len(made) == MANY
    assert threads == [threading.get_ident()]


@pytest.mark.usefixtures("qapp")
def test_nothing_is_collected_before_it_is_due() -> None:
    threads: list[int] = []
    with automatic_collection_off():
        gc.collect()
        leave_widget(threads)
        collect_when_due()
        assert not threads
        gc.collect()
    assert threads
