"""The window as a person uses it: real engine, real Redis, real readers, real widgets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QAction,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeySequence,
)
from PySide6.QtWidgets import QApplication, QFileDialog, QGraphicsView, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from receipt_desktop import bootstrap
from receipt_desktop.actions import ExportRequest
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.receipt import Receipt, Status
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.ui import pages, theme
from receipt_desktop.ui.export.export_dialog import ExportDialog
from receipt_desktop.ui.export.export_runner import ExportJob
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.inbox.receipt_model import RECEIPT_ROLE
from receipt_desktop.ui.main_window import MainWindow
from receipt_desktop.ui.signal_bridge import SignalBridge
from receipt_desktop.ui.sources.sources_page import SourcesPage
from receipt_desktop.ui.status_strip import StatusStrip
from receipt_desktop.ui.widgets import notice_bar
from tests.samples import SAMPLES, bad_files, save

Open = Callable[..., MainWindow]


@pytest.fixture
def open_window(qtbot: QtBot, qapp: QApplication, paths: Paths) -> Iterator[Open]:
    """Opens the whole program; everything is stopped in order at the end."""
    theme.apply_theme(qapp, "light")
    with ExitStack() as stack:

        def opened(*, consume: bool = True) -> MainWindow:
            return stack.enter_context(running(qtbot, paths, consume=consume))

        yield opened


@contextmanager
def running(qtbot: QtBot, paths: Paths, *, consume: bool) -> Iterator[MainWindow]:
    with bootstrap.open_application(
        paths, Settings(use_model=False), consume=consume, kind="window"
    ) as engine:
        bridge = SignalBridge()
        silences = [
            engine.actions.subscribe(bridge.queue_change),
            engine.actions.subscribe_health(bridge.queue_health),
        ]
        window = MainWindow(engine.actions, bridge, engine.actions.settings)
        qtbot.addWidget(window)
        window.show()
        qtbot.waitExposed(window)
        yield window
        for silence in silences:
            silence()
        window.close_without_asking()


def drop(window: MainWindow, *files: Path, on: QWidget | None = None) -> None:
    """Drag the files onto the page, or another widget, and let go."""
    target = on or window.inbox_page
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(50, 50).toPoint(), copy, data, left, none)
    QApplication.sendEvent(target, enter)
    assert enter.isAccepted()
    fall = QDropEvent(QPointF(50, 50), copy, data, left, none)
    QApplication.sendEvent(target, fall)
    assert fall.isAccepted()


def rows(window: MainWindow) -> list[Receipt]:
    """The receipts that are shown and loaded, from top to bottom."""
    model = window.inbox_page.receipt_model
    found = [model.index(row, 0).data(RECEIPT_ROLE) for row in range(model.rowCount())]
    return [receipt for receipt in found if receipt is not None]


def test_a_receipt_is_dropped_read_corrected_exported_removed_and_brought_back(
    qtbot: QtBot, open_window: Open, tmp_path: Path
) -> None:
    window = open_window()
    qtbot.waitUntil(window.inbox_page.empty_state.isVisible)
    seen: list[int] = []
    window.inbox_page.receipt_model.dataChanged.connect(
        lambda *_: seen.extend(receipt.progress for receipt in rows(window))
    )
    drop(window, save(SAMPLES["cafe"], tmp_path / "my café 🧾.jpg"))
    qtbot.waitUntil(lambda: [r.status for r in rows(window)] == [Status.COMPLETED])
    (read,) = rows(window)
    assert (read.total, read.currency) == (SAMPLES["cafe"].total, "GBP")
    assert seen == sorted(seen)
    assert any(0 < progress < 100 for progress in seen)

    window.inbox_page.show_receipt(read.id)
    form = window.inbox_page.review_pane.details_tabs.fields_form
    editor = form.rows[Field.TOTAL].editor
    qtbot.waitUntil(lambda: editor.text() != "")
    editor.selectAll()
    qtbot.keyClicks(editor, "20.00")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: str(rows(window)[0].total) == "20.00")
    window.undo_stack.undo()
    qtbot.waitUntil(lambda: rows(window)[0].total == SAMPLES["cafe"].total)

    table = tmp_path / "out.csv"
    job = ExportJob(ExportRequest(window.inbox_page.shown_query()), 1, table)
    window.inbox_page.export_runner.start(job)
    qtbot.waitUntil(lambda: "Exported" in window.inbox_page.notice.message.text())
    assert "The Copper Kettle" in table.read_text(encoding="utf-8-sig")

    window.inbox_page.list.setFocus()
    qtbot.keyClick(window.inbox_page.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: rows(window) == [])
    qtbot.waitUntil(window.inbox_page.empty_state.isVisible)
    assert window.inbox_page.notice.action_button.isVisible()
    window.inbox_page.notice.action_button.click()
    qtbot.waitUntil(lambda: [receipt.id for receipt in rows(window)] == [read.id])


def test_refused_files_are_named_in_words_and_the_rest_is_taken(
    qtbot: QtBot, open_window: Open, tmp_path: Path
) -> None:
    window = open_window(consume=False)
    bad = bad_files(tmp_path / "pile")
    save(SAMPLES["cafe"], tmp_path / "pile" / "good.jpg")
    drop(window, tmp_path / "pile")
    qtbot.waitUntil(window.inbox_page.notice.isVisible)
    *named, more = window.inbox_page.notice.message.text().splitlines()
    assert "document.docx appears to be an Office document, not an image or PDF." in named
    refused = len(named) + int("".join(filter(str.isdigit, more)))
    qtbot.waitUntil(lambda: len(rows(window)) == len(bad) + 1 - refused)
    assert "good.jpg" in {receipt.file_name for receipt in rows(window)}


def test_a_repeated_file_is_reported_as_known(
    qtbot: QtBot, open_window: Open, tmp_path: Path
) -> None:
    window = open_window(consume=False)
    file = save(SAMPLES["cafe"], tmp_path / "a.jpg")
    drop(window, file)
    qtbot.waitUntil(lambda: len(rows(window)) == 1)
    drop(window, file)
    qtbot.waitUntil(window.inbox_page.notice.isVisible)
    assert window.inbox_page.notice.message.text().startswith(
        "Skipped a.jpg: it was already added as a.jpg"
    )
    assert len(rows(window)) == 1
    assert window.inbox_page.notice.action_button.text() == "Show"


def test_an_original_is_opened_and_shown_under_its_name(
    qtbot: QtBot, open_window: Open, tmp_path: Path
) -> None:
    window = open_window(consume=False)
    file = save(SAMPLES["cafe"], tmp_path / "my café.jpg")
    drop(window, file)
    qtbot.waitUntil(lambda: len(rows(window)) == 1)
    files, seen = window.inbox_controller.original_files, list[QUrl]()
    files.open_url = seen.append
    window.inbox_page.list.choose_row(0)
    window.inbox_page.with_chosen(files.open_originals)
    qtbot.waitUntil(lambda: bool(seen))
    opened = Path(seen[0].toLocalFile())
    assert opened.name == file.name
    assert opened.read_bytes() == file.read_bytes()
    window.inbox_page.with_chosen(files.show_folders)
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert [one.name for one in Path(seen[1].toLocalFile()).iterdir()] == [file.name]


def test_a_picture_is_pasted(qtbot: QtBot, open_window: Open) -> None:
    window = open_window(consume=False)
    picture = QImage(300, 500, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    QGuiApplication.clipboard().setImage(picture)
    window.inbox_controller.paste_from_clipboard()
    qtbot.waitUntil(lambda: len(rows(window)) == 1)
    assert rows(window)[0].file_name.startswith("Pasted ")


def test_a_review_without_receipts_says_so_and_offers_nothing(
    qtbot: QtBot, open_window: Open
) -> None:
    window = open_window(consume=False)
    window.open_page(pages.REVIEW)
    page = window.review.page
    assert page is not None
    qtbot.waitUntil(lambda: page.pane.empty_text.startswith("Nothing needs a review."))
    assert not page.queue_bar.approve_button.isEnabled()
    assert not page.queue_bar.buttons["skip"].isEnabled()


def test_files_may_be_dropped_on_any_page(qtbot: QtBot, open_window: Open, tmp_path: Path) -> None:
    window = open_window(consume=False)
    window.show_page(pages.REPORTS)
    drop(window, save(SAMPLES["cafe"], tmp_path / "a.jpg"), on=window.centralWidget())
    qtbot.waitUntil(lambda: len(rows(window)) == 1)
    assert window.navigation.buttons[pages.REPORTS].isChecked()
    window.show_page(pages.REVIEW)
    views = window.findChildren(QGraphicsView)
    assert views
    assert not any(view.acceptDrops() or view.viewport().acceptDrops() for view in views)


def test_cancel_and_read_again(qtbot: QtBot, open_window: Open, tmp_path: Path) -> None:
    window = open_window(consume=False)
    drop(window, save(SAMPLES["cafe"], tmp_path / "a.jpg"))
    qtbot.waitUntil(lambda: len(rows(window)) == 1)
    window.inbox_page.show_receipt(rows(window)[0].id)
    window.inbox_controller.cancel_chosen()
    qtbot.waitUntil(lambda: rows(window)[0].status is Status.FAILED)
    assert texts.format_status(rows(window)[0]) == "Cancelled"
    window.inbox_controller.retry_chosen()
    qtbot.waitUntil(lambda: rows(window)[0].status is Status.PENDING)


def test_search_narrows_the_list_and_counts_follow(
    qtbot: QtBot, open_window: Open, tmp_path: Path
) -> None:
    window = open_window(consume=False)
    drop(
        window,
        save(SAMPLES["cafe"], tmp_path / "a.jpg"),
        save(SAMPLES["bistro"], tmp_path / "b.jpg"),
    )
    qtbot.waitUntil(lambda: len(rows(window)) == 2)
    bar = window.inbox_page.views.filter_bar
    qtbot.keyClicks(bar.search_edit, "b.jpg")
    qtbot.waitUntil(lambda: [receipt.file_name for receipt in rows(window)] == ["b.jpg"])
    qtbot.waitUntil(lambda: "1" in bar.kind_buttons["open"].text())
    bar.kind_buttons["failed"].click()
    qtbot.waitUntil(window.inbox_page.no_match_label.isVisible)


def test_pages_are_made_when_looked_at_and_the_strip_opens_the_queue(
    qtbot: QtBot, open_window: Open
) -> None:
    window = open_window()
    assert window.pages.count() == 1
    qtbot.waitUntil(lambda: window.strip.message.text() == "Ready")
    qtbot.mouseClick(window.strip, Qt.MouseButton.LeftButton)
    assert window.pages.count() == 2
    assert window.navigation.buttons[pages.QUEUE].isChecked()
    window.show_page(pages.SETTINGS)
    assert window.pages.count() == 3


def test_a_notice_is_seen_on_every_page(open_window: Open) -> None:
    window = open_window()
    window.show_page(pages.SETTINGS)
    window.inbox_page.notice.show_message("Exported 3 rows to receipts.csv.")
    assert window.inbox_page.notice.isVisible()


def test_files_of_a_second_start_are_taken(qtbot: QtBot, open_window: Open, tmp_path: Path) -> None:
    window = open_window(consume=False)
    window.show_page(pages.SETTINGS)
    window.add_files([str(save(SAMPLES["cafe"], tmp_path / "a.jpg"))])
    assert window.pages.currentWidget() is window.inbox_page
    qtbot.waitUntil(lambda: len(rows(window)) == 1)


def test_stored_receipts_are_there_at_the_next_start(
    qtbot: QtBot, qapp: QApplication, paths: Paths, tmp_path: Path
) -> None:
    assert qapp
    with running(qtbot, paths, consume=False) as window:
        drop(window, save(SAMPLES["cafe"], tmp_path / "a.jpg"))
        qtbot.waitUntil(lambda: len(rows(window)) == 1)
    with running(qtbot, paths, consume=False) as window:
        qtbot.waitUntil(lambda: [receipt.file_name for receipt in rows(window)] == ["a.jpg"])
        assert len(window.app_actions.list_receipts(ReceiptQuery())) == 1


def test_the_theme_changes_at_once(qapp: QApplication, open_window: Open) -> None:
    window = open_window(consume=False)
    theme.apply_theme(qapp, "dark")
    assert theme.current_colours() is theme.DARK_COLOURS
    assert window.palette().window().color() == theme.DARK_COLOURS.window
    theme.apply_theme(qapp, "light")
    assert theme.current_colours() is theme.LIGHT_COLOURS


def test_the_strip_is_reached_by_keyboard(qtbot: QtBot) -> None:
    strip = StatusStrip()
    qtbot.addWidget(strip)
    with qtbot.waitSignal(strip.clicked):
        qtbot.keyClick(strip, Qt.Key.Key_Return)


def test_good_news_goes_away_and_a_refusal_stays(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notice_bar, "DISPLAY_MS", 10)
    bar = notice_bar.NoticeBar()
    qtbot.addWidget(bar)
    bar.show_message("2 rows written.")
    qtbot.waitUntil(bar.isHidden)
    bar.show_message("a.docx is not a picture.", lasting=True)
    assert not bar._hide_timer.isActive()
    bar.close_button.click()
    assert bar.isHidden()


def test_the_export_has_a_menu_entry_and_its_dialogs(
    qtbot: QtBot, open_window: Open, tmp_path: Path
) -> None:
    window = open_window(consume=False)
    target = tmp_path / "out.csv"

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QFileDialog):
            name = dialog.findChild(QLineEdit)
            assert isinstance(name, QLineEdit)
            name.setText(str(target))  # selectFile changes no field that has the focus
            dialog.accept()

    timer = QTimer(interval=10)
    timer.timeout.connect(answer)
    timer.start()
    entries = window.findChildren(QAction)
    next(one for one in entries if one.shortcut() == QKeySequence("Ctrl+E")).trigger()
    export = window.inbox_controller.export
    qtbot.waitUntil(lambda: export.dialog is not None and export.dialog.preflight is not None)
    dialog = export.dialog
    assert isinstance(dialog, ExportDialog)
    assert not dialog.export_button.isEnabled()  # nothing to export
    dialog.export_requested.emit(dialog.request, dialog.preflight)
    qtbot.waitUntil(lambda: f" to {target.name}" in window.inbox_page.notice.message.text())
    timer.stop()
    assert target.exists()


def test_a_key_scans_from_any_page(open_window: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[QWidget] = []

    def open_scan_dialog(page: SourcesPage) -> None:
        asked.append(page)

    monkeypatch.setattr(SourcesPage, "open_scan_dialog", open_scan_dialog)
    window = open_window(consume=False)
    entries = window.findChildren(QAction)
    next(one for one in entries if one.shortcut() == QKeySequence("Ctrl+Shift+S")).trigger()
    assert asked == [window.widget_of(pages.SOURCES)]
    assert window.pages.currentWidget() is window.inbox_page


def test_a_picture_is_attached_to_a_receipt_by_hand(
    qtbot: QtBot, open_window: Open, tmp_path: Path
) -> None:
    window = open_window(consume=False)
    actions, file = window.app_actions, save(SAMPLES["cafe"], tmp_path / "cafe.jpg")
    receipt = actions.enter_by_hand("By hand")
    actions.correct_field(receipt.id, Field.MERCHANT, "My café")
    window.bookkeeping.attach_picture(receipt, str(file))
    qtbot.waitUntil(lambda: actions.get_receipt(receipt.id).status is Status.PENDING)
    attached = actions.get_receipt(receipt.id)
    assert (attached.file_name, attached.merchant) == ("cafe.jpg", "My café")
    assert actions.find_original(receipt.id)[0].read_bytes() == file.read_bytes()
    actions.cancel([receipt.id])
    window.undo_stack.undo()
    qtbot.waitUntil(lambda: not actions.get_receipt(receipt.id).has_picture)
    assert actions.get_receipt(receipt.id).file_name == "By hand"
    qtbot.waitUntil(lambda: actions.find_orphans() == ())
