import pytest

from receipt_desktop.extraction.rules import category, identifiers, payment
from receipt_desktop.extraction.text.amount_labels import label_amounts
from receipt_desktop.extraction.text.rows import TextRow, build_rows
from tests.unit.extraction.printed import printed


def rows(text: str) -> tuple[TextRow, ...]:
    return build_rows(printed(text).lines)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TOTAL | 5.00\nCASH | 10.00\nCHANGE | 5.00", "cash"),
        ("Summe | 5,00\nBAR | 5,00", "cash"),
        ("TOTAL | 5.00\nVISA | 5.00", "card"),
        ("Total | 54,90\nEC | 54,90", "card"),
        ("À payer | 3,80\nCARTE BANCAIRE | 3,80", "card"),
        ("Total | 5.00", None),
        ("Cem | 14.39\nTotal | 14.39\nCashless: | 14.39\nCash: | 0.00", "card"),
        ("Totalt | 107,90\nKort/Swish | 107,90\nKp | 107,90", "card"),
        ("Kopa | 14,00\nTotal | 14,00\nSanemts Bankas Karte | 14,00", "card"),
        ("TOPLAM | *70,50\nKREDI KARTI | *70,50", "card"),
        ("Menu Carta | 4,00\nTotale | 4,00\nCONTANTI | 4,00", "cash"),
        ("Total | 5.00\nCASH BACK AMOUNT: | 0.00", None),
        ("Total | 5.00\nGift cards cannot be exchanged\nfor cash.", None),
    ],
)
def test_how_it_was_paid(text: str, expected: str | None) -> None:
    drawn = rows(text)
    found = payment.find_payment(drawn, label_amounts(drawn))
    assert (found[0] if found else None) == expected


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("Debit MasterCard ************2825", "2825"),
        ("XXXXXXXXXXXX4821", "4821"),
        ("MasterCard (x2961)", "2961"),
        ("CARD NO 5052", "5052"),
        ("Terminal ID: ***5241", None),
        ("Order 1234", None),
        ("CISLO CLUBCARD 6340**********5797", None),
        ("会員番号 9096*******7679", None),
        ("Mitarbeiterrabatt #########5416", None),
    ],
)
def test_last_digits_of_the_card(text: str, digits: str | None) -> None:
    found = payment.find_card_digits(rows(text))
    assert (found[0] if found else None) == digits


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Invoice No : 01-283886", "01-283886"),
        ("Receipt #: CS00082652", "CS00082652"),
        ("Beleg-Nr. 3937", "3937"),
    ],
)
def test_receipt_numbers(text: str, number: str) -> None:
    found = identifiers.find_receipt_number(rows(text))
    assert found is not None
    assert found[0] == number


@pytest.mark.parametrize(
    ("text", "country", "number"),
    [
        ("GST ID No :000306020352", "MY", "000306020352"),
        ("USt-IdNr.:DE 813 129 242", "DE", "DE 813 129 242"),
        ("CIF B86590841", "ES", "B86590841"),
        ("EE101234567", "EE", "EE101234567"),
    ],
)
def test_tax_numbers(text: str, country: str, number: str) -> None:
    found = identifiers.find_tax_id(rows(text), country)
    assert found is not None
    assert found[0] == number


@pytest.mark.parametrize("text", ["VAT NO 319.40 39.22", "CIF 1234.50 250.00 1484.50"])
def test_amounts_behind_the_label_are_no_tax_number(text: str) -> None:
    assert identifiers.find_tax_id(rows(text), "ES") is None


def test_kind_of_purchase() -> None:
    found = category.find_category(
        rows("Pizzeria Roma\n1 Cappuccino | 3.00\nTisch 4"), "pizzeria roma"
    )
    assert found is not None
    assert (found.category, found.receipt_type) == ("restaurant", "restaurant")
    assert found.confidence >= category.MIN_CONFIDENCE
    assert category.find_category(rows("xyz"), "xyz") is None


def test_a_chain_tells_the_category() -> None:
    found = category.find_category(rows("1 Article | 3.00"), "Leroy Merlin")
    assert found is not None
    assert found.category == "household"
    assert found.confidence > 0.7


def test_the_mode_of_payment_is_no_fashion() -> None:
    assert category.find_category(rows("Payment mode | Cash\nReload 30.00"), "Nord") is None
    found = category.find_category(rows("Payment mode | Cash\nMRT 30.00"), "Rapid Rail Sdn Bhd")
    assert found is not None
    assert found.category == "transport"


def test_no_category_is_given_when_words_contradict_each_other() -> None:
    assert category.find_category(rows("Diesel\nMuseum\nShirt"), "Nord") is None
