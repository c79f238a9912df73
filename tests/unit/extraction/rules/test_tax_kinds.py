"""Which amounts of a whole receipt are its tax."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.reading import ReviewReason
from receipt_desktop.extraction.rules.extractor import extract_by_rules
from receipt_desktop.validation.check import check_draft
from tests.unit.extraction.printed import printed

TODAY = date(2026, 6, 1)


def find_tax(text: str) -> Decimal | None:
    tax = extract_by_rules(printed(text), TODAY).get_value(Field.TAX)
    assert tax is None or isinstance(tax, Decimal)
    return tax


BRAZILIAN = """
PADARIA CENTRAL LTDA
CNPJ: 11.222.333/0001-81
Valor total R$ | 40,00
Dinheiro | 40,00
"""


@pytest.mark.parametrize(
    "estimate",
    [
        "Trib Aprox R$: 5,87 Federal e 4,54 Estadual\nFonte: IBPT",
        "Trib aprox R$: Fed 2,65 Est 4.33 IBPT",
        "Val.Aprox. Impostos R$ 0,00(0,00%) Fonte:IBPT",
        "Valor Aproximado dos Tributos deste Cupom | 6,84\n(Conforme Lei Fed. 12.741/2012)",
        "Tributos Aprox. R$ 5,01(12,53%)\n(Lei Federal 12.741 /2012) Fonte:IBPT",
        "Tributos Totais Incidentes (Lei Federal 12.741/2012) - Total R$\n6,21 - Federal 2,60",
        "Tributos Incidentes Lei Federal 12.741/12 - Total R$ 7,20 (18,00%)",
        "Val. aprox. dos impostos (18%)",
    ],
)
def test_an_estimate_of_taxes_is_no_tax(estimate: str) -> None:
    page = printed(BRAZILIAN + estimate)
    draft = extract_by_rules(page, TODAY)
    assert Field.TAX not in draft.fields
    assert not draft.tax_lines
    assert ReviewReason.UNREAD_TAX not in check_draft(draft, page, TODAY).reasons


def test_a_tax_beside_an_estimate_counts() -> None:
    text = BRAZILIAN + "ICMS 18% | 7,20\nTrib Aprox R$: 5,87 Federal e 4,54 Estadual"
    assert find_tax(text) == Decimal("7.20")
