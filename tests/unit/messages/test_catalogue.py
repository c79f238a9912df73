"""Every message exists once, in three languages, with the parameters that the code gives."""

from __future__ import annotations

import pickle
import re
import string
from collections import Counter
from pathlib import Path

import pytest

from receipt_desktop import messages
from receipt_desktop.backup import copies, salvage_report, verify
from receipt_desktop.domain.audit import CHAIN_KINDS
from receipt_desktop.domain.categories import TaxTreatment
from receipt_desktop.domain.errors import (
    InvalidRequest,
    RateLimited,
    ServiceUnavailable,
    TooLarge,
    UnsupportedType,
    restore_refusal,
)
from receipt_desktop.domain.export_profile import DETAILS
from receipt_desktop.domain.fields import CATEGORIES
from receipt_desktop.domain.reading import ModelOutcome, ReviewReason
from receipt_desktop.domain.receipt import Failure, Status
from receipt_desktop.domain.report import Grouping, TaxState
from receipt_desktop.domain.review_reasons import CURRENCY_REASONS
from receipt_desktop.domain.scripts import Script
from receipt_desktop.domain.suggested_fix import FixKind
from receipt_desktop.messages import Message, keys
from receipt_desktop.messages.aliases import RENAMED, SHARED
from receipt_desktop.messages.catalogue import SUBJECTS
from receipt_desktop.store import data_check
from tests.unit.messages.sites import sites, strings

DERIVED = {
    *(f"reason_{one.value}" for one in ReviewReason),
    *(f"reason_no_currency_{ending}" for ending in CURRENCY_REASONS.values()),
    *(f"script_{one.value}" for one in Script if one is not Script.UNKNOWN),
    *(f"fix_{one.value}" for one in FixKind),
    *(f"model_note_{one.value}" for one in ModelOutcome if one is not ModelOutcome.OFF),
    *(f"status_{one.value}" for one in Status),
    *(f"export_detail_{one}" for one in DETAILS),
    *(
        f"salvage_{one}"
        for one in (
            salvage_report.SALVAGED,
            salvage_report.COPY_RESTORED,
            salvage_report.STARTED_NEW,
        )
    ),
    *(f"salvage_{one}" for one in (salvage_report.ROWS_MISSING, "reread", "orphans")),
    *(f"difference_{one}" for one in (verify.CHANGED, verify.MISSING, verify.EXTRA)),
    *(f"difference_{one}" for one in (verify.UNREADABLE, verify.DATABASE)),
    *(f"difference_{one}" for one in sorted(CHAIN_KINDS)),
    *(f"difference_{one}" for one in (data_check.ORIGINAL, data_check.RESULT, data_check.LISTED)),
    *(f"difference_{one}" for one in (data_check.CORRECTION, data_check.DELETED)),
    *(f"difference_{one}" for one in (data_check.ADDED, data_check.APPROVAL)),
    "difference_one_entry_missing",
    *(f"finding_copies_{one}" for one in (copies.NO_SPACE, copies.DAMAGED, copies.FAILED)),
    *(f"issue_copy_{one}" for one in (copies.NO_SPACE, copies.FAILED)),
    *(f"finding_{one}" for one in ("tesseract_reads", "rapidocr_reads", "shared_redis_answers")),
    *(f"finding_{one}" for one in ("copy_restored", "salvaged", "started_new", "rows_missing")),
    "finding_shared_redis_silent",
    *(f"report_title_{one}" for one in Grouping),
    *(f"report_column_{one}" for one in ("receipts", "net", "tax", "gross", "unconverted")),
    *(f"report_column_{one}" for one in Grouping if one is not Grouping.VAT),
    *(f"report_none_{one}" for one in Grouping if not one.splits_receipts),
    *(f"report_tax_{one}" for one in TaxState if one is not TaxState.RATED),
    *(f"report_treatment_{one}" for one in TaxTreatment),
    *(f"report_category_{one}" for one in CATEGORIES),
}
"""Keys that the code puts together."""
PREFIXES = ("issue_", "finding_")


def parameters(template: str) -> set[str]:
    """The names of the placeholders."""
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.no_cover  # reads source, runs none
def test_the_code_builds_messages() -> None:
    assert len(sites()) > 200


def test_every_key_in_the_code_exists() -> None:
    assert [site for site in sites() if not messages.has_template(site.key)] == []


def test_every_message_in_the_code_gets_all_its_parameters() -> None:
    missing = {
        f"{site.place} {site.key}": parameters(messages.template(site.key)) - site.parameters
        for site in sites()
        if not site.is_open
    }
    assert {place: names for place, names in missing.items() if names} == {}


@pytest.mark.no_cover
def test_every_key_is_used() -> None:
    written = strings()
    known = {*keys(), *SHARED}

    def is_used(key: str) -> bool:
        bare = next((key.removeprefix(one) for one in PREFIXES if key.startswith(one)), key)
        shared = any(is_used(name) for name, target in SHARED.items() if target == key)
        if key.endswith("_remedy"):
            return shared or is_used(key.removesuffix("_remedy"))
        own_of_api = key.startswith("api_") and key.removeprefix("api_") in written
        return shared or own_of_api or key in written or bare in written or key in DERIVED

    assert [key for key in known if not is_used(key)] == []


def test_derived_keys_exist() -> None:
    assert [key for key in DERIVED if not messages.has_template(key)] == []


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_every_key_is_translated_with_the_same_parameters(language: str) -> None:
    english = {key: parameters(messages.template(key)) for key in keys()}
    spoken = {key: parameters(messages.template(key, language)) for key in keys()}
    assert spoken == english
    assert all(messages.template(key, language).strip() for key in english)


@pytest.mark.parametrize("language", ["fr", "de"])
def test_translations_have_no_key_of_their_own(language: str) -> None:
    assert set(messages.catalogue._translations(language)) == set(keys())


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_no_sentence_stands_twice_in_the_catalogue(language: str) -> None:
    counted = Counter(messages.template(key, language) for key in keys())
    assert [sentence for sentence, count in counted.items() if count > 1] == []


def test_keys_are_unique_and_aliases_lead_to_sentences() -> None:
    assert sum(map(len, SUBJECTS.values())) == len(list(keys()))
    assert [key for key in {**SHARED, **RENAMED} if key in messages.MESSAGES] == []
    assert [
        key for key in (*SHARED.values(), *RENAMED.values()) if key not in messages.MESSAGES
    ] == []


def test_no_sentence_of_the_catalogue_stands_in_the_code() -> None:
    written = strings()
    assert [one for one in messages.MESSAGES.values() if " " in one and one in written] == []


def test_no_sentence_stands_in_two_modules() -> None:
    sentence = re.compile(r"[A-Z][^\n]* [^\n]* [^\n]*\.")
    found = {one: files for one, files in strings().items() if sentence.fullmatch(one)}
    outside = {one: [f for f in files if not f.startswith("ui/")] for one, files in found.items()}
    assert {one: files for one, files in outside.items() if len(files) > 1} == {}


def test_french_punctuation_does_not_break() -> None:
    loose = re.compile(r"\S [:;!?»%]|« ")
    texts = {key: messages.template(key, "fr") for key in keys()}
    assert {key: one for key, one in texts.items() if loose.search(one)} == {}


# -- filling them in


@pytest.mark.expected_logs("receipt_desktop.messages")
def test_an_unknown_key_and_a_missing_parameter_are_logged_and_never_raise(
    caplog: pytest.LogCaptureFixture,
) -> None:
    assert messages.text("no_such_key", "de") == "no_such_key"
    assert messages.text("file_empty", "de") == "file_empty"
    assert messages.text("file_empty", "it", name="a.jpg") == "a.jpg is empty."
    assert [record.levelname for record in caplog.records] == ["ERROR"] * 4
    assert not Message("file_empty").is_complete()
    with pytest.raises(KeyError):
        messages.template("no_such_key")


def test_numbers_are_written_in_the_language() -> None:
    low = Message("finding_disk_low", {"free_bytes": 412_300_000, "folder": "/d"})
    assert low.whole() == "412.3 MB free in /d. Free up space soon."
    assert low.whole("fr") == "412,3 Mo libres dans /d. Libérez bientôt de l’espace."
    answers = Message("finding_redis_answers", {"version": "8", "milliseconds": 0.24})
    assert answers.text("de") == "Der eingebaute Server 8 antwortet in 0,2 ms."


def test_a_message_within_a_message_is_in_the_same_language() -> None:
    blocked = Message("issue_database_fails", {"problem": Message("disk_full")})
    assert blocked.text("de") == (
        "Die letzte Änderung konnte nicht gespeichert werden. Der Datenträger ist voll. "
        "Schaffen Sie Speicherplatz."
    )


# -- errors


def test_an_error_says_its_sentence_and_crosses_process_borders() -> None:
    error = RateLimited("rate_limited", limit=600, retry_after=12)
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 (our own)
    assert type(again) is RateLimited
    assert str(again) == str(error) == error.sentence
    assert (again.key, again.details) == ("rate_limited", {"limit": 600, "retry_after": 12})
    assert "600 pro Minute" in again.text("de")


def test_details_are_kept_as_plain_values() -> None:
    why = Message("settings_no_object")
    error = InvalidRequest("settings_unreadable", path=Path("x").name, reason=why, aside="y")
    assert error.plain_details == {"path": "x", "reason": "not a JSON object", "aside": "y"}
    assert "kein JSON-Objekt" in error.text("de")


@pytest.mark.parametrize(
    ("failure", "shown"),
    [
        (Failure("X", "Old.", "file_forbidden", {"name": "a"}), "Zugriff verweigert: a."),
        (
            Failure("X", "Old.", "disk_full_reading"),
            "Der Datenträger ist voll. Schaffen Sie Speicherplatz.",
        ),
        (
            Failure("X", "The database does not answer: gone", "database"),
            "The database does not answer: gone",
        ),
        (Failure("X", "Nobody knows this any more.", "gone"), "Nobody knows this any more."),
        (Failure("X", "Without a key."), "Without a key."),
    ],
)
def test_failures_of_earlier_versions_can_still_be_shown(failure: Failure, shown: str) -> None:
    assert failure.text("de") == shown


def test_the_key_of_a_file_type_gives_the_class_back() -> None:
    video = restore_refusal(Message("file_seems_video", {"name": "a.mp4"}))
    assert type(video) is UnsupportedType
    assert (
        type(restore_refusal(Message("file_too_large", {"name": "a", "size": 2, "limit": 1})))
        is TooLarge
    )
    assert type(restore_refusal(Message("pdf_broken"))) is InvalidRequest
    assert not isinstance(video, ServiceUnavailable)
