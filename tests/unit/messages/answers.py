"""What a client of the HTTP API reads for each error, in one language.

`python -m tests.unit.messages.answers [fr|de|en]` lists key and answer, tab-separated.
"""

from __future__ import annotations

import json
import string
import sys
from collections.abc import Iterator

from receipt_desktop import messages
from receipt_desktop.api.responses import error_response
from receipt_desktop.domain.errors import InvalidRequest
from receipt_desktop.messages import keys

OTHERS = (
    *("issue_", "finding_", "reason_", "fix_", "model_note_", "status_", "problem_"),
    *("salvage_", "difference_", "backup_member_", "api_incomplete", "api_unknown_id"),
    *("report_title_", "report_column_", "report_none_", "report_tax_", "report_treatment_"),
    *("report_category_", "report_period", "report_currency", "report_scope_", "report_made"),
    *("report_page", "report_total", "report_note_"),
)
"""How the keys begin that are no errors of their own."""


def error_keys() -> Iterator[str]:
    """The keys of all errors."""
    for key in keys():
        if not key.startswith(OTHERS) and not key.endswith("_remedy"):
            yield key


def answer(key: str, language: str) -> str:
    """The message of the answer; a placeholder is filled with its own name."""
    names = [name for _, name, _, _ in string.Formatter().parse(messages.template(key)) if name]
    own = messages.template(f"api_{key}") if messages.has_template(f"api_{key}") else ""
    names += [name for _, name, _, _ in string.Formatter().parse(own) if name]
    error = InvalidRequest(key, **{name: f"‹{name}›" for name in names})
    body = json.loads(bytes(error_response(error, language).body))
    return str(body["error"]["message"])


if __name__ == "__main__":
    spoken = sys.argv[1] if len(sys.argv) > 1 else messages.FRENCH
    for name in error_keys():
        print(f"{name}\t{answer(name, spoken)}")
