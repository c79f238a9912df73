"""Shows one page of the documentation: Markdown with links, tables and code."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextTable,
    QTextTableCell,
)
from PySide6.QtWidgets import QTextBrowser, QWidget

from receipt_desktop.ui import theme
from receipt_desktop.ui.help.documentation_pages import documentation_folder, make_anchor

HEADING_SPACE = {1: theme.SPACE_S, 2: theme.SPACE_L}


class DocumentationBrowser(QTextBrowser):
    """A browser that stays among the pages; other addresses open in the system's browser."""

    page_shown = Signal(object)
    """The `Path` of the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("surface")
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setOpenExternalLinks(True)
        self.setAccessibleName(self.tr("Page"))
        self.document().setDocumentMargin(theme.SPACE_L)
        self.sourceChanged.connect(self._show_source)
        theme.theme_signals().changed.connect(self.reload_page)

    def show_page(self, file: Path, anchor: str = "") -> None:
        """Show a page, at one of its headings if `anchor` names it."""
        url = QUrl.fromLocalFile(str(file))
        url.setFragment(anchor)
        self.setSource(url)

    def reload_page(self) -> None:
        """Show the page again, in other colours."""
        if not self.source().isEmpty():
            self.reload()
            self._style_document()

    def doSetSource(
        self,
        name: QUrl | str,
        type: QTextDocument.ResourceType = QTextDocument.ResourceType.UnknownResource,  # noqa: A002
    ) -> None:
        """Follow a link within the documentation; links to other files lead nowhere."""
        url = self.source().resolved(QUrl(name))
        file = Path(url.toLocalFile())
        if not file.is_relative_to(documentation_folder()) or not file.is_file():
            return
        if file != Path(self.source().toLocalFile()):
            super().doSetSource(QUrl.fromLocalFile(str(file)), type)
        self._scroll_to(url.fragment())

    def _show_source(self, url: QUrl) -> None:
        """Style a new page, also one that back and forward lead to."""
        self._style_document()
        self.page_shown.emit(Path(url.toLocalFile()))

    def _scroll_to(self, anchor: str) -> None:
        for block in iterate_blocks(self.document()):
            if block.blockFormat().headingLevel() and make_anchor(block.text()) == anchor:
                cursor = QTextCursor(block)
                self.setTextCursor(cursor)
                top = self.document().documentLayout().blockBoundingRect(block).top()
                self.verticalScrollBar().setValue(int(top) - theme.SPACE_M)
                return

    def _style_document(self) -> None:
        document = self.document()
        document.setDocumentMargin(theme.SPACE_L)
        changes = QTextCursor(document)
        changes.beginEditBlock()  # else the document is laid out after each of hundreds
        for frame in document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                _style_table(frame)
        for block in iterate_blocks(document):
            _style_block(block)
        changes.endEditBlock()
        document.setModified(False)


def iterate_blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    """All paragraphs, headings and lines of code."""
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _style_table(table: QTextTable) -> None:
    form = table.format()
    form.setBorder(1)
    form.setBorderCollapse(True)
    form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    form.setBorderBrush(theme.named_colour("line"))
    form.setCellPadding(theme.SPACE_XS)
    form.setCellSpacing(0)
    form.setTopMargin(theme.SPACE_S)
    form.setBottomMargin(theme.SPACE_S)
    table.setFormat(form)
    for column in range(table.columns()):
        _style_header(table.cellAt(0, column))


def _style_header(cell: QTextTableCell) -> None:
    """Write a header in bold; after code, Qt puts an empty paragraph before the first one."""
    bold = QTextCharFormat()
    bold.setFontWeight(QFont.Weight.Bold)
    cursor = cell.firstCursorPosition()
    if not cursor.block().text() and cursor.position() < cell.lastCursorPosition().position():
        cursor.deleteChar()
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    cursor.setBlockFormat(QTextBlockFormat())
    cursor.mergeCharFormat(bold)


def _style_block(block: QTextBlock) -> None:
    cursor = QTextCursor(block)
    form = QTextBlockFormat()
    level = block.blockFormat().headingLevel()
    if level:
        form.setTopMargin(HEADING_SPACE.get(level, theme.SPACE_M))
        form.setBottomMargin(theme.SPACE_S)
    elif block.blockFormat().hasProperty(QTextFormat.Property.BlockCodeFence):
        form.setBackground(theme.named_colour("hover"))
        form.setLeftMargin(theme.SPACE_M)
    cursor.mergeBlockFormat(form)
    _style_code(block)


def _style_code(block: QTextBlock) -> None:
    """Give code within the text the system's fixed font and a soft background."""
    shown = QTextCharFormat()
    shown.setFontFamilies([QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()])
    shown.setFontPointSize(theme.scaled_font("note").pointSizeF())
    shown.setBackground(theme.named_colour("hover"))
    for start, length in _find_code(block):
        cursor = QTextCursor(block.document())
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(shown)


def _find_code(block: QTextBlock) -> list[tuple[int, int]]:
    """Position and length of the fragments in a fixed font."""
    found, iterator = [], block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        if fragment.charFormat().fontFixedPitch():
            found.append((fragment.position(), fragment.length()))
        iterator += 1
    return found
