"""A client of the HTTP API reads every error in its language, by key."""

from __future__ import annotations

import pytest

from receipt_desktop import messages
from receipt_desktop.api.localization import language, sentence_of
from receipt_desktop.domain.errors import InvalidRequest, ProcessingError, ReceiptError, TimedOut
from tests.unit.messages.answers import answer, error_keys


@pytest.mark.parametrize("spoken", ["fr", "de"])
def test_every_error_is_answered_in_the_language_of_the_client(spoken: str) -> None:
    same = {key for key in error_keys() if answer(key, spoken) == answer(key, "en")}
    assert same <= {"system_error_file"}  # nothing but a path and a reason


@pytest.mark.parametrize(
    ("error", "french"),
    [
        (ProcessingError("reader_crashed"), "Le moteur OCR s’est arrêté brutalement"),
        (ProcessingError("tesseract_failed"), "Tesseract a échoué sur ce fichier."),
        (TimedOut("timeout"), "Le délai maximal pour un reçu est dépassé."),
        (TimedOut("ocr_timeout"), "Tesseract a mis trop de temps à lire ce fichier."),
        (TimedOut("model_timeout"), "Le modèle de langage a mis trop de temps à répondre."),
        (InvalidRequest("file_missing", name="a.jpg"), "Fichier introuvable\u00a0: a.jpg."),
    ],
)
def test_errors_that_were_answered_in_english_are_french(error: ReceiptError, french: str) -> None:
    assert sentence_of(error, "fr").startswith(french)


def test_the_sentences_of_the_specification_are_kept() -> None:
    assert messages.text("status_pending", "fr") == "Votre demande est en attente de traitement"
    assert messages.text("status_processing", "fr") == "Analyse de votre reçu en cours..."
    assert messages.text("still_running", "fr") == (
        "Le traitement est encore en cours. Veuillez vérifier le statut d'abord."
    )


def test_the_api_has_words_of_its_own_where_the_window_has_others() -> None:
    error = InvalidRequest("unknown_id")
    assert error.sentence == "Receipt not found."
    assert sentence_of(error, "en") == "Request not found: no receipt has this id."


@pytest.mark.parametrize(
    ("accepted", "spoken"),
    [
        ("", "fr"),
        ("de", "de"),
        ("DE-at", "de"),
        ("en-GB,en;q=0.5", "en"),
        ("es, de;q=0.5, en;q=0.7", "en"),
        ("de;q=0, en;q=0.1", "en"),
        ("pt;q=x, *", "fr"),
    ],
)
def test_the_language_is_negotiated(accepted: str, spoken: str) -> None:
    assert language(accepted) == spoken
