"""Names of taxes: whether words name a tax, its taxed amount, or a total that holds it."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from receipt_desktop.extraction.facts.loader import (
    compile_any_word,
    join_fact_words,
    load_facts,
)
from receipt_desktop.extraction.text.normalize import fold_text


@lru_cache(maxsize=4096)
def names_tax(label: str) -> bool:
    """Whether the words name a tax that is charged on sales."""
    folded = fold_text(label)
    return not names_other_tax(label) and bool(
        _compile_names().search(folded) or _compile("unspaced", "names").search(label)
    )


@lru_cache(maxsize=4096)
def names_other_tax(label: str) -> bool:
    """Whether the words name an item (tax of stay, deposit) or a tax for information."""
    folded = fold_text(label)
    is_item = any(compile_any_word("tax", kind).search(folded) for kind in _KINDS_OF_ITEMS)
    return is_item or is_informative(label) or _names_fee(folded)


def _names_fee(folded: str) -> bool:
    """Whether the words are a fee that includes its tax: "Convenience Fee (Incl. of GST)"."""
    fee = _compile_fee().match(folded)
    return bool(fee and not _compile_names().search(fee[1]))


_KINDS_OF_ITEMS = ("of_stay", "of_container", "stamp_duty")


@lru_cache(maxsize=4096)
def is_informative(label: str) -> bool:
    """Whether the words name taxes printed for information: "Trib aprox R$ 10,87"."""
    return bool(compile_any_word("tax", "informative").search(fold_text(label)))


@lru_cache(maxsize=4096)
def is_name_of_tax(label: str) -> bool:
    """Whether the words are nothing but the name of a tax, with or without its rate."""
    rest = _compile_names().sub("", fold_text(label))
    return names_tax(label) and not re.search(r"[^\W\d_]{2}", rest)


@lru_cache(maxsize=4096)
def lacks_letter_of_tax(label: str) -> bool:
    """Whether the only letters are the name of a tax but for one that was not read: "VA"."""
    words = re.findall(r"[^\W\d_]+", fold_text(label))
    return len(words) == 1 and words[0] in _list_shortened()


@lru_cache(maxsize=4096)
def names_taxed_amount(label: str) -> bool:
    """Whether the words name the amount that is taxed or exempt, not the tax."""
    if _compile("unspaced", "bases").search(label):
        return True
    return bool(_compile_words("bases", "words").search(fold_text(label)))


@lru_cache(maxsize=4096)
def holds_tax(label: str) -> bool:
    """Whether the words say that a tax is included: "TOTAL INCLUDES GST OF"."""
    return bool(_compile_words("bases", "holds").search(fold_text(label)))


@lru_cache(maxsize=4096)
def states_included_taxes(label: str) -> bool:
    """Whether the amount of all taxes stands amid the words: "Includes ₹98.1 Taxes"."""
    return bool(_INCLUDED_TAXES.search(fold_text(label)))


_INCLUDED_TAXES = re.compile(r"\bincl\w* \D{0,4}[\d.,]+ taxes\b")


@lru_cache(maxsize=4096)
def includes_tax(label: str, *, is_total: bool) -> bool:
    """Whether the words name a total with the tax: "Общо вкл ддс", "toplam kdv dahil".

    `is_total` says whether a word of a total is among them.
    """
    follows = is_total and _compile_inclusion().search(label)
    return bool(follows or _TAX_INCLUDED.search(label))


_TAX_INCLUDED = re.compile(
    r"^(?!.* (?:of|de|von|van|di)$)"
    r"(?:i alt|total\w*|totaa?l\w*|summ?[ae]\w*|gesamt\w*|celkem|ukupno|razem|yhteensa)\b"
    r".*\b(?:incl\w*|i?[nl]nkl\w*|inkl\w*|vc|vcetne|compris\w*|sis|med|avec)\b"
)
"""A total including tax; "lnkl" is an OCR error for "inkl"."""


@lru_cache(maxsize=4096)
def says_prices_hold_tax(label: str) -> bool:
    """Whether the words start with a statement about all prices: "Prices incl. 7.5% VAT"."""
    return bool(compile_any_word("tax", "statement").match(fold_text(label)))


@lru_cache(maxsize=4096)
def says_tax_is_included(label: str) -> bool:
    """Whether the words start with "of this tax" in letters that were misread: "B T.4 HAC"."""
    return bool(_compile("bases", "included_misread").match(fold_text(label)))


@lru_cache(maxsize=4096)
def names_sum_of_taxes(label: str) -> bool:
    """Whether the words name the sum of all taxes: "TOPKDV", "Total VAT", "di cui IVA"."""
    return bool(_compile_sums().search(fold_text(label)))


@lru_cache(maxsize=4096)
def find_parallel_names(label: str) -> frozenset[str]:
    """The taxes of these words that are charged side by side: CGST, SGST."""
    same = load_facts("taxes")["parallel"]["same"]
    printed = _compile_words("parallel", "names").findall(fold_text(label))
    found = [name.replace(".", "") for name in printed]
    return frozenset(same.get(name, name) for name in found)


@cache
def _list_shortened() -> frozenset[str]:
    """Plain names of taxes, each without one of its letters."""
    names = [word for language in load_facts("taxes")["names"].values() for word in language]
    plain = [name for name in names if re.fullmatch(r"[^\W\d_]{3,}", name)]
    return frozenset(name[:n] + name[n + 1 :] for name in plain for n in range(len(name)))


@cache
def _compile_names() -> re.Pattern[str]:
    words = [word for language in load_facts("taxes")["names"].values() for word in language]
    return _join_words(words)


@cache
def _compile_fee() -> re.Pattern[str]:
    behind = r"(?:[^\w%]*incl\w*\b.*)?[\W\d]*"
    return re.compile(rf"\W*((?:\w+ ){{0,2}})(?:{join_fact_words('tax', 'fee')}){behind}$")


@cache
def _compile_inclusion() -> re.Pattern[str]:
    before, behind = (join_fact_words("tax", kind) for kind in ("with", "included"))
    words = [word for language in load_facts("taxes")["names"].values() for word in language]
    name = rf"(?:{'|'.join(words)})(?: om| ом| d)?"
    after = rf"(?: (?:{before})) (?:[\d ]+%? )?{name}(?: [\d ]+%?)?$"
    return re.compile(rf"(?<=\w)(?:{after}| {name}[ -](?:{behind})(?!\w))")


@cache
def _compile_sums() -> re.Pattern[str]:
    sums = load_facts("taxes")["sums"]
    names = [word for language in load_facts("taxes")["names"].values() for word in language]
    word, name = "|".join(sums["words"]), "|".join(names)
    beside = rf"(?:{word})[ .:]?(?:{name})|(?:{name})[ .:]?(?:{word})"
    return _join_words([beside, *sums["phrases"]])


@cache
def _compile_words(table: str, name: str) -> re.Pattern[str]:
    return _join_words(load_facts("taxes")[table][name])


def _join_words(words: list[str]) -> re.Pattern[str]:
    """The words, also with their rate or amount behind them: "CGST2.5", "VAT20%", "GST1,201.86"."""
    end = r"(?!\w)|(?=\d{1,2}(?:[.,]\d{1,2})?(?![\w.,]))|(?=\d[\d.,]*[.,]\d\d(?![\w.,]))"
    either = "|".join(sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<![^\W\d_])(?:{either})(?:{end})")


@cache
def _compile(table: str, name: str) -> re.Pattern[str]:
    return re.compile("|".join(load_facts("taxes")[table][name]))
