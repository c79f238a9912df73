"""Actions of reports, and of the exchange rates that they need."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from receipt_desktop.actions.help import HelpActions
from receipt_desktop.actions.listing import FORBIDDEN_CHARACTERS, SHOWN_FOLDER
from receipt_desktop.domain.errors import InvalidRequest
from receipt_desktop.domain.report import RatesState, Report, ReportRequest
from receipt_desktop.domain.report_period import ReportPeriod, parse_period
from receipt_desktop.store.money import is_currency_code


class ReportActions(HelpActions):
    """Actions of reports."""

    def make_report(self, request: ReportRequest) -> Report:
        """Add the receipts in scope up, in the wanted or the home currency.

        Raises `InvalidRequest` for an unknown currency.
        """
        currency = (request.currency or self.find_report_currency()).upper()
        if not is_currency_code(currency):
            raise InvalidRequest("bad_report_currency", code=currency)
        if self._store.has_missing_tax_parts():  # after an update of the program
            self._store.add_missing_tax_parts()
        return self._store.make_report(request, currency, self.settings.company_name)

    def find_report_currency(self) -> str:
        """The home currency; without one, that of most receipts."""
        settings = self.settings
        country = settings.known_home_country
        home = settings.home_currency or (self.find_home_currency(country) if country else "")
        return home or self._store.find_commonest_currency()

    def find_last_day(self) -> date | None:
        """The day of the latest receipt, to begin with its period; None without any."""
        return self._store.find_last_day(date.today())  # noqa: DTZ011 (the person's own day)

    def render_report(self, report: Report, form: str, language: str = "") -> bytes:
        """A report as the bytes of a file: csv, pdf or json; `language` beats the settings."""
        from receipt_desktop.config.system_locale import find_system_locale  # noqa: PLC0415
        from receipt_desktop.export.options import ExportOptions  # noqa: PLC0415
        from receipt_desktop.export.report_files import REPORT_FORMATS  # noqa: PLC0415

        options = ExportOptions.from_settings(self.settings)
        wanted = language or options.language or find_system_locale()
        return REPORT_FORMATS[form].render(report, replace(options, language=wanted))

    def write_report(self, report: Report, form: str, target: Path, language: str = "") -> None:
        """Write a report to a file, whole or not at all. Raises `ServiceUnavailable`."""
        from receipt_desktop.export.output_file import whole_binary_file  # noqa: PLC0415

        content = self.render_report(report, form, language)
        with whole_binary_file(target) as stream:
            stream.write(content)
        details = {"report": report.request.grouping.value, "receipts": report.total.receipts}
        self._store.add_audit_entry(self._actor, "export", str(target), {}, details)

    def make_report_copy(self, report: Report, name: str, language: str = "") -> Path:
        """A PDF of the report for another program; deleted with the next start of the window.

        Raises `ServiceUnavailable` for a full disk.
        """
        target = self.data_dir / SHOWN_FOLDER / name.translate(FORBIDDEN_CHARACTERS)
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.write_report(report, "pdf", target, language)
        return target

    def build_report_json(self, report: Report) -> dict[str, Any]:
        """A report as a JSON object."""
        from receipt_desktop.export.report_files import report_to_json  # noqa: PLC0415

        return report_to_json(report)

    # -- exchange rates

    def describe_rates(self) -> RatesState:
        """What days the exchange rates are of."""
        return self._store.describe_exchange_rates()

    def load_rates(self, file: Path) -> RatesState:
        """Take over the rates of a file of the European Central Bank. Raises `InvalidRequest`."""
        from receipt_desktop.updates.ecb_rates import read_rates  # noqa: PLC0415

        self._store.save_exchange_rates(read_rates(file))
        return self._store.describe_exchange_rates()

    def fetch_rates(self, *, was_asked: bool = False) -> RatesState:
        """Fetch the rates of all days from the European Central Bank.

        Nothing of the receipts is sent. Raises `InvalidRequest` unless the settings allow it or the
        person `was_asked` just now, `ServiceUnavailable` when the server does not answer.
        """
        from receipt_desktop.updates.ecb_rates import download_rates  # noqa: PLC0415

        if not (was_asked or self.settings.fetch_rates):
            raise InvalidRequest("rates_not_allowed")
        self._store.save_exchange_rates(download_rates(self.settings.rates_address))
        return self._store.describe_exchange_rates()


def read_period(word: str) -> ReportPeriod:
    """The period of a name such as 2025-Q1. Raises `InvalidRequest`."""
    try:
        return parse_period(word)
    except ValueError as error:
        raise InvalidRequest("bad_report_period", word=word) from error
