"""What the API says to people: French unless asked otherwise, English and German.

The sentences of refusals are translated once, for the window; they are taken from there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from xml.etree import ElementTree as ET

from receipt_desktop.config.paths import resources_folder
from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.reading import REASON_SENTENCES
from receipt_desktop.domain.receipt import Failure, Status

FRENCH, ENGLISH, GERMAN = "fr", "en", "de"
LANGUAGES = (FRENCH, ENGLISH, GERMAN)
"""The first one is spoken to who asks for none of them."""
CONTEXT = "texts"
"""Of the window's translations: what is said about receipts."""

Texts = Mapping[str, str]


def _texts(french: str, english: str, german: str) -> Texts:
    return MappingProxyType({FRENCH: french, ENGLISH: english, GERMAN: german})


STATUSES: Mapping[Status, Texts] = MappingProxyType(
    {
        Status.PENDING: _texts(
            "Votre demande est en attente de traitement",
            "Your request is waiting to be processed",
            "Ihre Anfrage wartet auf die Verarbeitung",
        ),
        Status.PROCESSING: _texts(
            "Analyse de votre reçu en cours...",
            "Your receipt is being analysed...",
            "Ihr Beleg wird gerade gelesen...",
        ),
        Status.COMPLETED: _texts(
            "Traitement terminé avec succès",
            "Processing completed successfully",
            "Die Verarbeitung ist abgeschlossen",
        ),
        Status.FAILED: _texts(
            "Échec du traitement", "Processing failed", "Die Verarbeitung ist gescheitert"
        ),
    }
)

SENTENCES: Mapping[str, Texts] = MappingProxyType(
    {
        "still_running": _texts(
            "Le traitement est encore en cours. Veuillez vérifier le statut d'abord.",
            "Processing is still running. Please check the status first.",
            "Die Verarbeitung läuft noch. Bitte fragen Sie zuerst den Status ab.",
        ),
        "unknown_id": _texts(
            "Requête non trouvée : aucun reçu ne porte cet identifiant.",
            "Request not found: no receipt has this id.",
            "Anfrage nicht gefunden: Kein Beleg hat diese Kennung.",
        ),
        "unknown_path": _texts(
            "Cette adresse n'existe pas.",
            "There is nothing at this address.",
            "Unter dieser Adresse gibt es nichts.",
        ),
        "method": _texts(
            "Cette méthode n'est pas possible à cette adresse.",
            "This method is not possible at this address.",
            "Diese Methode ist unter dieser Adresse nicht möglich.",
        ),
        "unauthorized": _texts(
            "Le jeton d'accès manque ou n'est pas valable.",
            "The access token is missing or not valid.",
            "Das Zugangstoken fehlt oder ist nicht gültig.",
        ),
        "rate_limited": _texts(
            "Pas plus de {limit} requêtes par minute ; réessayez dans {retry_after} s.",
            "Not more than {limit} requests a minute; try again in {retry_after} s.",
            "Nicht mehr als {limit} Anfragen pro Minute; versuchen Sie es in {retry_after} s erneut.",
        ),
        "request_too_large": _texts(
            "La requête est trop grande : {limit} Mo au plus.",
            "The request is too large: at most {limit} MB.",
            "Die Anfrage ist zu groß: höchstens {limit} MB.",
        ),
        "not_multipart": _texts(
            "Envoyez le formulaire en multipart/form-data.",
            "Send the form as multipart/form-data.",
            "Senden Sie das Formular als multipart/form-data.",
        ),
        "bad_input": _texts(
            "La requête n'est pas valable : {field} : {problem}",
            "The request is not valid: {field}: {problem}",
            "Die Anfrage ist nicht gültig: {field}: {problem}",
        ),
        "bad_body": _texts(
            "Le contenu de la requête ne peut pas être lu.",
            "The body of the request cannot be read.",
            "Der Inhalt der Anfrage kann nicht gelesen werden.",
        ),
        "unexpected": _texts(
            "Une erreur inattendue s'est produite ; le journal en donne les détails.",
            "Something unexpected went wrong; the log has the details.",
            "Etwas Unerwartetes ist schiefgegangen; Einzelheiten stehen im Protokoll.",
        ),
        "unhealthy": _texts(
            "Service temporairement indisponible",
            "The service is temporarily unavailable",
            "Der Dienst ist vorübergehend nicht verfügbar",
        ),
        "database": _texts(
            "La base de données ne répond pas en ce moment.",
            "The database does not answer just now.",
            "Die Datenbank antwortet gerade nicht.",
        ),
        "database_refuses": _texts(
            "La base de données refuse cette opération.",
            "The database refuses this.",
            "Die Datenbank lehnt das ab.",
        ),
        "shelf_unreachable": _texts(
            "Les fichiers partagés ne sont pas accessibles en ce moment : {kind}.",
            "The shared files cannot be reached: {kind}.",
            "Die gemeinsamen Dateien sind gerade nicht erreichbar: {kind}.",
        ),
        "shelf_refused": _texts(
            "L'accès aux fichiers partagés est refusé : vérifiez la clé et ses droits.",
            "The shared files may not be used: check the key and its rights.",
            "Der Zugriff auf die gemeinsamen Dateien wird verweigert: Schlüssel und Rechte prüfen.",
        ),
        "shelf_bucket": _texts(
            "Le bucket des fichiers partagés n'existe pas.",
            "The bucket of the shared files is not there.",
            "Den Bucket der gemeinsamen Dateien gibt es nicht.",
        ),
        "draining": _texts(
            "La file d'attente est en train d'être vidée et n'accepte rien de nouveau.",
            "The queue is being emptied and takes nothing new in just now.",
            "Die Warteschlange wird gerade geleert und nimmt nichts Neues an.",
        ),
        "no_picture": _texts(
            "Cette image n'existe pas (encore).",
            "There is no such picture (yet).",
            "Dieses Bild gibt es (noch) nicht.",
        ),
        "not_finished": _texts(
            "Ce reçu est encore en cours de traitement.",
            "This receipt is still being processed.",
            "Dieser Beleg wird noch verarbeitet.",
        ),
        "finished": _texts(
            "Le traitement de ce reçu est déjà terminé.",
            "Processing of this receipt has ended already.",
            "Die Verarbeitung dieses Belegs ist schon beendet.",
        ),
        "bad_cursor": _texts(
            "Ce curseur n'est pas valable.",
            "This cursor is not valid.",
            "Dieser Cursor ist nicht gültig.",
        ),
        "bad_value": _texts(
            "Cette valeur ne convient pas au champ {field}.",
            "This value does not fit the field {field}.",
            "Dieser Wert passt nicht zum Feld {field}.",
        ),
        "incomplete": _texts(
            "Absent de ce reçu : {fields}. Pour l'approuver quand même, nommez ces champs dans "
            "acceptMissing.",
            "Not on this receipt: {fields}. To approve it all the same, name these fields in "
            "acceptMissing.",
            "Auf diesem Beleg fehlt: {fields}. Um ihn trotzdem zu bestätigen, nennen Sie diese "
            "Felder in acceptMissing.",
        ),
        "bad_webhook": _texts(
            "Cette adresse ne peut pas être appelée : {problem}",
            "This address cannot be called: {problem}",
            "Diese Adresse kann nicht aufgerufen werden: {problem}",
        ),
        "too_many_streams": _texts(
            "Trop de flux sont ouverts.",
            "Too many streams are open.",
            "Es sind zu viele Ströme offen.",
        ),
        "idempotency_reused": _texts(
            "Cette Idempotency-Key a déjà servi pour une autre requête.",
            "This Idempotency-Key was used for another request.",
            "Dieser Idempotency-Key wurde für eine andere Anfrage benutzt.",
        ),
        "idempotency_running": _texts(
            "La première requête avec cette Idempotency-Key est encore en cours.",
            "The first request with this Idempotency-Key is still being answered.",
            "Die erste Anfrage mit diesem Idempotency-Key wird noch beantwortet.",
        ),
    }
)


UNFIT = _texts("valeur non valable", "not valid", "kein gültiger Wert")
PROBLEMS: Mapping[str, Texts] = MappingProxyType(
    {
        "missing": _texts("manque", "missing", "fehlt"),
        "string_pattern_mismatch": _texts(
            "caractères non permis", "characters that may not be", "unerlaubte Zeichen"
        ),
        "string_too_short": _texts("trop court", "too short", "zu kurz"),
        "string_too_long": _texts("trop long", "too long", "zu lang"),
        "too_long": _texts("trop de valeurs", "too many", "zu viele"),
        "extra_forbidden": _texts("inconnu ici", "not known here", "hier nicht bekannt"),
        "json_invalid": _texts("JSON mal formé", "malformed JSON", "fehlerhaftes JSON"),
    }
)
"""What Pydantic finds, by its names."""


def language(accept: str) -> str:
    """The best of our languages by an Accept-Language header; French where none fits."""
    wished = sorted((_wish(part) for part in accept.split(",")), key=lambda wish: -wish[1])
    spoken = (name for name, weight in wished if weight > 0 and name in LANGUAGES)
    return next(spoken, LANGUAGES[0])


def _wish(part: str) -> tuple[str, float]:
    """The bare language of one wish, and its weight (RFC 9110, 12.5.4)."""
    name, _, parameter = part.strip().partition(";")
    key, _, value = parameter.strip().partition("=")
    try:
        weight = float(value) if key.strip() == "q" else 1.0
    except ValueError:
        weight = 0.0
    return name.strip().lower().partition("-")[0], weight


def status_text(status: Status, language: str) -> str:
    """One sentence about a status."""
    return STATUSES[status][language]


def sentence_of(error: ReceiptError | Failure, language: str) -> str:
    """What went wrong, in this language; in English where nobody has translated it."""
    own = SENTENCES.get(error.key)
    if own:
        return filled(own[language], error.details) or error.sentence
    for source, translation in translations(language).items():
        if filled(source, error.details) == error.sentence:
            return filled(translation, error.details) or error.sentence
    return error.sentence


def translated(sentence: str, language: str) -> str:
    """A sentence of ours, with what it was filled with; in English where it is not translated."""
    known = translations(language)
    if sentence in known:
        return known[sentence]
    for source, translation in known.items():
        if source in REASON_SENTENCES.values() and (found := _details(source, sentence)):
            return filled(translation, found) or sentence
    return sentence


def _details(template: str, sentence: str) -> dict[str, str]:
    """What the template's placeholders were filled with, or nothing when it is another sentence."""
    pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+)", re.escape(template))
    found = re.fullmatch(pattern, sentence)
    return found.groupdict() if found else {}


def problem_text(kind: str, problem: str, language: str) -> str:
    """What is wrong with a value, by Pydantic's name of it; in English its own words."""
    return problem if language == ENGLISH else PROBLEMS.get(kind, UNFIT)[language]


def filled(template: str, details: Mapping[str, str | int]) -> str | None:
    """The template with its placeholders filled; None where one is not known."""
    try:
        return template.format(**details)
    except (LookupError, ValueError, AttributeError):
        return None


@cache
def translations(language: str) -> Texts:
    """English sentence to translation; empty for English itself."""
    if language == ENGLISH:
        return MappingProxyType({})
    file = resources_folder() / "translations" / f"receipt_desktop_{language}.ts"
    try:
        tree = ET.parse(file)  # noqa: S314 (a file of our own)
    except OSError:
        return MappingProxyType({})
    context = next(one for one in tree.iter("context") if one.findtext("name") == CONTEXT)
    pairs = ((m.findtext("source"), m.findtext("translation")) for m in context.iter("message"))
    return MappingProxyType({source: said for source, said in pairs if source and said})
