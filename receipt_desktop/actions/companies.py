"""Actions on companies: which there are, and the name of the one that is open."""

from __future__ import annotations

from pathlib import Path

from receipt_desktop.actions.system import SystemActions
from receipt_desktop.config import companies
from receipt_desktop.config.companies import Company

__all__ = ["Company", "CompanyActions"]

INHERITED_SETTINGS = ("language", "theme", "home_country")
"""Settings that a new company takes over from the open one."""


class CompanyActions(SystemActions):
    """Actions on companies; each has a data folder of its own."""

    def list_companies(self) -> tuple[Company, ...]:
        """The companies on the list, with the open one."""
        return companies.list_companies(self.current_company)

    @property
    def current_company(self) -> Company:
        """The company that is open."""
        return Company(self.settings.company_name, self.data_dir)

    def suggest_company_folder(self, name: str) -> Path:
        """A folder for a new company."""
        return companies.suggest_folder(name)

    def create_company(self, name: str, folder: Path) -> Company:
        """Make a data folder for another company, with the language and theme of this one.

        Raises `InvalidRequest` for a bad name or a used folder, `ServiceUnavailable`.
        """
        companies.put_company(self.current_company)
        inherited = {one: getattr(self.settings, one) for one in INHERITED_SETTINGS}
        return companies.create_company(name, folder, {**inherited, "welcome_seen": True})

    def add_company_folder(self, folder: Path) -> Company:
        """List the company of an existing data folder. Raises `InvalidRequest` for another one."""
        companies.put_company(self.current_company)
        return companies.add_folder(folder)

    def rename_company(self, name: str) -> Company:
        """Name the open company. Raises `InvalidRequest`, `ServiceUnavailable`."""
        self.change_settings(company_name=companies.check_name(name, self.data_dir))
        companies.put_company(self.current_company)
        return self.current_company

    def forget_company(self, folder: Path) -> None:
        """Take a company off the list; nothing is deleted. Raises `ServiceUnavailable`."""
        companies.forget_company(folder)

    def prepare_switch(self, folder: Path) -> None:
        """Let the next start open this company too.

        Raises `InvalidRequest` when its data folder is missing, `ServiceUnavailable`.
        """
        if not folder.is_dir():
            raise companies.make_missing_error(folder)
        companies.remember_opened(folder)

    def add_company_name(self, file_name: str) -> str:
        """The name of an exported file with that of the company, if it has one, before it."""
        words = "".join(
            letter if letter.isalnum() or letter in "-_" else " "
            for letter in self.settings.company_name
        )
        return "-".join([*words.split(), file_name])
