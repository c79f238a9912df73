"""Labels of totals that include the tax, and of the amount of the tax, in many languages."""

from __future__ import annotations

import pytest

from receipt_desktop.extraction.text.labels import AmountRole, classify_label

TOTALS = {AmountRole.TOTAL, AmountRole.TOTAL_INCL}


@pytest.mark.parametrize(
    "label",
    [
        "Общо BGN вкл. ДДС",
        "Общо с 20% ДДС",
        "Стойност с ДДС",
        "Итого, вкл. НДС",
        "Разом з ПДВ",
        "Укупно са ПДВ-ом",
        "Вкупен износ со ДДВ",
        "Skupaj z DDV",
        "Σύνολο συμπ. ΦΠΑ",
        "Toplam (KDV Dahil)",
        "Összesen ÁFA-val",
        "Cəmi ƏDV daxil",
        'סך הכל כולל מע"מ',
        "含税合计",
        "합계(부가세포함)",
        "Tổng tiền (đã bao gồm VAT)",
        "Viso su PVM",
        "Pavisam ar PVN",
        "Belopp inkl. moms",
        "Samtals m/vsk",
        "Rechnungsbetrag inkl. MwSt",
        "Totale IVA compresa",
        "Total con impuestos",
        "Amount incl. VAT",
        "Jumla pamoja na VAT",
        "Totaal ingesluit BTW",
    ],
)
def test_a_total_with_its_tax(label: str) -> None:
    assert classify_label(label)[0] in TOTALS


@pytest.mark.parametrize(
    "label",
    [
        "Размер на данъка",
        "Размер налога",
        "Сума податку",
        "Znesek davka",
        "Ποσό φόρου",
        "Vergi Tutarı",
        "Adó összege",
        "Shuma e TVSH",
        'סכום המע"מ',
        "Số tiền thuế",
        "Jumlah PPN",
        "Mokesčio suma",
        "Nodokļa summa",
        "Veron osuus",
        "Skattebelopp",
        "Umsatzsteuerbetrag",
        "Belastingbedrag",
        "Kiasi cha kodi",
        "Сумма НДС",
        "Общо ДДС",
        "TOTAL INCLUDES GST OF",
        "в т.ч. НДС",
    ],
)
def test_the_amount_of_the_tax(label: str) -> None:
    assert classify_label(label)[0] is AmountRole.TAX
