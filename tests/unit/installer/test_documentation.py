"""README.md and resources/docs: links, files, commands and settings exist."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from receipt_desktop.cli.parser import COMMANDS, build_parser
from receipt_desktop.config.settings import ENVIRONMENT_VARIABLES

ROOT = Path(__file__).resolve().parents[3]
README = ROOT / "README.md"
DOCS = ROOT / "resources" / "docs"
PAGES = [README, ROOT / "CHANGELOG.md", *sorted(DOCS.glob("*.md"))]
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
FILE = re.compile(r"`((?:receipt_desktop|tests|installer|resources)/[^`\s]*)`")
COMMAND = re.compile(r"receipt-desktop ([a-z]+)\b([^\n`#]*(?:\n {8,}[^\n`#]*)*)")
VARIABLE = re.compile(r"\bRECEIPT_DESKTOP_[A-Z_]+[A-Z]\b")
OTHER_VARIABLES = {
    "RECEIPT_DESKTOP_DATA_DIR",
    "RECEIPT_DESKTOP_CONFIG_DIR",
    "RECEIPT_DESKTOP_BACKUP_PASSPHRASE",
}
README_LINES, COLUMNS = 150, 100

every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def prose(page: Path) -> str:
    """The text without its code blocks."""
    return re.sub(
        r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL
    )


def anchors(page: Path) -> set[str]:
    """The anchors that GitHub makes of the headings."""
    headings = re.findall(r"^#+ (.*)$", prose(page), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in headings}


@every_page
def test_links_lead_somewhere(page: Path) -> None:
    for link in LINK.findall(prose(page)):
        if re.match(r"https?://", link):
            continue
        name, _, anchor = unquote(link).partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.is_file(), link
        assert target.is_relative_to(ROOT), link
        assert not anchor or anchor in anchors(target), link


def test_every_page_can_be_reached_from_the_readme() -> None:
    linked = {(ROOT / link).resolve() for link in LINK.findall(prose(README))}
    assert set(DOCS.glob("*.md")) <= linked


@every_page
def test_files_that_are_named_exist(page: Path) -> None:
    if page.name == "CHANGELOG.md":  # names of its day
        return
    for name in FILE.findall(page.read_text(encoding="utf-8")):
        assert (ROOT / name).exists(), name


def command_help(name: str) -> str:
    """What `receipt-desktop NAME --help` prints."""
    actions = build_parser()._actions
    commands = next(one for one in actions if isinstance(one, argparse._SubParsersAction))
    text: str = commands.choices[name].format_help()
    return text


@every_page
def test_commands_and_their_options_exist(page: Path) -> None:
    for name, rest in COMMAND.findall(page.read_text(encoding="utf-8")):
        if name not in COMMANDS:
            continue
        known = set(re.findall(r"(?<!\w)--?[a-z][a-z-]*", command_help(name)))
        assert set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", rest)) <= known, (name, rest)


@every_page
def test_variables_exist(page: Path) -> None:
    named = set(VARIABLE.findall(page.read_text(encoding="utf-8")))
    assert named <= {*ENVIRONMENT_VARIABLES, *OTHER_VARIABLES}


def test_the_readme_is_short() -> None:
    lines = README.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= README_LINES
    wide = [line for line in lines if len(line) > COLUMNS and not line.startswith(("|", "!["))]
    assert wide == []
