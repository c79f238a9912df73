"""How a person or a program wants an export written."""

from __future__ import annotations

from dataclasses import dataclass

from receipt_desktop.config.settings import Settings


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What can be chosen for an export; each format reads the options that it has."""

    language: str = ""
    """A language ("de") or locale ("fr_CH") whose marks are used; "" for the system's."""
    layout: str = "receipts"
    """receipts: one row a receipt; items: one row a line item."""
    delimiter: str = ""
    """Between cells; "" for the locale's."""
    decimal: str = ""
    """The decimal mark; "" for the locale's."""
    bom: bool = True
    """Whether text begins with a byte order mark: Excel takes UTF-8 for UTF-8 only so."""
    company: str = ""
    """The name of the company, "" without one."""

    @classmethod
    def from_settings(cls, settings: Settings) -> ExportOptions:
        """What the person chose in the settings."""
        return cls(
            settings.language,
            settings.csv_layout,
            settings.csv_delimiter,
            settings.csv_decimal,
            settings.csv_bom,
            settings.company_name,
        )
