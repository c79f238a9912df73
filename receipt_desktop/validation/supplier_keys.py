"""By what a supplier is recognised: keys of a reading, and which supplier they belong to.

Pure functions over readings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from unicodedata import combining, normalize

from rapidfuzz import fuzz

from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.page import Text
from receipt_desktop.domain.reading import Draft, ValueSource
from receipt_desktop.domain.suppliers import KEY_STRENGTH, KeyKind, SupplierKey

MIN_TAX_DIGITS, MIN_PHONE_DIGITS = 7, 7
SAME_NAME = 92
"""From this similarity (0..100) on, two names without a strong key are of one supplier."""
COMPATIBLE_NAME = 60
"""Below this similarity, a strong key that two names share belongs to neither: it may be that of
the customer, of the till or of a card company."""
SURE_NAME = 0.92
"""A name with a lower confidence may be misread, and does not contradict a strong key."""
MIN_NAME_LETTERS = 5
"""Shorter names have to be equal."""
_AMOUNT = re.compile(r"\d[.,]\d\d(?:\D|$)")
_IBAN = re.compile(r"\b([A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?)\b")
_WEB = re.compile(
    r"(?:https?://|\bwww\.)?\b((?:[a-z0-9-]+\.)+(?:com|net|org|shop|info|biz|eu|de|at|ch|fr|it|es"
    r"|pt|nl|be|lu|uk|ie|se|no|dk|fi|pl|cz|sk|hu|ro|gr|tr|ru|ua|us|ca|mx|br|ar|in|sg|my|id|th|vn"
    r"|ph|hk|tw|jp|kr|cn|au|nz|za|ke|ng))\b(?![.@\w])",
    re.IGNORECASE,
)
_COMMON_SITES = frozenset(
    {"gmail.com", "facebook.com", "instagram.com", "google.com", "yahoo.com", "hotmail.com",
     "paypal.com", "tripadvisor.com", "twitter.com", "outlook.com", "mail.ru", "web.de", "gmx.de"}
)  # fmt: skip
_TILL_CODES = (
    re.compile(r"V0;(?P<till>[^;]+);"),
    re.compile(r"_R1-(?P<till>AT\d+_[^_]+)_"),
)
"""Germany: the serial of the till (DSFinV-K); Austria: trust provider and till (RKSV)."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What a receipt says about who wrote it."""

    name: str
    """As it was read or corrected; "" if it is unknown."""
    name_confidence: float
    country: str | None
    keys: tuple[SupplierKey, ...]
    """Strong keys, the strongest first."""

    @property
    def is_empty(self) -> bool:
        return not self.keys and not fold_name(self.name)


@dataclass(frozen=True, slots=True)
class KnownSupplier:
    """A supplier that shares a key or resembles by name."""

    id: int
    country: str | None
    names: tuple[str, ...]
    """Folded by `fold_name`."""
    keys: frozenset[tuple[KeyKind, str]]


@dataclass(frozen=True, slots=True)
class SupplierMatch:
    """The supplier of a receipt."""

    supplier_id: int | None
    """None if it is a new one."""
    kind: KeyKind | None = None
    """The kind of the key that decided."""
    shared: frozenset[tuple[KeyKind, str]] = frozenset()
    """Keys that suppliers with other names print too."""


def read_letterhead(draft: Draft, text: Text) -> Letterhead:
    """What a receipt says about its supplier."""
    name = draft.fields.get(Field.MERCHANT)
    found = {(key.kind, key.value): key for key in _iterate_keys(draft, text)}
    keys = sorted(found.values(), key=lambda key: KEY_STRENGTH.index(key.kind))
    sure = name is not None and name.source in (ValueSource.PERSON, ValueSource.DOCUMENT)
    confidence = 1.0 if sure else name.confidence if name else 0.0
    return Letterhead(str(name.value) if name else "", confidence, draft.country, tuple(keys))


def _iterate_keys(draft: Draft, text: Text) -> Iterator[SupplierKey]:
    tax_id, phone = draft.get_value(Field.TAX_ID), draft.get_value(Field.PHONE)
    stated = text.invoice.seller.tax_id if text.invoice else None
    for number in filter(None, (stated, tax_id)):
        digits = re.sub(r"\D", "", str(number))
        if len(digits) >= MIN_TAX_DIGITS and not _AMOUNT.search(str(number)):
            yield SupplierKey(KeyKind.TAX_ID, digits, str(number))
    for code in text.codes:
        for pattern in _TILL_CODES:
            if found := pattern.match(code.text):
                yield SupplierKey(KeyKind.TILL, fold_name(found["till"]), found["till"])
    lines = [line.text for line in text.lines]
    yield from _find_ibans(lines)
    digits = re.sub(r"\D", "", str(phone or ""))
    if len(digits) >= MIN_PHONE_DIGITS:
        yield SupplierKey(KeyKind.PHONE, digits, str(phone))
    yield from _find_sites(lines)


def _find_ibans(lines: Sequence[str]) -> Iterator[SupplierKey]:
    for line in lines:
        for found in _IBAN.finditer(line):
            compact = found[1].replace(" ", "")
            if is_iban(compact):
                yield SupplierKey(KeyKind.IBAN, compact, found[1])


def is_iban(compact: str) -> bool:
    """Whether the check digits are right (ISO 7064 modulo 97-10, as ISO 13616 says)."""
    turned = compact[4:] + compact[:4]
    return int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1


def _find_sites(lines: Sequence[str]) -> Iterator[SupplierKey]:
    for line in lines:
        for found in _WEB.finditer(line):
            site = found[1].casefold().removeprefix("www.")
            if site not in _COMMON_SITES and "@" not in line:
                yield SupplierKey(KeyKind.WEB, site, found[1])


def fold_name(name: str) -> str:
    """Letters and digits alone, without case and accents: "Café Ö 1" -> "cafeo1"."""
    plain = normalize("NFKD", name.casefold())
    return "".join(sign for sign in plain if sign.isalnum() and not combining(sign))


def compare_names(one: str, other: str) -> float:
    """How alike two folded names are, 0 to 100; one that begins like the other is alike too."""
    if not one or not other:
        return 0.0
    alike = fuzz.ratio(one, other)
    short, long = sorted((one, other), key=len)
    if len(short) >= MIN_NAME_LETTERS and short in long:
        alike = max(alike, COMPATIBLE_NAME)
    return alike


def match_supplier(head: Letterhead, known: Sequence[KnownSupplier]) -> SupplierMatch:
    """The one of these suppliers that wrote a receipt: by its strongest key, then by its name."""
    shared: set[tuple[KeyKind, str]] = set()
    for key in head.keys:
        holder = next((one for one in known if (key.kind, key.value) in one.keys), None)
        if holder is None:
            continue
        if _is_compatible(head, holder):
            return SupplierMatch(holder.id, key.kind, frozenset(shared))
        shared.add((key.kind, key.value))
    named = _match_name(head, known)
    return SupplierMatch(named, KeyKind.NAME if named else None, frozenset(shared))


def _is_compatible(head: Letterhead, holder: KnownSupplier) -> bool:
    """Whether the name on the receipt may be one of this supplier."""
    own = fold_name(head.name)
    if not own or not holder.names or head.name_confidence < SURE_NAME:
        return True
    return max(compare_names(own, name) for name in holder.names) >= COMPATIBLE_NAME


def _match_name(head: Letterhead, known: Sequence[KnownSupplier]) -> int | None:
    own = fold_name(head.name)
    best, alike = None, 0.0
    for one in known:
        if head.country and one.country and head.country != one.country:
            continue
        score = max((fuzz.ratio(own, name) for name in one.names), default=0.0)
        is_near = len(own) >= MIN_NAME_LETTERS and not _differ_in_number(head, one)
        bar = SAME_NAME if is_near else 100
        if score >= bar and score > alike:
            best, alike = one.id, score
    return best


def _differ_in_number(head: Letterhead, one: KnownSupplier) -> bool:
    """Whether both have tax numbers and none in common: "Dr. Meyer" is not "Dr. Meier" then."""
    own = {key.value for key in head.keys if key.kind is KeyKind.TAX_ID}
    known = {value for kind, value in one.keys if kind is KeyKind.TAX_ID}
    return bool(own and known) and not own & known
