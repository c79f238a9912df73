"""Export profiles as JSON, in which they are stored, copied and handed on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from receipt_desktop.domain.errors import InvalidRequest
from receipt_desktop.domain.export_profile import (
    AccountRule,
    ContactRule,
    CurrencyRule,
    DateForm,
    ExportProfile,
    MappedColumn,
)

MAX_ENTRIES = 5_000
"""Of one table of a profile."""
MAX_TEXT = 300
TEXTS = ("key", "name", "target", "chart", "country", "currency", "tax_account")
TABLES = ("tax_codes", "payments", "details")


def profile_to_json(profile: ExportProfile) -> dict[str, Any]:
    """The profile as JSON; rates are decimal text."""
    shape: dict[str, Any] = {name: getattr(profile, name) for name in TEXTS}
    shape |= {name: dict(getattr(profile, name)) for name in TABLES}
    shape["currency_rule"] = profile.currency_rule.value
    shape["date_form"] = profile.date_form.value
    shape["rates"] = {name: f"{rate:f}" for name, rate in profile.rates.items()}
    shape["accounts"] = {
        name: {"account": one.account, "automatic": one.automatic}
        for name, one in profile.accounts.items()
    }
    shape["suppliers"] = {
        name: {"contact": one.contact, "number": one.number, "account": one.account}
        for name, one in profile.suppliers.items()
    }
    shape["columns"] = [[one.head, one.value] for one in profile.columns]
    return shape


def profile_from_json(shape: Any) -> ExportProfile:
    """The profile of `profile_to_json`. Raises `InvalidRequest` for anything else."""
    try:
        return _read_profile(shape)
    except (AttributeError, InvalidOperation, KeyError, TypeError, ValueError) as error:
        raise InvalidRequest("export_profile_invalid", reason=_name_reason(error)) from error


def parse_profile(text: str) -> ExportProfile:
    """The profile of a file. Raises `InvalidRequest`."""
    try:
        shape = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InvalidRequest("export_profile_invalid", reason="JSON") from error
    return profile_from_json(shape)


def format_profile(profile: ExportProfile) -> str:
    """The profile as the text of a file."""
    return json.dumps(profile_to_json(profile), indent=2, ensure_ascii=False) + "\n"


def _read_profile(shape: Mapping[str, Any]) -> ExportProfile:
    texts: dict[str, Any] = {name: _read_text(shape.get(name, "")) for name in TEXTS}
    if not texts["name"].strip():
        raise ValueError("name")
    tables: dict[str, Any] = {name: _read_table(shape.get(name, {})) for name in TABLES}
    return ExportProfile(
        **texts,
        **tables,
        currency_rule=CurrencyRule(shape.get("currency_rule", CurrencyRule.KEEP)),
        date_form=DateForm(shape.get("date_form", DateForm.ISO)),
        rates={
            name: _read_rate(rate) for name, rate in _read_table(shape.get("rates", {})).items()
        },
        accounts={
            _read_text(name): AccountRule(_read_text(one["account"]), one.get("automatic") is True)
            for name, one in _limit(shape.get("accounts", {})).items()
        },
        suppliers={
            _read_text(name): ContactRule(
                *(_read_text(one.get(part, "")) for part in ("contact", "number", "account"))
            )
            for name, one in _limit(shape.get("suppliers", {})).items()
        },
        columns=tuple(
            MappedColumn(_read_text(head), _read_text(value))
            for head, value in shape.get("columns", [])
        ),
    )


def _limit(table: Mapping[str, Any]) -> Mapping[str, Any]:
    if len(table) > MAX_ENTRIES:
        raise ValueError(f"> {MAX_ENTRIES}")
    return table


def _read_table(table: Mapping[str, Any]) -> dict[str, str]:
    return {_read_text(name): _read_text(value) for name, value in _limit(table).items()}


def _read_text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > MAX_TEXT or not value.isprintable():
        raise ValueError(repr(value)[:40])
    return value


def _read_rate(word: str) -> Decimal:
    rate = Decimal(word)
    if not rate.is_finite() or rate <= 0:
        raise ValueError(word)
    return rate


def _name_reason(error: Exception) -> str:
    return str(error)[:80] or type(error).__name__
