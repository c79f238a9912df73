"""Chains by their tax numbers, where their names were not read."""

from __future__ import annotations

import pytest

from receipt_desktop.extraction.facts.loader import load_facts
from receipt_desktop.extraction.rules.merchant.chains import load_chains, squeeze
from tests.unit.extraction.values import name_merchant

BELOW = "\nTea | 2.75\nTotal | 2.75\n"


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("GREECE\n65-443 Opole, ul. Lipowa 5B\nNIP 7811897358", "PL", "Lidl"),
        ("GREECE\n65-443 Opole, ul. Lipowa 5B\nNIP 781-189-73-58", "PL", "Lidl"),
        ("GREECE\n65-443 Opole, ul. Lipowa 5B\nNIP 17811897358", "PL", "GREECE"),
        ("GREECE\n65-443 Opole, ul. Lipowa 5B\nNIP 7811897358", None, "GREECE"),
        ("GREECE\nDlouha 5\n110 00 Praha 1\nDIC: CZ26178541", "CZ", "Lidl"),
        ("GREECE\nCalle Mayor 5\n28001 Madrid\nC.I.F.: A-46103834", "ES", "Mercadona"),
        ("GREECE\n5 rue Haute\n75001 Paris\nSIRET 784 939 688 00125", "FR", "Picard"),
    ],
)
def test_the_chain_of_a_tax_number(text: str, country: str | None, expected: str) -> None:
    assert name_merchant(text + BELOW, country) == expected


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("MERCADONA, S.A.\nCalle Mayor 5\n28001 Madrid\nA-46103834", "ES", "MERCADONA, S.A."),
        ("Jeronimo Martins Polska S.A.\nul. Lipowa 5\nNIP 7791011327", "PL", "Jeronimo Martins"),
        ("LUNA\nul. Lipowa 5\n00-950 Warszawa\nKunde: NIP 7811897358", "PL", "LUNA"),
        ("LUNA\nul. Lipowa 5\n00-950 Warszawa\nNIP nabywcy 7811897358", "PL", "LUNA"),
    ],
)
def test_a_name_above_a_tax_number_stays(text: str, country: str, expected: str) -> None:
    assert (name_merchant(text + BELOW, country) or "").startswith(expected)


def test_the_numbers_are_of_known_chains() -> None:
    numbers = load_facts("chain_tax_numbers")["numbers"]
    names = {name for table in numbers.values() for name in table.values()}
    assert {name for name in names if squeeze(name) not in load_chains()} == set()


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("PT.INDOMARCO PRISMATAMA\nJL ANCOL I NO 9-10\nJAKARTA UTARA", "ID", "Indomaret"),
        ("A101 YENI MAGAZACILIK A.S.\nATATURK CAD. NO 5\nISTANBUL", "TR", "A101"),
        ("GERBANG ALAF RESTAURANTS SDN BHD\nJALAN SS21\n47400 PETALING", "MY", "GERBANG ALAF"),
    ],
)
def test_a_company_of_one_chain_gives_its_sign_where_signs_count_more(
    text: str, country: str, expected: str
) -> None:
    assert (name_merchant(text + BELOW, country) or "").startswith(expected)


def test_the_companies_are_those_of_known_chains() -> None:
    names = set(load_facts("chains")["companies"].values())
    assert {name for name in names if squeeze(name) not in load_chains()} == set()
