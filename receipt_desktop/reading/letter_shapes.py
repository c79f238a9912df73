"""Greek and Cyrillic lines that a reader of Latin gave back as the Latin letters they look like.

"KAPNA ATOPA KPEATOΣ" is ΚΑΡΝΑ ΑΓΟΡΑ ΚΡΕΑΤΟΣ, "EBpOTOPr" is Евроторг. RapidOCR is sure of such
letters, while Tesseract, which knows the script, is unsure of small or pale print. So the two are
compared letter by letter: where they look alike, the letters are those of the script.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from rapidfuzz.distance import Levenshtein

from receipt_desktop.domain.scripts import Script

MIN_LIKENESS = 0.6
"""Share of the letters that look alike from which two readings are of the same line."""
MAX_LATIN_SHARE = 0.12
"""Share of letters without a double in the script up to which a line may be in the script."""
MIN_LETTERS = 3

ONLY_LATIN = frozenset("DFGJLQRSVZdfgjlqsvz")
"""Letters that a line in another script is seldom taken for."""

_CYRILLIC = """
А A4  Б B6ES5  В BS8  Г TFR  Д AUDOG  Е E  Ж XKHW  З 3SZE  И HNUMV  Й HNUW  К KR  Л ANJ  М MN  Н HN
О O0C  П NTIMH  Р P  С CO  Т TM  У Y9  Ф OQD  Х XZ  Ц UL  Ч 4YH  Ш WUL  Щ WUL  Ъ B  Ы HB  Ь B6
Э 3E9S  Ю 0KH  Я ARS9  І I1L  Ї I1L  Є EC
"""
"""The Latin letters and figures that each letter is read as, large or small, likeliest first."""
_GREEK = """
Α A  Β B8  Γ TFRI  Δ AOU  Ε E  Ζ ZS  Η HN  Θ O0EB  Ι I1L  Κ K  Λ AN  Μ MN  Ν NV  Ξ EZ  Ο O0  Π NHTI
Ρ PR  Σ ES  Τ T  Υ YU  Φ O0QD  Χ X  Ψ YV  Ω OQN
"""


def _read_table(table: str) -> Mapping[str, str]:
    words = table.split()
    pairs = zip(words[::2], words[1::2], strict=True)
    return {letter: f"{shapes}{letter}" for letter, shapes in pairs}


_SHAPES: Mapping[Script, Mapping[str, str]] = MappingProxyType(
    {Script.CYRILLIC: _read_table(_CYRILLIC), Script.GREEK: _read_table(_GREEK)}
)
_SURE: Mapping[Script, Mapping[str, str]] = MappingProxyType(
    {
        Script.CYRILLIC: dict(zip("ABCEHKMOPTXY", "АВСЕНКМОРТХУ", strict=True)),
        Script.GREEK: dict(zip("ABEZHIKMNOPTYX", "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", strict=True)),
    }
)
"""The letter that a Latin one is where nothing else speaks for another."""
_WIDE = frozenset("ЖШЩЫЮФЯЭ")
"""Letters that a reader of Latin takes for two or for none, and Tesseract does not make up."""


def may_be_misread(text: str) -> bool:
    """Whether a line in Latin letters may be one in a script whose letters look like them."""
    letters = [letter for letter in text if letter.isalpha()]
    only_latin = sum(letter in ONLY_LATIN for letter in letters)
    return len(letters) >= MIN_LETTERS and only_latin <= MAX_LATIN_SHARE * len(letters)


@dataclass(frozen=True, slots=True)
class JointReading:
    """What two readings of a line say together."""

    text: str
    likeness: float
    """Share (0..1) of the letters that look alike in both."""


def join_readings(latin: str, native: str, script: Script) -> JointReading | None:
    """The line in its script, from a reading in Latin letters and one in the script.

    None where they do not look alike. Letters that the second reading has wrong, by the shapes that
    the first saw, are put right: "СИСТЕНА" and "CHCTEMA" give "СИСТЕМА". Figures are those of the
    first.
    """
    count = max(sum(not one.isspace() for one in text) for text in (latin, native))
    if script not in _SHAPES or not count:
        return None
    pieces = list(_join_letters(latin.upper(), native, script))
    likeness = sum(is_alike for _, is_alike in pieces) / count
    if likeness < MIN_LIKENESS:
        return None
    return JointReading("".join(letter for letter, _ in pieces), likeness)


def _join_letters(seen: str, native: str, script: Script) -> Iterator[tuple[str, bool]]:
    """Each letter of the joint reading, and whether both readings have it."""
    shapes = "".join(_list_shapes(letter, script)[0] for letter in native)
    letters = [letter for letter in native if letter.isalpha()]
    are_capitals = 2 * sum(letter.isupper() for letter in letters) > len(letters)
    in_numbers = {place for number in _NUMBER.finditer(seen) for place in range(*number.span())}
    for step in Levenshtein.opcodes(seen, shapes):
        places = range(step.src_start, step.src_end)
        second = native[step.dest_start : step.dest_end]
        if len(places) != len(second):
            chosen = _choose_part([seen[place] for place in places], second)
            yield from ((letter, False) for letter in chosen)
            continue
        for place, letter in zip(places, second, strict=True):
            is_alike = seen[place] in _list_shapes(letter, script)
            if place in in_numbers:
                yield seen[place], is_alike
                continue
            joint = letter if is_alike else _correct_letter(seen[place], letter, script)
            joint = strip_accent(joint.upper()) if are_capitals else joint
            yield joint, is_alike and not letter.isspace()


def _choose_part(first: Sequence[str], second: str) -> Iterable[str]:
    """Signs and figures of the first reading, where it has no letters; else the second one's.

    What only the second one has is kept if it is letters, blanks or quotation marks.
    """
    if first:
        return second if any(letter.isalpha() for letter in first) else first
    return [letter for letter in second if letter.isalpha() or letter in _KEPT_SIGNS]


_KEPT_SIGNS = frozenset(" \"'«»“”„")
"""Signs that the first reading may have missed; it sees others that are there."""
_NUMBER = re.compile(r"(?<![^\W\d])\d[\d.,:/-]*\d(?![^\W\d])")


def _correct_letter(latin: str, letter: str, script: Script) -> str:
    """The character that was surely seen; that of the second reading where there is none."""
    if not latin.isalpha() and not letter.isalpha():
        return latin
    sure = _SURE[script].get(latin)
    if sure is None or not letter.isalpha() or letter.upper() in _WIDE:
        return letter
    return sure if letter.isupper() else sure.lower()


@cache
def _list_shapes(letter: str, script: Script) -> str:
    """The Latin letters and figures that a character may be read as, the likeliest first."""
    capital = strip_accent(letter).upper()[:1] or letter
    return _SHAPES[script].get(capital, capital)


def strip_accent(letter: str) -> str:
    """A Greek letter without its accent, which capitals do not have; others as they are."""
    plain = unicodedata.normalize("NFD", letter)[:1]
    return plain if "GREEK" in unicodedata.name(plain, "") else letter
