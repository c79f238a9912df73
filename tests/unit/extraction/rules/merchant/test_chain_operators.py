"""Signs of chains above the company that runs them, and chains in other rows than the sign."""

from __future__ import annotations

import pytest

from receipt_desktop.extraction.rules.merchant.chain_operators import find_operated_chains
from receipt_desktop.extraction.text.rows import build_rows
from tests.unit.extraction.printed import printed
from tests.unit.extraction.values import name_merchant

BELOW = "\nTea | 2.75\nTotal | 2.75\n"


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("PRISMA TOWN, puhelin 010 76 67800\nHOK-Elanto Liiketoiminta Oy", "FI", "PRISMA TOWN"),
        ("IN-N-OUT BURGER TOWN | 3:02 PM", "US", "IN-N-OUT BURGER TOWN"),
        ("ALDI SOD\nLange Str. 5\n12345 Stadt", "DE", "ALDI SÜD"),
        ("carvers\nDaytime Eatery+ Bar\nCarvers\nWinter Park, CO 80482", "US", "Carvers"),
        ("NLIZZY\nTin Lizzy's\n26 Andrew Boulevard\nAtlanta, GA 30303", "US", "Tin Lizzy's"),
        ("Firma Ole HENRYK BORK\nul. Lipowa 11, 87-162 Lubicz", "PL", "Firma Ole HENRYK BORK"),
        ("Receipt from Luna Solutions", "US", "Luna Solutions"),
        ("禾涎股份有限公司\n電子發票證明聯", "TW", "禾涎股份有限公司"),
        ("四川成都市\n求税要局监联\n四川苏宁云商销售有限公司", "CN", "四川苏宁云商销售有限公司"),
    ],
)  # fmt: skip
def test_name_of_the_shop(text: str, country: str, expected: str) -> None:
    assert name_merchant(text + BELOW, country) == expected


@pytest.mark.parametrize("foot", ["Welcome to McDonald's!", "McDonald's | 3105 | SUNBURY | VIC"])
def test_chain_in_a_row_below(foot: str) -> None:
    items = "".join(f"\n{number} Tea | 2.75" for number in range(1, 16))
    assert name_merchant(f"25-47 Horne Street{items}\nTotal | 41.25\n{foot}", "AU") == "McDonald's"


def test_company_alone_runs_no_chain() -> None:
    rows = build_rows(printed("HOK-Elanto Liiketoiminta Oy\nRavintola Luna").lines)
    assert find_operated_chains(rows) == []


@pytest.mark.parametrize(
    "row",
    [
        "YOUR GUEST NUMBER IS",
        "Employee Number: E31497771EM",
        "DATE | 06/01/2016 | WED",
        "Consumo | (24)",
        "SUC: BUENAVENTURA #1770",
        "Extrato ND. 083587",
        "Apply at www.mcstate.com/20509",
        "Order #2094 for ml646@duke.edu",
        "SN. Particular Qty Rate Amount\nVEG",
        "alltheGate",
        "KS# 13",
    ],
)
def test_row_without_a_name(row: str) -> None:
    assert name_merchant(row + BELOW, "US") is None
