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


Handlers = Mapping[str, Callable[[], object]]


def make_handlers(page: ReviewPage) -> Handlers:
    """A function for each command of `COMMANDS`, by name."""
    return {
        **_list_queue_commands(page),
        **_list_value_commands(page),
        **_list_page_commands(page),
        **_list_picture_commands(page),
        "sheet": page.show_keys,
    }


def _list_queue_commands(page: ReviewPage) -> Handlers:
    """Through the receipts, and what becomes of the shown one."""
    queue, reasons = page.queue, page.pane.receipt_header.reasons_panel
    return {
        "go_on": page.go_on,
        "proven": page.proven.approve_receipts,
        "next": partial(page.browse, queue.go_next),
        "previous": partial(page.browse, queue.go_previous),
        "skip": partial(page.browse, queue.skip),
        "flag": partial(_toggle_flag, page),
        "postpone": partial(_postpone, page),
        "fix": partial(_apply_fix, page),
        "accept": reasons.accept_first,
        "compare": page.duplicates.open_comparison,
    }


def _list_value_commands(page: ReviewPage) -> Handlers:
    """To the values, and what fills them."""
    fields = {
        "total": Field.TOTAL,
        "date": Field.DATE,
        "merchant": Field.MERCHANT,
        "category": Field.CATEGORY,
        "bookkeeping": Field.TAGS,
    }
    return {
        "absent": partial(_say_no, page),
        "always": partial(page.learner.answer, wanted=True),
        "edit": partial(_edit_first, page),
        **{name: partial(page.form.focus_field, field) for name, field in fields.items()},
        "items": page.pane.details_tabs.focus_items,
        **{
            f"candidate_{number}": partial(page.filler.fill_candidate, number)
            for number in range(1, MAX_CANDIDATES + 1)
        },
    }


def _list_page_commands(page: ReviewPage) -> Handlers:
    """How the pages of the receipt are arranged."""
    return {
        "pages": page.arranger.toggle_strip,
        "turn_page": page.arranger.turn_shown_page,
        "join_next": page.arranger.join_next,
        "split": page.splitter.toggle_drawing,
    }


def _list_picture_commands(page: ReviewPage) -> Handlers:
    """How the picture is looked at."""
    panel = page.pane.picture_panel
    view = panel.picture_view
    return {
        "turn": view.turn,
        "zoom_in": partial(view.zoom_by, ZOOM_STEP),
        "zoom_out": partial(view.zoom_by, 1 / ZOOM_STEP),
        "fit": partial(view.set_fit_mode, FitMode.WIDTH),
        "fit_page": partial(view.set_fit_mode, FitMode.PAGE),
        "scroll_down": partial(panel.scroll_page, 1),
        "scroll_up": partial(panel.scroll_page, -1),
        "freeze": panel.toggle_freeze,
        "next_page": partial(panel.turn_page, 1),
        "previous_page": partial(panel.turn_page, -1),
    }


def _say_no(page: ReviewPage) -> None:
    """Leave a correction at its one receipt, if that is asked and no value is missing here."""
    field = page.form.focused_field() or page.first_missing
    is_missing = field is not None and page.flow.is_missing(field)
    if page.learner.line.is_asking and not is_missing:
        page.learner.answer(wanted=False)
    else:
        page.mark_absent()


def _apply_fix(page: ReviewPage) -> None:
    """Apply the first suggested fix; a split as soon as the receipts are found."""
    if not page.pane.receipt_header.reasons_panel.apply_first_fix():
        page.splitter.split_proposed()


def _edit_first(page: ReviewPage) -> None:
    page.form.focus_field(page.flow.next_stop(page.form.order) or Field.TOTAL)


def _toggle_flag(page: ReviewPage) -> None:
    receipt = page.current_receipt
    if receipt is not None:
        page.saver.flag_receipt(receipt.id, on=not receipt.is_flagged)


def _postpone(page: ReviewPage) -> None:
    """Set the receipt aside, or take up one that was set aside."""
    receipt = page.current_receipt
    if receipt is not None and page.may_leave():
        page.saver.postpone_receipt(receipt.id, on=not receipt.is_postponed)
        if not receipt.is_postponed:
            page.queue.postpone()
