"""Checks an EXTF folder by DATEV's published rules, written apart from the code that writes it.

Sources: developer.datev.de, formats "Header" and "Buchungsstapel" (version 700, category 21,
format version 13), and the schema Document_v060.xsd of DATEV's document archive.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree as ET

FIELD = re.compile(r'("(?:[^"]|"")*"|[^;"]*)(?:;|$)')
GUID = r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"
HEADER_RULES = {
    1: '"EXTF"', 2: "700", 3: "21", 4: '"Buchungsstapel"', 5: "13", 6: r"\d{17}", 7: "",
    8: '"[^"]{0,2}"', 9: '"[^"]{0,25}"', 10: '"[^"]{0,25}"', 11: r"[1-9]\d{3,6}",
    12: r"[1-9]\d{0,4}", 13: r"\d{8}", 14: "[4-8]", 15: r"\d{8}", 16: r"\d{8}",
    17: r'"[\w.\-/ ]{0,30}"', 18: '"([A-Z]{2}){0,2}"', 19: "1", 20: "0", 21: "0", 22: '"EUR"',
    27: '"(03|04)?"', 31: '".{0,16}"',
}  # fmt: skip
ROW_RULES = {
    1: r"(?!0+,00$)\d{1,10},\d{2}", 2: '"[SH]"', 3: '"[A-Z]{3}"', 4: r"([1-9]\d{0,3},\d{2,6})?",
    5: r"(\d{1,10},\d{2})?", 6: '"(EUR)?"', 7: r"(?!0+$)\d{1,9}", 8: r"(?!0+$)\d{1,9}",
    9: r'"(\d{4})?"', 10: r"(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])",
    11: r'"[A-Za-z0-9_$&%*+\-/]{1,36}"', 12: r'"[A-Za-z0-9$&%*+\-/]{0,12}"',
    14: '"(?:[^"]|""){0,60}"',
    20: rf'"(BEDI ""{GUID}"")?"', 37: '".{0,36}"', 38: '".{0,36}"', 114: "[01]?",
    120: '"([A-Z]{2})?"',
}  # fmt: skip
TEXT_COLUMNS = frozenset(
    {2, 3, 6, 9, 11, 12, 14, 16, 20, *range(21, 39), 40, 42, *range(48, 88), 91, 95, 96, 98, 102,
     103, 105, 107, 109, 110, 112, 118, 120, 121, 123}
)  # fmt: skip
NAMESPACE = "{http://xml.datev.de/bedi/tps/document/v06.0}"
XSI = "{http://www.w3.org/2001/XMLSchema-instance}"


@dataclass
class Checked:
    """What the files say."""

    faults: list[str] = field(default_factory=list)
    totals: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    """By Belegfeld 1, in the currency of the row: debits less credits."""
    accounts: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    rows: list[list[str]] = field(default_factory=list)
    links: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)

    def expect(self, right: bool, said: str) -> None:
        if not right:
            self.faults.append(said)


def check_folder(files: dict[str, bytes], automatic: frozenset[str] = frozenset()) -> Checked:
    """Check all files; `automatic` are accounts that refuse a tax key (REW00305)."""
    found = Checked()
    for name, content in files.items():
        if name.startswith("EXTF_"):
            _check_batch(found, name, content, automatic)
        elif name.endswith(".zip"):
            _check_archive(found, name, content)
    found.expect(found.links == found.documents, "links and documents differ")
    return found


def _check_batch(found: Checked, name: str, content: bytes, automatic: frozenset[str]) -> None:
    text = content.decode("cp1252")
    found.expect(text.endswith("\r\n"), f"{name}: last line end")
    found.expect("\n" not in text.replace("\r\n", ""), f"{name}: line ends")
    header, columns, *rows = text.removesuffix("\r\n").split("\r\n")
    fields = _split(header)
    found.expect(len(fields) == 31, f"{name}: {len(fields)} header fields")
    for place, rule in HEADER_RULES.items():
        right = re.fullmatch(rule, fields[place - 1]) is not None
        found.expect(right, f"{name}: header field {place}: {fields[place - 1]}")
    found.expect(len(columns.split(";")) == 125, f"{name}: columns")
    found.expect(bool(rows), f"{name}: no rows")
    period = [_parse_day(fields[place - 1]) for place in (13, 15, 16)]
    found.expect(period[0] <= period[1] <= period[2], f"{name}: period")
    found.expect((period[2] - period[0]).days < 366, f"{name}: fiscal year")
    for row in rows:
        _check_row(found, name, _split(row), (period, int(fields[13]), automatic))


def _check_row(
    found: Checked, name: str, row: list[str], header: tuple[list[date], int, frozenset[str]]
) -> None:
    period, digits, automatic = header
    found.expect(len(row) == 125, f"{name}: {len(row)} fields")
    for place, rule in ROW_RULES.items():
        right = re.fullmatch(rule, row[place - 1]) is not None
        found.expect(right, f"{name}: field {place}: {row[place - 1]}")
    for place, cell in enumerate(row, start=1):
        is_quoted = len(cell) > 1 and cell[0] == cell[-1] == '"'
        found.expect(is_quoted == (place in TEXT_COLUMNS), f"{name}: quotes of field {place}")
    found.expect(len(row[6]) == digits, f"{name}: account {row[6]}")
    found.expect(len(row[7]) in (digits, digits + 1), f"{name}: account {row[7]}")
    day, month = int(row[9][:2]), int(row[9][2:])
    inside = [period[1] <= date(year, month, day) <= period[2] for year in _years(period)]
    found.expect(any(inside), f"{name}: day {row[9]}")
    foreign = [bool(cell.strip('"')) for cell in row[3:6]]
    found.expect(len(set(foreign)) == 1, f"{name}: half of a conversion")
    found.expect(foreign[0] == (row[2] != '"EUR"'), f"{name}: currency {row[2]}")
    found.expect(row[6] not in automatic or row[8] == '""', f"{name}: key on {row[6]}")
    sign = 1 if row[1] == '"S"' else -1
    amount = sign * Decimal(row[0].replace(",", "."))
    base = sign * Decimal((row[4] or row[0]).replace(",", "."))
    found.totals[row[10].strip('"')] += amount
    found.accounts[row[6]] += base
    found.rows.append(row)
    found.links |= set(re.findall(GUID, row[19]))


def _check_archive(found: Checked, name: str, content: bytes) -> None:
    found.expect(len(content) <= 465_000_000, f"{name}: size")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        found.expect(names.count("document.xml") == 1, f"{name}: document.xml")
        found.expect(len(names) == len(set(names)), f"{name}: repeated names")
        index = ET.fromstring(archive.read("document.xml"))  # noqa: S314 (our own file)
        named = set(_check_index(found, name, index))
        found.expect(named == set(names) - {"document.xml"}, f"{name}: files and names differ")
        for file in named:
            head = archive.read(file)[:4]
            known = head[:3] == b"\xff\xd8\xff" or head in (b"%PDF", b"II*\x00", b"MM\x00*")
            found.expect(known, f"{name}: kind of {file}")
            found.expect(not file.endswith(".zip"), f"{name}: nested ZIP")


def _check_index(found: Checked, name: str, index: ET.Element) -> list[str]:
    found.expect(index.tag == f"{NAMESPACE}archive", f"{name}: root {index.tag}")
    found.expect(index.get("version") == "6.0", f"{name}: version")
    found.expect(1 <= len(index.get("generatingSystem", "")) <= 40, f"{name}: system")
    moment = index.findtext(f"{NAMESPACE}header/{NAMESPACE}date") or ""
    found.expect(bool(re.fullmatch(r".+T[^Z+-]+", moment)), f"{name}: date {moment}")
    documents = index.findall(f"{NAMESPACE}content/{NAMESPACE}document")
    found.expect(1 <= len(documents) <= 4_999, f"{name}: {len(documents)} documents")
    return [file for one in documents for file in _check_document(found, name, one)]


def _check_document(found: Checked, name: str, one: ET.Element) -> list[str]:
    guid = one.get("guid", "")
    found.expect(bool(re.fullmatch(GUID, guid)), f"{name}: guid {guid}")
    found.expect(guid not in found.documents, f"{name}: repeated guid {guid}")
    found.documents.add(guid)
    words = one.findtext(f"{NAMESPACE}description") or ""
    found.expect(1 <= len(words) <= 40, f"{name}: description {words}")
    keywords = one.findtext(f"{NAMESPACE}keywords")
    found.expect(keywords is None or 1 <= len(keywords) <= 255, f"{name}: keywords")
    levels = one.findall(f"{NAMESPACE}repository/{NAMESPACE}level")
    found.expect([level.get("id") for level in levels] == ["1", "2", "3"], "levels")
    found.expect(all(1 <= len(level.get("name", "")) <= 30 for level in levels), "level names")
    extensions = one.findall(f"{NAMESPACE}extension")
    found.expect(1 <= len(extensions) <= 50, f"{name}: {len(extensions)} files")
    found.expect(all(part.get(f"{XSI}type") == "File" for part in extensions), "types")
    names = [part.get("name", "") for part in extensions]
    found.expect(all(1 <= len(file) <= 255 for file in names), f"{name}: names")
    return names


def _split(line: str) -> list[str]:
    """The fields with their quote marks."""
    cells = [match[1] for match in FIELD.finditer(line)]
    return cells[:-1] if line and not line.endswith(";") else cells


def _parse_day(word: str) -> date:
    return date(int(word[:4]), int(word[4:6]), int(word[6:]))


def _years(period: list[date]) -> set[int]:
    return {period[1].year, period[2].year}
