"""File types by their first bytes, and an error for all others."""

from __future__ import annotations

import io
import os
import sys
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from receipt_desktop import messages
from receipt_desktop.domain.errors import InvalidRequest
from receipt_desktop.messages import keys, template
from receipt_desktop.reading.file_types import FileType, inspect_file
from receipt_desktop.reading.request import ReadLimits
from tests.samples import SAMPLES, bad_files, misnamed, save, save_born_digital
from tests.samples.invoices import build_cii, build_ubl, build_zugferd1
from tests.unit.reading.conftest import LIMITS

HEIC = Path(__file__).parent / "cafe.heic"


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def refusal_of(path: Path, limits: ReadLimits = LIMITS) -> InvalidRequest:
    with pytest.raises(InvalidRequest) as caught:
        inspect_file(path, limits)
    return caught.value


@pytest.mark.parametrize(
    ("name", "kind", "paged"),
    [
        ("a.jpg", FileType.JPEG, False),
        ("a.png", FileType.PNG, False),
        ("a.webp", FileType.WEBP, False),
        ("a.tiff", FileType.TIFF, True),
        ("a.bmp", FileType.BMP, False),
        ("a.gif", FileType.GIF, False),
        ("a.avif", FileType.AVIF, False),
        ("a.pdf", FileType.PDF, True),
    ],
)
def test_formats_are_known(tmp_path: Path, name: str, kind: FileType, *, paged: bool) -> None:
    path = save(SAMPLES["cafe"], tmp_path / name)
    found = inspect_file(path, LIMITS)
    assert (found.type, found.is_paged, found.size) == (kind, paged, path.stat().st_size)


def test_heic_is_known() -> None:
    assert inspect_file(HEIC, LIMITS).type is FileType.HEIC


def test_a_pdf_may_begin_with_something_else(tmp_path: Path) -> None:
    whole = save_born_digital(SAMPLES["cafe"], tmp_path / "a.pdf").read_bytes()
    mailed = written(tmp_path / "mailed.pdf", b"\r\n\0\x1b%-12345X@PJL\r\n" + whole)
    assert inspect_file(mailed, LIMITS).type is FileType.PDF


def test_the_file_type_does_not_depend_on_the_name(tmp_path: Path) -> None:
    kinds = {name: inspect_file(path, LIMITS).type for name, path in misnamed(tmp_path).items()}
    assert kinds == {
        "picture.pdf": FileType.JPEG,
        "photo.jpg": FileType.PNG,
        "no suffix": FileType.JPEG,
        "scan.png": FileType.TIFF,
        "invoice.jpg": FileType.PDF,
    }


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("empty.jpg", "file_empty"),
        ("one byte.png", "file_unknown"),
        ("leer und fröhlich 🧾.png", "file_empty"),
        ("text.jpg", "file_seems_text"),
        ("page.pdf", "file_seems_html"),
        ("renamed.pdf", "file_unknown"),
        ("broken.pdf", "file_truncated"),
        ("document.docx", "file_seems_office"),
    ],
)
def test_bad_files_get_their_sentence(tmp_path: Path, name: str, key: str) -> None:
    error = refusal_of(bad_files(tmp_path)[name])
    assert error.key == key
    assert error.details == {"name": name}
    assert error.sentence == messages.text(key, name=name)


@pytest.mark.parametrize(
    "data",
    [
        build_cii(),
        build_zugferd1(),
        build_ubl(),
        build_ubl(root="CreditNote"),
        b"\xef\xbb\xbf" + build_cii(),
        build_cii().decode().replace("UTF-8", "UTF-16").encode("utf-16"),
        b"\n " + build_ubl().partition(b"?>")[2],
        b"<?xml version='1.0'?>\n<!--" + b" long" * 2000 + b"-->" + build_ubl(),
    ],
    ids=["CII", "ZUGFeRD 1", "UBL", "credit", "BOM", "UTF-16", "no head", "long comment"],
)
def test_electronic_invoices_are_known_by_their_root(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "mail attachment"
    path.write_bytes(data)
    assert inspect_file(path, LIMITS).type is FileType.XML


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"\0\0\0\x20ftypisom" + b"\0" * 200, "video"),
        (b"RIFF\0\0\0\0WAVEfmt " + b"\0" * 200, "audio"),
        (b"\x1f\x8b\x08" + b"\0" * 200, "archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 200, "office"),
        (b"{\\rtf1 Hello}", "office"),
        (b"MZ\x90\0" + b"\0" * 200, "program"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><a/>" + b" " * 60, "xml"),
        (b"<?xml version='1.0'?><!-- Invoice --><Order xmlns='urn:x'>" + b" " * 60, "xml"),
        (b"<?xml version='1.0'?><!DOCTYPE html><html><body>Invoice</body>", "html"),
        (b"From: shop@example.com\nSubject: <Invoice>\n\nHello" + b" " * 60, "text"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "svg"),
        ("Sehr geehrte Fräulein Müller, ".encode() * 200, "text"),
    ],
)
def test_foreign_file_types_are_named(tmp_path: Path, data: bytes, word: str) -> None:
    assert refusal_of(written(tmp_path / "x.jpg", data)).key == f"file_seems_{word}"


def test_a_zip_of_pictures_is_an_archive(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.jpg", b"x" * 500)
    assert refusal_of(written(tmp_path / "a.zip", out.getvalue())).key == "file_seems_archive"


def test_a_too_large_file_is_reported_in_megabytes(tmp_path: Path) -> None:
    path = save(SAMPLES["cafe"], tmp_path / "a.bmp")
    error = refusal_of(path, ReadLimits(1_000_000, 1, 1))
    assert error.key == "file_too_large"
    assert error.details == {"name": "a.bmp", "size": 2, "limit": 1}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "BMP", "GIF", "AVIF"])
def test_a_bare_head_is_cut_off(tmp_path: Path, kind: str) -> None:
    out = io.BytesIO()
    Image.new("RGB", (200, 200), "white").save(out, kind)
    assert refusal_of(written(tmp_path / "cut", out.getvalue()[:24])).key == "file_truncated"


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    assert refusal_of(tmp_path / "gone.jpg").key == "file_missing"
    assert refusal_of(tmp_path).key == "file_is_folder"
    assert refusal_of(written(tmp_path / "a", b"x") / "b.jpg").key == "file_missing"
    assert refusal_of(Path("zero\0byte.jpg")).key == "file_missing"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    assert refusal_of(tmp_path / "pipe.jpg").key == "file_not_regular"


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root ignores file permissions"
)
def test_no_permission(tmp_path: Path) -> None:
    path = save(SAMPLES["cafe"], tmp_path / "a.jpg")
    path.chmod(0)
    assert refusal_of(path).key == "file_denied"


@pytest.mark.skipif(sys.platform != "linux", reason="needs file names of any bytes, as Linux has")
def test_a_name_that_is_no_text_can_be_shown(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.jpg"))
    error = refusal_of(written(path, b""))
    assert error.sentence.encode("utf-8") == b"caf?.jpg is empty."


def test_every_unsupported_type_has_a_sentence() -> None:
    assert all("{name}" in template(key) for key in keys() if key.startswith("file_seems_"))
