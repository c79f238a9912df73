"""What archives and messages are unpacked to, and what is refused."""

from __future__ import annotations

import hashlib
import stat
import zipfile
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pypdfium2
import pytest

from receipt_desktop.intake.containers.limits import UnpackLimits
from receipt_desktop.intake.containers.unpacker import Unpacker
from receipt_desktop.reading.file_search import FoundFile
from tests.samples.mails import (
    make_bomb,
    make_mail,
    make_pdf,
    make_picture,
    make_tnef,
    make_zip,
)
from tests.samples.ole import make_message, write_ole

LIMITS = UnpackLimits(max_member_bytes=5_000_000)
PICTURE, PDF = make_picture(), make_pdf()


@pytest.fixture
def unpacker() -> Iterator[Unpacker]:
    with Unpacker(LIMITS) as made:
        yield made


def unpack(unpacker: Unpacker, folder: Path, name: str, data: bytes) -> list[FoundFile]:
    path = folder / name
    path.write_bytes(data)
    return list(unpacker.expand([FoundFile(path, name)]))


def keys(found: list[FoundFile]) -> list[str]:
    return [one.error.key for one in found if one.error]


def shown(found: list[FoundFile]) -> list[str]:
    return [one.given for one in found if not one.error]


def test_a_zip_gives_its_files_in_order_with_their_origin(
    unpacker: Unpacker, tmp_path: Path
) -> None:
    data = make_zip({"b/two.jpg": PICTURE, "one.pdf": PDF, "__MACOSX/._one.pdf": b"x"})
    found = unpack(unpacker, tmp_path, "march.zip", data)
    assert shown(found) == ["march.zip/b/two.jpg", "march.zip/one.pdf"]
    assert [one.path.read_bytes() for one in found] == [PICTURE, PDF]
    origin = found[0].origin
    assert origin is not None
    assert (origin.container, origin.member) == ("march.zip", "b/two.jpg")
    assert origin.content_hash == hashlib.sha256(data).hexdigest()


def test_the_unpacked_files_are_gone_afterwards(tmp_path: Path) -> None:
    with Unpacker(LIMITS) as unpacker:
        found = unpack(unpacker, tmp_path, "a.zip", make_zip({"a.pdf": PDF, "b.pdf": PDF}))
        unpacker.discard(found[:1])
        assert [one.path.exists() for one in found] == [False, True]
    assert not found[1].path.exists()
    assert (tmp_path / "a.zip").exists()


@pytest.mark.parametrize(
    ("stated", "name"),
    [
        ("../../../etc/passwd.jpg", "passwd.jpg"),
        ("/etc/passwd.jpg", "passwd.jpg"),
        ("C:\\Windows\\win.jpg", "win.jpg"),
        ("con.jpg", "_con.jpg"),
        ("COM1", "_COM1"),
        ('a<b>:"c|?*.jpg', "a_b___c___.jpg"),
        ("trailing. . .", "trailing"),
        (f"{'long' * 100}.jpg", f"{('long' * 100)[:116]}.jpg"),
        ("Quittung-\u202egpj.exe", "Quittung-_gpj.exe"),
    ],
)
def test_no_name_leads_out_of_the_folder(
    unpacker: Unpacker, tmp_path: Path, stated: str, name: str
) -> None:
    [found] = unpack(unpacker, tmp_path, "a.zip", make_zip({stated: PDF}))
    assert found.path.name == name
    assert found.path.read_bytes() == PDF
    assert ".." not in found.given
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip"]


def test_names_without_the_flag_of_utf8_are_recognised(unpacker: Unpacker, tmp_path: Path) -> None:
    old = make_zip({"xyz.pdf": PDF}).replace(b"xyz.pdf", "éyz.pdf".encode("cp437"))
    raw = make_zip({"xyz.pdf": PDF}).replace(b"xyz.pdf", "éz.pdf".encode())
    assert [one.path.name for one in unpack(unpacker, tmp_path, "a.zip", old)] == ["éyz.pdf"]
    assert [one.path.name for one in unpack(unpacker, tmp_path, "b.zip", raw)] == ["éz.pdf"]


def test_a_locked_member_is_named_and_the_others_are_taken(
    unpacker: Unpacker, tmp_path: Path
) -> None:
    locked = make_zip({"secret.pdf": PDF}, flags=1)
    found = unpack(unpacker, tmp_path, "a.zip", make_zip({"locked.zip": locked, "open.pdf": PDF}))
    assert keys(found) == ["container_locked"]
    assert str(found[0].error).startswith("secret.pdf is protected")
    assert shown(found) == ["a.zip/open.pdf"]


def test_links_are_left_out(unpacker: Unpacker, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        link = zipfile.ZipInfo("link.pdf")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("real.pdf", PDF)
    assert shown(list(unpacker.expand([FoundFile(path, "a.zip")]))) == ["a.zip/real.pdf"]


def test_a_bomb_ends_the_unpacking(tmp_path: Path) -> None:
    limits = UnpackLimits(max_member_bytes=500_000_000, free_bytes=5_000_000)
    with Unpacker(limits) as unpacker:
        found = unpack(unpacker, tmp_path, "bomb.zip", make_bomb(20))
    assert keys(found) == ["container_bomb"]
    assert not shown(found)


def test_a_member_that_is_too_large_is_refused_by_what_it_states(
    unpacker: Unpacker, tmp_path: Path
) -> None:
    found = unpack(unpacker, tmp_path, "a.zip", make_zip({"a.bmp": bytes(6_000_000), "b.pdf": PDF}))
    assert keys(found) == ["file_too_large"]
    assert shown(found) == ["a.zip/b.pdf"]


def test_archives_in_archives_end_at_the_limit(unpacker: Unpacker, tmp_path: Path) -> None:
    nested = make_zip({"deep.pdf": PDF})
    for _ in range(3):
        nested = make_zip({"inner.zip": nested})
    assert shown(unpack(unpacker, tmp_path, "four.zip", nested)) == [
        "four.zip/inner.zip/inner.zip/inner.zip/deep.pdf"
    ]
    assert keys(unpack(unpacker, tmp_path, "five.zip", make_zip({"inner.zip": nested}))) == [
        "container_depth"
    ]


def test_more_files_than_the_limit_are_left_out(tmp_path: Path) -> None:
    data = make_zip({f"{number}.pdf": PDF for number in range(5)})
    with Unpacker(UnpackLimits(max_member_bytes=1_000_000, max_members=3)) as unpacker:
        found = unpack(unpacker, tmp_path, "a.zip", data)
        assert len(shown(found)) == 3
        assert keys(found) == ["container_members"]


@pytest.mark.parametrize("cut", [30, 60, 120])
def test_a_damaged_archive_is_said_to_be_one(unpacker: Unpacker, tmp_path: Path, cut: int) -> None:
    found = unpack(unpacker, tmp_path, "a.zip", make_zip({"a.jpg": PICTURE})[:cut])
    assert keys(found) == ["container_broken"]


def test_a_damaged_member_is_named(unpacker: Unpacker, tmp_path: Path) -> None:
    data = bytearray(make_zip({"a.jpg": PICTURE, "b.pdf": PDF}))
    data[200:300] = bytes(100)
    found = unpack(unpacker, tmp_path, "a.zip", bytes(data))
    assert keys(found) == ["member_broken"]
    assert shown(found) == ["a.zip/b.pdf"]


def test_office_documents_are_no_archives(unpacker: Unpacker, tmp_path: Path) -> None:
    data = make_zip({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"})
    found = unpack(unpacker, tmp_path, "a.docx", data)
    assert [(one.given, one.origin) for one in found] == [("a.docx", None)]


# ---- messages


def test_a_message_gives_its_attachments_and_says_who_sent_it(
    unpacker: Unpacker, tmp_path: Path
) -> None:
    mail = make_mail("Rechnung März", {"Beleg ä.pdf": PDF, "photo.jpg": PICTURE})
    found = unpack(unpacker, tmp_path, "mail.eml", mail.as_bytes())
    assert shown(found) == ["mail.eml/Beleg ä.pdf", "mail.eml/photo.jpg"]
    origin = found[0].origin
    assert origin is not None
    assert origin.sender == "Billing Südstern <billing@shop.example>"
    assert origin.subject == "Rechnung März"
    assert origin.sent_at is not None
    assert origin.sent_at.isoformat() == "2026-03-05T09:30:00+01:00"


def test_logos_and_tiny_pictures_are_left_out(unpacker: Unpacker, tmp_path: Path) -> None:
    html = '<p>Hello</p><img src="cid:logo"><img src="cid:photo">'
    mail = make_mail("Order", text="Hello", html=html)
    body = mail.get_body(("html",))
    assert isinstance(body, EmailMessage)
    photo = make_picture(90, (900, 1200))
    for name, data in (("logo", PICTURE), ("photo", photo)):
        body.add_related(data, "image", "jpeg", cid=f"<{name}>", filename=f"{name}.jpg")
    dot = b"GIF89a\1\0\1\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\1\0;".ljust(60, b"\0")
    mail.add_attachment(dot, "image", "gif", filename="dot.gif")
    found = unpack(unpacker, tmp_path, "mail.eml", mail.as_bytes())
    assert shown(found) == ["mail.eml/photo.jpg"]


def test_a_message_without_receipts_is_printed(unpacker: Unpacker, tmp_path: Path) -> None:
    html = (
        "<style>p{color:red}</style><script>alert(1)</script>"
        '<div style="display:none">preheader</div><p>Café Größe</p>'
        "<table><tr><td><table><tr><td>Espresso</td><td>2,50&nbsp;€</td></tr>"
        "<tr><td>Total</td><td>2,50&nbsp;€</td></tr></table></td></tr></table>"
        '<img src="http://tracker.example/dot.png" alt="Shop">'
    )
    mail = make_mail("Your receipt", text="see html", html=html).as_bytes()
    [first] = unpack(unpacker, tmp_path, "mail.eml", mail)
    [second] = unpack(unpacker, tmp_path, "same.eml", mail)
    assert (shown([first]), first.path.name) == (["mail.eml"], "mail.eml")
    assert first.origin is not None
    assert (first.origin.container, first.origin.member) == ("mail.eml", "")
    assert first.path.read_bytes() == second.path.read_bytes()
    document = pypdfium2.PdfDocument(str(first.path))
    lines = document[0].get_textpage().get_text_range().splitlines()
    document.close()
    assert lines[0] == "Billing Südstern"
    assert lines[-3:-1] == ["Your receipt", "Billing Südstern <billing@shop.example>"]
    assert any(line.split() == ["Total", "2,50", "€"] for line in lines)
    text = "\n".join(lines)
    assert "Café Größe" in text
    assert "Shop" in text
    assert not any(word in text for word in ("alert", "color", "preheader", "tracker"))


def test_a_message_in_a_message_in_a_zip_is_found(unpacker: Unpacker, tmp_path: Path) -> None:
    inner = make_mail("Inner", {"a.pdf": PDF}, sender="inner@other.example")
    outer = make_mail("Outer")
    outer.add_attachment(inner)
    found = unpack(unpacker, tmp_path, "a.zip", make_zip({"mail.eml": outer.as_bytes()}))
    assert shown(found) == ["a.zip/mail.eml/Inner/a.pdf"]
    assert found[0].origin is not None
    assert found[0].origin.sender == "inner@other.example"


def test_winmail_dat_is_opened(unpacker: Unpacker, tmp_path: Path) -> None:
    tnef = make_tnef({"Lange Rechnung.pdf": PDF, "photo.jpg": PICTURE})
    found = unpack(unpacker, tmp_path, "a.eml", make_mail("x", {"winmail.dat": tnef}).as_bytes())
    assert shown(found) == ["a.eml/Lange Rechnung.pdf", "a.eml/photo.jpg"]
    assert [one.path.read_bytes() for one in found] == [PDF, PICTURE]


def test_outlook_messages_are_opened(unpacker: Unpacker, tmp_path: Path) -> None:
    inner = make_message("Inner", "in@x.example", "", {"b.pdf": PDF}, header_bytes=24)
    outer = make_message("Betreff", "out@x.example", "Hallo", {"ä.jpg": PICTURE, "Inner": inner})
    found = unpack(unpacker, tmp_path, "saved.msg", write_ole(outer))
    assert shown(found) == ["saved.msg/ä.jpg", "saved.msg/Inner/b.pdf"]
    assert found[0].path.read_bytes().startswith(PICTURE)
    origin = found[0].origin
    assert origin is not None
    assert (origin.sender, origin.subject) == ("out <out@x.example>", "Betreff")
    assert origin.sent_at is not None
    assert origin.sent_at.isoformat() == "2026-03-05T09:30:00+00:00"


def test_other_ole_files_and_damaged_messages_are_told_apart(
    unpacker: Unpacker, tmp_path: Path
) -> None:
    word = write_ole({"WordDocument": b"x"})
    assert unpack(unpacker, tmp_path, "a.doc", word)[0].error is None
    data = write_ole(make_message("x", "x@x.example", "", {"a.jpg": PICTURE}))
    assert keys(unpack(unpacker, tmp_path, "a.msg", data[: len(data) // 2])) in (
        ["message_broken"],
        [],
    )


@pytest.mark.parametrize(
    ("content_type", "key"),
    [
        ('multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b', "message_pgp"),
        ("application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m", "message_smime"),
        ("application/pkcs7-mime; smime-type=signed-data; name=smime.p7m", "message_signed"),
    ],
)
def test_encrypted_messages_are_said_to_be(
    unpacker: Unpacker, tmp_path: Path, content_type: str, key: str
) -> None:
    mail = f"From: a@b.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: {content_type}\n\nxx\n"
    assert keys(unpack(unpacker, tmp_path, "a.eml", mail.encode())) == [key]


def test_headers_and_names_in_all_spellings_are_read(unpacker: Unpacker, tmp_path: Path) -> None:
    one, two, three = (make_pdf(words).decode() for words in ("one", "two", "three"))
    mail = (
        "From: Köln Café <k@x.example>\nSubject: Grüße\nMIME-Version: 1.0\n"
        "Content-Type: multipart/mixed; boundary=b\n\n"
        f"--b\nContent-Type: application/pdf; name==?utf-8?q?=C3=A4.pdf?=\n\n{one}\n"
        "--b\nContent-Type: application/pdf\n"
        f"Content-Disposition: attachment; filename*=iso-8859-1''%F6.pdf\n\n{two}\n"
        "--b\nContent-Type: application/pdf\nContent-Disposition: attachment; "
        f'filename*0="long "; filename*1="name.pdf"\n\n{three}\n--b--\n'
    )
    found = unpack(unpacker, tmp_path, "a.eml", mail.encode())
    assert shown(found) == ["a.eml/ä.pdf", "a.eml/ö.pdf", "a.eml/long name.pdf"]
    assert found[0].origin is not None
    assert found[0].origin.sender == "Köln Café <k@x.example>"
    assert found[0].origin.subject == "Grüße"


HOSTILE = {
    "a type with very many parameters": b"From: a@b.example\nSubject: x\n"
    b"Content-Type: multipart/mixed; boundary=b" + b';"' * 400_000 + b"\n\n--b\n\nTotal 5\n--b--",
    "encoded words that are none": b"From: =?utf-8?b?w6?= <a@b.example>\n"
    b"Subject: =?utf-8?b?w?=\n\n5",
    "HTML that is never closed": b"From: a@b.example\nSubject: x\n"
    b"Content-Type: text/html\n\n<p>Total" + b"<a <!-- <![x" * 40_000,
    "a header of a megabyte": b"From: " + b"<a@b.example>, " * 70_000 + b"\nSubject: x\n\nTotal 5",
    "deep multiparts": b"From: a@b.example\nSubject: x\n"
    + b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(1500)
    ),
    "an unknown charset": b"From: a@b.example\nSubject: =?x-foo?b?w6Q=?=\n"
    b"Content-Type: text/plain; charset=klingon\n\nTotal 5,00 \xe2\x82\xac",
    "a boundary that never comes": b"From: a@b.example\nSubject: x\n"
    b"Content-Type: multipart/mixed; boundary=zzz\n\nhello",
    "broken base64": b"From: a@b.example\nSubject: x\nContent-Type: image/jpeg; name=a.jpg\n"
    b"Content-Transfer-Encoding: base64\n\n!!!not base64!!!",
    "a date that is none": b"From: a@b.example\nSubject: x\nDate: Thu, 99 Zzz 99999\n\nTotal 5",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_messages_end_in_a_file_or_a_sentence(
    unpacker: Unpacker, tmp_path: Path, name: str
) -> None:
    found = unpack(unpacker, tmp_path, "a.eml", HOSTILE[name])
    assert found
    assert all(one.error or one.path.is_file() for one in found)


def test_ten_thousand_parts_end_at_the_limit(tmp_path: Path) -> None:
    part = b"--b\nContent-Type: application/octet-stream; name=a.txt\n\nx\n"
    head = b"From: a@b.example\nSubject: x\nContent-Type: multipart/mixed; boundary=b\n\n"
    with Unpacker(UnpackLimits(max_member_bytes=1_000_000, max_members=50)) as unpacker:
        found = unpack(unpacker, tmp_path, "a.eml", head + part * 10_000 + b"--b--\n")
    assert keys(found) == ["container_members"]
    assert len(found) == 51


def test_other_files_pass(unpacker: Unpacker, tmp_path: Path) -> None:
    for name, data in (("a.pdf", PDF), ("note.txt", b"Note: buy milk\n\nFrom: me"), ("x", b"")):
        [found] = unpack(unpacker, tmp_path, name, data)
        assert (found.path, found.origin) == (tmp_path / name, None)
