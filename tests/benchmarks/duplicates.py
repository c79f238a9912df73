"""How many duplicates are recognised, and how many receipts are wrongly taken for one.

    python -m tests.benchmarks.duplicates [--data FOLDER] [--results FOLDER ...]

Draws receipts of several shops, each in several pictures (recompressed, cropped, turned, with
other metadata, as a scan and as a photo), with what only looks alike: another coffee on the same
day, next month's invoice over the same amount, and the card slip of the sale. The program reads
them all; `--data` keeps its data folder. `--results` are data folders of the program with readings
of the real receipts: files of one name in two folders are two pictures of one receipt.
"""

from __future__ import annotations

import argparse
import itertools
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import cv2
from PIL import Image, ImageDraw

from receipt_desktop.config.paths import Paths
from receipt_desktop.domain.duplicates import DuplicateTier
from receipt_desktop.domain.page import PagePrint
from receipt_desktop.domain.receipt import ReceiptDetails
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.reading.page_prints import hash_look
from receipt_desktop.store.store import Store
from receipt_desktop.validation.copied_pages import leave_out_copies
from receipt_desktop.validation.duplicates import find_duplicate_tier
from receipt_desktop.validation.likeness import PrintedReceipt
from tests.benchmarks.blind import BLIND
from tests.benchmarks.machine import describe
from tests.samples import shops
from tests.samples.drawing import PAPERS, TYPEWRITER, draw, font, upright
from tests.samples.receipt import PHOTO, SCAN, Look, Payment, Sample

SHOPS = ("supermarkt", "bistro", "cafe", "hardware", "bakkerij", "papeterie")
FOUND = frozenset({DuplicateTier.SAME_FILE, DuplicateTier.CERTAIN, DuplicateTier.LIKELY})
"""The tiers of which precision and recall are measured."""
SAME_TRUE_RECEIPT = {frozenset({"v064_cz", "v065_cz"})}
"""Two photos of one receipt among the real ones."""


@dataclass(frozen=True, slots=True)
class Read:
    """A receipt that was read: what it shows, which sale it is of, and whether it is a slip."""

    name: str
    sale: str
    is_slip: bool
    printed: PrintedReceipt


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, help="keep the readings of the drawn set here")
    parser.add_argument("--results", type=Path, nargs="*", default=[], help="data folders")
    options = parser.parse_args()
    print(describe())
    with tempfile.TemporaryDirectory(prefix="bd-") as place:
        data = options.data or Path(place) / "data"
        if not Paths(data).database.exists():
            files = draw_set(Path(place) / "drawn")
            command = [sys.executable, "-m", "receipt_desktop", "process", *map(str, files)]
            subprocess.run([*command, "--no-model", "--data-dir", str(data)], check=False)
        report_list(data)
        report_pairs("drawn set", list(load_drawn(data)))
    if options.results:
        real = [one for folder in options.results for one in load_real(folder)]
        report_pairs("real receipts", real)


# ---- the drawn set


def draw_set(folder: Path) -> list[Path]:
    """The pictures of all shops, the first one of each sale first."""
    folder.mkdir()
    for name in SHOPS:
        sample = replace(shops.SAMPLES[name], look=Look(), payment=Payment.CARD, tendered=None)
        first = folder / f"{name}-0-first.jpg"
        upright(sample).save(first, quality=92)
        draw_copies(sample, first, name)
        draw_lookalikes(sample, folder, name)
    return sorted(folder.iterdir(), key=lambda file: (file.stem.split("-")[1], file.name))


def draw_copies(sample: Sample, first: Path, name: str) -> None:
    """Other pictures of the same receipt."""
    picture = Image.open(first)
    wide, high = picture.size
    small = picture.resize((wide * 4 // 5, high * 4 // 5))
    small.save(first.with_name(f"{name}-1-recompressed.jpg"), quality=45)
    edge = PAPERS[sample.layout].margin // 2
    cropped = picture.crop((edge, edge, wide - edge, high - edge))
    cropped.save(first.with_name(f"{name}-1-cropped.jpg"), quality=85)
    turned = picture.rotate(91, expand=True, fillcolor="white")
    turned.save(first.with_name(f"{name}-1-turned.jpg"), quality=85)
    exif = Image.Exif()
    exif[0x010E] = "another description"
    plain = picture.convert("RGB")
    plain.save(first.with_name(f"{name}-1-metadata.png"))
    plain.save(first.with_name(f"{name}-2-metadata.png"), exif=exif)
    for kind, look in (("scan", SCAN), ("photo", PHOTO)):
        draw(replace(sample, look=look)).save(first.with_name(f"{name}-1-{kind}.jpg"), quality=80)


def draw_lookalikes(sample: Sample, folder: Path, name: str) -> None:
    """Other receipts of the same shop over the same amount, and the slip of the first."""
    moment = datetime.combine(sample.day, sample.hour)
    later = moment + timedelta(minutes=43)
    number = sample.number[:-1] + str((int(sample.number[-1]) + 3) % 10)
    again = replace(sample, hour=later.time(), number=number)
    upright(again).save(folder / f"{name}B-3-same-day.jpg", quality=85)
    next_month = replace(sample, day=sample.day + timedelta(days=30), number=number[::-1])
    upright(next_month).save(folder / f"{name}C-3-next-month.jpg", quality=85)
    draw_slip(sample, moment + timedelta(minutes=1)).save(folder / f"{name}-4-slip.jpg", quality=85)


def draw_slip(sample: Sample, moment: datetime) -> Image.Image:
    """The card slip of a sale."""
    rows = (
        sample.merchant, *sample.address[:2], "", "VISA CARD PAYMENT", "TERMINAL 6021 8834",
        f"{moment:%d.%m.%Y %H:%M}", f"CARD XXXX XXXX XXXX {sample.card_last4}", "AUTH 482913", "",
        f"TOTAL {sample.currency} {sample.total}", "", "APPROVED", "PLEASE KEEP THIS SLIP",
    )  # fmt: skip
    picture = Image.new("RGB", (600, 40 * len(rows) + 80), "white")
    pen, face = ImageDraw.Draw(picture), font(TYPEWRITER, 24)
    for place, row in enumerate(rows):
        pen.text((40, 40 + 40 * place), row, "black", face)
    return picture


def load_drawn(data: Path) -> Iterator[Read]:
    """The readings of the drawn set with their fingerprints."""
    for details in load_details(data):
        if details.reading is None:
            continue
        sale, _, kind = Path(details.receipt.file_name).stem.split("-", 2)
        yield Read(details.receipt.file_name, sale, kind == "slip", make_printed(details, data))


def report_list(data: Path) -> None:
    """What the list says of the drawn set: of each copy after the first, and of all others."""
    found = {one.receipt.id: one.receipt for one in load_details(data)}
    table: Counter[tuple[str, str]] = Counter()
    for receipt in found.values():
        sale, _, kind = Path(receipt.file_name).stem.split("-", 2)
        earlier = receipt.duplicate_of
        told = "nothing"
        if earlier is not None:
            same = Path(earlier.file_name).stem.split("-")[0] == sale
            told = f"{earlier.tier.value}{'' if same else ' WRONG'}"
        table[kind, told] += 1
    print("\nIn the list:")
    for (kind, told), count in sorted(table.items()):
        print(f"  {kind:14} {told:18} {count}")


# ---- the real receipts


def load_real(folder: Path) -> Iterator[Read]:
    """The readings of a data folder, but for the blind receipts."""
    for details in load_details(folder):
        stem = Path(details.receipt.file_name).stem
        if details.reading is not None and stem not in BLIND:
            yield Read(f"{folder.name}/{stem}", stem, False, make_printed(details, folder))


def load_details(folder: Path) -> list[ReceiptDetails]:
    """The receipts of a copy of the database, in which the tables may be brought up to date."""
    with tempfile.TemporaryDirectory(prefix="bd-") as place:
        copied = Path(place) / "receipts.db"
        copied.write_bytes(Paths(folder).database.read_bytes())
        store = Store(f"sqlite:///{copied}")
        found = list(store.iterate_details(ReceiptQuery()))
        store.close()
    return found


def make_printed(details: ReceiptDetails, folder: Path) -> PrintedReceipt:
    """The receipt with the looks of its stored pages."""
    reading = details.reading
    assert reading is not None
    prints = []
    for page in reading.text.pages:
        lines = [line for line in reading.text.lines if line.page == page.number]
        picture = cv2.imread(str(folder / page.file))
        look = "" if picture is None else hash_look(picture, lines)  # type: ignore[arg-type]
        prints.append(PagePrint(f"{folder}/{page.file}", look))
    text = leave_out_copies(replace(reading.text, prints=tuple(prints)))
    return PrintedReceipt(reading.checked.draft, text)


def report_pairs(title: str, receipts: Sequence[Read]) -> None:
    """Compare all pairs; print precision, recall and every mistake."""
    right = wrong = missed = pairs = 0
    mistakes = []
    for one, other in itertools.combinations(receipts, 2):
        tier = find_duplicate_tier(one.printed, other.printed)
        is_sale = one.sale == other.sale or frozenset({one.sale, other.sale}) in SAME_TRUE_RECEIPT
        is_same = is_sale and one.is_slip is other.is_slip
        pairs += tier is DuplicateTier.PAIR and is_sale
        right += is_same and tier in FOUND
        missed += is_same and tier not in FOUND
        wrong += not is_same and tier in FOUND
        if is_same is not (tier in FOUND):
            mistakes.append(f"  {tier or 'nothing':10} {one.name} – {other.name}")
    print(f"\n{title}: {len(receipts)} pictures")
    shares = right / max(1, right + wrong), right / max(1, right + missed)
    print(f"  precision {shares[0]:.1%}  recall {shares[1]:.1%}")
    print(f"  {right} right, {wrong} wrong, {missed} missed; {pairs} slips with their receipt")
    print("\n".join(mistakes[:40]))


if __name__ == "__main__":
    main()
