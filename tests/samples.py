"""Draws receipts: languages, layouts, damages and file formats, the same for the same seed.

python -m tests.samples FOLDER      writes the sample receipts that come with the program
"""

from __future__ import annotations

import io
import random
import sys
import zipfile
import zlib
from dataclasses import dataclass, field, replace
from datetime import date, time
from decimal import Decimal
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

FONTS = (
    "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf",
    "/usr/share/fonts/truetype/noto/NotoSansMono-Regular.ttf",
)
WIDTH = 42
"""Characters of a printed row."""
ORIENTATION = 0x0112


@dataclass(frozen=True, slots=True)
class Bought:
    """One line item of a drawn receipt."""

    name: str
    price: Decimal
    quantity: int = 1

    @property
    def total(self) -> Decimal:
        return self.price * self.quantity


@dataclass(frozen=True, slots=True)
class Words:
    """What a country prints on its receipts."""

    total: str
    tax: str
    net: str
    cash: str
    comma: bool
    day: str
    """strftime format."""
    currency: str
    symbol: str


@dataclass(frozen=True, slots=True)
class Sample:
    """A receipt with its truth."""

    merchant: str
    address: tuple[str, ...]
    day: date
    hour: time
    items: tuple[Bought, ...]
    rate: Decimal
    words: Words
    seed: int = 1
    tilt: float = 0.0
    """Degrees."""
    noise: int = 0
    turned: int = 0
    """Quarter turns, clockwise, of the pixels."""
    extra: tuple[str, ...] = field(default=())

    @property
    def total(self) -> Decimal:
        return sum((item.total for item in self.items), Decimal(0))

    @property
    def tax(self) -> Decimal:
        """Tax included in the total, halves rounded up."""
        net = self.total / (1 + self.rate / 100)
        return (self.total - net).quantize(Decimal("0.01"))

    def money(self, amount: Decimal) -> str:
        """As this country prints it."""
        plain = f"{amount:.2f}"
        return plain.replace(".", ",") if self.words.comma else plain


GERMAN = Words("SUMME", "MwSt", "Netto", "Bar", True, "%d.%m.%Y", "EUR", "EUR")
FRENCH = Words("TOTAL À PAYER", "TVA", "HT", "Espèces", True, "%d/%m/%Y", "EUR", "€")
BRITISH = Words("TOTAL", "VAT", "Net", "Cash", False, "%d/%m/%Y", "GBP", "£")
SPANISH = Words("TOTAL", "IVA", "Base", "Efectivo", True, "%d/%m/%Y", "EUR", "€")
MALAYSIAN = Words("TOTAL", "GST", "Amount", "Cash", False, "%d/%m/%Y", "MYR", "RM")
ITALIAN = Words("TOTALE EURO", "di cui IVA", "Imponibile", "Contante", True, "%d-%m-%Y", "EUR", "")


def _bought(*rows: tuple[str, str, int]) -> tuple[Bought, ...]:
    return tuple(Bought(name, Decimal(price), quantity) for name, price, quantity in rows)


SAMPLES: dict[str, Sample] = {
    "supermarkt": Sample(
        "Frischmarkt Lindner GmbH",
        ("Lindenstraße 12", "50674 Köln", "Tel. 0221 4710815", "USt-IdNr. DE136695976"),
        date(2024, 3, 14), time(17, 42),
        _bought(("Vollmilch 1,5%", "1.15", 2), ("Roggenbrot 750g", "3.49", 1),
                ("Äpfel Elstar 1kg", "2.79", 1), ("Bergkäse", "4.35", 1)),
        Decimal(7), GERMAN, 1,
    ),
    "bistro": Sample(
        "Bistro des Halles SARL",
        ("8 rue du Marché", "69002 Lyon", "Tél. 04 78 42 10 11", "SIRET 732 829 320 00074"),
        date(2024, 5, 3), time(12, 58),
        _bought(("Menu du jour", "17.50", 2), ("Carafe Côtes", "9.80", 1), ("Café", "2.20", 2)),
        Decimal(10), FRENCH, 2, tilt=1.5, noise=6,
    ),
    "cafe": Sample(
        "The Copper Kettle Ltd",
        ("31 High Street", "Bath BA1 5AN", "VAT No. GB 980 7806 84"),
        date(2024, 8, 21), time(10, 5),
        _bought(("Flat white", "3.60", 2), ("Carrot cake", "4.25", 1)),
        Decimal(20), BRITISH, 3,
    ),
    "hardware": Sample(
        "KEDAI BINAAN JAYA SDN BHD",
        ("NO 7, JALAN MAWAR 3", "43000 KAJANG, SELANGOR", "TEL: 03-8734 2211"),
        date(2018, 6, 9), time(15, 20),
        _bought(("PAINT BRUSH 2IN", "6.50", 3), ("PVC TAPE", "2.90", 2), ("NAILS 1KG", "8.40", 1)),
        Decimal(6), MALAYSIAN, 4, noise=10,
    ),
    "ferretería": Sample(
        "Ferretería El Martillo S.L.",
        ("Calle Mayor 44", "28013 Madrid", "CIF B58818501"),
        date(2023, 11, 2), time(11, 31),
        _bought(("Destornillador", "5.95", 1), ("Taladro broca 6", "3.20", 2)),
        Decimal(21), SPANISH, 5,
    ),
    "trattoria": Sample(
        "Trattoria Da Gina S.r.l.",
        ("Via Roma 3", "37121 Verona", "P.IVA 00743110157"),
        date(2024, 9, 7), time(20, 47),
        _bought(("Coperto", "2.50", 2), ("Bigoli", "12.00", 2), ("Acqua", "3.00", 1)),
        Decimal(10), ITALIAN, 6, tilt=-1.0,
    ),
}  # fmt: skip
SHIPPED = ("supermarkt", "bistro", "cafe", "hardware")


def rows(sample: Sample) -> list[str]:
    """What is printed, row by row."""
    words = sample.words
    printed = [sample.merchant.center(WIDTH)]
    printed += [line.center(WIDTH) for line in sample.address]
    printed += ["", f"{sample.day.strftime(words.day)}   {sample.hour:%H:%M}", "-" * WIDTH]
    for item in sample.items:
        name = f"{item.quantity} x {item.name}" if item.quantity > 1 else item.name
        printed.append(_pair(name, sample.money(item.total)))
    printed += ["-" * WIDTH, _pair(words.total, f"{words.symbol} {sample.money(sample.total)}")]
    printed += ["", _pair(f"{words.net}", sample.money(sample.total - sample.tax))]
    printed += [_pair(f"{words.tax} {sample.rate:f}%", sample.money(sample.tax))]
    printed += [_pair(words.cash, sample.money(sample.total)), *sample.extra]
    return printed


def _pair(left: str, right: str) -> str:
    return left[: WIDTH - len(right) - 1].ljust(WIDTH - len(right)) + right


@cache
def font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """A font with accents: one of the system's, else the one that Pillow brings."""
    for name in FONTS:
        if Path(name).exists():
            return ImageFont.truetype(name, size)
    return ImageFont.load_default(size)


def draw(sample: Sample, size: int = 26) -> Image.Image:
    """The receipt as an RGB picture."""
    lines = rows(sample)
    margin, step = size * 2, int(size * 1.45)
    wide = int(WIDTH * size * 0.605) + 2 * margin
    picture = Image.new("RGB", (wide, step * len(lines) + 2 * margin), "white")
    pen = ImageDraw.Draw(picture)
    head = font(size + 6)
    pen.text((wide // 2, margin - 6), lines[0].strip(), "black", head, anchor="ma")
    for number, line in enumerate(lines[1:], 1):
        pen.text((margin, margin + number * step), line, "black", font(size))
    return _damaged(picture, sample)


def _damaged(picture: Image.Image, sample: Sample) -> Image.Image:
    """Tilt, noise and turns."""
    if sample.tilt:
        picture = picture.rotate(
            sample.tilt, Image.Resampling.BICUBIC, expand=True, fillcolor="white"
        )
    if sample.noise:
        picture = _noisy(picture, sample)
    return picture.rotate(-90 * sample.turned, expand=True) if sample.turned else picture


def _noisy(picture: Image.Image, sample: Sample) -> Image.Image:
    chance = random.Random(sample.seed)
    speckle = Image.frombytes("L", picture.size, chance.randbytes(picture.width * picture.height))
    grey = Image.merge("RGB", (speckle,) * 3)
    return Image.blend(picture, grey, sample.noise / 100).filter(ImageFilter.GaussianBlur(0.6))


def save(sample: Sample, path: Path) -> Path:
    """Draw it and write it in the format of the suffix; .pdf is a scan without text."""
    path.parent.mkdir(parents=True, exist_ok=True)
    picture = draw(sample)
    if path.suffix == ".pdf":
        picture.save(path, "PDF", resolution=150)
    elif path.suffix in {".jpg", ".jpeg", ".webp"}:
        picture.save(path, quality=82)
    else:
        picture.save(path)
    return path


def save_with_orientation(sample: Sample, path: Path, orientation: int = 6) -> Path:
    """A JPEG whose pixels are turned and whose EXIF says so (6: turn clockwise to see)."""
    turns = {3: 180, 6: 90, 8: 270}[orientation]
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    draw(sample).rotate(turns, expand=True).save(path, quality=85, exif=exif)
    return path


def save_pages(samples: list[Sample], path: Path) -> Path:
    """Several receipts as the pages of one TIFF or PDF."""
    first, *others = [draw(sample) for sample in samples]
    first.save(path, save_all=True, append_images=others)
    return path


def save_born_digital(sample: Sample, path: Path) -> Path:
    """A PDF with real text in it, as an invoice program makes it (PDF 1.4, Courier, WinAnsi)."""
    shown = [_escaped(line) for line in rows(sample)]
    text = (
        b"BT /F1 11 Tf 14 TL 60 780 Td " + b" ".join(b"(" + s + b") Tj T*" for s in shown) + b" ET"
    )
    packed = zlib.compress(text)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_pdf(objects))
    return path


def _escaped(line: str) -> bytes:
    plain = line.encode("cp1252", "replace")
    return plain.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _pdf(objects: list[bytes]) -> bytes:
    """Objects with the cross-reference table that a PDF needs."""
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for place in places:
        out.write(b"%010d 00000 n \n" % place)
    out.write(b"trailer << /Size %d /Root 1 0 R >>\n" % (len(objects) + 1))
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


def varied(count: int) -> list[Sample]:
    """This many different receipts: other days, prices and numbers."""
    chance = random.Random(count)
    kinds = list(SAMPLES.values())
    made = []
    for number in range(count):
        kind = kinds[number % len(kinds)]
        items = tuple(
            replace(item, price=item.price + Decimal(chance.randrange(400)) / 100)
            for item in kind.items
        )
        day = date(2024, 1 + number % 12, 1 + chance.randrange(28))
        made.append(replace(kind, items=items, day=day, seed=number, extra=(f"# {number:06}",)))
    return made


def draw_many(folder: Path, count: int) -> list[Path]:
    """Write this many different receipts as JPEG."""
    return [
        save(sample, folder / f"drawn {number:04}.jpg")
        for number, sample in enumerate(varied(count))
    ]


def bad_files(folder: Path) -> dict[str, Path]:
    """Files that are no receipts, each broken in its own way, by what is wrong with them."""
    folder.mkdir(parents=True, exist_ok=True)
    whole = io.BytesIO()
    draw(SAMPLES["cafe"]).save(whole, "JPEG", quality=80)
    contents = {
        "empty.jpg": b"",
        "truncated.jpg": whole.getvalue()[: len(whole.getvalue()) // 3],
        "text.jpg": b"Dear sir, this is a letter and not a picture.\n" * 20,
        "renamed.pdf": whole.getvalue()[:2] + b"\0" * 200,
        "broken.pdf": b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n",
        "document.docx": _zipped(),
        "bomb.png": _png_that_claims(50_000, 50_000),
    }
    for name, data in contents.items():
        (folder / name).write_bytes(data)
    return {name: folder / name for name in contents}


def _zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    return out.getvalue()


def _png_that_claims(width: int, height: int) -> bytes:
    """A PNG whose head promises more pixels than any memory holds."""
    head = width.to_bytes(4) + height.to_bytes(4) + b"\x08\x02\x00\x00\x00"
    parts = (b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")
    body = b"".join(
        len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)
        for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + body


def main() -> None:
    folder = Path(sys.argv[1])
    for name in SHIPPED:
        save(SAMPLES[name], folder / f"{name}.jpg")
    invoice = replace(SAMPLES["trattoria"], tilt=0)
    save_born_digital(invoice, folder / "fattura.pdf")


if __name__ == "__main__":
    main()
