"""Takes HTML apart into texts and tags, in a time that grows with its length only.

The standard library's parser needs hours for some hostile inputs of half a megabyte; here nothing
is searched for twice. What is not closed ends the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape

MAX_TAG_LENGTH = 1_000
"""Characters of a tag in which attributes are looked for."""
RAW = frozenset(("script", "style", "textarea", "title", "xmp", "noembed", "noframes"))
"""Elements whose content is no HTML."""
NAME = re.compile(r"[a-zA-Z][a-zA-Z0-9:-]{0,40}")
ATTRIBUTE = re.compile(r"""([a-zA-Z-]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")


@dataclass(frozen=True, slots=True)
class Tag:
    """The beginning or the end of an element."""

    name: str
    """In lower case."""
    is_end: bool = False
    attributes: Mapping[str, str] = field(default_factory=dict)


def iterate_tokens(html: str) -> Iterator[str | Tag]:
    """Texts without entities, and tags. Comments and declarations are left out."""
    at = 0
    while at < len(html):
        start = html.find("<", at)
        yield unescape(html[at:start] if start >= 0 else html[at:])
        if start < 0:
            return
        following = html[start + 1 : start + 2]
        if not (following.isalpha() or following in ("/", "!", "?")):
            yield "<"
            at = start + 1
            continue
        is_comment = html.startswith("<!--", start)
        end = html.find("-->", start + 4) if is_comment else html.find(">", start + 1)
        if end < 0:
            return
        at = end + (3 if is_comment else 1)
        tag = None if following in "!?" else _parse_tag(html[start + 1 : end][:MAX_TAG_LENGTH])
        if tag:
            yield tag
        if tag and tag.name in RAW and not tag.is_end:
            at = _find_end(html, tag.name, at)


def _parse_tag(inside: str) -> Tag | None:
    is_end = inside.startswith("/")
    found = NAME.match(inside, 1 if is_end else 0)
    if found is None:
        return None
    pairs = ATTRIBUTE.finditer(inside, found.end())
    attributes = {
        pair[1].lower(): unescape((pair[2] or "").strip("\"'")) for pair in pairs if not is_end
    }
    return Tag(found[0].lower(), is_end, attributes)


def _find_end(html: str, name: str, at: int) -> int:
    """Where the content of a raw element ends."""
    found = re.compile(f"</{name}", re.IGNORECASE).search(html, at)
    return found.start() if found else len(html)
