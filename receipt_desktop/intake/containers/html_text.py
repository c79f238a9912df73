"""The text of an HTML message as rows of cells. Nothing is loaded, nothing is run."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from receipt_desktop.intake.containers.html_tokens import Tag, iterate_tokens

MAX_ROWS = 3_000
MAX_TABLES = 50
"""Tables within tables whose cells are kept apart."""
MAX_DEPTH = 500
"""Elements within elements; what is deeper belongs to the cell around it."""
HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|max-height\s*:\s*0(?![.\d])"
)
SILENT = frozenset(("script", "style", "head", "title", "template", "noscript", "svg", "object"))
BLOCKS = frozenset(
    (
        *("p", "div", "li", "ul", "ol", "section", "article", "header", "footer", "center"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "hr", "dl", "dt", "dd"),
        *("table", "tbody", "thead", "tfoot", "form", "address", "main", "aside", "nav"),
    )
)
BREAKS = BLOCKS | {"br", "tr", "td", "th"}
VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)
SPACES = re.compile(r"[^\S\u00a0]+")
INVISIBLE = re.compile("[\u00ad\u034f\u200b-\u200f\u2060-\u2064\ufeff]")

Row = Sequence[str]
"""The cells of a line of the message, from left to right."""


def read_rows(html: str) -> list[Row]:
    """The visible text, one row a line; cells of a table's row stand side by side."""
    reader = _RowReader()
    for token in iterate_tokens(html):
        if isinstance(token, str):
            reader.add_text(token)
        elif token.is_end:
            reader.end_element(token.name)
        else:
            reader.begin_element(token)
    reader.end_line()
    return reader.rows[:MAX_ROWS]


@dataclass(slots=True)
class _TableRow:
    """A row of a table that is being read."""

    cells: list[list[str]] = field(default_factory=list)
    """The lines of each cell."""


class _RowReader:
    """Collects rows. A row around another table is taken apart: it only arranges the page."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self._text: list[str] = []
        self._table_rows: list[_TableRow] = []
        self._open: list[str] = []
        self._silent_at: int | None = None
        """Depth of the element whose text is not shown."""

    def begin_element(self, tag: Tag) -> None:
        """Begin an element; one that is hidden is silent until it ends."""
        if self._silent_at is None:
            self._break_before(tag)
        if tag.name not in VOID and len(self._open) < MAX_DEPTH:
            self._open.append(tag.name)
            if self._silent_at is None and (tag.name in SILENT or _is_hidden(tag.attributes)):
                self._silent_at = len(self._open)

    def end_element(self, name: str) -> None:
        """End an element, and those in it that were not ended."""
        if name not in self._open:
            return
        while self._open:
            ended = self._open.pop()
            if self._silent_at is not None and len(self._open) < self._silent_at:
                self._silent_at = None
            if self._silent_at is None:
                self._break_after(ended)
            if ended == name:
                return

    def add_text(self, text: str) -> None:
        """Add text to the line."""
        if self._silent_at is None:
            self._text.append(text)

    def end_line(self) -> None:
        """End the line of the cell or of the page."""
        line = SPACES.sub(" ", INVISIBLE.sub("", "".join(self._text))).replace("\u00a0", " ")
        self._text = []
        if not line.strip():
            return
        row = self._table_rows[-1] if self._table_rows else None
        if row and row.cells:
            row.cells[-1].append(line.strip())
        else:
            self._add_row([line.strip()])

    def _break_before(self, tag: Tag) -> None:
        name = tag.name
        if name in BREAKS:
            self.end_line()
        if name == "table":
            self._flush_rows()
        elif name == "tr" and len(self._table_rows) < MAX_TABLES:
            self._table_rows.append(_TableRow())
        elif name in ("td", "th") and self._table_rows:
            self._table_rows[-1].cells.append([])
        elif name == "img" and tag.attributes.get("alt"):
            self._text.append(f" {tag.attributes['alt']} ")

    def _break_after(self, tag: str) -> None:
        if tag in BLOCKS or tag in ("td", "th"):
            self.end_line()
        elif tag == "tr":
            self.end_line()
            if self._table_rows:
                self._add_table_row(self._table_rows.pop())

    def _flush_rows(self) -> None:
        """Write what the rows around a nested table have so far, each on lines of its own."""
        for row in self._table_rows:
            self._add_table_row(row)
            row.cells[:] = [[] for _ in row.cells[:1]]

    def _add_table_row(self, row: _TableRow) -> None:
        cells = [lines for lines in row.cells if lines]
        for number in range(max(map(len, cells), default=0)):
            self._add_row([lines[number] if number < len(lines) else "" for lines in cells])

    def _add_row(self, cells: Row) -> None:
        if len(self.rows) < MAX_ROWS:
            self.rows.append(cells)


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    return "hidden" in attributes or bool(HIDDEN.search(attributes.get("style", "").lower()))
