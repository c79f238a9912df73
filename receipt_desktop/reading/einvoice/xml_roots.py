"""The root elements of supported invoices, seen in the first bytes of a file. Parses nothing."""

from __future__ import annotations

import re

INVOICE_ROOTS = frozenset(
    {"CrossIndustryInvoice", "CrossIndustryDocument", "Invoice", "CreditNote"}
)
"""Local names: CII, ZUGFeRD 1, and two of UBL."""

_SKIPPED = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>", re.DOTALL)
_START_TAG = re.compile(r"<(?:[\w.\-]+:)?([A-Za-z_][\w.\-]*)")


def is_invoice_xml(head: bytes) -> bool:
    """Whether a file that starts with these bytes is XML and may be an invoice.

    It may be one when the root element stands further behind.
    """
    text = decode_head(head).lstrip("\ufeff")
    position = 0
    while skipped := _SKIPPED.match(text, position):
        position = skipped.end()
    if root := _START_TAG.match(text, position):
        return root[1] in INVOICE_ROOTS
    return text.lstrip().startswith("<?xml") and text.startswith(("<!--", "<?"), position)


def decode_head(head: bytes) -> str:
    """The start of an XML file as text; letters of other encodings than UTF are replaced."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "ignore")
    return head.decode("utf-8", "replace")
