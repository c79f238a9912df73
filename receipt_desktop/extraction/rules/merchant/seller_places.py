"""Rows that name the seller by their place: below a tax number or platform, above a signature."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from receipt_desktop.extraction.facts.loader import load_facts
from receipt_desktop.extraction.rules.merchant.chains import squeeze
from receipt_desktop.extraction.rules.merchant.mailed_receipts import find_mail_senders
from receipt_desktop.extraction.rules.merchant.name_words import load_folded
from receipt_desktop.extraction.text.normalize import fold_text
from receipt_desktop.extraction.text.rows import TextRow

HEAD_ROWS = 6
"""Rows at the top in which the tax number or the platform stands."""
TOP_ROWS = 14
"""Rows at the top that are searched for the name in the signature block."""
SIGNATURE_ROWS = 4
"""Rows between that name and the words below the signature."""
MIN_NAME = 6
"""Minimum letters of a name in a signature block."""
_FOR = re.compile(r"\W*for,? (?:m/s\.? )?(?P<name>[^\W\d_].*)")
_RECEIVED = re.compile(
    r"recebemos de\W+(?P<name>.+?)\W+(?:[oa]s?\W{0,2})?(?:s\W{0,2})?(?:prod|merc|serv|$)"
)
""" "RECEBEMOS DE LUNA LTDA OS PRODUTOS": the slip of a Brazilian invoice for the carrier."""
_SIGNATURE = re.compile(r"auth\w*[. ]*(?:sign|person)|signatory|proprietor\b|partner\b")
_TAX_ID = re.compile(r"\W*t[i1l]n\W*\d{9,11}\W*")
_ORDER = re.compile(r"\W*(?:#|no\b|nr\b|order|commande|pedido|bestell|ord\b)")


def list_rows_of_sellers(rows: Sequence[TextRow], country: str | None) -> list[int]:
    """Indexes of the rows below the seller's tax number and below the platform that delivers."""
    pairs = list(pairwise(rows[:HEAD_ROWS]))
    is_below_tax_id = country in load_facts("names")["tax_id_above"]
    found = [row.index for above, row in pairs if is_below_tax_id and _is_tax_id(above)]
    mailed = [row.index for _, row in find_mail_senders(rows)]
    return [*found, *mailed, *_list_delivered(rows), *_list_stated(rows)]


def _list_stated(rows: Sequence[TextRow]) -> list[int]:
    """The rows at the top with the name of the signature block: "for Luna Hardware".

    Or from which goods were received: "Recebemos de LUNA LTDA os produtos".
    """
    stated = {name for place, row in enumerate(rows) for name in _find_signers(row, rows[place:])}
    received = (match["name"] for row in rows if (match := _RECEIVED.search(row.folded)))
    stated |= {letters for name in received if len(letters := squeeze(name)) >= MIN_NAME}
    names = [(row.index, {squeeze(piece.text) for piece in row.pieces}) for row in rows[:TOP_ROWS]]
    return [index for index, own in names if own & stated]


def _find_signers(row: TextRow, below: Sequence[TextRow]) -> Iterator[str]:
    """The letters of the names in a row that begins with "for", if a signature is below it."""
    found = [match for piece in row.pieces if (match := _FOR.match(fold_text(piece.text)))]
    if found and any(_SIGNATURE.search(one.folded) for one in below[: SIGNATURE_ROWS + 1]):
        yield from (
            letters for match in found if len(letters := squeeze(match["name"])) >= MIN_NAME
        )


def _is_tax_id(row: TextRow) -> bool:
    return bool(_TAX_ID.fullmatch(fold_text(row.pieces[0].text)))


def _list_delivered(rows: Sequence[TextRow]) -> list[int]:
    """The restaurant between the platform and the number of the order."""
    triples = zip(rows[:HEAD_ROWS], rows[1:HEAD_ROWS], rows[2 : HEAD_ROWS + 1], strict=False)
    return [
        row.index
        for platform, row, order in triples
        if platform.folded.strip(" .*-") in load_folded("delivery") and _ORDER.match(order.folded)
    ]
