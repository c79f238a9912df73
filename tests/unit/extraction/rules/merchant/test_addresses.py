"""Which rows make the address of the merchant."""

from datetime import date

import pytest

from receipt_desktop.domain.fields import Field
from receipt_desktop.extraction.rules.extractor import extract_by_rules
from tests.unit.extraction.printed import printed


def read_address(text: str) -> object:
    draft = extract_by_rules(printed(text + "\nTea | 2.75\nTotal | $2.75"), date(2026, 11, 1))
    return draft.get_value(Field.ADDRESS)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (
            "Walmart\n949-555-6669 Mgr:MICHAEL\n951 AVENIDA PICO\nSAN CLEMENTE CA 92673",
            "951 AVENIDA PICO, SAN CLEMENTE CA 92673",
        ),
        (
            "Luna\nSammonkatu 29-31\n33540 Tampere, puh. 020 700 4473",
            "Sammonkatu 29-31, 33540 Tampere",
        ),
        ("Luna\nObject address: AZ1119 BAKI", "AZ1119 BAKI"),
        ("Luna\nSäljare: 4022 Kassa: 01 Nr: 9972", None),
        ("Luna\n0480 TABLE 101 #Party 3", None),
        ("Luna\nALLA DAGAR 7-22", None),
        ("Luna\nNo 0101004618", None),
        ("Luna\nSTROBROD 400G\nMJÖLK 1,5L", None),
        ("Luna\nYour cashier today was USER 1", None),
    ],
)
def test_the_rows_of_the_address(text: str, address: str | None) -> None:
    assert read_address(text) == address
