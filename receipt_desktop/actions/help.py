"""Actions of the Help menu and of the first run."""

from __future__ import annotations

import getpass
import platform
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from receipt_desktop import __version__
from receipt_desktop.actions.system import SystemActions
from receipt_desktop.config.build_info import load_build_info
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import SETTINGS, Settings
from receipt_desktop.domain.errors import ServiceUnavailable
from receipt_desktop.domain.fields import CATEGORIES
from receipt_desktop.domain.health import Finding
from receipt_desktop.domain.receipt import Receipt
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.domain.release import UpdateCheck

if TYPE_CHECKING:
    from receipt_desktop.logs.anonymizer import KnownValues

MIN_SECRET_CHARACTERS = 4


class HelpActions(SystemActions):
    """Updates, the problem report, and what the first run has to know."""

    def check_for_updates(self) -> UpdateCheck:
        """Ask the update server for a newer version.

        Raises `InvalidRequest`, `ServiceUnavailable`.
        """
        from receipt_desktop.updates.check import check_for_updates  # noqa: PLC0415 (rarely needed)

        return check_for_updates(load_build_info(), self._context.paths.update_state, __version__)

    def save_problem_report(self, target: Path) -> None:
        """Write the problem report, a ZIP without anything of receipts.

        Raises `ServiceUnavailable` when it cannot be saved.
        """
        receipts = self._store.find_receipts(ReceiptQuery(archived=None))
        findings = self.run_diagnostics()
        save_report(target, self._context.paths, self.settings, findings, receipts)

    def is_first_run(self) -> bool:
        """Whether to show the welcome page: it was not shown yet, and there are no receipts.

        A data folder with receipts is not a first run, which is remembered.
        """
        if self.settings.welcome_seen:
            return False
        if self._store.count_by_status().total:
            self.change_settings(welcome_seen=True)
            return False
        return True

    def find_home_currency(self, country: str) -> str:
        """The currency (ISO 4217) assumed for receipts of a home country; "" when unknown."""
        from receipt_desktop.extraction.facts.countries import load_country_facts  # noqa: PLC0415
        from receipt_desktop.extraction.rules.origin import find_currency  # noqa: PLC0415

        facts = load_country_facts().get(country)
        return find_currency(facts, None) if facts else ""

    def list_currencies(self, language: str) -> dict[str, str]:
        """Names of the currencies that countries have today, by ISO code, in a language."""
        from babel import Locale  # noqa: PLC0415 (slow to load)

        from receipt_desktop.extraction.facts.countries import load_country_facts  # noqa: PLC0415
        from receipt_desktop.extraction.rules.origin import find_currency  # noqa: PLC0415

        names = Locale(language).currencies
        codes = {find_currency(facts, None) for facts in load_country_facts().values()}
        return {code: names.get(code, code) for code in codes}


def save_report(
    target: Path,
    paths: Paths,
    settings: Settings,
    findings: tuple[Finding, ...],
    receipts: list[Receipt],
) -> None:
    """Write a problem report; `receipts` are those whose names may not be in it.

    Raises `ServiceUnavailable`.
    """
    from receipt_desktop.config.installation import describe_versions  # noqa: PLC0415 (slow)
    from receipt_desktop.logs import problem_report  # noqa: PLC0415 (rarely needed)
    from receipt_desktop.logs.anonymizer import Anonymizer  # noqa: PLC0415

    content = problem_report.ReportContent(describe_versions(), findings, settings, paths.logs)
    known = collect_known_values(paths, settings, receipts)
    try:
        problem_report.write_problem_report(target, content, Anonymizer(known))
    except OSError as error:
        reason = error.strerror or str(error)
        raise ServiceUnavailable("report_not_saved", path=str(target), reason=reason) from error


def collect_known_values(paths: Paths, settings: Settings, receipts: list[Receipt]) -> KnownValues:
    """The names of receipts, secrets and places that may not be in a report."""
    from receipt_desktop.logs.anonymizer import KnownValues, list_known  # noqa: PLC0415

    return KnownValues(
        file_names=list_known(receipt.file_name for receipt in receipts),
        words=list_known((settings.company_name, *_list_own_words(receipts))),
        secrets=list_known((*_list_secret_settings(settings), *_read_secret_files(paths))),
        places={
            str(paths.data): "‹data›",
            str(Path.home()): "~",
            **{
                name: stand_in
                for name, stand_in in ((platform.node(), "‹host›"), (_find_user(), "‹user›"))
                if len(name) >= MIN_SECRET_CHARACTERS
            },
        },
    )


def _list_own_words(receipts: list[Receipt]) -> Iterator[str | None]:
    """Merchants, and what people have typed beside them."""
    for receipt in receipts:
        category = None if receipt.category in CATEGORIES else receipt.category
        yield from (receipt.merchant, category, receipt.project, receipt.paid_by)
        yield from (receipt.note, *receipt.tags)


def _list_secret_settings(settings: Settings) -> Iterator[str | None]:
    """Secret settings, and users and passwords in the addresses of others."""
    for name, spec in SETTINGS.items():
        value = getattr(settings, name)
        if spec.secret:
            yield value
        if isinstance(value, str) and "@" in value:
            parts = urlsplit(value)
            yield from (parts.username, parts.password)


def _read_secret_files(paths: Paths) -> list[str]:
    """The secrets in the data folder."""
    found = []
    for file in (paths.api_token, paths.webhook_secret, paths.queue_secret):
        try:
            found.append(file.read_text(encoding="utf-8", errors="replace").strip())
        except OSError:
            continue
    return found


def _find_user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
