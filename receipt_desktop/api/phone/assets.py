"""The page for phones: files of the resources, with the texts of one language."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from receipt_desktop.config.paths import missing_resource, resources_folder
from receipt_desktop.messages import template, text

MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
PLACEHOLDER = re.compile(r"\{\{(\w+)\}\}")
PAGE_KEYS = (
    "phone_title",
    "phone_needs_scripts",
    "phone_connecting",
    "phone_refused_title",
    "phone_code_label",
    "phone_connect",
    "phone_take",
    "phone_choose",
    "phone_smaller",
    "phone_smaller_note",
    "phone_offline",
    "phone_plain_note",
    "phone_encrypted_note",
    "phone_retry",
    "phone_discard",
)
"""The sentences in the page."""
SCRIPT_PREFIX = "phone_page_"
SCRIPT_KEYS = (
    "phone_page_queued",
    "phone_page_sending",
    "phone_page_waiting",
    "phone_page_reading",
    "phone_page_done",
    "phone_page_failed",
    "phone_page_summary",
    "phone_page_too_large",
    "phone_page_unreachable",
)
"""The sentences that the scripts show; they know them without the prefix."""


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the page."""

    content: bytes
    media_type: str


@cache
def load_assets() -> dict[str, Asset]:
    """The files by name, without the page itself.

    Raises `ServiceUnavailable` when the installation lacks them.
    """
    files = sorted(find_folder().iterdir())
    return {
        file.name: Asset(file.read_bytes(), MEDIA_TYPES[file.suffix])
        for file in files
        if file.suffix in MEDIA_TYPES
    }


@cache
def render_page(language: str) -> bytes:
    """The page in a language. Raises `ServiceUnavailable`."""
    texts = {key.removeprefix(SCRIPT_PREFIX): template(key, language) for key in SCRIPT_KEYS}
    values = {key: text(key, language) for key in PAGE_KEYS}
    values |= {"language": language, "texts": json.dumps(texts, ensure_ascii=False)}

    def fill(found: re.Match[str]) -> str:
        return html.escape(values[found[1]])

    page = (find_folder() / "index.html").read_text(encoding="utf-8")
    return PLACEHOLDER.sub(fill, page).encode()


@cache
def render_manifest(language: str) -> bytes:
    """The manifest of the installed page."""
    manifest = {
        "name": text("phone_title", language),
        "short_name": text("phone_short_title", language),
        "lang": language,
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#2f6f4f",
        "icons": [{"src": "/icon.svg", "sizes": "any", "type": "image/svg+xml"}],
    }
    return json.dumps(manifest, ensure_ascii=False).encode()


def find_folder() -> Path:
    """The folder of the page. Raises `ServiceUnavailable` when it is missing."""
    folder = resources_folder() / "phone"
    if not folder.is_dir():
        raise missing_resource(folder)
    return folder
