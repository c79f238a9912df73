"""One JSON document: the batch, and each receipt as the API gives it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import BinaryIO

from receipt_desktop.domain.receipt import ReceiptDetails
from receipt_desktop.domain.timestamps import format_timestamp
from receipt_desktop.export.options import ExportOptions
from receipt_desktop.export.result_json import result_to_json
from receipt_desktop.messages import ENGLISH


def write_json(receipts: Iterable[ReceiptDetails], stream: BinaryIO, options: ExportOptions) -> int:
    """Write the receipts one after the other; how many."""
    head = {
        "batch": options.batch or None,
        "profile": options.profile.name or None,
        "exportedAt": format_timestamp(options.at, "seconds"),
        "chainHead": options.chain_head or None,
    }
    known = {name: value for name, value in head.items() if value}
    opening = json.dumps(known, ensure_ascii=False)[:-1]
    stream.write(f'{opening}, "receipts": [\n'.encode())
    language, written = options.language[:2] or ENGLISH, 0
    for details in receipts:
        between = ",\n" if written else ""
        shape = result_to_json(details, language)
        stream.write((between + json.dumps(shape, ensure_ascii=False)).encode(errors="replace"))
        written += 1
    stream.write(b"\n]}\n")
    return written
