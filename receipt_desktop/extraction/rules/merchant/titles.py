"""Titles, greetings and labels, which are no names of merchants."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from receipt_desktop.extraction.facts.loader import join_alternatives, load_facts
from receipt_desktop.extraction.text.normalize import fold_text

MIN_GLUED_TITLE = 3
"""Letters of a title one of which OCR may have misread."""
LONG_GLUED_TITLE = 4
"""Letters of a title that more words may follow: "消费明细-堂食"."""
MIN_CUT_TITLE, MIN_CUT_WORD = 6, 3
"""Letters of a title that is cut off at its end, and of what is left of its last word."""
MIN_MISREAD_TITLE = 8
"""Letters of a title of several words, one in so many of which OCR may have misread."""
MIN_HALF_TITLE = 20
"""Letters of the last words of a title whose first words stand in the row above."""


@cache
def _title_pattern() -> re.Pattern[str]:
    return re.compile(rf"^\W*(?:{join_alternatives(load_facts('names')['never'])})(?:\W.*)?$")


@cache
def _whole_title_pattern() -> re.Pattern[str]:
    """Titles that count as a whole row or before a colon, number or remark: "Sale (copy)"."""
    titles = join_alternatives(_load_titles())
    number = r"\W*(?:no|nr|nro|num|n°|№|#)?\W*\d"
    remark = r"\s*\([^()]*\)\W*$"
    return re.compile(rf"^[\W\d]*(?:{titles})(?:[\W\d]*$|\s*[:：]|{remark}|{number})")


@cache
def _load_titles() -> frozenset[str]:
    """Folded titles, those in Cyrillic also as a reader of Latin or Greek letters sees them."""
    titles = {fold_text(title) for title in load_facts("names")["titles"]}
    tables = (CYRILLIC_LOOKALIKES, _GREEK_LOOKALIKES)
    read = {title.translate(table).replace("ф", "φ") for title in titles for table in tables}
    return frozenset(titles | {title for title in read if not _CYRILLIC.search(title)})


_CYRILLIC = re.compile("[\u0400-\u04ff]")
_GREEK_LOOKALIKES = str.maketrans("авгдекмнолпрстух", "αβγδεκμηολπρστυχ")


CYRILLIC_LOOKALIKES = str.maketrans("авекмнорстухигпчзь", "abekmhopctyxnrn43b")


@cache
def _load_glued_titles() -> frozenset[str]:
    """Titles of three letters and more in scripts without spaces."""
    return frozenset(t for t in _load_titles() if len(t) >= MIN_GLUED_TITLE and t >= "\u2e80")


_HEADING = re.compile(r"-\s*[^\W\d_][^-]*-")
""" "-DRINKS AND DESSERTS-": the heading of some items."""


@lru_cache(maxsize=4096)
def is_title(folded: str) -> bool:
    """Whether the row is a title, greeting or label: "Tax Invoice", "Vielen Dank".

    But not "Receipt from Luna Solutions", which names the seller.
    """
    if sender := _FROM.match(folded):
        return is_title(folded[sender.end() :])
    if _title_pattern().match(folded.replace("-", " ")) or _whole_title_pattern().match(folded):
        return True
    letters = re.sub(r"[\W\d_]+", "", folded)
    if _HEADING.fullmatch(folded):
        return True
    if (
        _is_title_in_figures(folded)
        or _is_cut_title(letters)
        or _is_misread_title(folded)
        or _is_table(folded)
    ):
        return True
    return letters >= "\u2e80" and any(
        (len(title) == len(letters) and sum(map(str.__ne__, title, letters)) <= 1)
        or (len(title) >= LONG_GLUED_TITLE and letters.startswith(title))
        for title in _load_glued_titles()
    )


_FROM = re.compile(r"(?:your )?(?:receipt|invoice|order) from (?=[^\W\d_]{2})")


def _is_title_in_figures(folded: str) -> bool:
    """Whether a word is a title in which OCR read figures for letters: "Artik11"."""
    word = folded.strip(" .:*-")
    is_mixed = bool(re.search(r"\d", word) and re.match(r"[^\W\d_]{3}\w+$", word))
    return is_mixed and word.translate(_FIGURES_OF_LETTERS) in _list_titles_in_figures()


@cache
def _list_titles_in_figures() -> frozenset[str]:
    long = (title for title in _load_titles() if len(title) >= MIN_FIGURED_TITLE)
    return frozenset(title.translate(_FIGURES_OF_LETTERS) for title in long)


_FIGURES_OF_LETTERS = str.maketrans("ilosbzg", "1105829")
MIN_FIGURED_TITLE = 5


def _is_cut_title(letters: str) -> bool:
    """Whether the row is a title of several words without its last letters: "SIN VALI"."""
    return len(letters) >= MIN_CUT_TITLE and letters in _load_cut_titles()


@cache
def _load_cut_titles() -> frozenset[str]:
    """Titles of several words that end in the midst of their last word, without blanks."""
    titles = (fold_text(title).split() for title in load_facts("names")["never"])
    return frozenset(
        "".join(words[:-1]) + words[-1][:end]
        for words in titles
        if len(words) > 1
        for end in range(MIN_CUT_WORD, len(words[-1]))
    )


def _is_misread_title(folded: str) -> bool:
    """Whether a row, or what is before its colon, is a title of several words but for a letter.

    Also without its blanks: "Serverd by: ...", "CUPOMFISCAL", "Docunento Auxiliar da ...".
    """
    letters = re.sub(r"[\W\d_]+", "", re.split(r"[:：]", folded)[0])
    if len(letters) < MIN_MISREAD_TITLE:
        return False
    errors = len(letters) // MIN_MISREAD_TITLE
    return letters in _list_titles_of_words() or bool(
        process.extractOne(
            letters, _list_titles_of_words(), scorer=Levenshtein.distance, score_cutoff=errors
        )
    )


@cache
def _list_titles_of_words() -> tuple[str, ...]:
    """The titles of several words without blanks, and the long second halves of longer ones."""
    never = {fold_text(title) for title in load_facts("names")["never"]}
    titles = [title.split() for title in never | _load_titles()]
    halves = ["".join(words[n:]) for words in titles for n in range(1, len(words) - 1)]
    wholes = ["".join(words) for words in titles if len(words) > 1]
    letters = {re.sub(r"[\W\d_]+", "", title) for title in wholes}
    return tuple(
        {title for title in letters if len(title) >= MIN_MISREAD_TITLE}
        | {half for half in halves if len(half) >= MIN_HALF_TITLE}
    )


@cache
def _table_pattern() -> re.Pattern[str]:
    """A table and its number, also behind one other word: "Consumo Mesa 11"."""
    words = join_alternatives(load_facts("names")["table"])
    return re.compile(rf"\W*(?:[^\W\d_]+\W+)?(?:{words})\W*(?:no|nr|n|num|numero)?\W*\d{{1,4}}\W*")


def _is_table(folded: str) -> bool:
    return bool(_table_pattern().fullmatch(folded))


def is_label(folded: str) -> bool:
    """Whether a row ends in a colon, behind which something else is written: "Serverd by:"."""
    return folded.rstrip().endswith((":", "："))
