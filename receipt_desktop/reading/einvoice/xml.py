"""Parses XML of unknown origin, and takes values from its elements.

Entities, document types and large files are refused (billion laughs, XXE); nothing is fetched from
the network. Paths name elements without their namespaces; "A/B|C/D" means A/B/D or A/C/D.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import product
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from receipt_desktop.domain.errors import InvalidRequest

MAX_XML_BYTES = 10_000_000
MAX_TEXT = 200
"""Characters of a name or a description."""
_AMOUNT = re.compile(r"[+-]?(?:\d{1,15}(?:\.\d{0,10})?|\.\d{1,10})")
_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)")


def parse_xml(data: bytes) -> Element:
    """The root element. Raises `InvalidRequest` for XML that is damaged, unsafe or too large."""
    if len(data) > MAX_XML_BYTES:
        size, limit = -(-len(data) // 1_000_000), MAX_XML_BYTES // 1_000_000
        raise InvalidRequest("xml_too_large", size=size, limit=limit)
    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise InvalidRequest("xml_unsafe") from error
    except (ParseError, ValueError, LookupError) as error:  # also unknown encodings
        raise InvalidRequest("xml_broken") from error
    return root


def local_name(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def namespace(element: Element) -> str:
    """The namespace of an element; "" without one."""
    return element.tag.rpartition("}")[0].lstrip("{")


def find_all(element: Element, path: str) -> list[Element]:
    """All elements at a path, in the order of its alternatives."""
    return [found for one in _expand_path(path) for found in element.findall(one)]


def find(element: Element, path: str) -> Element:
    """The first element at a path; an empty one if there is none."""
    return next(iter(find_all(element, path)), Element("none"))


def text_at(element: Element, path: str) -> str:
    """The text of the first element at a path that has any, on one line; else ""."""
    return next((text for found in find_all(element, path) if (text := own_text(found))), "")


def own_text(element: Element) -> str:
    """The text of an element on one line."""
    return " ".join((element.text or "").split())[:MAX_TEXT]


def amount_at(element: Element, path: str) -> Decimal | None:
    """The number at a path; None without a valid one."""
    return parse_amount(text_at(element, path))


def day_at(element: Element, path: str) -> date | None:
    """The date at a path, as 20240131 (UN/EDIFACT 2379 code 102) or 2024-01-31."""
    found = _DAY.match(text_at(element, path))
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def code_at(element: Element, path: str, length: int) -> str | None:
    """A code of `length` capital letters, such as a currency; None without a valid one."""
    text = text_at(element, path).upper()
    return text if re.fullmatch(rf"[A-Z]{{{length}}}", text) else None


def parse_amount(text: str) -> Decimal | None:
    """A number in the notation of XML Schema decimals; None if it is not one."""
    return Decimal(text) if _AMOUNT.fullmatch(text) else None


@cache
def _expand_path(path: str) -> tuple[str, ...]:
    """The paths of ElementTree for a path with alternatives."""
    steps = [step.split("|") for step in path.split("/")]
    return tuple("/".join(f"{{*}}{name}" for name in names) for names in product(*steps))
