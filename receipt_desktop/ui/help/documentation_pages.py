"""The pages of the documentation in the resources."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from receipt_desktop.config.paths import resources_folder

READING_ORDER = (
    *(
        "window",
        "installing",
        "folders",
        "scanners",
        "mail",
        "phone",
        "exports",
        "reports",
        "settings",
        "troubleshooting",
        "updates",
        "backup",
        "accuracy",
    ),
    *(
        "queue",
        "security",
        "tamper-evidence",
        "commands",
        "api",
        "machines",
        "architecture",
        "packaging",
        "development",
        "licences",
    ),
)
"""What most people look for comes first; pages that are not named here follow by title."""


@dataclass(frozen=True, slots=True)
class DocumentationPage:
    """A page: its file, title and text (Markdown)."""

    file: Path
    title: str
    text: str

    def has_words(self, words: str) -> bool:
        """Whether every word stands on the page, ignoring case."""
        return all(word in self.text.casefold() for word in words.casefold().split())


def documentation_folder() -> Path:
    """The folder of the pages."""
    return resources_folder() / "docs"


def load_pages(folder: Path | None = None) -> tuple[DocumentationPage, ...]:
    """All pages in reading order; empty where the installation lacks them."""
    files = (folder or documentation_folder()).glob("*.md")
    return tuple(sorted(map(_load_page, files), key=_find_place))


def make_anchor(heading: str) -> str:
    """The anchor of a heading, as GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", heading.casefold()).strip().replace(" ", "-")


def _load_page(file: Path) -> DocumentationPage:
    text = file.read_text(encoding="utf-8")
    title = re.search(r"^# (.+)$", text, re.MULTILINE)
    return DocumentationPage(file, title[1] if title else file.stem, text)


def _find_place(page: DocumentationPage) -> tuple[int, str]:
    name = page.file.stem
    known = READING_ORDER.index(name) if name in READING_ORDER else len(READING_ORDER)
    return known, page.title
