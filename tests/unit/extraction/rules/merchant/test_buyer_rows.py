"""The seller on invoices that name the buyer as well."""

from __future__ import annotations

import pytest

from receipt_desktop.extraction.rules.merchant.head_names import find_candidates
from receipt_desktop.extraction.rules.merchant.titles import is_title
from receipt_desktop.extraction.text.normalize import fold_text
from tests.unit.extraction.rules.merchant.test_kinds_of_rows import name, rows_of

END = "\nGoods | 2 Nos | 50.00 | 100.00\nTotal | 100.00\n"
TALLY = """
    Tax Invoice | e-Invoice
    IRN | :fef1df90406b928db26a62f816debc9bb5256d9375e6
    Luna Hardwares, Bangalore | Invoice No. | Dated
    HSR Layout | LHB/456/20 | 20-Dec-20
    Bangalore | Delivery Note | Mode/Terms of Payment
    GSTIN/UIN: 29AACCT3705E000 | Reference No. & Date. | Other References
    {label} | Buyer's Order No. | Dated
    Acme Enterprises | 1234 | 20-Dec-20
    12th Cross | Dispatch Doc No. | Delivery Note Date
    GSTIN/UIN | :29AAFFC8126N1ZZ | Dispatched through | Destination
    Buyer (Bill to) | Terms of Delivery
    Acme Enterprises
    12th Cross
"""


@pytest.mark.parametrize("label", ["Consignee (Ship to)", "Consignee", "Details of Receiver"])
def test_the_seller_of_a_tally_invoice_is_the_first_name(label: str) -> None:
    assert name(TALLY.format(label=label) + END, "IN") == "Luna Hardwares, Bangalore"


def test_the_name_for_which_somebody_signs_is_the_seller() -> None:
    text = "INVOICE\nDelhi Depot | Original\nLuna Tools\n12 Station Road, Delhi" + END
    signed = "for Luna Tools\nAuthorised Signatory"
    assert name(text + signed, "IN") == "Luna Tools"


@pytest.mark.parametrize(
    ("label", "buyer", "country"),
    [
        ("CLIENTE", "BALCÓN DEL VALLE, S.L.", "ES"),
        ("Kunde:", "Nordberg Bau GmbH", "DE"),
        ("Odběratel", "Nordberg s.r.o.", "CZ"),
    ],
)
def test_a_name_behind_the_label_of_the_buyer_is_not_the_seller(
    label: str, buyer: str, country: str
) -> None:
    text = f"{buyer}\nMain road 12\n45700 Consuegra\nLunagas | {label} {buyer}\nwww.lunagas.es"
    assert name(text + END, country) != buyer


@pytest.mark.parametrize("head", ["Szállító | Vevő", "Szállító | Vev", "Eladó | Megrendel"])
def test_the_buyer_in_the_right_column_without_the_letters_that_were_not_read(head: str) -> None:
    text = f"Számla\n{head}\nLuna Kft | Nordberg Kft\n1022 Budapest | 1011 Budapest"
    assert name(text + END, "HU") == "Luna Kft"


@pytest.mark.parametrize(
    "row", ["Dated", "Mode/Terms of Payment", "Buyer's Order No.", "Série Nota Digital"]
)
def test_boxes_of_invoices(row: str) -> None:
    assert is_title(fold_text(row))


@pytest.mark.parametrize("labels", [("Получател:", "Доставчик:"), ("Nabywca:", "Sprzedawca:")])
def test_labels_beside_the_names_of_buyer_and_seller(labels: tuple[str, str]) -> None:
    buyer, seller = labels
    text = f"Faktura 12\n{buyer} | Nordberg GmbH | {seller} | Luna GmbH\nA | Sofia | A | Plovdiv"
    assert name(text + END, "DE") == "Luna GmbH"


@pytest.mark.parametrize("label", ["Client n°470", "Kunde Nr. 12", "Cliente 88"])
def test_a_name_behind_the_number_of_the_buyer_is_his(label: str) -> None:
    text = f"LUNA'S\n{label} | ANCA NORD\n75015\nTicket 1-25980.1"
    candidates, _ = find_candidates(rows_of(text + END), "FR")
    assert "ANCA NORD" not in [candidate.text for candidate in candidates]


@pytest.mark.parametrize("goods", ["os produtos constantes", "as mercadorias", "o(s) serviço(s)"])
def test_the_slip_for_the_carrier_names_the_seller_in_brazil(goods: str) -> None:
    slip = f"Recebemos de LUNA MINERACAO LTDA {goods} da nota fiscal"
    text = f"{slip}\nNORD SAL LTDA\nSerie 1\nLUNA MINERACAO LTDA | DANFE\nRua das Flores 12"
    assert name(text + END, "BR") == "LUNA MINERACAO LTDA"


@pytest.mark.parametrize("heads", ["Bill To | Ship To", "Bill To"])
def test_a_company_below_the_address_of_the_buyer_is_the_seller(heads: str) -> None:
    twice = "Acme Inc | Acme Inc\n5 Main St | 5 Main St\nAustin, TX 78701 | Austin, TX 78701"
    text = f"INVOICE\n{heads}\n{twice}\nNordberg LLC\n8 Oak Ave\nAustin, TX 78702"
    assert name(text + END, "US") == "Nordberg LLC"


def test_the_service_provider_on_a_brazilian_invoice() -> None:
    text = "PRESTADOR DE SERVICOS\nLuna Solucoes Ltda\nRua 5\nTOMADOR DE SERVICOS\nAcme Ltda"
    assert name(text + END, "BR") == "Luna Solucoes Ltda"
