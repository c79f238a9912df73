"""Writes drawn receipts in all formats, and files that are not receipts."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PIL import Image

from tests.samples.drawing import draw
from tests.samples.pdf import born_digital
from tests.samples.receipt import Sample
from tests.samples.shops import CAFE, FATTURA, SHIPPED, varied

ORIENTATION = 0x0112
QUALITY = 75
TURNS = {3: 180, 6: 90, 8: 270}
"""Degrees counter-clockwise that the pixels are turned, by what EXIF then says."""


def save(sample: Sample, path: Path) -> Path:
    """Draw a receipt and write it in the format of the suffix; .pdf is a scan without text."""
    path.parent.mkdir(parents=True, exist_ok=True)
    picture = draw(sample)
    if path.suffix == ".pdf":
        picture.save(path, "PDF", resolution=150)
    elif path.suffix in {".jpg", ".jpeg", ".webp"}:
        picture.save(path, quality=QUALITY)
    else:
        picture.save(path)
    return path


def save_with_orientation(sample: Sample, path: Path, orientation: int = 6) -> Path:
    """A JPEG with turned pixels and the EXIF orientation for it (6: turn clockwise)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    turned = draw(sample).rotate(TURNS[orientation], expand=True)
    turned.save(path, "JPEG", quality=QUALITY, exif=exif)
    return path


def save_pages(samples: Sequence[Sample], path: Path) -> Path:
    """Several receipts as the pages of one TIFF or PDF."""
    path.parent.mkdir(parents=True, exist_ok=True)
    first, *others = [draw(sample) for sample in samples]
    first.save(path, save_all=True, append_images=others)
    return path


def save_born_digital(sample: Sample, path: Path, password: str | None = None) -> Path:
    """A PDF with a text layer."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(born_digital(sample, password))
    return path


def draw_many(folder: Path, count: int) -> list[Path]:
    """Write this many different receipts as JPEG, and their truth next to the folder.

    The truth is in `NAME.truth.jsonl`.
    """
    samples = varied(count)
    files = [
        save(sample, folder / f"drawn {number:04}.jpg") for number, sample in enumerate(samples)
    ]
    truths = [sample.truth(file.name) for sample, file in zip(samples, files, strict=True)]
    lines = [json.dumps(truth, ensure_ascii=False) + "\n" for truth in truths]
    folder.with_name(f"{folder.name}.truth.jsonl").write_text("".join(lines), encoding="utf-8")
    return files


def write_shipped(folder: Path) -> list[Path]:
    """Write the samples that come with the program."""
    return [
        save_born_digital(sample, folder / name)
        if name.endswith(".pdf")
        else save(sample, folder / name)
        for name, sample in SHIPPED.items()
    ]


def misnamed(folder: Path) -> dict[str, Path]:
    """Receipts with the suffix of another format."""
    folder.mkdir(parents=True, exist_ok=True)
    formats = {"picture.pdf": "JPEG", "photo.jpg": "PNG", "no suffix": "JPEG", "scan.png": "TIFF"}
    for name, kind in formats.items():
        draw(CAFE).save(folder / name, kind)
    save_born_digital(FATTURA, folder / "invoice.jpg")
    return {name: folder / name for name in (*formats, "invoice.jpg")}


def bad_files(folder: Path) -> dict[str, Path]:
    """Files that are not receipts; the names describe the fault."""
    folder.mkdir(parents=True, exist_ok=True)
    jpeg, png, pdf = _whole("JPEG"), _whole("PNG"), born_digital(FATTURA)
    contents = {
        "empty.jpg": b"",
        "one byte.png": b"\x89",
        "leer und fröhlich 🧾.png": b"",
        "truncated.jpg": jpeg[: len(jpeg) // 3],
        "truncated.png": png[: len(png) // 2],
        "text.jpg": b"Dear sir, this is a letter and not a picture.\n" * 20,
        "page.pdf": b"<!DOCTYPE html><html><body>Your session has expired</body></html>",
        "renamed.pdf": jpeg[:2] + b"\0" * 200,
        "broken.pdf": b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n",
        "truncated.pdf": pdf[: len(pdf) // 3],
        "locked.pdf": born_digital(FATTURA, "opensesame"),
        "document.docx": _zipped(),
        "bomb.png": _png_that_claims(50_000, 50_000),
    }
    for name, data in contents.items():
        (folder / name).write_bytes(data)
    return {name: folder / name for name in contents}


def unreadable(folder: Path) -> Path:
    """A receipt that only root may open."""
    file = save(replace(CAFE, seed=99), folder / "no permission.jpg")
    file.chmod(0)
    return file


def _whole(kind: str) -> bytes:
    out = io.BytesIO()
    draw(CAFE).save(out, kind)
    return out.getvalue()


def _zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w:document/>")
    return out.getvalue()


def _png_that_claims(width: int, height: int) -> bytes:
    """A PNG whose header has more pixels than fit into memory."""
    head = width.to_bytes(4) + height.to_bytes(4) + b"\x08\x02\x00\x00\x00"
    parts = (b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")
    body = b"".join(
        len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)
        for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + body
