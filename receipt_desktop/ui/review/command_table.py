"""What each review command does on the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from receipt_desktop.domain.candidates import MAX_CANDIDATES
from receipt_desktop.domain.fields import Field
from receipt_desktop.ui.review.picture_view import ZOOM_STEP, FitMode

if TYPE_CHECKING:
    from receipt_desktop.ui.review.review_page import ReviewPage


def make_handlers(page: ReviewPage) -> Mapping[str, Callable[[], object]]:
    """A function for each command of `COMMANDS`, by name."""
    panel, queue, reasons = (
        page.pane.picture_panel,
        page.queue,
        page.pane.receipt_header.reasons_panel,
    )
    view = panel.picture_view
    return {
        "next": queue.go_next,
        "previous": queue.go_previous,
        "skip": queue.skip,
        "flag": partial(_toggle_flag, page),
        "postpone": partial(_postpone, page),
        "fix": reasons.apply_first_fix,
        "accept": reasons.accept_first,
        "absent": page.mark_absent,
        "edit": partial(_edit_first, page),
        **{
            name: partial(page.form.focus_field, field)
            for name, field in (
                ("total", Field.TOTAL),
                ("date", Field.DATE),
                ("merchant", Field.MERCHANT),
                ("category", Field.CATEGORY),
                ("bookkeeping", Field.TAGS),
            )
        },
        "items": page.pane.details_tabs.focus_items,
        "turn": view.turn,
        "zoom_in": lambda: view.zoom_by(ZOOM_STEP),
        "zoom_out": lambda: view.zoom_by(1 / ZOOM_STEP),
        "fit": lambda: view.set_fit_mode(FitMode.WIDTH),
        "fit_page": lambda: view.set_fit_mode(FitMode.PAGE),
        "freeze": panel.toggle_freeze,
        "next_page": lambda: panel.turn_page(1),
        "previous_page": lambda: panel.turn_page(-1),
        **{
            f"candidate_{number}": partial(page.filler.fill_candidate, number)
            for number in range(1, MAX_CANDIDATES + 1)
        },
        "sheet": page.show_keys,
    }


def _edit_first(page: ReviewPage) -> None:
    page.form.focus_field(page.flow.next_stop(page.form.order) or Field.TOTAL)


def _toggle_flag(page: ReviewPage) -> None:
    receipt = page.current_receipt
    if receipt is not None:
        page.saver.flag_receipt(receipt.id, on=not receipt.is_flagged)


def _postpone(page: ReviewPage) -> None:
    """Set the receipt aside, or take up one that was set aside."""
    receipt = page.current_receipt
    if receipt is not None:
        page.saver.postpone_receipt(receipt.id, on=not receipt.is_postponed)
        if not receipt.is_postponed:
            page.queue.postpone()
