"""The country of a state behind a town, and of a bank account."""

import pytest

from receipt_desktop.extraction.rules.country_numbers import weigh_accounts
from receipt_desktop.extraction.rules.country_states import find_state_countries
from receipt_desktop.extraction.rules.origin import collect_origin_clues, decide_origin
from receipt_desktop.extraction.text.rows import build_rows
from tests.unit.extraction.printed import printed


@pytest.mark.parametrize(
    ("row", "countries"),
    [
        ("CAMBRIDGE, MA", ["US"]),
        ("Cambridge, MA 02138", ["US"]),
        ("Boston,MA (617) 555-0123", ["US"]),
        ("Toronto, ON", ["CA"]),
        ("Fortitude Valley, QLD 4006", ["AU"]),
        ("SAO PAULO - SP", ["BR"]),
        ("Curitiba/PR", ["BR"]),
        ("LOG IN", []),
        ("Tea, ma", []),
        ("A, MA", []),
    ],
)
def test_states_behind_towns(row: str, countries: list[str]) -> None:
    rows = build_rows(printed(f"Luna\n1 Bow St\n{row}\nTotal | 5.00").lines)
    assert [code for code in find_state_countries(rows) if code in {"US", "CA", "AU", "BR"}] == (
        countries
    )


def test_a_state_far_below_the_head_is_no_address_of_the_shop() -> None:
    items = "\n".join(f"Tea {number} | 1.00" for number in range(12))
    rows = build_rows(printed(f"Luna\n{items}\nMade in Boston, MA").lines)
    assert find_state_countries(rows) == []


def test_a_receipt_without_a_sign_is_in_the_currency_of_the_state() -> None:
    text = "Santuka\n1 BOW ST\nCAMBRIDGE, MA\n04/08/2017 12:03 PM\nTea | 2.50\nTotal | 2.50"
    origin = decide_origin(collect_origin_clues(build_rows(printed(text).lines)))
    assert (origin.country, origin.currency) == ("US", "USD")
    assert origin.confidence > 0.95


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("iban: bg80 bnbg 9661 1020 3456 78", {"BG"}),
        ("iban de89370400440532013000 bic cobadeff", {"DE"}),
        ("iban de88370400440532013000", set()),
        ("ref no12 3456 7890 1234", set()),
    ],
)
def test_bank_accounts(text: str, countries: set[str]) -> None:
    assert set(weigh_accounts(text)) == countries
