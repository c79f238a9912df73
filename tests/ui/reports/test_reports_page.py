"""The Reports page: what is shown adds up, and every row and bar leads to its receipts."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from receipt_desktop.domain.report import Grouping, ReportRow
from receipt_desktop.domain.report_period import ReportPeriod
from receipt_desktop.store.store import Store
from receipt_desktop.ui.i18n import report_texts, texts
from receipt_desktop.ui.inbox.filter_chips import FilterChips
from receipt_desktop.ui.inbox.list_view import ListFilter, ListView
from receipt_desktop.ui.reports.click_through import make_filter, narrow_filter
from receipt_desktop.ui.reports.period_box import ANY, DAYS, MONTH, QUARTER, YEAR, PeriodBox
from receipt_desktop.ui.reports.reports_page import ReportsPage
from receipt_desktop.ui.signal_bridge import SignalBridge
from tests.databases import open_empty_store
from tests.ui.fake_actions import FakeActions, ManualTaskRunner
from tests.unit.store.test_reports import add, line, simple
from tests.unit.updates.release_server import send, serving

TODAY = date(2025, 5, 20)
HISTORY = b"Date,USD,GBP,\n2025-03-31,1.25,0.80,\n2025-03-28,N/A,0.5,\n"


@dataclass
class Place:
    page: ReportsPage
    actions: FakeActions
    work: ManualTaskRunner
    qtbot: QtBot
    filters: list[ListFilter]

    def choose(self, grouping: Grouping) -> None:
        button = self.page.scope_bar.grouping_buttons.buttons[grouping.value]
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.work.run_all()

    def rows(self) -> list[ReportRow]:
        return list(self.page.table.model().rows)  # type: ignore[attr-defined]

    def texts(self) -> list[list[str]]:
        model = self.page.table.model()
        hidden = self.page.table.isColumnHidden
        columns = [at for at in range(model.columnCount()) if not hidden(at)]
        return [
            [str(model.index(row, column).data()) for column in columns]
            for row in range(model.rowCount())
        ]

    def listed(self) -> int:
        """How many receipts the list shows with the filter that was asked for last."""
        return len(self.actions.list_numbers(self.filters[-1].make_query(TODAY)))


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Receipts of a quarter in two currencies, with a refund, a gap and a receipt without total."""
    folder = tmp_path_factory.mktemp("rd")
    store = open_empty_store(folder)
    drawn: tuple[tuple[str, dict[str, Any]], ...] = (
        ("11.90", {"CATEGORY": "office", "MERCHANT": "Papier", "DATE": date(2025, 1, 31)}),
        ("-2.38", {"CATEGORY": "office", "MERCHANT": "PAPIER", "DATE": date(2025, 2, 1)}),
        ("10.70", {"CATEGORY": "restaurant", "MERCHANT": "Imbiss", "PROJECT": "Nord"}),
        ("5.00", {"MERCHANT": "Diner", "currency": "USD"}),
        ("7.00", {"DATE": None}),
    )
    for number, (total, more) in enumerate(drawn):
        rate = "7" if total == "10.70" else "19"
        net = (Decimal(total) / (1 + Decimal(rate) / 100)).quantize(Decimal("0.01"))
        tax = abs(Decimal(total) - net)
        add(store, simple(total, line(rate, f"{abs(net)}", f"{tax}"), **more), str(number))
    add(store, simple("1.00", TOTAL=None, CATEGORY="office"), "torn")
    store.close()
    return folder / "receipts.db"


@pytest.fixture
def place(qtbot: QtBot, tmp_path: Path, filled: Path) -> Iterator[Place]:
    """The page over a copy of the filled database."""
    shutil.copyfile(filled, tmp_path / "receipts.db")
    store = Store(f"sqlite:///{tmp_path / 'receipts.db'}")
    actions, work = FakeActions(store, tmp_path), ManualTaskRunner()
    actions.change_settings(home_currency="EUR")
    page = ReportsPage(actions, work, SignalBridge())
    qtbot.addWidget(page)
    filters: list[ListFilter] = []
    page.receipts_requested.connect(filters.append)
    page.restore_choices({"period": "2025-Q1"})
    page.resize(1100, 760)
    page.show()
    work.run_all()
    yield Place(page, actions, work, qtbot, filters)
    store.close()


def test_the_page_shows_sums_months_and_what_is_left_out(place: Place) -> None:
    figures = place.page.figures.figures
    assert figures["gross"].text() == "20.22 EUR"
    assert figures["receipts"].text() == "4"
    assert place.texts() == [
        ["January 2025", "1", "10.00", "1.90", "11.90", ""],
        ["February 2025", "1", "-2.00", "-0.38", "-2.38", ""],
        ["March 2025", "2", "10.00", "0.70", "10.70", "1"],
    ]
    assert "5.00 USD (1)" in place.page.rates_bar.label.text()
    assert place.page.rates_bar.isVisible()
    notes = place.page.notes_label.text()
    assert "Without a total, so not in the sums (receipts: 1)." in notes
    assert "Without a date, so in no period (receipts: 1)." in notes


def test_sums_without_any_exchange_rate_are_no_zeros(place: Place) -> None:
    place.actions.change_settings(home_currency="GBP")
    place.page.reload()
    place.work.run_all()
    figures = place.page.figures.figures
    assert [figures[name].text() for name in ("gross", "net", "tax", "receipts")] == [
        *("–", "–", "–"),
        "4",
    ]
    assert place.texts()[0] == ["January 2025", "1", "–", "–", "–", "1"]
    assert not place.page.charts.isVisible()
    assert "20.22 EUR (3) · 5.00 USD (1)" in place.page.rates_bar.label.text()
    assert "Add exchange rates" in place.page.rates_bar.label.text()
    place.choose(Grouping.VAT)
    assert figures["deductible"].text() == "–"


def test_each_row_leads_to_exactly_its_receipts(place: Place) -> None:
    for grouping in Grouping:
        place.choose(grouping)
        assert place.rows()
        for row in place.rows():
            place.page.table.row_opened.emit(row)
            assert place.listed() == row.receipts, row
    everything = make_filter(place.page.scope_bar.scope).make_query(TODAY)
    assert len(place.actions.list_numbers(everything)) == 4


def test_receipts_without_a_date_are_found_from_the_report_of_any_date(place: Place) -> None:
    place.page.scope_bar.period_box.kind_box.setCurrentIndex(3)
    place.page.scope_bar.period_box.choose_kind(ANY)
    place.work.run_all()
    undated = place.rows()[-1]
    assert report_texts.name_row(Grouping.MONTH, undated) == "No date"
    place.page.table.row_opened.emit(undated)
    assert (place.filters[-1].is_undated, place.listed()) == (True, 1)


def test_a_click_on_a_bar_leads_to_its_receipts(place: Place) -> None:
    place.choose(Grouping.MERCHANT)
    charts = place.page.charts
    assert charts.months_plot is not None
    assert charts.rows_plot is not None
    assert [bar.name for bar in charts.months_plot.bars] == ["2025", "Feb", "Mar"]
    assert [bar.value for bar in charts.rows_plot.bars] == [10.70, 9.52]
    for plot, bar, count in ((charts.months_plot, (2, 4.0), 2), (charts.rows_plot, (4.0, 1), 2)):
        x, y = bar
        point = plot.mapFromScene(plot.getPlotItem().vb.mapViewToScene(QPointF(x, y)))
        place.qtbot.mouseClick(
            plot.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(point.x(), point.y())
        )
        assert place.listed() == count
    assert place.filters[0].first_day == date(2025, 3, 1)
    assert place.filters[1].merchant_name == "Papier"


def test_an_empty_report_says_so_and_cannot_be_saved(place: Place) -> None:
    place.page.scope_bar.period_box.step(4)
    place.work.run_all()
    assert place.texts() == []
    assert place.page.charts.isHidden()
    assert place.page.table.empty_message.startswith("No receipts in this period.")
    assert not place.page.scope_bar.save_button.isEnabled()


def test_an_answer_that_comes_late_is_not_shown(place: Place) -> None:
    place.page.scope_bar.period_box.step(1)
    place.page.scope_bar.period_box.step(-1)
    place.work.run_next(1)
    place.work.run_next(0)
    assert len(place.rows()) == 3


def test_the_report_is_saved_and_printed_as_it_is_shown(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.choose(Grouping.VAT)
    for kind in ("csv", "pdf", "json"):
        target = tmp_path / f"report.{kind}"
        place.page.save_report(kind, str(target))
        place.work.run_all()
        assert target.stat().st_size > 100
        assert place.page.notice.message.text() == f"Saved as report.{kind}."
    assert b"Sum" in (tmp_path / "report.csv").read_bytes()
    opened: list[str] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    place.page.print_report()
    place.work.run_all()
    (file,) = opened
    assert Path(file).name == "VAT summary 2025-Q1.pdf"
    assert Path(file).read_bytes().startswith(b"%PDF")


def test_rates_of_a_file_bring_the_amounts_into_the_sums(place: Place, tmp_path: Path) -> None:
    file = tmp_path / "eurofxref-hist.csv"
    file.write_bytes(HISTORY)
    place.page.rates_bar.choose_file(str(file))
    place.work.run_all()
    assert place.page.figures.figures["gross"].text() == "24.22 EUR"
    assert place.page.rates_bar.isHidden()
    assert texts.format_date(date(2025, 3, 31)) in place.page.notice.message.text()
    (tmp_path / "other.csv").write_text("Hello,World\n")
    place.page.rates_bar.choose_file(str(tmp_path / "other.csv"))
    place.work.run_all()
    assert "European Central Bank" in place.page.notice.message.text()


def may_fetch(place: Place) -> bool:
    return place.actions.settings.fetch_rates


def test_rates_are_fetched_only_after_asking_once(place: Place) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("eurofxref-hist.csv", HISTORY)
    asked: list[str] = []

    def answer(handler: object) -> None:
        asked.append(handler.path)  # type: ignore[attr-defined]
        send(handler, packed.getvalue())  # type: ignore[arg-type]

    with serving(answer) as address:
        place.actions.change_settings(rates_address=address)
        bar = place.page.rates_bar
        place.qtbot.mouseClick(bar.fetch_button, Qt.MouseButton.LeftButton)
        assert bar.question is not None
        bar.question.reject()
        place.work.run_all()
        assert not asked
        assert not may_fetch(place)
        place.qtbot.mouseClick(bar.fetch_button, Qt.MouseButton.LeftButton)
        place.qtbot.mouseClick(bar.question.confirm_button, Qt.MouseButton.LeftButton)
        place.work.run_all()
        assert len(asked) == 1
        assert may_fetch(place)
        assert place.page.figures.figures["gross"].text() == "24.22 EUR"
        place.page.reload()
        place.work.run_all()
        assert len(asked) == 1, "all rates are known"


@pytest.mark.parametrize(
    ("kind", "name", "later"),
    [
        (MONTH, "May 2025", "June 2025"),
        (QUARTER, "Quarter 2 of 2025", "Quarter 3 of 2025"),
        (YEAR, "2025", "2026"),
    ],
)
def test_periods_are_stepped_through(qtbot: QtBot, kind: str, name: str, later: str) -> None:
    box = PeriodBox(TODAY)
    qtbot.addWidget(box)
    box.kind_box.setCurrentIndex(box.kind_box.findData(kind))
    box.choose_kind(kind)
    assert box.name_label.text() == name
    with qtbot.waitSignal(box.period_changed):
        qtbot.mouseClick(box.later_button, Qt.MouseButton.LeftButton)
    assert box.name_label.text() == later


def test_days_are_chosen_freely(qtbot: QtBot) -> None:
    box = PeriodBox(TODAY)
    qtbot.addWidget(box)
    box.kind_box.setCurrentIndex(box.kind_box.findData(DAYS))
    box.choose_kind(DAYS)
    assert box.period.name == "2025"
    box.first_edit.setDate(date(2025, 4, 2))  # type: ignore[arg-type]
    assert box.period == ReportPeriod(date(2025, 4, 2), date(2025, 12, 31))


def test_the_page_begins_with_the_period_of_the_latest_receipt(qtbot: QtBot, place: Place) -> None:
    page = ReportsPage(place.actions, place.work, SignalBridge())
    qtbot.addWidget(page)
    page.show()
    place.work.run_all()
    assert page.scope_bar.period_box.name_label.text() == "2025"
    assert page.report is not None
    assert page.report.total.receipts == 4


def test_the_page_begins_with_what_was_chosen_last(qtbot: QtBot, place: Place) -> None:
    place.choose(Grouping.MERCHANT)
    bar = place.page.scope_bar
    bar.approved_check.setChecked(True)
    bar.currency_box.setCurrentIndex(bar.currency_box.findData("USD"))
    bar.period_box.kind_box.setCurrentIndex(bar.period_box.kind_box.findData(QUARTER))
    bar.period_box.step(-1)
    choices = bar.save_choices()
    page = ReportsPage(place.actions, place.work, SignalBridge())
    qtbot.addWidget(page)
    page.restore_choices(choices)
    page.show()
    place.work.run_all()
    assert page.scope_bar.request == bar.request
    assert page.scope_bar.save_choices() == choices
    page.restore_choices({"period": "never", "grouping": 7, "kind": None})
    assert page.scope_bar.grouping is Grouping.MERCHANT


def test_the_conditions_of_a_report_are_shown_saved_and_taken_away(
    qtbot: QtBot, place: Place
) -> None:
    place.choose(Grouping.VAT)
    chosen = narrow_filter(place.page.scope_bar.scope, Grouping.VAT, place.rows()[0])
    assert ListView.from_json(ListView(chosen).to_json()).filter == chosen
    chips = FilterChips()
    qtbot.addWidget(chips)
    chips.show_filter(chosen)
    words = [chip.text() for chip in chips.chips]
    assert words[1:] == ["19 %", "Deductible as printed", "As in the report"]
    with qtbot.waitSignal(chips.filter_changed) as told:
        qtbot.mouseClick(chips.chips[-1], Qt.MouseButton.LeftButton)
    (left,) = told.args or [None]
    assert isinstance(left, ListFilter)
    assert (left.has_total, left.without_duplicates) == (False, False)
