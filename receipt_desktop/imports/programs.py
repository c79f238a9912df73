"""The programs whose files can be imported, one module each."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from receipt_desktop.imports.dext import DEXT
from receipt_desktop.imports.program import Program
from receipt_desktop.imports.receipt_wrangler import RECEIPT_WRANGLER
from receipt_desktop.imports.taxhacker import TAXHACKER

PROGRAMS: Mapping[str, Program] = MappingProxyType(
    {one.name: one for one in (TAXHACKER, RECEIPT_WRANGLER, DEXT)}
)
"""By name."""
