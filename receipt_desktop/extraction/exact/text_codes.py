"""Codes whose text has its values in parameters or in a fixed order: `facts/codes.toml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from receipt_desktop.domain.fields import Field, FieldValue
from receipt_desktop.extraction.exact.values import (
    ExactValues,
    day_and_time,
    keep_known,
    parse_amount,
    parse_cents,
    parse_moment,
    split_address,
)
from receipt_desktop.extraction.facts.loader import load_facts

_ZONE = re.compile(r"(T\d\d:\d\d(?::\d\d)?)(?:\.\d+)?(?:[+-]\d\d:?\d\d|Z)$")
_SPACES = re.compile(r"\s*\|\s*")


@dataclass(frozen=True, slots=True)
class TextCode:
    """An entry of `facts/codes.toml`."""

    facts: Mapping[str, Any]
    pattern: re.Pattern[str] | None
    host: re.Pattern[str] | None

    def match(self, text: str) -> Mapping[str, str] | None:
        """The groups or parameters by name; None if the text is another code."""
        if self.pattern:
            found = self.pattern.fullmatch(text)
            return {k: v for k, v in found.groupdict().items() if v} if found else None
        return self._match_address(text)

    def _match_address(self, text: str) -> Mapping[str, str] | None:
        host, parameters = split_address(text)
        if not self.host or not self.host.search(host):
            return None
        return parameters if set(self.facts["names"]) <= parameters.keys() else None


def read_text_code(text: str) -> ExactValues | None:
    """The values of a code; None for one that is not in the table."""
    for code in list_text_codes():
        groups = code.match(text)
        if groups is not None:
            return _interpret(groups, code.facts)
    return None


@cache
def list_text_codes() -> tuple[TextCode, ...]:
    """The table, compiled."""
    return tuple(
        TextCode(
            entry,
            re.compile(entry["pattern"], re.IGNORECASE) if "pattern" in entry else None,
            re.compile(rf"(?:^|\.)(?:{entry['host']})$", re.IGNORECASE)
            if "host" in entry
            else None,
        )
        for entry in load_facts("codes")["code"]
    )


def _interpret(groups: Mapping[str, str], facts: Mapping[str, Any]) -> ExactValues | None:
    if _applies(groups, facts.get("ignore")):
        return None
    moment = _find_moment(groups, facts.get("date", ()))
    sign = -1 if _applies(groups, facts.get("credit")) else 1
    parse_total = parse_cents if facts.get("cents") else parse_amount
    amounts = {
        Field.TOTAL: parse_total(groups.get(facts.get("total", ""))),
        Field.TAX: parse_amount(groups.get(facts.get("tax", ""))),
        Field.SUBTOTAL: parse_amount(groups.get(facts.get("subtotal", ""))),
    }
    values: dict[Field, FieldValue | None] = {
        name: None if amount is None else sign * amount for name, amount in amounts.items()
    }
    values[Field.NUMBER] = _find_number(groups, facts.get("number", ""))
    values[Field.TAX_ID] = groups.get(facts.get("tax_id", ""), "").strip()
    return ExactValues(
        {**keep_known(values), **day_and_time(moment)},
        currency=_find_currency(facts, moment),
        country=facts["country"],
    )


def _applies(groups: Mapping[str, str], condition: tuple[str, str] | None) -> bool:
    """Whether a group matches, as in "credit" and "ignore"."""
    return condition is not None and bool(
        re.fullmatch(condition[1], groups.get(condition[0], ""), re.IGNORECASE)
    )


def _find_number(groups: Mapping[str, str], name: str) -> str:
    """The number of the receipt, behind its series if that is a group of its own."""
    number = _SPACES.sub("-", groups.get(name, "").strip())
    series = groups.get("series")
    return f"{series}-{number}" if series and number else number


def _find_moment(groups: Mapping[str, str], forms: tuple[str, ...]) -> datetime | None:
    for entry in forms:
        names, _, form = entry.partition(":")
        text = "".join(groups.get(name, "") for name in names.split("+"))
        moment = parse_moment(_ZONE.sub(r"\1", text), form)
        if moment:
            return moment
    return None


def _find_currency(facts: Mapping[str, Any], moment: datetime | None) -> str | None:
    """The currency at that time; the present one without a date."""
    until, older = facts.get("currency_until", ("0001-01-01", None))
    if moment and moment.date() <= date.fromisoformat(until):
        return str(older)
    return facts.get("currency")
