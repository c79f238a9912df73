"""Well-known chains: recognised in a row, in a web address, and in what OCR made of a logo."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import islice, takewhile

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from receipt_desktop.extraction.facts.loader import load_facts
from receipt_desktop.extraction.rules.merchant.confusion import (
    CONFUSED_COST,
    allow_cost,
    measure_confusion,
)
from receipt_desktop.extraction.text.normalize import fold_text

MIN_MISREAD_LETTERS = 6
"""Letters; shorter names differ from other words in one letter only."""
MIN_CUT_LETTERS, MIN_CUT_SHARE = 7, 0.55
"""Letters, and their share of the name, of a name that is cut off at its end."""
_CHAIN_TABLES = ("plain", "sites", "surveys", "native", "companies", "operators", "cards")
"""Tables of the facts that are no category."""


@dataclass(frozen=True, slots=True)
class Chain:
    """A chain as it writes its name, and the category of what it sells."""

    name: str
    category: str
    is_plain: bool
    """Whether the name is also a common word or very short."""


@dataclass(frozen=True, slots=True)
class ChainMatch:
    """A chain that was recognised in a text."""

    chain: Chain
    is_whole: bool
    """Whether the text has nothing but the name."""
    is_misread: bool = False
    """Whether letters are confused, so that the chain's own spelling is better."""
    is_cut: bool = False
    """Whether the end of the name is missing."""


def squeeze(text: str) -> str:
    """Letters and figures of the folded text, without spaces: "D-Mart" -> "dmart"."""
    return re.sub(r"[\W_]+", "", fold_text(text))


@cache
def load_chains() -> Mapping[str, Chain]:
    """The chains by their squeezed names; the first of the same name counts."""
    facts = load_facts("chains")
    plain = {squeeze(name) for name in facts["plain"]["names"]}
    chains: dict[str, Chain] = {}
    for category, table in facts.items():
        for name in table["names"] if category not in _CHAIN_TABLES else ():
            key = squeeze(name)
            is_plain = key in plain or len(key) < 4 or key.isdigit()  # noqa: PLR2004
            chains.setdefault(key, Chain(name, category, is_plain))
    return chains


@cache
def _longest_chain() -> int:
    return max(map(len, load_chains()))


@cache
def _list_long_chains() -> tuple[str, ...]:
    return tuple(
        key
        for key, chain in load_chains().items()
        if len(key) >= MIN_MISREAD_LETTERS and not chain.is_plain
    )


@cache
def _list_chains_of_length(letters: int, reach: int) -> tuple[str, ...]:
    """The long chains that have this number of letters, or differ by `reach` at most."""
    return tuple(key for key in _list_long_chains() if abs(len(key) - letters) <= reach)


@lru_cache(maxsize=4096)
def match_chain(folded: str) -> ChainMatch | None:
    """The chain that a row is or begins with, exactly or misread."""
    return (
        _match_beginning(folded)
        or _match_misread(folded)
        or _match_misread_beginning(folded)
        or _match_before_branch(folded)
    )


def _match_beginning(folded: str) -> ChainMatch | None:
    """The longest chain that is the whole text or its first words."""
    chains = load_chains()
    ends = list_word_ends(folded)
    for end in reversed(ends):
        key = squeeze(folded[:end])
        chain = chains.get(key) if len(key) <= _longest_chain() else None
        if chain and end == ends[-1]:
            return ChainMatch(chain, is_whole=True)
        if chain and _is_beginning(chain, ends.index(end) + 1):
            return _match_longer(key, squeeze(folded)) or ChainMatch(chain, is_whole=False)
    return _match_glued(folded)


def _match_glued(folded: str) -> ChainMatch | None:
    """The longest chain that begins a text in a script without blanks: "丸亀製麺宇都"."""
    ends = range(min(len(folded), _longest_chain()), MIN_GLUED_LETTERS - 1, -1)
    found = (load_chains().get(folded[:end]) for end in ends if folded >= "\u0e00")
    chain = next((chain for chain in found if chain and not chain.is_plain), None)
    return ChainMatch(chain, is_whole=False) if chain else None


MIN_GLUED_LETTERS = 4


def _match_longer(key: str, letters: str) -> ChainMatch | None:
    """The only chain with more words than `key` that differs in one letter: "ALDI SOD"."""
    longer = [
        chain
        for chain in _list_chains_of_length(len(letters), 0)
        if chain.startswith(key) and sum(map(str.__ne__, chain, letters)) == 1
    ]
    if len(longer) != 1 or len(letters) < len(key) + _MIN_ADDED_LETTERS:
        return None
    return ChainMatch(load_chains()[longer[0]], is_whole=True, is_misread=True)


def extends_chain(folded: str) -> bool:
    """Whether a text is a chain with a misread word behind a shorter chain: "ALDI SOD"."""
    keys = (squeeze(folded[:end]) for end in list_word_ends(folded)[:-1])
    return any(_match_longer(key, squeeze(folded)) for key in keys if key in load_chains())


_MIN_ADDED_LETTERS = 3
"""Letters of the words behind the name of a chain that may be those of a longer name."""


def _is_beginning(chain: Chain, words: int) -> bool:
    """Whether the first words of a longer text are the chain: "Seri A" is not "Seria"."""
    return not chain.is_plain and words <= len(re.findall(r"[^\W_]+", chain.name))


def list_word_ends(folded: str) -> list[int]:
    """Positions behind each word, the last of which is the end of the text's last word."""
    return [match.end() for match in re.finditer(r"[\w'&+%!]+(?:\.(?=\W|$))?", folded)]


def _match_misread(folded: str) -> ChainMatch | None:
    """A chain whose letters OCR has confused, or whose end is missing."""
    letters = squeeze(folded)
    if len(letters) < MIN_MISREAD_LETTERS or len(letters) > _longest_chain() + 2:
        return None
    return _match_slashed(folded) or _match_confused(letters) or _match_cut(letters)


def _match_misread_beginning(folded: str) -> ChainMatch | None:
    """The long chain of several words that is a text's first words but for a letter or two.

    At most one word and a number may follow: "Barnes & Nable Booksellers #2937".
    """
    ends = [end for end in list_word_ends(folded)[1:-1] if _AFTER_CHAIN.fullmatch(folded[end:])]
    keys = (squeeze(folded[:end]) for end in reversed(ends))
    found = (_match_confused(key) for key in keys if len(key) >= MIN_LONG_LETTERS)
    match = next((match for match in found if match and _is_beginning_of(match, folded)), None)
    return replace(match, is_whole=False) if match else None


def _match_before_branch(folded: str) -> ChainMatch | None:
    """The chain in Cyrillic, but for a letter that looks alike, before its branch: "НАГНИТ-САД"."""
    branch = _BRANCH.fullmatch(folded)
    match = _match_confused(squeeze(branch["chain"])) if branch else None
    return replace(match, is_whole=False) if match else None


_BRANCH = re.compile(rf"(?P<chain>[а-яё]{{{MIN_MISREAD_LETTERS},}}) ?- ?[а-яё]{{3,}}")
_AFTER_CHAIN = re.compile(r"\W*(?:[^\W\d_]+)?\W*(?:\d.*)?")


def _is_beginning_of(match: ChainMatch, folded: str) -> bool:
    """Whether a text begins with the first word of the chain, and has no words of its own in it."""
    words = re.findall(r"[^\W_]+", fold_text(match.chain.name))
    own = re.findall(r"[^\W_]+", folded)[: len(words)]
    return len(words) > 1 and sum(map(str.__ne__, words, own)) == 1


MIN_LONG_LETTERS = 9


def _match_slashed(folded: str) -> ChainMatch | None:
    """The chain whose first letter, an A without its bar or an Æ, was read as a slash."""
    chain = load_chains().get("a" + squeeze(folded)) if folded.startswith("/") else None
    return ChainMatch(chain, is_whole=True, is_misread=True) if chain else None


@lru_cache(maxsize=4096)
def _match_confused(letters: str) -> ChainMatch | None:
    limit = allow_cost(letters)
    reach = max(1, round(limit / CONFUSED_COST))
    near = process.extract(
        letters,
        _list_chains_of_length(len(letters), reach),
        scorer=Levenshtein.distance,
        score_cutoff=reach,
        limit=5,
    )
    costs = sorted((measure_confusion(letters, key), key) for key, _, _ in near)
    if costs and 0 < costs[0][0] <= limit and not _adds_words(letters, costs[0][1]):
        return ChainMatch(load_chains()[costs[0][1]], is_whole=True, is_misread=True)
    return None


def _adds_words(letters: str, key: str) -> bool:
    """Whether one of them has the other's letters and more at its ends: another name."""
    return letters in key or key in letters


def _match_cut(letters: str) -> ChainMatch | None:
    """The only chain that begins with these letters, most of which are there."""
    if len(letters) < MIN_CUT_LETTERS or letters in load_chains():
        return None
    longer = [key for key in _list_chains_with_start(letters) if _cuts_word(letters, key)]
    stems = [key for key in longer if not any(k != key and key.startswith(k) for k in longer)]
    if len(stems) == 1 and len(letters) >= MIN_CUT_SHARE * len(stems[0]):
        return ChainMatch(load_chains()[stems[0]], is_whole=True, is_cut=True)
    return None


def _list_chains_with_start(letters: str) -> Sequence[str]:
    chains = _sort_long_chains()
    first = bisect_left(chains, letters)
    return list(takewhile(lambda key: key.startswith(letters), islice(chains, first, None)))


@cache
def _sort_long_chains() -> Sequence[str]:
    return sorted(_list_long_chains())


def _cuts_word(letters: str, key: str) -> bool:
    """Whether the letters end in the midst of a later word of the chain's name."""
    ends = [squeeze(part) for part in load_chains()[key].name.split()]
    starts = {len("".join(ends[: count + 1])) for count in range(len(ends))}
    return len(letters) > len(ends[0]) + 1 and len(letters) not in starts


def find_unread_chain(text: str) -> Chain | None:
    """The only chain with the capitals of a word one letter of which was not read: "LėDL"."""
    odd = [letter for letter in text if letter.islower()]
    if len(odd) != 1 or odd[0].isascii() or not text.isalpha():
        return None
    key = text.replace(odd[0], ".").casefold()
    found = [chain for name, chain in load_chains().items() if re.fullmatch(key, name)]
    return found[0] if len(found) == 1 and not found[0].is_plain else None


def name_in_latin(chain: Chain) -> Chain | None:
    """The same chain as it writes its name in Latin letters on signs: DOUTOR for "ドトール"."""
    name = load_facts("chains")["native"].get(chain.name)
    return load_chains().get(squeeze(name)) if name else None


def find_company_chain(text: str) -> Chain | None:
    """The chain whose shops are all that the company in this text runs."""
    letters = squeeze(text)
    return next((chain for words, chain in _load_companies() if words in letters), None)


@cache
def _load_companies() -> tuple[tuple[str, Chain], ...]:
    companies = load_facts("chains")["companies"].items()
    return tuple((squeeze(words), load_chains()[squeeze(name)]) for words, name in companies)


def is_sure_chain(folded: str) -> bool:
    """Whether a text is the whole name of a chain that is no common word."""
    match = _match_beginning(folded)
    return bool(match and match.is_whole and not (match.is_misread or match.chain.is_plain))


@lru_cache(maxsize=4096)
def find_leading_chain(folded: str) -> Chain | None:
    """The chain that a text certainly is or begins with; none that is also a common word."""
    match = _match_beginning(folded)
    return match.chain if match and not (match.chain.is_plain or match.is_misread) else None
