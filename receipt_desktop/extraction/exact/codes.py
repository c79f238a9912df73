"""Interprets the codes of a document. A code of another kind (survey, Wi-Fi) is ignored."""

from __future__ import annotations

from collections.abc import Callable

from receipt_desktop.extraction.exact.americas import read_argentine, read_nfce, read_paraguayan
from receipt_desktop.extraction.exact.asia import (
    read_indian,
    read_saudi,
    read_taiwanese,
    read_turkish,
)
from receipt_desktop.extraction.exact.europe import (
    read_portuguese,
    read_rksv,
    read_taxcore,
    read_tse,
)
from receipt_desktop.extraction.exact.payments import (
    read_czech,
    read_emv,
    read_epc,
    read_swiss,
    read_upi,
)
from receipt_desktop.extraction.exact.text_codes import read_text_code
from receipt_desktop.extraction.exact.values import ExactValues

MAX_CHARACTERS = 4_300
"""Longer ones are no codes of receipts: the largest QR code holds 4,296 letters."""
READERS: tuple[Callable[[str], ExactValues | None], ...] = (
    read_tse,
    read_rksv,
    read_portuguese,
    read_taxcore,
    read_nfce,
    read_argentine,
    read_paraguayan,
    read_indian,
    read_saudi,
    read_turkish,
    read_taiwanese,
    read_epc,
    read_swiss,
    read_czech,
    read_emv,
    read_upi,
    read_text_code,
)
"""Each returns None for a code of another kind; none matches a code of another one's."""


def interpret_code(text: str) -> ExactValues | None:
    """What a code states; None if it states no values of a receipt."""
    plain = text.strip("\ufeff \t\r\n")
    if len(plain) > MAX_CHARACTERS:
        return None
    found = next((values for read in READERS if (values := read(plain))), None)
    return found if found and (found.fields or found.items) else None
