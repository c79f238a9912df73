"""Every export format over receipts that were read, read back by an independent program.

    python -m tests.benchmarks.exports FOLDER [--keep TARGET] [--formats F…]

`FOLDER` is a data folder; it is copied before use, as exports are remembered in it. Each format is
written under a profile that fits all receipts, read back, and its sums by currency are compared to
the cent with those of the receipts that were not left out. CSV files and the workbook are read by
LibreOffice and openpyxl, journals by bean-check, hledger and Ledger, OFX by ofxdump, PDFs by pypdf,
DATEV by the checker of the tests, the others by the standard library. Exit 1 where a sum differs.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import openpyxl
import pypdf

from receipt_desktop import bootstrap
from receipt_desktop.actions import Actions, ExportRequest
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.export_profile import (
    ANY,
    AccountRule,
    CurrencyRule,
    DateForm,
    ExportProfile,
    rate_key,
)
from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.export.formats import FORMATS
from receipt_desktop.export.starter_profiles import COLUMN_SETS
from receipt_desktop.store.store import Store
from tests.unit.export.datev_checker import check_folder

Sums = dict[str, Decimal]
SAGE_SIGNS = {"PI": 1, "PC": -1, "BP": 1, "BR": -1, "CP": 1, "CR": -1}
ONE_CURRENCY = frozenset({"quickbooks", "freeagent", "ofx", "qif", "sage"})


@dataclass(frozen=True)
class Files:
    """What a format wrote, and the currency of the books."""

    paths: tuple[Path, ...]
    books: str

    @property
    def first(self) -> Path:
        return self.paths[0]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, help="a data folder; it is copied")
    parser.add_argument("--keep", type=Path, help="leave the files in this folder")
    parser.add_argument("--formats", nargs="*", default=list(FORMATS))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        data = Path(scratch) / "data"
        shutil.copytree(options.folder, data)
        target = options.keep or Path(scratch)
        with bootstrap.open_stored_data(Paths(data), Settings(language="en_GB")) as actions:
            agree = [try_format(actions, one, target) for one in options.formats]
            return int(not all(agree))


def try_format(actions: Actions, name: str, folder: Path) -> bool:
    """Write and read back one format; whether the sums agree."""
    profile = make_profile(actions.data_dir, name)
    target = folder / f"{name}{FORMATS[name].suffix}"
    result = actions.export_batch(ExportRequest(ReceiptQuery(), name, profile), target)
    blocked = {one.receipt_id for one in result.problems if one.blocks}
    expected, books = sum_receipts(actions.data_dir, blocked), profile.currency
    if name == "sage":  # its rows name no currency
        expected = {books: expected[books]}
    found = READERS[name](Files(tuple(Path(one) for one in result.files), books))
    agree = found == expected
    count = f"{result.receipts} receipts, {result.left_out} left out, {len(result.files)} files"
    print(f"{name:<11} {'equal ' if agree else 'DIFFERS'} {count}: {format_sums(found)}")
    for currency in sorted(expected | found, key=str) if not agree else ():
        print(f"    {currency} read {found.get(currency)}, stored {expected.get(currency)}")
    return agree


def format_sums(sums: Sums) -> str:
    return ", ".join(f"{amount:f} {currency}" for currency, amount in sorted(sums.items())[:40])


def iterate_values(data: Path) -> Iterator[tuple[str, Decimal | None, str]]:
    """Id, total and currency of each receipt, from the database itself."""
    store = Store(f"sqlite:///{Paths(data).database}")
    try:
        for details in store.iterate_details(ReceiptQuery(), with_text=False):
            draft = details.reading.checked.draft if details.reading else None
            total = draft.get_value(Field.TOTAL) if draft else None
            kept = total if isinstance(total, Decimal) else None
            yield details.receipt.id, kept, (draft.currency if draft else None) or ""
    finally:
        store.close()


def sum_receipts(data: Path, without: frozenset[str] | set[str]) -> Sums:
    sums: Sums = defaultdict(Decimal)
    for one, total, currency in iterate_values(data):
        if total is not None and one not in without:
            sums[currency] += total
    return {currency: amount for currency, amount in sums.items() if amount}


def make_profile(data: Path, name: str) -> ExportProfile:
    """A profile with an account and a code for everything that the receipts have."""
    currencies = Counter(currency for _, _, currency in iterate_values(data) if currency)
    store = Store(f"sqlite:///{Paths(data).database}")
    rates = store.list_tax_rates(ReceiptQuery(), 1_000)
    store.close()
    is_datev = name == "datev"
    codes = {rate_key(rate): f"T{number}" for number, rate in enumerate(rates, start=10)}
    special = {"none": "T9", "foreign": "T2", "unknown": "T3"}
    books = "EUR" if is_datev else currencies.most_common(1)[0][0]
    return ExportProfile(
        f"trial-{name}",
        f"Trial {name}",
        chart="04" if is_datev else "",
        currency=books,
        currency_rule=CurrencyRule.REFUSE if name in ONE_CURRENCY else CurrencyRule.KEEP,
        rates={one: Decimal("1.25") for one in currencies if one != books},
        date_form=DateForm.BRITISH,
        accounts={ANY: AccountRule("6300")},
        tax_codes={key: "9" if is_datev else code for key, code in (codes | special).items()},
        payments={"cash": "1600", "card": "1800", ANY: "70000"},
        columns=COLUMN_SETS["plain"],
        details={"consultant": "29098", "client": "55003"} if is_datev else {},
    )


# -- readers


def read_office(paths: Iterable[Path], folder: Path) -> list[list[dict[str, str]]]:
    """The rows of the first sheet of each file as LibreOffice reads them, by their heads."""
    office = shutil.which("soffice")
    if office is None:
        sys.exit("LibreOffice is not installed")
    sources = list(paths)
    filters = ["--infilter=CSV:44,34,76,1"] if sources[0].suffix == ".csv" else []
    subprocess.run(
        [office, "--headless", f"-env:UserInstallation=file://{folder / 'office'}", *filters,
         "--convert-to", "csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,false,false",
         "--outdir", str(folder), *map(str, sources)],
        check=True, capture_output=True, timeout=600,
    )  # fmt: skip
    return [read_rows((folder / f"{one.stem}.csv").read_text("utf-8-sig")) for one in sources]


def read_rows(text: str, delimiter: str = "\t") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


def make_table_reader(amount: str, currency: str = "", sign: int = 1) -> Callable[[Files], Sums]:
    """A reader of CSV files and workbooks with these columns."""

    def read(files: Files) -> Sums:
        sums: Sums = defaultdict(Decimal)
        with tempfile.TemporaryDirectory() as folder:
            for row in (one for rows in read_office(files.paths, Path(folder)) for one in rows):
                if row[amount]:
                    sums[row[currency] if currency else files.books] += sign * to_cents(row[amount])
        return {key: value for key, value in sums.items() if value}

    return read


def to_cents(cell: str) -> Decimal:
    """LibreOffice shows binary numbers to 15 digits."""
    return Decimal(cell.replace(",", "")).quantize(Decimal("0.001")).normalize() + Decimal(0)


def read_sage(files: Files) -> Sums:
    total = Decimal(0)
    with tempfile.TemporaryDirectory() as folder:
        for row in (one for rows in read_office(files.paths, Path(folder)) for one in rows):
            amount = to_cents(row["Net Amount"]) + to_cents(row["Tax Amount"])
            total += SAGE_SIGNS[row["Type"]] * amount
    return {files.books: total}


def read_freeagent(files: Files) -> Sums:
    rows = csv.reader(io.StringIO(files.first.read_text("utf-8"), newline=""))
    return {files.books: -sum((Decimal(row[1]) for row in rows), Decimal(0))}


def read_ofx(files: Files) -> Sums:
    """The amounts as ofxdump shows them."""
    words = [find_program("ofxdump"), str(files.first)]
    said = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    amounts = re.findall(r"Total money amount: (-?[\d.]+)", said)
    return {files.books: -sum(map(Decimal, amounts), Decimal(0))}


def read_qif(files: Files) -> Sums:
    amounts = re.findall(r"^T(-?[\d.]+)$", files.first.read_text("utf-8"), re.MULTILINE)
    return {files.books: -sum(map(Decimal, amounts), Decimal(0))}


def read_workbook(files: Files) -> Sums:
    """openpyxl and LibreOffice have to agree."""
    sums: Sums = defaultdict(Decimal)
    sheet = openpyxl.load_workbook(files.first, read_only=True)["Receipts"]
    rows = iter(sheet.values)
    heads = [str(head) for head in next(rows)]
    for values in rows:
        row = dict(zip(heads, values, strict=True))
        if row["Total"] is not None:
            sums[str(row["Currency"] or "")] += Decimal(str(row["Total"]))
    office = make_table_reader("Total", "Currency")(files)
    return {key: value for key, value in sums.items() if value and office.get(key) == value}


def read_datev(files: Files) -> Sums:
    checked = check_folder({one.name: one.read_bytes() for one in files.paths})
    print(*(f"    {fault}" for fault in checked.faults), sep="\n" if checked.faults else "", end="")
    sums: Sums = defaultdict(Decimal)
    for row in checked.rows:
        sign = 1 if row[1] == '"S"' else -1
        if row[20] == '"Originalbetrag"':  # posted in euros, with the receipt's own amount
            amount, currency = row[21].strip('"').split()
            sums[currency] += abs(Decimal(amount)) * sign
        else:
            sums[row[2].strip('"')] += sign * Decimal(row[0].replace(",", "."))
    return {} if checked.faults else dict(sums)


def read_beancount(files: Files) -> Sums:
    """bean-check finds no error; the expenses as Beancount itself adds them up."""
    subprocess.run([find_program("bean-check"), str(files.first)], check=True)
    program = (
        "import sys, collections\n"
        "from beancount import loader\n"
        "entries, errors, _ = loader.load_file(sys.argv[1])\n"
        "sums = collections.Counter()\n"
        "for one in entries:\n"
        "    for post in getattr(one, 'postings', ()):\n"
        "        if post.account.startswith('Expenses'):\n"
        "            sums[post.units.currency] += post.units.number\n"
        "print(len(errors))\n"
        "for item in sums.items(): print(*item)\n"
    )
    words = [sys.executable, "-c", program, str(files.first)]
    said = subprocess.run(words, check=True, capture_output=True, text=True).stdout.splitlines()
    pairs = (line.split() for line in said[1:])
    return {one: Decimal(amount) for one, amount in pairs} if said[0] == "0" else {}


def make_journal_reader(program: str, *check: str) -> Callable[[Files], Sums]:
    """A reader of journals that checks them, and adds up the expenses."""

    def read(files: Files) -> Sums:
        start = [find_program(program), "-f", str(files.first)]
        subprocess.run([*start, *check], check=True, stdout=subprocess.DEVNULL)
        said = subprocess.run(
            [*start, "balance", "^Expenses", "--depth", "1"],
            check=True, capture_output=True, text=True,
        ).stdout  # fmt: skip
        found = re.findall(r'(-?[\d.,]+) "?([A-Z]{3})"?', said.partition("----")[0])
        return {one: Decimal(amount.replace(",", "")) for amount, one in found}

    return read


def find_program(name: str) -> str:
    beside = Path(sys.executable).with_name(name)
    found = str(beside) if beside.exists() else shutil.which(name)
    return found or sys.exit(f"{name} is not installed")


def read_originals(files: Files) -> Sums:
    """The manifest's sums, where the hash of each file is the manifest's."""
    sums: Sums = defaultdict(Decimal)
    with zipfile.ZipFile(files.first) as archive:
        for row in read_rows(archive.read("manifest.csv").decode("utf-8-sig"), ","):
            content = archive.read(row["file"])
            if row["total"] and hashlib.sha256(content).hexdigest() == row["sha256"]:
                sums[row["currency"]] += Decimal(row["total"])
    return {key: value for key, value in sums.items() if value}


def read_pdfs(files: Files) -> Sums:
    """The totals of each receipt's table, as pypdf finds them."""
    sums: Sums = defaultdict(Decimal)
    for path in files.paths:
        for page in pypdf.PdfReader(path).pages:
            for amount, currency in find_pdf_totals(page.extract_text()):
                sums[currency] += amount
    return {key: value for key, value in sums.items() if value}


def find_pdf_totals(text: str) -> Iterator[tuple[Decimal, str]]:
    pattern = r"^Total\n(-?[\d,.]+)\n(?:Currency\n([A-Z]{3})$)?"
    for amount, currency in re.findall(pattern, text, re.MULTILINE):
        yield Decimal(amount.replace(",", "")), currency


def read_json(files: Files) -> Sums:
    sums: Sums = defaultdict(Decimal)
    found = json.loads(files.first.read_text("utf-8"), parse_float=Decimal, parse_int=Decimal)
    for receipt in found["receipts"]:
        fields = receipt.get("extractedFields") or {}
        if "totalAmount" in fields:  # a number of JSON keeps its decimals
            total = fields["totalAmount"]
            sums[total.get("currency") or ""] += total["value"]
    return {key: value for key, value in sums.items() if value}


READERS: Mapping[str, Callable[[Files], Sums]] = {
    "csv": make_table_reader("total", "currency"),
    "mapped": make_table_reader("Gross", "Currency"),
    "xlsx": read_workbook,
    "xero": make_table_reader("*UnitAmount", "Currency"),
    "quickbooks": make_table_reader("Amount", sign=-1),
    "datev": read_datev,
    "beancount": read_beancount,
    "hledger": make_journal_reader("hledger", "check", "-s"),
    "ledger": make_journal_reader("ledger", "balance", "--pedantic"),
    "freeagent": read_freeagent,
    "ofx": read_ofx,
    "qif": read_qif,
    "sage": read_sage,
    "originals": read_originals,
    "pdf": read_pdfs,
    "pdfs": read_pdfs,
    "json": read_json,
}

if __name__ == "__main__":
    sys.exit(main())
