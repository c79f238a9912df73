"""What the problem report may say, and what it may not."""

from __future__ import annotations

import pytest

from receipt_desktop.logs.anonymizer import Anonymizer, KnownValues

KNOWN = Anonymizer(
    KnownValues(
        file_names=frozenset({"Rechnung Müller 7.pdf", "7.pdf", "IMG_1.jpg", "Beleg ohne Endung"}),
        words=frozenset({"Bäckerei Süß", "Aldi"}),
        secrets=frozenset({"hunter22"}),
        places={"/home/anna müller": "~", "annas-laptop": "‹host›"},
    )
)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("could not read Rechnung Müller 7.pdf: no memory", "could not read ‹file›: no memory"),
        ("skipped IMG_1.jpg and IMG_1.jpg", "skipped ‹file› and ‹file›"),
        ("refused Beleg ohne Endung", "refused ‹words›"),
        ("could not read Anna's Arzt.PDF: broken", "‹file›: broken"),
        ("moved /srv/Frau Meier/receipts/x to /mnt/b", "moved ‹path›"),
        (r"no access to C:\Users\Anna Meier\Belege", "no access to ‹path›"),
        ("no access to /home/anna müller/x", "no access to ~/x"),
        ("total of BÄCKEREI SÜSS", "total of BÄCKEREI SÜSS"),
        ("total of bäckerei süß at aldi", "total of ‹words› at ‹words›"),
        ("redis://:pa55word@box:6379", "redis://‹secret›@box:6379"),
        ("Authorization: Bearer abcdef-12345", "Authorization: Bearer ‹secret›"),
        ("the password hunter22 is wrong", "the password ‹secret› is wrong"),
        ("sent to anna@example.org", "sent to ‹address›"),
        ("on annas-laptop", "on ‹host›"),
        ("card 4111 1111 1111 1111", "card ************1111"),
        ("token k3Jd83hdkJDH37dhwkLKJH83hdk2jdhAKd8", "token ‹secret›"),
        ("http://127.0.0.1:11434 is silent", "http://127.0.0.1:11434 is silent"),
        ("/api/v1/receipts/7", "…/api/v1/receipts/7"),
        ("requeued 3 receipts", "requeued 3 receipts"),
    ],
)
def test_texts(text: str, cleaned: str) -> None:
    assert KNOWN.clean_text(text) == cleaned


def test_the_id_of_a_receipt_stays() -> None:
    text = "could not claim 0f9bdc4e-6c0e-4b7e-9a55-0f6b2f3f8f10"
    assert KNOWN.clean_text(text) == text


TRACEBACK = """Traceback (most recent call last):
  File "/opt/my programs/receipt_desktop/pipeline.py", line 12, in process
    raise ValueError(text)
ValueError: Brot 4,50
  Summe 12,50
Kundenname: Anna

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "/home/anna müller/lib/python3.13/json/decoder.py", line 2, in f
OSError: [Errno 28] No space left on device: '/home/x/Anna.pdf'
receipt_desktop.domain.errors.InvalidRequest: IMG_1.jpg is no receipt"""


def test_tracebacks_keep_frames_and_classes_alone() -> None:
    assert KNOWN.clean_traceback(TRACEBACK).splitlines() == [
        "Traceback (most recent call last):",
        '  File "…/receipt_desktop/pipeline.py", line 12, in process',
        "ValueError",
        "During handling of the above exception, another exception occurred:",
        "Traceback (most recent call last):",
        '  File "~/lib/python3.13/json/decoder.py", line 2, in f',
        "OSError: [Errno 28] No space left on device",
        "receipt_desktop.domain.errors.InvalidRequest",
    ]
