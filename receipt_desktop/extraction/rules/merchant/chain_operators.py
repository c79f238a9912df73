"""Chains of a company that runs shops of several: "PRISMA JUMBO" above "HOK-Elanto ... Oy"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from receipt_desktop.extraction.facts.loader import load_facts
from receipt_desktop.extraction.rules.merchant.chain_signs import begins_with
from receipt_desktop.extraction.rules.merchant.chains import Chain, load_chains, squeeze
from receipt_desktop.extraction.text.rows import TextRow


def find_operated_chains(head: Sequence[TextRow]) -> list[Chain]:
    """The chains that begin a row at the top and are run by a company in another one."""
    run = {chain for row in head for chain in _list_chains_of(squeeze(row.text))}
    return [chain for chain in run if any(_is_sign(row, chain) for row in head)]


def _is_sign(row: TextRow, chain: Chain) -> bool:
    key = squeeze(chain.name)
    return squeeze(row.text) == key or begins_with(row.folded, key)


def _list_chains_of(letters: str) -> Iterator[Chain]:
    for company, chains in _load_operators():
        if company in letters:
            yield from chains


@cache
def _load_operators() -> tuple[tuple[str, tuple[Chain, ...]], ...]:
    return tuple(
        (squeeze(company), tuple(load_chains()[squeeze(name)] for name in names))
        for company, names in load_facts("chains")["operators"].items()
    )
