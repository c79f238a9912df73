"""Web addresses of authorities, of pages of many shops, of surveys and of makers of tills."""

from __future__ import annotations

import pytest

from receipt_desktop.extraction.rules.merchant.chain_sites import name_of_site
from receipt_desktop.extraction.rules.merchant.web_sites import find_sites
from receipt_desktop.extraction.text.rows import build_rows
from tests.unit.extraction.printed import printed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("http://luna.eskidki.by", ["luna"]),
        ("www.eskidki.by", []),
        ("https://luna.myshopify.com/bon", ["luna"]),
        ("www.luna.co.uk", ["luna"]),
        ("https://www.nfce.fazenda.sp.gov.br/consulta", []),
        ("http://nfce.sefaz.sp.gou.br", []),
        ("etax.go.th", []),
        ("Aplicativo: LunaChef.net", []),
        ("Sistema: www.lunapos.com", []),
    ],
)
def test_the_name_in_a_web_address(text: str, expected: list[str]) -> None:
    assert [label for label, _ in find_sites(build_rows(printed(text).lines))] == expected


@pytest.mark.parametrize(
    ("label", "expected"),
    [("sp", None), ("md", None), ("dm", "dm"), ("hm", "H&M"), ("falecomsubway", "Subway")],
)
def test_the_chain_of_a_web_address(label: str, expected: str | None) -> None:
    chain = name_of_site(label)
    assert (chain.name if chain else None) == expected
