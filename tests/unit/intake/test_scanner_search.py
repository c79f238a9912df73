"""Scanners that answer a question by multicast DNS."""

from __future__ import annotations

import dns.flags
import dns.message
import dns.rrset

from receipt_desktop.intake.scanner_search import parse_answers

OFFICE = "Office\\032Scanner._uscan._tcp.local."
SECURE = "Office\\032Scanner._uscans._tcp.local."


def answer(*records: tuple[str, str, str]) -> bytes:
    message = dns.message.Message(id=0)
    message.flags |= dns.flags.QR
    for owner, kind, data in records:
        message.answer.append(dns.rrset.from_text(owner, 120, "IN", kind, data))
    return message.to_wire()


def test_scanners_are_put_together_from_their_records() -> None:
    answers = [
        answer(
            ("_uscan._tcp.local.", "PTR", OFFICE),
            (OFFICE, "SRV", "0 0 8080 office.local."),
            (OFFICE, "TXT", '"rs=/eSCL/" "ty=Office 7" "adminurl=http://x"'),
        ),
        answer(("_uscans._tcp.local.", "PTR", SECURE), (SECURE, "SRV", "0 0 443 office.local.")),
        answer(("office.local.", "A", "192.168.1.20")),
    ]
    (scanner,) = parse_answers(answers)
    assert scanner.name == "Office Scanner"
    assert scanner.address == "http://192.168.1.20:8080/eSCL"


def test_answers_that_mislead_are_left_out() -> None:
    far = "Far._uscan._tcp.local."
    answers = [
        b"",
        b"\0" * 11,
        answer(("_uscan._tcp.local.", "PTR", far))[:-3],
        answer(("_uscan._tcp.local.", "PTR", far), (far, "SRV", "0 0 80 far.local.")),
        answer(("far.local.", "A", "93.184.216.34")),
        answer(("_http._tcp.local.", "PTR", "Printer._http._tcp.local.")),
    ]
    assert parse_answers(answers) == []
