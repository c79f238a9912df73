"""A mailbox of fifty messages, among them hostile ones."""

from __future__ import annotations

from dataclasses import dataclass

from tests.samples.mails import (
    make_bomb,
    make_mail,
    make_pdf,
    make_picture,
    make_tnef,
    make_zip,
)
from tests.samples.ole import make_message, write_ole

RECEIPT_MAILER = "receipts@taxi.example"


@dataclass(frozen=True)
class SampleMail:
    """A message, and how many receipts are in it."""

    name: str
    data: bytes
    receipts: int


def make_mailbox() -> list[SampleMail]:
    """Fifty messages. The receipts of all of them differ."""
    ordinary = [
        SampleMail(
            f"ordinary {number}",
            make_mail(
                f"Invoice {number}",
                {f"invoice {number}.pdf": make_pdf(f"Invoice {number} Total {number},00 EUR")},
                message_id=f"<ordinary-{number}@shop.example>",
            ).as_bytes(),
            1,
        )
        for number in range(30)
    ]
    return [*ordinary[:15], *_make_hostile(), *ordinary[15:]]


def _make_hostile() -> list[SampleMail]:
    def mail(name: str, files: dict[str, bytes], receipts: int = 0, **more: str) -> SampleMail:
        message = make_mail(name, files, message_id=f"<{hash(name)}@evil.example>", **more)
        return SampleMail(name, message.as_bytes(), receipts)

    def pdf(words: str) -> bytes:
        return make_pdf(words)

    inner = make_mail("Inner", {"inner.pdf": pdf("inner")}, message_id="<inner@x.example>")
    forwarded = make_mail("Forwarded", message_id="<forwarded@x.example>")
    forwarded.add_attachment(inner)
    part = b"--b\nContent-Type: application/octet-stream; name=a.txt\n\nx\n"
    first = b"--b\nContent-Type: application/pdf; name=first.pdf\n\n" + pdf("first of many") + b"\n"
    head = b"From: a@b.example\nSubject: %s\nMessage-ID: <%s@evil.example>\n"
    mixed = b"Content-Type: multipart/mixed; boundary=b\n\n"
    script = "<script>fetch('http://evil.example')</script><img src='http://evil.example/dot.gif'>"
    return [
        mail("zip bomb", {"bomb.zip": make_bomb(150)}),
        mail("paths", {"a.zip": make_zip({"../../../evil.pdf": pdf("paths")})}, 1),
        mail("reserved", {"con.pdf": pdf("reserved"), "a:b|c.pdf": pdf("characters")}, 2),
        mail("office", {"a.docx": make_zip({"[Content_Types].xml": b"<x/>"})}),
        mail("locked", {"a.zip": make_zip({"a.pdf": pdf("locked")}, flags=1)}),
        mail("winmail", {"winmail.dat": make_tnef({"w.pdf": pdf("winmail")})}, 1),
        mail("outlook", {"saved.msg": write_ole(make_message("s", "a@b.example", "",
             {"o.pdf": pdf("outlook")}))}, 1),
        mail("nested zip", {"a.zip": make_zip({"b.zip": make_zip({"n.pdf": pdf("nested")})})}, 1),
        SampleMail("forwarded", forwarded.as_bytes(), 1),
        SampleMail("10,000 parts",
                   head % (b"parts", b"parts") + mixed + first + part * 10_000 + b"--b--\n", 1),
        SampleMail("huge header",
                   b"To: " + b"<someone@b.example>, " * 50_000 + b"\n"
                   + make_mail("huge header", {"h.pdf": pdf("huge header")}).as_bytes(), 1),
        SampleMail("broken mime", head % (b"broken", b"broken") + b"Content-Type: multipart/mixed; "
                   b"boundary=never\n\nnothing", 0),
        SampleMail("wrong charset", head % (b"=?klingon?b?AAAA?=", b"charset")
                   + b"Content-Type: text/plain; charset=klingon\n\n\xff\xfe", 0),
        SampleMail("encrypted", head % (b"secret", b"secret") + b"Content-Type: application/pkcs7-"
                   b"mime; smime-type=enveloped-data; name=smime.p7m\n\nxx", 0),
        mail("not a chosen sender", {}, 0, text="Total 9,00", html=f"<p>Total 9,00</p>{script}"),
        mail("taxi", {}, 1, sender=f"Taxi <{RECEIPT_MAILER}>", html=f"<p>Total 7,00</p>{script}"),
        mail("logo", {"logo.jpg": make_picture(10, (120, 60))}),
        mail("no name", {"": make_pdf("no name")}, 1),
        mail("same file twice", {"1.pdf": pdf("same"), "2.pdf": pdf("same again")}, 2),
        mail("newsletter", {}, 0, sender="news@spam.example"),
    ]  # fmt: skip
