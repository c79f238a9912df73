"""How it was paid, and the numbers printed about it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from receipt_desktop.extraction.almanac import countries, open_facts
from receipt_desktop.extraction.labels import Labelled, Role
from receipt_desktop.extraction.rows import Row

_MASKED = re.compile(
    r"(?:[x*#＃•·%]{3,}[ \-]?){1,5}[ \-]*(\d{4})(?!\d)"
    r"|\(?x(\d{4})\)|^\W*\*(\d{4})$|card (?:no|number|nr)\.?:?[ x*#]*(\d{4})$"
    r"|(?:visa|master ?card|amex|maestro|debit)\D{0,12}[x*#]+ ?(\d{4})(?!\d)",
    re.IGNORECASE,
)
_CARD_WORDS = re.compile(
    r"^ec\b|\b(?:visa|master ?card|maestro|amex|american express|girocard|bankaxept|dankort|kontaktlos|contactless|paypass|"
    r"paywave|kartenzahlung|kreditkarte\w*|credit card|debit card|credit sale|carte bancaire|cb|bancontact|pin|"
    r"kortkop|bankkort|kontokort|tarjeta|multibanco|kartica|karta platnicza|elec\.?-?cash|ec-?cash|ec-karte|"
    r"terminal-id|aid ?: ?a0000|emv|eft|interac|apple pay|google pay|sans contact|credit/debit|bankkartya|"
    r"kaardimakse|pangakaart|korttimaksu|kortti|carta di credito|bancomat|kreditkort\w*|debit master\w*|eftpos)\b"
)
_CASH_WORDS = re.compile(
    r"\b(?:cash|bar|bargeld|especes|contant|contanti|efectivo|numerario|kontant|kontanter|gotovina|gotowka|"
    r"hotovost|hotove|tunai|sularaha|kateinen|keszpenz|metphta|μετρητα|gegeben)\b"
)


def find_payment(
    rows: Sequence[Row], labelled: Sequence[Labelled]
) -> tuple[str, Row, float] | None:
    """("card" or "cash", its row, confidence)."""
    cards = [row for row in rows if _CARD_WORDS.search(row.folded)]
    paid_cash = [e for e in labelled if e.role is Role.CASH and e.amount.value]
    paid_card = [
        e
        for e in labelled
        if e.role is Role.CARD and e.amount.value and _CARD_WORDS.search(e.row.folded)
    ]
    if paid_card:
        return "card", paid_card[0].row, 0.93
    if len(cards) > 1 and not paid_cash:
        return "card", cards[0], 0.9
    if paid_cash:
        return "cash", paid_cash[0].row, 0.9
    if cards:
        return "card", cards[0], 0.75
    loose = next((row for row in rows[len(rows) // 3 :] if _CASH_WORDS.search(row.folded)), None)
    return ("cash", loose, 0.6) if loose else None


def find_card(rows: Sequence[Row]) -> tuple[str, Row] | None:
    """The four digits left of a masked card number."""
    for row in rows:
        if re.search(r"\b(?:terminal|merchant|mid|tid|auth)", row.folded):
            continue
        if match := _MASKED.search(row.text):
            return next(group for group in match.groups() if group), row
    return None


_NUMBER = re.compile(
    r"(?:\b(?:receipt|invoice|inv|bill|bil|check|chk|doc|document|ticket|trans|order|rechnungs?|beleg|bon|facture|"
    r"addition|factuur|factura|kvitto|kvittering|kviitung|racun|uctenka|paragon|fatura|kuitti|arve|slip|cb|"
    r"bon-?kassier|ref|rcpt|resit|scontrino|recibo|transaktion|quittungs?|operacion|documento)"
    r"(?:s?nummer|[ -]?(?:nr|no|num|number|br|c|št|id|cislo))?\s*[.:#]*\s*[.:#]*)\s*[:#]?\s*"
    r"(?P<n>[a-z]{0,5}[-/]?\d[\w/-]*(?:[-/ ]\d+)?)",
)


def find_number(rows: Sequence[Row]) -> tuple[str, Row] | None:
    """The receipt's own number."""
    for row in rows:
        match = _NUMBER.search(row.folded)
        if (
            match
            and sum(c.isdigit() for c in match["n"]) >= 2
            and not re.match(r"\d{1,2}[/.-]\d{1,2}[/.-]", match["n"])
        ):  # noqa: E501, PLR2004
            place = row.text.casefold().find(match["n"].strip())
            number = row.text[place : place + len(match["n"].strip())] if place >= 0 else match["n"]
            return number.strip(" -/"), row
    return None


_PHONE_LABEL = re.compile(
    r"(?:\b(?:tel|telefon|telephone|phone|ph|tlf|puh|mob|mobile|hp|contact|whatsapps?|tlfn|te1|fon)\b\.? ?(?:no|nr)?[.: ]*(?:/ ?fax ?)?[.:]*|^\W*)(?P<n>\(?\+?\(?\d[\d ()/.\-]{5,}\d)"
)  # noqa: E501


def find_phone(rows: Sequence[Row]) -> tuple[str, Row] | None:
    """A labelled telephone number, else one that stands alone near the head."""
    for row in rows:
        if re.search(r"\b(?:tel|telefon|phone|ph|tlf|te1|puh|whatsapp)", row.folded) and (
            match := _PHONE_LABEL.search(row.folded)
        ):
            return _trim_phone(match["n"]), row
    for row in rows[:10]:
        match = re.fullmatch(r"\W*(\(?\+?\d{2,5}[)\- /.]+\d[\d \-/.]{5,})", row.folded)
        if match and 7 <= len(re.sub(r"\D", "", match[1])) <= 14:  # noqa: PLR2004
            return _trim_phone(match[1]), row
    return None


def _trim_phone(number: str) -> str:
    return re.sub(r"\s+", " ", number.split(" / ")[0] if number.count("/") > 1 else number).strip(
        " .-/"
    )


_TAX_ID_LABEL = re.compile(
    r"\b(?:gst(?: ?reg\.?| id| reg)?(?: ?(?:no|id|nr|number))?|sst(?: reg)?(?: ?(?:no|id))?|vat(?: ?reg\w*)?(?: ?(?:no|nr|number|id))?"
    r"|ust-?id(?:-?nr)?|ust-?ident-?nr|uid(?:[ -]?nr)?|steuer-?\.?(?:nummer|nr)|st\.?-?nr|tva(?: intra\w*)?|btw(?:[ -]?nr)?|cif|nif|n\.i\.f|c\.i\.f"
    r"|p\.? ?iva|partita iva|oib|dic|ic dph|nip|org\.? ?(?:nr|no|nummer|number)|kmkr(?: nr)?|cvr(?:[ -]?nr)?|y-tunnus|adoszam|id za ddv|tps|t\.p\.s|contribuinte|αφμ|aom|pvn reg|siret|mva|vat reg no)\b"
    r"[.:# ()-]*(?P<n>(?:[a-z]{2,3}[ .:-]?)?\d[\d .\-/]{5,}(?:[a-z]{1,3}\d{0,4})?|[a-z]-?\d{7,8}(?:-?[a-z])?|[a-z]{2}\d[\w.]{6,})"
)


def find_tax_id(rows: Sequence[Row], country: str | None) -> tuple[str, Row] | None:
    """A labelled tax number, else one in the shape of the country's."""
    for row in rows:
        if match := _TAX_ID_LABEL.search(row.folded):
            return _spelled(row, match["n"]), row
    pattern = countries().get(country or "", {}).get("tax_id")
    if pattern:
        for row in rows:
            if match := re.search(pattern, row.folded):
                return _spelled(row, match[0]), row
    return None


def _spelled(row: Row, found: str) -> str:
    place = row.text.casefold().find(found.strip())
    text = row.text[place : place + len(found.strip())] if place >= 0 else found.upper()
    return text.strip(" .:-/()")


@cache
def _categories() -> dict[str, tuple[str, re.Pattern[str]]]:
    return {
        name: (
            facts["type"],
            re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, facts["words"])) + r")(?!\w)"),
        )
        for name, facts in open_facts("categories").items()
    }


def find_category(rows: Sequence[Row], name: str) -> tuple[str, str, Row] | None:
    """(category, receipt type, deciding row): words of the name count three times."""
    best: tuple[float, str, str, Row] | None = None
    for category, (kind, pattern) in _categories().items():
        hits = [row for row in rows if pattern.search(row.folded)]
        if not hits:
            continue
        words = {word for row in hits for word in pattern.findall(row.folded)}
        score = len(words) + 3.0 * bool(pattern.search(name))
        if best is None or score > best[0]:
            best = (score, category, kind, hits[0])
    return best[1:] if best else None
