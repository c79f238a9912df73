"""Line items and tax lines as a person has edited them. The caller owns the transaction.

An edit replaces the whole table, because rows have no identity of their own in a new reading.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from receipt_desktop.domain.page import Box, Evidence
from receipt_desktop.domain.reading import Draft, LineItem, LineKind, Lines, TaxLine
from receipt_desktop.store.tables import CorrectedLinesRow


def save_lines(session: Session, receipt_id: str, kind: LineKind, lines: Lines | None) -> None:
    """Save the rows of a table; None takes the edit back."""
    known = session.get(CorrectedLinesRow, (receipt_id, kind.value))
    if lines is not None:
        packed = [pack_line(line) for line in lines]
        session.merge(
            CorrectedLinesRow(
                receipt_id=receipt_id, kind=kind.value, lines=packed, made_at=datetime.now(UTC)
            )
        )
    elif known:
        session.delete(known)


def load_lines(session: Session, receipt_id: str) -> dict[LineKind, Lines]:
    """The edited tables of a receipt."""
    return load_all_lines(session, [receipt_id]).get(receipt_id, {})


def load_all_lines(session: Session, ids: Collection[str]) -> dict[str, dict[LineKind, Lines]]:
    """The edited tables of these receipts that have any, by receipt."""
    found: dict[str, dict[LineKind, Lines]] = {}
    wanted = select(CorrectedLinesRow).where(CorrectedLinesRow.receipt_id.in_(ids))
    for row in session.scalars(wanted):
        found.setdefault(row.receipt_id, {})[LineKind(row.kind)] = _unpack_lines(row)
    return found


def _unpack_lines(row: CorrectedLinesRow) -> Lines:
    is_items = row.kind == LineKind.ITEMS.value
    return _unpack_items(row.lines) if is_items else _unpack_tax_lines(row.lines)


def overlay_lines(draft: Draft, edited: Mapping[LineKind, Lines]) -> Draft:
    """The draft with its edited tables."""
    for kind, lines in edited.items():
        draft = draft.replace_lines(kind, lines)
    return draft


def pack_line(line: LineItem | TaxLine) -> dict[str, Any]:
    """A row as JSON: amounts as decimal text, the position as page, x, y, w, h, text."""
    if isinstance(line, LineItem):
        numbers = {
            "total": line.total,
            "quantity": line.quantity,
            "unit_price": line.unit_price,
            "tax_rate": line.tax_rate,
        }
        packed: dict[str, Any] = {"description": line.description}
        if line.category:
            packed["category"] = line.category
    else:
        numbers = {"rate": line.rate, "net": line.net, "amount": line.amount}
        packed = {}
    packed |= {name: None if one is None else f"{one:f}" for name, one in numbers.items()}
    return packed | {"confidence": line.confidence, "evidence": _pack_evidence(line.evidence)}


def _unpack_items(rows: list[Any]) -> tuple[LineItem, ...]:
    return tuple(
        LineItem(
            row["description"],
            Decimal(row["total"]),
            row["confidence"],
            _parse_number(row["quantity"]),
            _parse_number(row["unit_price"]),
            _parse_number(row["tax_rate"]),
            _unpack_evidence(row["evidence"]),
            row.get("category"),
        )
        for row in rows
    )


def _unpack_tax_lines(rows: list[Any]) -> tuple[TaxLine, ...]:
    return tuple(
        TaxLine(
            _parse_number(row["rate"]),
            _parse_number(row["net"]),
            Decimal(row["amount"]),
            row["confidence"],
            _unpack_evidence(row["evidence"]),
        )
        for row in rows
    )


def _parse_number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _pack_evidence(evidence: Evidence | None) -> list[Any] | None:
    if evidence is None:
        return None
    box = evidence.box
    return [evidence.page, box.x, box.y, box.w, box.h, evidence.text]


def _unpack_evidence(packed: list[Any] | None) -> Evidence | None:
    if packed is None:
        return None
    page, x, y, w, h, text = packed
    return Evidence(page, Box(x, y, w, h), text)
