"""The CSV: what a spreadsheet reads back is what was on the receipt."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import UTC, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receipt_desktop.domain.fields import Field, FieldValue
from receipt_desktop.domain.reading import CheckedDraft, Draft, ExtractedValue
from receipt_desktop.domain.receipt import Failure, Receipt, ReceiptDetails, Status
from receipt_desktop.export.csv import (
    COLUMNS,
    DANGEROUS_STARTS,
    ITEM_COLUMNS,
    CsvStyle,
    escape_formula,
    format_row,
    write_csv,
)
from receipt_desktop.export.options import ExportOptions
from tests.unit.domain.field_values import EVERY_FIELD
from tests.unit.store.example_readings import SAMPLE_READING

WHEN = datetime(2024, 1, 1, tzinfo=UTC)
DONE = Receipt(
    "id1", "a.jpg", "0" * 64, Status.COMPLETED, WHEN, confidence=0.93, needs_review=True,
    reasons=SAMPLE_READING.checked.reasons, total=Decimal("25.99"), currency="EUR",
)  # fmt: skip
FAILED = Receipt(
    "id2", "=cmd.jpg", "0" * 64, Status.FAILED, WHEN, failure=Failure("TIMEOUT", "Too slow.")
)
BOTH = [ReceiptDetails(DONE, SAMPLE_READING), ReceiptDetails(FAILED, None)]


PLAIN = ExportOptions(delimiter=",", decimal=".", bom=False)


def written(options: ExportOptions) -> list[dict[str, str]]:
    stream = io.BytesIO()
    count = write_csv(BOTH, stream, options)
    text = io.StringIO(stream.getvalue().decode(), newline="")
    rows = list(csv.DictReader(text, delimiter=options.delimiter))
    assert len(rows) == count
    return rows


def test_one_row_a_receipt_failed_ones_with_their_error() -> None:
    done, failed = written(PLAIN)
    assert (done["total"], done["currency"], done["date"]) == ("25.99", "EUR", "2024-01-01")
    assert (done["time"], done["merchant"], done["tax"]) == ("12:30", "Super Marché", "4.33")
    assert (done["tax_rates"], done["needs_review"]) == ("20.0%: 4.33", "yes")
    assert done["review_reasons"] == "Check the total: 25.99. Check the date: 2024-01-01."
    assert (failed["status"], failed["error"], failed["total"]) == ("failed", "Too slow.", "")
    assert failed["file"] == "'=cmd.jpg"


def test_comma_countries_get_commas_and_semicolons() -> None:
    done, _ = written(replace(PLAIN, delimiter=";", decimal=","))
    assert (done["total"], done["confidence"]) == ("25,99", "0,93")


def test_one_row_a_line_item_negative_amounts_stay_numbers() -> None:
    milk, discount, failed = written(replace(PLAIN, layout="items"))
    assert (milk["item"], milk["quantity"], milk["unit_price"]) == ("LAIT 1L", "2", "1.10")
    assert (discount["item"], discount["item_total"]) == ("REMISE", "-0.50")
    assert (failed["id"], failed["item"], failed["item_total"]) == ("id2", "", "")


@pytest.mark.parametrize(
    ("locale", "delimiter", "decimal"),
    [("de_DE", ";", ","), ("fr_FR", ";", ","), ("en_GB", ",", "."), ("de_CH", ";", "."),
     ("xx_XX", ",", ".")],
)  # fmt: skip
def test_the_locale_chooses(locale: str, delimiter: str, decimal: str) -> None:
    style = CsvStyle.of(ExportOptions(language=locale))
    assert (style.delimiter, style.decimal) == (delimiter, decimal)


def test_a_choice_goes_before_the_locale() -> None:
    style = CsvStyle.of(ExportOptions(language="de_DE", delimiter="\t", decimal="."))
    assert (style.delimiter, style.decimal) == ("\t", ".")


@pytest.mark.parametrize(("bom", "start"), [(True, b"\xef\xbb\xbfid,"), (False, b"id,")])
def test_the_byte_order_mark_is_a_choice(bom: bool, start: bytes) -> None:
    stream = io.BytesIO()
    write_csv(BOTH, stream, replace(PLAIN, bom=bom))
    assert stream.getvalue().startswith(start)


def test_every_column_is_documented_and_has_its_own_name() -> None:
    for columns in (COLUMNS, ITEM_COLUMNS):
        assert len({column.head for column in columns}) == len(columns)
        assert all(column.meaning for column in columns)


@pytest.mark.parametrize(("field", "value"), EVERY_FIELD)
def test_every_field_has_its_column(field: Field, value: FieldValue) -> None:
    draft = Draft({field: ExtractedValue(value, 1.0)}, currency="CHF")
    details = ReceiptDetails(
        DONE, replace(SAMPLE_READING, checked=CheckedDraft(draft, needs_review=False))
    )
    stream = io.BytesIO()
    write_csv([details], stream, PLAIN)
    (row,) = csv.DictReader(io.StringIO(stream.getvalue().decode(), newline=""))
    assert row[field.spec.column.head] == plain(value)


def plain(value: FieldValue) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:%H:%M}" if isinstance(value, time) else str(value)


@pytest.mark.parametrize(
    "text",
    ["＝SUM(A1)", "＋1", "－1", "＠x", "﹦1", "  =1", "\u200b=1", "\ufeff+1", "\u00a0-1", "\x00@x",
     "\u3000＝1", "\t1", "\u202e=1"],
)  # fmt: skip
def test_no_disguise_of_a_formula_helps(text: str) -> None:
    assert escape_formula(text).startswith("'")


@pytest.mark.parametrize("text", ["a=b", "(=1)", "1-2", "x@y.example", "´=1", "", "   "])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert escape_formula(text) == text


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_text_with_the_separator_of_any_country_stands_in_quotes(delimiter: str) -> None:
    cells = ["a;=1+1", "a,b", "a\tb", 'say "hi"', "plain", "25,99" if delimiter == ";" else "25.99"]
    text = format_row(cells, delimiter)
    assert next(csv.reader([text], delimiter=delimiter)) == cells
    bare = ["plain", cells[-1]]
    quoted = ['"a;=1+1"', '"a,b"', '"a\tb"', '"say ""hi"""']
    assert text == delimiter.join(quoted + bare) + "\r\n"


def test_an_amount_with_the_delimiter_in_it_is_one_cell() -> None:
    assert format_row(["25,99", "x"], ",") == '"25,99",x\r\n'


@given(st.lists(st.text(st.characters(codec="utf-8")).map(escape_formula), min_size=1))
def test_csv_round_trip(cells: list[str]) -> None:
    for delimiter in ",;\t":
        assert next(csv.reader([format_row(cells, delimiter)], delimiter=delimiter)) in (cells, [])


@given(st.text())
def test_no_text_starts_a_formula_or_a_new_row(text: str) -> None:
    safe = escape_formula(text)
    assert not safe.startswith(DANGEROUS_STARTS)
    assert len(safe.splitlines()) <= 1
