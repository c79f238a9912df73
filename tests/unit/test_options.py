"""The options of the command line."""

from __future__ import annotations

import pytest

from receipt_desktop.cli.export_options import make_export_options
from receipt_desktop.cli.parser import parse_arguments
from receipt_desktop.config.settings import Settings
from receipt_desktop.export.formats import FORMATS
from receipt_desktop.export.options import ExportOptions

CHOSEN = Settings(language="de", csv_layout="items", csv_delimiter=";", csv_bom=True)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_can_be_asked_for(name: str) -> None:
    assert parse_arguments(["export", "-o", "out", "--format", name]).format == name


def test_without_options_an_export_is_as_in_the_settings() -> None:
    options = parse_arguments(["export", "-o", "out"])
    assert options.format == "csv"
    assert make_export_options(CHOSEN, options) == ExportOptions("de", "items", ";", "", bom=True)


def test_the_command_line_goes_before_the_settings() -> None:
    words = ["--layout", "receipts", "--delimiter", "tab", "--decimal", ",", "--no-bom"]
    options = parse_arguments(["export", "-o", "out", *words])
    assert make_export_options(CHOSEN, options) == ExportOptions(
        "de", "receipts", "\t", ",", bom=False
    )
