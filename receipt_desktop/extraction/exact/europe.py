"""Fiscal codes of Germany, Austria and Portugal, and those of TaxCore (Serbia and others)."""

from __future__ import annotations

import base64
import re
import struct
from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal

from receipt_desktop.domain.fields import Field, FieldValue
from receipt_desktop.domain.reading import TaxLine
from receipt_desktop.extraction.exact.values import (
    CONFIDENCE,
    ExactValues,
    day_and_time,
    decode_base64,
    keep_known,
    parse_amount,
    parse_moment,
    split_address,
    split_gross,
    sum_taxes,
    to_local,
)

TSE_TYPES = frozenset({"Beleg", "AVRechnung", "AVBelegstorno", "AVSachbezug", "AVSonstige"})
"""Types of transactions with payments (DSFinV-K, annex I); not orders and training."""
TSE_PARTS, TSE_RATES = 8, 5
"""Parts of the code up to the end of the transaction; amounts by rate."""
_TSE_GROSS = re.compile(r"(?P<kind>\w+)\^(?P<rates>[-\d.,_]*)\^(?P<payments>.*)", re.DOTALL)
_RKSV = re.compile(
    r"_R1-AT\d+_(?P<till>[^_]+)_(?P<number>[^_]+)_(?P<day>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)"
    r"_(?P<rates>-?\d+,\d\d(?:_-?\d+,\d\d){4})_(?P<turnover>[^_]*)_.*"
)
DE_FARMER_RATES = (
    (date(2025, 1, 1), "7.8"),
    (date(2024, 12, 6), "8.4"),
    (date(2023, 1, 1), "9.0"),
    (date(2022, 1, 1), "9.5"),
    (date.min, "10.7"),
)
"""Average rates of farmers (§ 24 (1) no. 3 UStG) by their first day, in percent; latest first."""
RKSV_RATES = tuple(map(Decimal, ("20", "10", "13", "0", "19")))
"""Percent: normal, reduced 1 and 2, zero, special (RKSV, annex)."""
RKSV_UNCLEAR_YEARS = frozenset({2020, 2021})
"""Years in which some tills stated the lowered rate of 5 % as the special one."""
RKSV_TRAINING = base64.b64encode(b"TRA").decode()
"""In place of the encrypted turnover of a training receipt."""

_PT_FIELD = re.compile(r"([A-Z]\d?):([^*]*)")
PT_CREDITS, PT_SALES = (
    frozenset({"NC"}),
    frozenset({"FT", "FS", "FR", "ND", "NC", "FP", "RC", "RG"}),
)
"""Types of documents (SAF-T PT): credit notes; documents of a sale."""
PT_RATES = tuple(map(Decimal, ("6", "13", "23", "4", "5", "9", "12", "16", "18", "22")))
"""Percent, on the mainland, the Azores and Madeira (CIVA, article 18), now and earlier."""
PT_LARGEST_ROUNDING = Decimal("0.6")
"""Percentage points between a rate and the quotient of tax and base."""

TAXCORE_HOSTS = {
    "suf.purs.gov.rs": ("RS", "RSD", "Europe/Belgrade"),
    "suf.poreskaupravars.org": ("BA", "BAM", "Europe/Sarajevo"),
    "tax-authority.vms.frcs.org.fj": ("FJ", "FJD", "Pacific/Fiji"),
}
"""Country, currency and time zone of authorities that use TaxCore."""
TAXCORE_HEAD = struct.Struct("<B8s8sIIQ8sBB")
"""Version, requested by, signed by, two counters, amount, time (big-endian), type, transaction."""
TAXCORE_UNITS = 10_000
"""Of one unit of the currency."""
TAXCORE_LAST, TAXCORE_MOST = 4_102_444_800_000, 10**19
"""Milliseconds up to the year 2100, and more money than there is: other data are no receipts."""
TAXCORE_SALES, TAXCORE_REFUND = frozenset({0}), 1
"""Types of invoices that are sales (not proforma, copy, training, advance), and the refund."""


def read_tse(text: str) -> ExactValues | None:
    """Germany: receipts with a technical security device (DSFinV-K, annex I, QR code V0).

    `V0;serial;Kassenbeleg-V1;Beleg^gross by rate^payments;number;counter;start;end;…`, UTC.
    """
    parts = text.split(";")
    if len(parts) < TSE_PARTS or parts[0] != "V0" or parts[2] != "Kassenbeleg-V1":
        return None
    found = _TSE_GROSS.fullmatch(parts[3])
    if found is None or found["kind"] not in TSE_TYPES:
        return None
    grosses = [parse_amount(amount) for amount in found["rates"].split("_")]
    moment = _parse_utc(parts[7]) or _parse_utc(parts[6])
    if moment is None or None in grosses or len(grosses) != TSE_RATES:
        return None
    rates = list_german_rates(moment.date())
    lines = _split_grosses(zip((g or Decimal(0) for g in grosses), rates, strict=True))
    return ExactValues(
        {
            Field.TOTAL: sum((gross for gross in grosses if gross), Decimal(0)),
            **_tax_of(lines),
            **day_and_time(to_local(moment, "Europe/Berlin")),
            **_read_tse_payment(found["payments"]),
        },
        currency="EUR",
        country="DE",
        tax_lines=lines,
        derived=frozenset({Field.TAX}),
    )


def list_german_rates(day: date) -> tuple[Decimal, ...]:
    """General, reduced, two average rates of farmers, zero (§§ 12, 24, 28 UStG), in percent."""
    lowered = date(2020, 7, 1) <= day <= date(2020, 12, 31)
    farmers = next(rate for since, rate in DE_FARMER_RATES if day >= since)
    general, reduced = ("16", "5") if lowered else ("19", "7")
    return tuple(map(Decimal, (general, reduced, farmers, "5.5", "0")))


def read_rksv(text: str) -> ExactValues | None:
    """Austria: machine-readable code of a receipt (RKSV, annex); gross by rate."""
    found = _RKSV.fullmatch(text)
    if found is None or found["turnover"] == RKSV_TRAINING:
        return None
    grosses = [Decimal(amount.replace(",", ".")) for amount in found["rates"].split("_")]
    moment = parse_moment(found["day"], "%Y-%m-%dT%H:%M:%S")
    lines = _split_grosses(zip(grosses, RKSV_RATES, strict=True))
    if grosses[-1] and moment and moment.year in RKSV_UNCLEAR_YEARS:
        lines = ()
    return ExactValues(
        {
            Field.TOTAL: sum(grosses, Decimal(0)),
            **_tax_of(lines),
            Field.NUMBER: found["number"],
            **day_and_time(moment),
        },
        currency="EUR",
        country="AT",
        tax_lines=lines,
        derived=frozenset({Field.TAX}),
    )


def read_portuguese(text: str) -> ExactValues | None:
    """Portugal: QR code of invoices (Portaria 195/2020): `A:seller*B:buyer*…*N:tax*O:total*…`."""
    parts = dict(_PT_FIELD.findall(text))
    if not text.startswith("A:") or not {"B", "D", "E", "F", "G", "N", "O"} <= parts.keys():
        return None
    total, tax = parse_amount(parts["O"]), parse_amount(parts["N"])
    if total is None or parts["D"] not in PT_SALES or parts["E"] == "A":
        return None
    sign = -1 if parts["D"] in PT_CREDITS else 1
    values: dict[Field, FieldValue | None] = {
        Field.TOTAL: sign * total,
        Field.TAX: None if tax is None else sign * tax,
        Field.NUMBER: parts["G"],
        Field.TAX_ID: parts["A"],
    }
    return ExactValues(
        {**keep_known(values), **day_and_time(parse_moment(parts["F"], "%Y%m%d"))},
        currency="EUR",
        country="PT",
        tax_lines=tuple(_list_portuguese_taxes(parts, sign)),
    )


def _list_portuguese_taxes(parts: dict[str, str], sign: int) -> Iterable[TaxLine]:
    """The bases and taxes of the mainland (I), the Azores (J) and Madeira (K)."""
    for space in "IJK":
        for base_key, tax_key in (("3", "4"), ("5", "6"), ("7", "8")):
            base = parse_amount(parts.get(space + base_key))
            tax = parse_amount(parts.get(space + tax_key))
            if base and tax is not None:
                yield TaxLine(_nearest_rate(base, tax), sign * base, sign * tax, CONFIDENCE)


def _nearest_rate(base: Decimal, tax: Decimal) -> Decimal | None:
    quotient = tax * 100 / base
    rate = min(PT_RATES, key=lambda one: abs(one - quotient))
    tolerance = PT_LARGEST_ROUNDING + Decimal(1) / abs(base)
    return rate if abs(rate - quotient) <= tolerance else None


def read_taxcore(text: str) -> ExactValues | None:
    """Serbia, Republika Srpska, Fiji: verification address of TaxCore, amount in 1/10,000."""
    host, parameters = split_address(text)
    land = TAXCORE_HOSTS.get(host)
    data = decode_base64(parameters.get("vl", ""))
    if land is None or len(data) < TAXCORE_HEAD.size:
        return None
    _, requested, signed, counter, _, units, clock, kind, transaction = TAXCORE_HEAD.unpack(
        data[: TAXCORE_HEAD.size]
    )
    if kind not in TAXCORE_SALES:
        return None
    country, currency, zone = land
    milliseconds = int.from_bytes(clock, "big")
    if milliseconds > TAXCORE_LAST or units > TAXCORE_MOST:
        return None
    moment = datetime.fromtimestamp(milliseconds / 1000, UTC).replace(tzinfo=None)
    sign = -1 if transaction == TAXCORE_REFUND else 1
    number = f"{requested.decode('ascii', 'ignore')}-{signed.decode('ascii', 'ignore')}-{counter}"
    return ExactValues(
        {
            Field.TOTAL: sign * round(Decimal(units) / TAXCORE_UNITS, 2),
            Field.NUMBER: number,
            **day_and_time(to_local(moment, zone)),
        },
        currency=currency,
        country=country,
    )


def _parse_utc(text: str) -> datetime | None:
    return parse_moment(text.partition(".")[0].rstrip("Z"), "%Y-%m-%dT%H:%M:%S")


def _split_grosses(amounts: Iterable[tuple[Decimal, Decimal]]) -> tuple[TaxLine, ...]:
    return tuple(split_gross(gross, rate) for gross, rate in amounts if gross and rate)


def _tax_of(lines: tuple[TaxLine, ...]) -> dict[Field, FieldValue]:
    return {Field.TAX: sum_taxes(lines)} if lines else {}


def _read_tse_payment(payments: str) -> dict[Field, FieldValue]:
    """Cash if all was paid so; what is "Unbar" may be a card or anything else."""
    kinds = {payment.split(":")[1] for payment in payments.split("_") if ":" in payment}
    return {Field.PAYMENT: "cash"} if kinds == {"Bar"} else {}
